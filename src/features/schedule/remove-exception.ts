import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { outsideNow } from './outside-now.ts'

/** The provider's week is again what the template says. Visits booked into extra hours stay where they are and are named. */
export const removeException = command(contract.removeException, {
  async run(ctx, input) {
    const [gone] = await ctx.sql<{ provider_id: Id<'provider'>; kind: string; on_date: string; until_date: string }>`
      delete from schedule.hours_exception e where e.practice_id = ${ctx.practice}::uuid and e.id = ${input.exception}::uuid
      returning e.provider_id, e.kind, e.on_date, e.until_date`
    if (!gone) throw notFound({ what: 'schedule-exception' })
    const outside =
      gone.kind === 'open'
        ? await outsideNow(ctx, { providers: [gone.provider_id], from: gone.on_date, to: gone.until_date })
        : []
    ctx.emit('schedule.template-changed', { provider: gone.provider_id, exception: input.exception })
    return { exception: input.exception, outsideNow: outside }
  },
})
