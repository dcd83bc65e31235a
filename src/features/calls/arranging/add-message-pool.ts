import { newId } from '../../../core/id.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { readPools, requireMembers, setMembers } from './message-pool.ts'

/** Adds a pool; its name is given once among those in use. */
export const addMessagePool = command(contract.addMessagePool, {
  constraints: { message_pool_by_name: contract.messagePoolExists },
  async run(ctx, input) {
    await requireMembers(ctx, input.members)
    const id = newId<'message-pool'>()
    await ctx.sql`insert into calls.message_pool (practice_id, id, name) values (${ctx.practice}, ${id}, ${input.name})`
    await setMembers(ctx, id, input.members)
    ctx.emit('calls.pool-changed', { pool: id })
    return (await readPools(ctx, { only: id, retired: true }))[0]!
  },
})
