import type { Id } from '../../core/id.ts'
import { wallClock } from '../../core/time.ts'
import type { Context } from '../../platform/context.ts'
import type { Opening } from './contract.ts'

/** What is looked for, and among whom, on the days from `first` to `last` of the locations' wall calendars. */
export type OpeningSearch = {
  providers: string[] | null
  locations: string[] | null
  /** Providers that are not wanted (found already). */
  without?: string[]
  first: string
  last: string
  weekdays: number[] | null
  partOfDay: 'am' | 'pm' | 'evening' | 'any'
  minutes: number
  prepareMinutes: number
  cleanMinutes: number
  stepMinutes: number
  needsRoom: boolean
  /** Starts before this instant are gone. */
  notBefore: string
  onePerProvider: boolean
  limit: number
  /** A visit that is being moved, or a hold that is being used: its own time counts as free. */
  ignoring?: string | null
}

export type Obstacle = {
  date: string
  why: 'past' | 'closed' | 'holiday' | 'away' | 'full' | 'no-room' | 'part-of-day'
  name: string | null
  providers: number
}

type Row = {
  kind: 'opening' | 'obstacle'
  provider_id: Id<'provider'>
  provider_name: string
  location_id: Id<'location'>
  location_name: string
  zone: string
  starts_at: string
  ends_at: string
  day: string
  why: Obstacle['why']
  name: string | null
  providers: number
}

/** The first openings in a window of days, soonest first, and for each day before the first of them what stood in the way.
 *  All by range arithmetic: hours less what is taken, shrunk by the length of the visit, met with the rooms' shrunk free time; starts
 *  stand on a grid that begins with the hours. */
export async function openingsBetween(
  ctx: Context,
  ask: OpeningSearch,
): Promise<{ openings: Opening[]; obstacles: Obstacle[] }> {
  const now = ctx.now.toString()
  const rows = await ctx.sql<Row>`
    with asked as materialized (
      select ${ctx.practice}::uuid as practice, ${now}::timestamptz as now, ${ask.notBefore}::timestamptz as not_before,
             ${ask.providers}::uuid[] as providers, ${ask.locations}::uuid[] as places, ${ask.without ?? []}::uuid[] as without,
             ${ask.first}::date as first, ${ask.last}::date as last, ${ask.weekdays}::int[] as weekdays, ${ask.partOfDay}::text as part,
             make_interval(mins => ${ask.minutes}::int) as need, make_interval(mins => ${ask.prepareMinutes}::int) as prepare,
             make_interval(mins => ${ask.cleanMinutes}::int) as clean, ${ask.stepMinutes}::int * 60 as step_s,
             ${ask.needsRoom}::boolean as needs_room, ${ask.limit}::int as most, ${ask.onePerProvider}::boolean as one_each,
             ${ask.ignoring ?? null}::uuid as ignoring
    ),
    hours as materialized (
      select h.provider_id, h.location_id, h.zone, h.day, h.planned, h.open, h.holiday, h.away
        from asked,
             schedule.open_hours(${ask.providers}::uuid[], ${ask.locations}::uuid[], ${ask.first}::date, ${ask.last}::date) h
       where (asked.weekdays is null or extract(isodow from h.day)::int = any(asked.weekdays)) and h.provider_id <> all(asked.without)
    ),
    reach as materialized (
      select min(lower(open)) as since, max(upper(open)) as until from hours where not isempty(open)
    ),
    whole as materialized (
      select provider_id, location_id, zone, range_agg(open) as open from hours group by provider_id, location_id, zone
    ),
    -- Bounds as plain columns: behind row-level security a bound that is computed from columns finds no index.
    wanted as materialized (
      select w.provider_id as resource_id, reach.since, reach.until, reach.since - interval '12 hours' as earliest
        from reach, (select distinct provider_id from whole) w
      union all
      select r.id, reach.since - asked.prepare, reach.until + asked.need + asked.clean, reach.since - asked.prepare - interval '20 hours'
        from asked, reach, practice.room r
       where asked.needs_room and r.practice_id = asked.practice and r.closed_at is null and r.location_id in (select location_id from whole)
    ),
    taken as materialized (
      select o.resource_id, range_agg(o.during) as during
        from asked, wanted w
        join schedule.occupation o on o.practice_id = ${ctx.practice}::uuid and o.resource_id = w.resource_id and o.live
         and o.starts_at > w.earliest and o.starts_at < w.until and o.ends_at > w.since
       where (o.expires_at is null or o.expires_at > asked.now)
         and (asked.ignoring is null or (o.appointment_id is distinct from asked.ignoring and o.hold_id is distinct from asked.ignoring))
       group by o.resource_id
    ),
    alone as materialized (
      select w.provider_id, w.location_id, w.zone, range_agg(tstzrange(lower(gap), upper(gap) - asked.need, '[]')) as starts
        from asked, whole w
        left join taken t on t.resource_id = w.provider_id
        cross join lateral unnest(w.open - coalesce(t.during, '{}')) as gap
       where upper(gap) - lower(gap) >= asked.need
       group by w.provider_id, w.location_id, w.zone
    ),
    roomed as materialized (
      select r.location_id,
             range_agg(tstzrange(lower(gap) + asked.prepare, upper(gap) - asked.need - asked.clean, '[]')) as starts
        from asked, reach, practice.room r
        left join taken t on t.resource_id = r.id
        cross join lateral unnest(tstzmultirange(tstzrange(reach.since - asked.prepare, reach.until + asked.need + asked.clean)) - coalesce(t.during, '{}')) as gap
       where asked.needs_room and r.practice_id = asked.practice and r.closed_at is null
         and r.location_id in (select location_id from whole) and upper(gap) - lower(gap) >= asked.prepare + asked.need + asked.clean
       group by r.location_id
    ),
    fit as materialized (
      select a.provider_id, a.location_id, a.zone, (lower(fit) at time zone a.zone)::date + n as day, fit
        from asked, alone a
        left join roomed r on r.location_id = a.location_id
        cross join lateral unnest(case when asked.needs_room then a.starts * coalesce(r.starts, '{}') else a.starts end) as fit
        cross join lateral generate_series(0, (upper(fit) at time zone a.zone)::date - (lower(fit) at time zone a.zone)::date) as n
       where upper(fit) >= asked.not_before
    ),
    point as materialized (
      select h.provider_id, h.location_id, h.zone, h.day, lower(stretch) + make_interval(secs => k * asked.step_s) as starts_at
        from asked, fit f
        join hours h on h.provider_id = f.provider_id and h.location_id = f.location_id and h.day = f.day
        cross join lateral unnest(h.planned) as stretch
        cross join lateral (
          select case asked.part when 'am' then schedule.wall_range(h.day, '00:00', '12:00', h.zone)
                                 when 'pm' then schedule.wall_range(h.day, '12:00', '17:00', h.zone)
                                 when 'evening' then schedule.wall_range(h.day, '17:00', '24:00', h.zone)
                                 else stretch end as part
        ) p
        cross join lateral (
          select extract(epoch from greatest(lower(f.fit), lower(stretch), lower(p.part), asked.not_before) - lower(stretch)) as since_s,
                 extract(epoch from least(upper(f.fit), upper(stretch), upper(p.part)) - lower(stretch)) as until_s
        ) s
        cross join lateral generate_series(ceil(s.since_s / asked.step_s)::int,
          least(floor(s.until_s / asked.step_s)::int, ceil(s.since_s / asked.step_s)::int + asked.most - 1)) as k
       where lower(stretch) + make_interval(secs => k * asked.step_s) < least(upper(stretch), upper(p.part))
    ),
    first_each as (
      select provider_id, location_id, zone, day, starts_at,
             row_number() over (partition by provider_id order by starts_at, location_id) as place
        from point
    ),
    chosen as materialized (
      select c.provider_id, c.location_id, c.zone, c.day, c.starts_at, c.starts_at + asked.need as ends_at,
             concat_ws(', ', concat_ws(' ', nullif(p.given, ''), p.family), nullif(p.credential, '')) as provider_name, l.name as location_name
        from asked, first_each c
        join practice.provider p on p.practice_id = ${ctx.practice}::uuid and p.id = c.provider_id
        join practice.location l on l.practice_id = ${ctx.practice}::uuid and l.id = c.location_id
       where not asked.one_each or c.place = 1
       order by c.starts_at, p.family, p.given, p.id
       limit ${ask.limit}::int
    ),
    provider_day as (
      select p.id as provider_id, asked.first + n as day
        from asked
        join practice.provider p on p.practice_id = asked.practice and p.left_at is null
         and (asked.providers is null or p.id = any(asked.providers)) and p.id <> all(asked.without)
        cross join lateral generate_series(0, least(asked.last, (select min(day) - 1 from chosen)) - asked.first) as n
       where asked.weekdays is null or extract(isodow from asked.first + n)::int = any(asked.weekdays)
    ),
    worked as (
      select provider_id, day, max(upper(open)) as until, bool_or(not isempty(open)) as is_open,
             string_agg(distinct holiday, ', ') as holiday, string_agg(distinct away, ', ') as away
        from hours group by provider_id, day
    ),
    fitting as (
      select distinct provider_id, day from asked, fit where asked.part <> 'any'
    ),
    roomless as (
      select distinct a.provider_id, (lower(gap) at time zone a.zone)::date + n as day
        from asked, alone a
        cross join lateral unnest(a.starts) as gap
        cross join lateral generate_series(0, (upper(gap) at time zone a.zone)::date - (lower(gap) at time zone a.zone)::date) as n
       where asked.needs_room and upper(gap) >= asked.not_before
    ),
    obstacle as (
      select d.day,
             case when w.provider_id is null then 'closed'
                  when not w.is_open and w.holiday is not null then 'holiday'
                  when not w.is_open and w.away is not null then 'away'
                  when not w.is_open then 'closed'
                  when w.until - asked.need < asked.not_before then 'past'
                  when f.provider_id is not null then 'part-of-day'
                  when r.provider_id is not null then 'no-room'
                  else 'full' end as why,
             case when w.is_open then null when w.holiday is not null then w.holiday else nullif(w.away, '') end as name
        from asked, provider_day d
        left join worked w on w.provider_id = d.provider_id and w.day = d.day
        left join fitting f on f.provider_id = d.provider_id and f.day = d.day
        left join roomless r on r.provider_id = d.provider_id and r.day = d.day
    )
    select 'opening' as kind, provider_id, provider_name, location_id, location_name, zone, starts_at, ends_at, day,
           null as why, null as name, 0 as providers
      from chosen
    union all
    select 'obstacle', null, null, null, null, null, null, null, day, why, name, count(*)::int from obstacle group by day, why, name
    order by kind desc, starts_at, provider_name, day, providers desc, why`
  return {
    openings: rows.filter(row => row.kind === 'opening').map(openingOf),
    obstacles: rows
      .filter(row => row.kind === 'obstacle')
      .map(row => ({ date: row.day, why: row.why, name: row.name, providers: row.providers })),
  }
}

const openingOf = (row: Row): Opening => ({
  provider: row.provider_id,
  providerName: row.provider_name,
  location: row.location_id,
  locationName: row.location_name,
  zone: row.zone,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  ...wallClock(row.starts_at, row.zone),
})
