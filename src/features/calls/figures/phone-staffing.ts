import { outlook, patienceSeen, peopleNeeded, type QueueOutlook } from '../../../core/erlang.ts'
import type { Context } from '../../../platform/context.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { countByTime } from './count-calls.ts'
import { type Calendar, layOut } from './half-hours.ts'
import { goalOf } from './set-phone-goal.ts'
import { type Alike, tally } from './tally.ts'

const fewDays = 4
const fewCalls = 100
const smallDesk = 10
/** A phone system that does not tell when a caller hangs up leaves the call ringing for ten minutes: that is nobody's patience. */
const untold_s = 600

type Day = { date: string; calendar: Calendar; rows: (Alike & { key: number })[]; people: Map<string, number> }

/** People needed at the telephone, half hour by half hour: the same weekday of the weeks before, by Erlang A. Days without a call (closed,
 *  holidays) say nothing and are left out. */
export const phoneStaffing = query(contract.phoneStaffing, async (ctx, input) => {
  const [practice] = await ctx.sql<{ zone: string }>`
    select zone from practice.practice where practice_id = ${ctx.practice}`
  const goal = await goalOf(ctx)
  const day = Temporal.PlainDate.from(input.date)
  const days: Day[] = []
  for (let week = 1; week <= input.weeks; week++) {
    const found = await readDay(ctx, day.subtract({ weeks: week }).toString(), practice!.zone)
    if (found.rows.length > 0) days.push(found)
  }
  const thatDay = await peopleAt(ctx, layOut(input.date, input.date, practice!.zone, 'half-hour'))
  const all = tally(
    days.flatMap(one => one.rows),
    goal,
  )
  const patience_s = patienceOf(days, goal.short_s)
  const handling_s = all.handling_s
  const target = { inTime: goal.answerPercent / 100, abandons: goal.abandonPercent / 100 }
  const times = [...new Set([...days.flatMap(one => one.calendar.keys), ...thatDay.keys()].map(wall))].sort()
  const halfHours = times
    .map(time => {
      const expected = mean(days, one =>
        tally(
          one.rows.filter(row => wall(one.calendar.keys[row.key]!) === time),
          goal,
        ),
      )
      const usually =
        days.length > 0 ? days.reduce((sum, one) => sum + (one.people.get(time) ?? 0), 0) / days.length : 0
      const desk =
        handling_s && expected > 0
          ? { callsPerHour: expected * 2, handling_s, patience_s, target_s: goal.answerWithin_s }
          : null
      const needed = desk ? peopleNeeded(desk, target) : null
      return {
        time,
        expected,
        needed: needed?.people ?? (expected > 0 ? null : 0),
        outlook: needed && expected > 0 ? said(needed.outlook) : null,
        thatDay: thatDay.get(time) ?? 0,
        usually,
        asUsual: desk ? said(outlook({ ...desk, people: Math.round(usually) })) : null,
      }
    })
    .filter(one => one.expected > 0 || one.usually > 0 || one.thatDay > 0)
  const busy = halfHours.filter(one => one.needed)
  return {
    goal,
    days: days.map(one => one.date),
    calls: all.offered,
    handling_s,
    patience_s,
    warnings: [
      ...(days.length < fewDays ? (['few-days'] as const) : []),
      ...(all.offered < fewCalls ? (['few-calls'] as const) : []),
      ...(patience_s === null && all.offered > 0 ? (['nobody-gave-up'] as const) : []),
      ...(busy.some(one => one.needed! < smallDesk) ? (['small-desk'] as const) : []),
    ],
    halfHours,
  }
})

/** Half hours of an hour shown twice are planned as one. */
const wall = (key: string) => key.slice(0, 5)

const said = (seen: QueueOutlook) => ({
  inTime: seen.inTime,
  abandons: seen.abandons,
  meanWait_s: Number.isFinite(seen.meanWait_s) ? seen.meanWait_s : null,
  busy: seen.busy,
})

/** Mean calls of a half hour; who misdialled and hung up at once needs nobody. */
const mean = (days: readonly Day[], of: (day: Day) => { offered: number; short: number }) =>
  days.length === 0 ? 0 : days.map(of).reduce((sum, one) => sum + one.offered - one.short, 0) / days.length

function patienceOf(days: readonly Day[], short_s: number): number | null {
  let waited_s = 0
  let gaveUp = 0
  for (const row of days.flatMap(day => day.rows)) {
    if (row.wait === null || row.kind === 'ringing') continue
    if (row.kind === 'over' && (row.wait <= short_s || row.wait >= untold_s)) continue
    waited_s += (row.waited_ms ?? 0) / 1000
    if (row.kind === 'over') gaveUp += row.n
  }
  return patienceSeen(waited_s, gaveUp)
}

async function readDay(ctx: Context, date: string, zone: string): Promise<Day> {
  const calendar = layOut(date, date, zone, 'half-hour')
  return { date, calendar, rows: await countByTime(ctx, calendar), people: await peopleAt(ctx, calendar) }
}

/** How many different people took a call in each half hour of one day. */
async function peopleAt(ctx: Context, calendar: Calendar): Promise<Map<string, number>> {
  const rows = await ctx.sql<{ key: number; people: number }>`
    select (${calendar.places}::int[])[floor(date_part('epoch', c.taken_at - ${calendar.startsAt.toString()}::timestamptz) / 900)::int + 1] as key,
           count(distinct c.taken_by) as people
      from calls.call c
     where c.practice_id = ${ctx.practice} and c.taken_by is not null
       and c.taken_at >= ${calendar.startsAt.toString()}::timestamptz and c.taken_at < ${calendar.endsAt.toString()}::timestamptz
     group by 1`
  return new Map(rows.map(row => [wall(calendar.keys[row.key]!), row.people]))
}
