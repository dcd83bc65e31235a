import { newId } from '../../../core/id.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { pools, requireMembers, setMembers } from './pool.ts'

/** Adds a pool; its name is given once among those in use. */
export const addPool = command(contract.addPool, {
  constraints: { pool_by_name: contract.poolExists },
  async run(ctx, input) {
    await requireMembers(ctx, input.members)
    const id = newId<'pool'>(ctx.now.epochMilliseconds)
    await ctx.sql`insert into schedule.pool (practice_id, id, name) values (${ctx.practice}::uuid, ${id}::uuid, ${input.name})`
    await setMembers(ctx, id, input.members)
    ctx.emit('schedule.resource-changed', { pool: id })
    const [made] = await pools(ctx, { only: id, retired: true })
    return made!
  },
})
