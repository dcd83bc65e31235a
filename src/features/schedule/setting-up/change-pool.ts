import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { pools, requireMembers, setMembers } from './pool.ts'

/** Changes what is given and leaves the rest. */
export const changePool = command(contract.changePool, {
  constraints: { pool_by_name: contract.poolExists },
  async run(ctx, input) {
    await requireMembers(ctx, input.members ?? [])
    const [known] = await ctx.sql<{ id: string }>`
      update schedule.pool p
         set name = coalesce(${input.name ?? null}::text, p.name),
             retired_at = case when ${input.retired ?? null}::boolean is null then p.retired_at
                               when ${input.retired ?? null}::boolean then coalesce(p.retired_at, ${ctx.now.toString()}::timestamptz) end
       where p.practice_id = ${ctx.practice}::uuid and p.id = ${input.pool}::uuid
      returning p.id`
    if (!known) throw notFound({ what: 'pool' })
    if (input.members) await setMembers(ctx, input.pool, input.members)
    ctx.emit('schedule.resource-changed', { pool: input.pool })
    const [now] = await pools(ctx, { only: input.pool, retired: true })
    return now!
  },
})
