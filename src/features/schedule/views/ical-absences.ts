import type { Id } from '../../../core/id.ts'
import type { CalendarEvent } from '../../../formats/ical/calendar.ts'
import type { Context } from '../../../platform/context.ts'
import type { FeedLevel } from '../contract.ts'

type Row = {
  uid: string
  kind: 'away' | 'meeting'
  reason: string
  starts_at: string
  ends_at: string
  entered_at: string
}

/** Absences and meetings of a provider in a stretch of time, as times at which they are busy. Whole days that follow each other are one event; what has
 *  hours or weekdays is one event a day. One that is taken back is left out: a calendar program takes away what is no longer in the feed. */
export async function absenceEvents(
  ctx: Context,
  ask: { provider: Id<'provider'>; level: FeedLevel; since: string; until: string },
): Promise<CalendarEvent[]> {
  const rows = await ctx.sql<Row>`
    with entered as (
      select e.id, e.kind, e.reason, e.on_date, e.until_date, e.from_time, e.to_time, e.weekdays, coalesce(l.zone, p.zone) as zone,
             coalesce(e.entered_at, e.on_date::timestamp at time zone coalesce(l.zone, p.zone)) as entered_at
        from schedule.hours_exception e
        join practice.practice p on p.practice_id = e.practice_id
        join practice.provider v on v.practice_id = e.practice_id and v.id = e.provider_id
        left join practice.location l on l.practice_id = v.practice_id and l.id = v.location_id
       where e.practice_id = ${ctx.practice}::uuid and e.provider_id = ${ask.provider}::uuid and e.kind in ('away', 'meeting')
         and e.until_date >= (${ask.since}::timestamptz)::date - 2 and e.on_date <= (${ask.until}::timestamptz)::date + 2
    ),
    busy as (
      select e.id::text as uid, e.kind, e.reason, e.entered_at,
             tstzrange(e.on_date::timestamp at time zone e.zone, (e.until_date + 1)::timestamp at time zone e.zone) as during
        from entered e where e.from_time is null and e.weekdays is null
      union all
      select e.id || '-' || to_char(e.on_date + n, 'YYYYMMDD'), e.kind, e.reason, e.entered_at,
             schedule.wall_range(e.on_date + n, coalesce(e.from_time, '00:00'), coalesce(e.to_time, '24:00'), e.zone)
        from entered e
        cross join lateral generate_series(0, e.until_date - e.on_date) as n
       where (e.from_time is not null or e.weekdays is not null)
         and (e.weekdays is null or extract(isodow from e.on_date + n)::int = any(e.weekdays))
    )
    select uid, kind, reason, lower(during) as starts_at, upper(during) as ends_at, entered_at
      from busy
     where not isempty(during) and upper(during) > ${ask.since}::timestamptz and lower(during) < ${ask.until}::timestamptz
     order by 4, 1`
  return rows.map(row => ({
    uid: `${row.uid}@anteroom`,
    sequence: 1,
    startsAt: Temporal.Instant.from(row.starts_at),
    endsAt: Temporal.Instant.from(row.ends_at),
    changedAt: Temporal.Instant.from(row.entered_at),
    summary: summaryOf(row, ask.level),
    status: 'CONFIRMED',
  }))
}

/** Why somebody is away is as private as a patient's name: only where names are shown. */
function summaryOf(row: Row, level: FeedLevel): string {
  if (level === 'busy') return 'Busy'
  const what = row.kind === 'meeting' ? 'Meeting' : 'Away'
  return level === 'full' && row.reason ? `${what}: ${row.reason}` : what
}
