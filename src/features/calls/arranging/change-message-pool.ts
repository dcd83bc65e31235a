import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { lockPool, readPools, requireMembers, setMembers } from './message-pool.ts'

/** Changes what is given and leaves the rest. A pool with open messages stays in use: nobody would read them. */
export const changeMessagePool = command(contract.changeMessagePool, {
  constraints: { message_pool_by_name: contract.messagePoolExists },
  async run(ctx, input) {
    await lockPool(ctx, input.pool)
    await requireMembers(ctx, input.members ?? [])
    if (input.retired || input.members?.length === 0) {
      const [waiting] = await ctx.sql<{ n: number }>`
        select count(*) as n from calls.message
         where practice_id = ${ctx.practice} and finished_at is null and to_pool = ${input.pool}`
      if (waiting!.n > 0) throw contract.poolHasMessages({ n: waiting!.n })
    }
    const retired = input.retired ?? null
    await ctx.sql`
      update calls.message_pool
         set name = coalesce(${input.name ?? null}::text, name),
             retired_at = case when ${retired}::boolean is null then retired_at
                               when ${retired}::boolean then coalesce(retired_at, ${ctx.now.toString()}::timestamptz) end
       where practice_id = ${ctx.practice} and id = ${input.pool}`
    if (input.members) await setMembers(ctx, input.pool, input.members)
    ctx.emit('calls.pool-changed', { pool: input.pool })
    return (await readPools(ctx, { only: input.pool, retired: true }))[0]!
  },
})
