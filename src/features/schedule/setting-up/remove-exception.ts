import { addDays } from '../../../core/calendar-day.ts'
import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { leftOutsideBy } from './outside-now.ts'

/** The provider's week is again what the template says. Visits booked into extra hours stay where they are and are named. */
export const removeException = command(contract.removeException, {
  async run(ctx, input) {
    const [there] = await ctx.sql<{ provider_id: Id<'provider'>; on_date: string; until_date: string }>`
      select e.provider_id, e.on_date, e.until_date
        from schedule.hours_exception e where e.practice_id = ${ctx.practice}::uuid and e.id = ${input.exception}::uuid
         for update`
    if (!there) throw notFound({ what: 'schedule-exception' })
    const outsideNow = await leftOutsideBy(
      ctx,
      { providers: [there.provider_id], from: there.on_date, to: addDays(there.until_date, 1) },
      () => ctx.sql`
        delete from schedule.hours_exception e where e.practice_id = ${ctx.practice}::uuid and e.id = ${input.exception}::uuid`,
    )
    ctx.emit('schedule.template-changed', { provider: there.provider_id, exception: input.exception })
    return { exception: input.exception, outsideNow }
  },
})
