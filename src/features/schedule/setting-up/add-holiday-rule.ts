import { newId } from '../../../core/id.ts'
import { wallClock } from '../../../core/time.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { boardZone } from '../views/board-zone.ts'
import { checkRule, requireRule } from './holiday-rule.ts'
import { leftOutsideBy } from './outside-now.ts'

/** A day that is kept every year. Visits already booked on such days stay and are named. */
export const addHolidayRule = command(contract.addHolidayRule, {
  constraints: { holiday_rule_by_name: contract.holidayRuleExists },
  async run(ctx, input) {
    await checkRule(ctx, input)
    const id = newId<'holiday-rule'>(ctx.now.epochMilliseconds)
    const today = wallClock(ctx.now, await boardZone(ctx, null)).date
    const outsideNow = await leftOutsideBy(
      ctx,
      { providers: null, from: today, to: null },
      () => ctx.sql`
        insert into schedule.holiday_rule (practice_id, id, location_id, name, kind, month, day, weekday, nth, days_after, observed, from_time, to_time,
               since, until)
        values (${ctx.practice}::uuid, ${id}::uuid, ${input.location}::uuid, ${input.name}, ${input.kind}, ${input.month}::int, ${input.day}::int,
                ${input.weekday}::int, ${input.nth}::int, ${input.daysAfter}::int, ${input.observed}::boolean, ${input.fromTime}::time,
                ${input.toTime}::time, coalesce(${input.since}::date, '1970-01-01'), ${input.until}::date)`,
    )
    ctx.emit('schedule.template-changed', { holiday: id })
    return { rule: await requireRule(ctx, id, today), outsideNow }
  },
})
