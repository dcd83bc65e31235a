import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { requireLimit } from './visit-limit.ts'

/** Changes what is given and leaves the rest; whom it concerns stays. */
export const changeVisitLimit = command(contract.changeVisitLimit, {
  constraints: { visit_limit_once: contract.limitExists },
  async run(ctx, input) {
    await ctx.sql`
      update schedule.visit_limit l
         set per = coalesce(${input.per ?? null}::text, l.per), most = coalesce(${input.most ?? null}::int, l.most),
             kind = coalesce(${input.kind ?? null}::text, l.kind)
       where l.practice_id = ${ctx.practice}::uuid and l.id = ${input.limit}::uuid`
    const limit = await requireLimit(ctx, input.limit)
    ctx.emit('schedule.limit-changed', { limit: input.limit })
    return limit
  },
})
