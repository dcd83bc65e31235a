import { newId } from '../../../core/id.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { requireLimit, requireLimited } from './visit-limit.ts'

/** One limit for a visit type, a provider, both or neither, per session or per day; visits booked already stay. */
export const addVisitLimit = command(contract.addVisitLimit, {
  constraints: { visit_limit_once: contract.limitExists },
  async run(ctx, input) {
    await requireLimited(ctx, input)
    const id = newId<'visit-limit'>(ctx.now.epochMilliseconds)
    await ctx.sql`
      insert into schedule.visit_limit (practice_id, id, visit_type_id, provider_id, per, most, kind)
      values (${ctx.practice}::uuid, ${id}::uuid, ${input.visitType ?? null}::uuid, ${input.provider ?? null}::uuid, ${input.per}, ${input.most}::int,
              ${input.kind})`
    ctx.emit('schedule.limit-changed', { limit: id })
    return requireLimit(ctx, id)
  },
})
