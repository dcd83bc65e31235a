import { wallClock } from '../../../core/time.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { boardZone } from '../views/board-zone.ts'
import { checkRule, requireRule } from './holiday-rule.ts'
import { leftOutsideBy } from './outside-now.ts'

/** Changes what is given and leaves the rest; visits on the days it falls on now stay and are named. */
export const changeHolidayRule = command(contract.changeHolidayRule, {
  constraints: { holiday_rule_by_name: contract.holidayRuleExists },
  async run(ctx, input) {
    const today = wallClock(ctx.now, await boardZone(ctx, null)).date
    const { rule: id, ...given } = input
    const before = await requireRule(ctx, id, today)
    const next = { ...before, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) }
    await checkRule(ctx, next as Parameters<typeof checkRule>[1])
    const outsideNow = await leftOutsideBy(
      ctx,
      { providers: null, from: today, to: null },
      () => ctx.sql`
        update schedule.holiday_rule r
           set location_id = ${next.location}::uuid, name = ${next.name}, kind = ${next.kind}, month = ${next.month}::int, day = ${next.day}::int,
               weekday = ${next.weekday}::int, nth = ${next.nth}::int, days_after = ${next.daysAfter}::int, observed = ${next.observed}::boolean,
               from_time = ${next.fromTime}::time, to_time = ${next.toTime}::time, since = coalesce(${next.since}::date, '1970-01-01'),
               until = ${next.until}::date
         where r.practice_id = ${ctx.practice}::uuid and r.id = ${id}::uuid`,
    )
    ctx.emit('schedule.template-changed', { holiday: id })
    return { rule: await requireRule(ctx, id, today), outsideNow }
  },
})
