import { addDays } from '../../../core/calendar-day.ts'
import { notFound } from '../../../core/refusal.ts'
import { wallClock } from '../../../core/time.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { bandsOf } from './board-bands.ts'
import { dayOf, shownMinutes } from './board-hours.ts'
import { boardStretches } from './board-stretches.ts'
import { boardHoldOf, boardVisitOf, countsOf, holdsIn, visitsIn } from './board-visits.ts'
import { boardZone } from './board-zone.ts'

const instantText = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString()

/** One provider's week from Monday on: each day a column, with the same visits, holds and bands as the day board has. */
export const weekBoard = query(contract.weekBoard, async (ctx, input) => {
  const location = input.location ?? null
  const zone = await boardZone(ctx, location)
  const [provider] = await ctx.sql<{
    id: string
    name: string
    detail: string
    color: string
    location: string | null
  }>`
    select p.id, p.family as name, p.credential as detail, p.color, p.location_id as location
      from practice.provider p
     where p.practice_id = ${ctx.practice}::uuid and p.id = ${input.provider}::uuid`
  if (!provider) throw notFound({ what: 'provider' })
  const asked = Temporal.PlainDate.from(input.date ?? wallClock(ctx.now, zone).date)
  const monday = asked.subtract({ days: asked.dayOfWeek - 1 }).toString()
  const sunday = addDays(monday, 6)
  const week = { from: dayOf(monday, zone).from, to: dayOf(sunday, zone).to }
  const ask = {
    since: instantText(week.from),
    until: instantText(week.to),
    date: asked.toString(),
    location,
    providers: [input.provider],
  }
  const visits = await visitsIn(ctx, ask)
  const holds = await holdsIn(ctx, ask)
  const places = location ? [location] : null
  const hours = await boardStretches(ctx, { providers: [input.provider], places, first: monday, last: sunday })
  const closed = await ctx.sql<{ on_date: string; until_date: string; name: string }>`
    select c.on_date, c.until_date, c.name
      from schedule.closed_days(${monday}::date, ${sunday}::date) c
     where c.from_time is null and (c.location_id is null or c.location_id = ${location}::uuid)
     order by c.name`
  ctx.concerns(
    visits.map(row => row.patient_id),
    { week: monday, provider: input.provider },
  )
  const columns = Array.from({ length: 7 }, (_, n) => {
    const date = addDays(monday, n)
    const day = dayOf(date, zone)
    const rows = hours.filter(row => Date.parse(row.ends_at) > day.from && Date.parse(row.starts_at) < day.to)
    return {
      kind: 'provider' as const,
      ...provider,
      date,
      closure:
        closed
          .filter(c => c.on_date <= date && date <= c.until_date)
          .map(c => c.name)
          .join(', ') || null,
      bands: bandsOf(rows, day, zone),
    }
  })
  const shown = columns.map(column => {
    const day = dayOf(column.date, zone)
    const mine = visits.filter(row => Date.parse(row.ends_at) > day.from && Date.parse(row.starts_at) < day.to)
    return mine.length === 0 && column.bands.every(band => band.kind !== 'open')
      ? null
      : shownMinutes(column.bands, mine, day, zone)
  })
  const worth = shown.filter(one => one !== null)
  const usual = shownMinutes([], [], week, zone)
  return {
    span: 'week' as const,
    date: monday,
    zone,
    now: ctx.now.toString(),
    fromMinute: worth.length ? Math.min(...worth.map(one => one.fromMinute)) : usual.fromMinute,
    toMinute: worth.length ? Math.max(...worth.map(one => one.toMinute)) : usual.toMinute,
    closure: null,
    columns: columns as never,
    visits: visits.map(row => boardVisitOf(row, ctx.now)),
    holds: holds.map(boardHoldOf),
    counts: countsOf(visits),
  }
})
