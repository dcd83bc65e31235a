import { newId } from '../../../core/id.ts'
import { wallClock } from '../../../core/time.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { boardZone } from '../views/board-zone.ts'
import { holidayRules } from './holiday-rule.ts'
import { leftOutsideBy } from './outside-now.ts'

const fixed = (name: string, month: number, day: number) => ({
  name,
  kind: 'fixed',
  month,
  day,
  weekday: null,
  nth: null,
})
const nth = (name: string, month: number, weekday: number, count: number) => ({
  name,
  kind: 'nth-weekday',
  month,
  day: null,
  weekday,
  nth: count,
})

/** 5 U.S.C. 6103 (a); those on a day of the year are kept on the nearest working day (6103 (b), Executive Order 11582). */
const federal = [
  fixed('New Year’s Day', 1, 1),
  nth('Martin Luther King Jr. Day', 1, 1, 3),
  nth('Washington’s Birthday', 2, 1, 3),
  nth('Memorial Day', 5, 1, -1),
  fixed('Juneteenth', 6, 19),
  fixed('Independence Day', 7, 4),
  nth('Labor Day', 9, 1, 1),
  nth('Columbus Day', 10, 1, 2),
  fixed('Veterans Day', 11, 11),
  nth('Thanksgiving Day', 11, 4, 4),
  fixed('Christmas Day', 12, 25),
]

/** The eleven federal holidays, for the whole practice; whichever is there by name stays as somebody set it. */
export const addUsualHolidays = command(contract.addUsualHolidays, {
  async run(ctx) {
    const today = wallClock(ctx.now, await boardZone(ctx, null)).date
    const ids = federal.map(() => newId<'holiday-rule'>(ctx.now.epochMilliseconds))
    const outsideNow = await leftOutsideBy(
      ctx,
      { providers: null, from: today, to: null },
      () => ctx.sql`
        insert into schedule.holiday_rule (practice_id, id, name, kind, month, day, weekday, nth, observed)
        select ${ctx.practice}::uuid, f.id, f.name, f.kind, f.month, f.day, f.weekday, f.nth, f.kind = 'fixed'
          from unnest(${ids}::uuid[], ${federal.map(one => one.name)}::text[], ${federal.map(one => one.kind)}::text[],
                 ${federal.map(one => one.month)}::int[], ${federal.map(one => one.day)}::int[], ${federal.map(one => one.weekday)}::int[],
                 ${federal.map(one => one.nth)}::int[]) as f(id, name, kind, month, day, weekday, nth)
        on conflict do nothing`,
    )
    ctx.emit('schedule.template-changed', { holidays: federal.length })
    return { rules: await holidayRules(ctx, { from: today, years: 3 }), outsideNow }
  },
})
