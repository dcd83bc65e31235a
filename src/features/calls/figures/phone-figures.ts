import type { Context } from '../../../platform/context.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { countByLine, countByPerson, countByReasons, countByTime } from './count-calls.ts'
import { layOut } from './half-hours.ts'
import { goalOf } from './set-phone-goal.ts'
import { type Alike, tally } from './tally.ts'

/** Figures of the telephone over whole days. One statement counts; everything else is adding up, so that rows and total cannot differ. */
export const phoneFigures = query(contract.phoneFigures, async (ctx, input) => {
  const [practice] = await ctx.sql<{ zone: string }>`
    select zone from practice.practice where practice_id = ${ctx.practice}`
  const zone = practice!.zone
  const goal = await goalOf(ctx)
  const whole = layOut(input.from, input.to, zone, input.by === 'day' ? 'day' : 'half-hour')
  const calendar = input.soFar ? { ...whole, endsAt: sameTime(ctx.now, input.to, zone) } : whole
  const counted = await countBy(ctx, input.by, calendar)
  const groups = new Map<string, Alike[]>()
  for (const row of counted) {
    for (const key of row.keys) {
      const group = groups.get(key)
      if (group) group.push(row)
      else groups.set(key, [row])
    }
  }
  const names = input.by === 'person' ? await namesOf(ctx, [...groups.keys()]) : null
  const stretches = new Map(
    input.by === 'day' || input.by === 'half-hour' ? calendar.stretches?.map(one => [one.key, one]) : [],
  )
  const order = input.by === 'day' || input.by === 'half-hour' ? calendar.keys : null
  const keys = order
    ? order.filter(key => groups.has(key))
    : [...groups.keys()].sort((a, b) => calls(groups.get(b)!) - calls(groups.get(a)!) || (a < b ? -1 : 1))
  return {
    zone,
    startsAt: calendar.startsAt.toString(),
    endsAt: calendar.endsAt.toString(),
    goal,
    total: tally(counted, goal),
    rows: keys.map(key => ({
      key,
      name: names?.get(key) ?? key,
      startsAt: stretches.get(key)?.startsAt ?? null,
      endsAt: stretches.get(key)?.endsAt ?? null,
      ...tally(groups.get(key)!, goal),
    })),
    callBacks: await callBacksOf(ctx, calendar),
  }
})

/** The moment of a day at which its clock shows what it shows now. */
const sameTime = (now: Temporal.Instant, day: string, zone: string): Temporal.Instant =>
  Temporal.PlainDate.from(day)
    .toZonedDateTime({ timeZone: zone, plainTime: now.toZonedDateTimeISO(zone).toPlainTime() })
    .toInstant()

const calls = (rows: readonly Alike[]) => rows.reduce((sum, row) => sum + row.n, 0)

type Period = ReturnType<typeof layOut>

async function countBy(
  ctx: Context,
  by: 'half-hour' | 'day' | 'line' | 'person' | 'reason',
  calendar: Period,
): Promise<(Alike & { keys: string[] })[]> {
  if (by === 'line') return (await countByLine(ctx, calendar)).map(row => ({ ...row, keys: [row.key ?? ''] }))
  if (by === 'person') return (await countByPerson(ctx, calendar)).map(row => ({ ...row, keys: [row.key ?? ''] }))
  if (by === 'reason') {
    const rows = await countByReasons(ctx, calendar)
    return rows.map(row => ({ ...row, keys: row.key.length > 0 ? [...new Set(row.key)] : [''] }))
  }
  return (await countByTime(ctx, calendar)).map(row => ({ ...row, keys: [calendar.keys[row.key]!] }))
}

async function namesOf(ctx: Context, ids: string[]): Promise<Map<string, string>> {
  const rows = await ctx.sql<{ id: string; name: string }>`
    select id, name from practice.staff
     where practice_id = ${ctx.practice} and id = any (${ids.filter(id => id !== '')}::uuid[])`
  return new Map(rows.map(row => [row.id, row.name]))
}

/** Call-backs asked for in the period, whenever they were tried. */
async function callBacksOf(ctx: Context, period: Period) {
  const [row] = await ctx.sql<{
    asked: number
    tried: number
    reached: number
    first_min: number | null
    soon: number
  }>`
    select count(*) as asked, count(s.first) as tried, count(*) filter (where s.reached) as reached,
           avg(date_part('epoch', s.first - m.left_at) / 60) as first_min,
           count(*) filter (where s.first <= m.left_at + interval '30 minutes') as soon
      from calls.message m
      left join (select p.message_id, min(p.at) as first, bool_or(p.result = 'reached') as reached
                   from calls.message_step p
                  where p.practice_id = ${ctx.practice} and p.kind = 'attempt' and p.at >= ${period.startsAt.toString()}::timestamptz
                  group by p.message_id) s on s.message_id = m.id
     where m.practice_id = ${ctx.practice} and m.number is not null
       and m.left_at >= ${period.startsAt.toString()}::timestamptz and m.left_at < ${period.endsAt.toString()}::timestamptz`
  return {
    asked: row!.asked,
    tried: row!.tried,
    reached: row!.reached,
    firstTryMean_min: row!.first_min,
    within30min: row!.tried > 0 ? row!.soon / row!.tried : null,
  }
}
