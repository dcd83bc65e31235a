import { daysBetween } from '../../../core/calendar-day.ts'
import { invalidInput, notFound } from '../../../core/refusal.ts'
import { wallClock } from '../../../core/time.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { boardZone } from './board-zone.ts'

type Row = {
  date: string
  open_minutes: number
  booked_minutes: number
  free_minutes: number
  visits: number
  providers: number
  closure: string | null
}

const longest_days = 62

/** How full each day is. A visit counts for the day of its start on its own location's wall clock; open minutes are free where no visit
 *  lies, so that two visits at once do not use up an hour twice. */
export const monthLoad = query(contract.monthLoad, async (ctx, input) => {
  const length = daysBetween(input.from, input.to)
  if (length < 0 || length > longest_days) {
    throw invalidInput({ fields: [{ path: 'to', message: `0 to ${longest_days} days after from`, code: 'custom' }] })
  }
  const location = input.location ?? null
  const zone = await boardZone(ctx, location)
  const providers = input.providers ?? null
  if (providers) {
    const [found] = await ctx.sql<{ n: number }>`
      select count(*)::int as n from practice.provider p where p.practice_id = ${ctx.practice}::uuid and p.id = any(${providers}::uuid[])`
    if (found!.n < new Set(providers).size) throw notFound({ what: 'provider' })
  }
  const places = location ? [location] : null
  // Wider than the days by a day at each end: zones of locations differ, nights reach over.
  const since = Temporal.PlainDate.from(input.from).subtract({ days: 1 }).toZonedDateTime('UTC').toInstant().toString()
  const until = Temporal.PlainDate.from(input.to).add({ days: 2 }).toZonedDateTime('UTC').toInstant().toString()
  const days = await ctx.sql<Row>`
    with visits as materialized (
      select a.provider_id, a.starts_at, a.ends_at, a.wall_start::date as day
        from schedule.appointment a
       where a.practice_id = ${ctx.practice}::uuid and a.starts_at >= ${since}::timestamptz and a.starts_at < ${until}::timestamptz
         and a.state not in ('cancelled', 'no-show')
         and (${location}::uuid is null or a.location_id = ${location}::uuid)
         and (${providers}::uuid[] is null or a.provider_id = any(${providers}::uuid[]))
    ),
    -- Hours and visits of each provider and day side by side, by grouping and not by joining: the planner takes both for a single row each.
    -- A visit after midnight may lie in the night that began the day before.
    beside as materialized (
      select s.provider_id, s.day, range_agg(s.open) as open, range_agg(s.taken) as taken
        from (
          select h.provider_id, h.day, h.open, null::tstzmultirange as taken
            from schedule.open_hours(${providers}::uuid[], ${places}::uuid[], ${input.from}::date, ${input.to}::date) h
           where h.day >= ${input.from}::date
          union all
          select v.provider_id, v.day - n.before, null, tstzmultirange(tstzrange(v.starts_at, v.ends_at))
            from visits v
            cross join (values (0), (1)) as n(before)
        ) s
       group by s.provider_id, s.day
    ),
    room as materialized (
      select b.day, count(*)::int as providers, sum(o.minutes)::int as open_minutes, sum(f.minutes)::int as free_minutes
        from beside b
        cross join lateral (
          select coalesce(sum(extract(epoch from upper(s) - lower(s)) / 60), 0) as minutes from unnest(b.open) s) o
        cross join lateral (
          select coalesce(sum(extract(epoch from upper(s) - lower(s)) / 60), 0) as minutes
            from unnest(b.open - coalesce(b.taken, '{}'::tstzmultirange)) s) f
       where b.open is not null and not isempty(b.open)
       group by b.day
    ),
    held as materialized (
      select v.day, count(*)::int as visits, sum(extract(epoch from v.ends_at - v.starts_at) / 60)::int as booked_minutes
        from visits v group by v.day
    ),
    closed as materialized (
      select d.day::date as day, string_agg(distinct c.name, ', ') as closure
        from schedule.closed_days(${input.from}::date, ${input.to}::date) c
        cross join lateral generate_series(greatest(c.on_date, ${input.from}::date)::timestamp, least(c.until_date, ${input.to}::date)::timestamp, interval '1 day') as d(day)
       where c.from_time is null and (c.location_id is null or c.location_id = ${location}::uuid)
       group by 1
    )
    select d.day::date as date, coalesce(room.open_minutes, 0) as open_minutes, coalesce(held.booked_minutes, 0) as booked_minutes,
           coalesce(room.free_minutes, 0) as free_minutes, coalesce(held.visits, 0) as visits, coalesce(room.providers, 0) as providers, closed.closure
      from generate_series(${input.from}::date::timestamp, ${input.to}::date::timestamp, interval '1 day') as d(day)
      left join room on room.day = d.day::date
      left join held on held.day = d.day::date
      left join closed on closed.day = d.day::date
     order by d.day`
  return {
    from: input.from,
    to: input.to,
    today: wallClock(ctx.now, zone).date,
    days: days.map(row => ({
      date: row.date,
      openMinutes: row.open_minutes,
      bookedMinutes: row.booked_minutes,
      freeMinutes: row.free_minutes,
      visits: row.visits,
      providers: row.providers,
      closure: row.closure,
    })),
  }
})
