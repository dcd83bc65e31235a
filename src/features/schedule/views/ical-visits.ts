import type { Id } from '../../../core/id.ts'
import type { CalendarEvent } from '../../../formats/ical/calendar.ts'
import type { Context } from '../../../platform/context.ts'
import type { FeedLevel } from '../contract.ts'
import { absenceEvents } from './ical-absences.ts'

type Row = {
  id: string
  patient_id: Id<'patient'>
  patient_name: string
  patient_initials: string
  what: string
  location_name: string | null
  room_name: string | null
  /** Time with this provider: that of the visit, or, where it went to somebody else, that from before. */
  starts_at: string
  ends_at: string
  state: string
  version: number
  changed_at: string
  gone: boolean
}

const back_days = 30
const ahead_days = 366
/** A cancelled visit is told as such for so long; calendar programs that look less often never knew of it. */
const cancelled_days = 30

/** Visits of a provider as calendar events, from a month back to a year ahead. What was cancelled, missed or went to somebody else within the last
 *  30 days is told as cancelled, so that it disappears from calendars that have it. Absences and meetings follow. */
export async function calendarEvents(
  ctx: Context,
  ask: { provider: Id<'provider'>; level: FeedLevel },
): Promise<{ events: CalendarEvent[]; patients: Id<'patient'>[] }> {
  const since = ctx.now.subtract({ hours: 24 * back_days }).toString()
  const until = ctx.now.add({ hours: 24 * ahead_days }).toString()
  const cancelledSince = ctx.now.subtract({ hours: 24 * cancelled_days }).toString()
  const rows = await ctx.sql<Row>`
    with shown as (
      select a.id, a.starts_at, a.ends_at, a.state in ('cancelled', 'no-show') as gone
        from schedule.appointment a
       where a.practice_id = ${ctx.practice}::uuid and a.provider_id = ${ask.provider}::uuid
         and a.starts_at >= ${since}::timestamptz and a.starts_at < ${until}::timestamptz
         and (a.state not in ('cancelled', 'no-show') or a.state_since >= ${cancelledSince}::timestamptz)
      union all
      (select distinct on (a.id) a.id, f.starts_at, f.ends_at, true
        from schedule.appointment a
        join schedule.appointment_fact f on f.practice_id = a.practice_id and f.appointment_id = a.id and f.provider_id = ${ask.provider}::uuid
       where a.practice_id = ${ctx.practice}::uuid and a.provider_id <> ${ask.provider}::uuid
         and a.starts_at >= ${since}::timestamptz and a.starts_at < ${until}::timestamptz and a.origin = 'desk'
       order by a.id, f.seq desc)
    )
    select s.id, a.patient_id, concat_ws(' ', coalesce(nullif(p.preferred_name, ''), p.given), p.family) as patient_name,
           concat(left(coalesce(nullif(p.preferred_name, ''), p.given), 1), left(p.family, 1)) as patient_initials,
           coalesce(t.name, a.title) as what, l.name as location_name, r.name as room_name, s.starts_at, s.ends_at, a.state, a.version,
           greatest(a.state_since, last.at) as changed_at, s.gone
      from shown s
      join schedule.appointment a on a.practice_id = ${ctx.practice}::uuid and a.id = s.id
      join patients.patient p on p.practice_id = a.practice_id and p.id = a.patient_id
      left join schedule.visit_type t on t.practice_id = a.practice_id and t.id = a.visit_type_id
      left join practice.location l on l.practice_id = a.practice_id and l.id = a.location_id
      left join practice.room r on r.practice_id = a.practice_id and r.id = a.room_id
      left join lateral (
        select f.at from schedule.appointment_fact f
         where f.practice_id = a.practice_id and f.appointment_id = a.id order by f.seq desc limit 1) last on true
     where not s.gone or greatest(a.state_since, last.at) >= ${cancelledSince}::timestamptz
     order by s.starts_at, s.id`
  const absences = await absenceEvents(ctx, { ...ask, since, until })
  return {
    events: [...rows.map(row => eventOf(row, ask.level)), ...absences],
    patients: ask.level === 'full' || ask.level === 'initials' ? rows.map(row => row.patient_id) : [],
  }
}

function eventOf(row: Row, level: FeedLevel): CalendarEvent {
  const summary = {
    busy: 'Busy',
    type: row.what,
    initials: `${row.what}, ${row.patient_initials.toUpperCase()}`,
    full: `${row.what}, ${row.patient_name}`,
  }[level]
  return {
    uid: `${row.id}@anteroom`,
    sequence: row.version,
    startsAt: Temporal.Instant.from(row.starts_at),
    endsAt: Temporal.Instant.from(row.ends_at),
    changedAt: Temporal.Instant.from(row.changed_at),
    summary,
    ...(level === 'busy' ? {} : { location: [row.location_name, row.room_name].filter(Boolean).join(', ') }),
    status: row.gone ? 'CANCELLED' : row.state === 'booked' ? 'TENTATIVE' : 'CONFIRMED',
  }
}
