import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** That many may come again. */
export const removeVisitLimit = command(contract.removeVisitLimit, {
  async run(ctx, input) {
    const [gone] = await ctx.sql<{ id: string }>`
      delete from schedule.visit_limit l where l.practice_id = ${ctx.practice}::uuid and l.id = ${input.limit}::uuid returning l.id`
    if (!gone) throw notFound({ what: 'visit-limit' })
    ctx.emit('schedule.limit-changed', { limit: input.limit })
    return { limit: input.limit }
  },
})
