import type { Id } from '../../../core/id.ts'
import { minutesBetween } from '../../../core/time.ts'
import type { Context } from '../../../platform/context.ts'
import type { RiskReason } from '../risk/risk-reasons.ts'
import { type VisitRow, visitOf } from '../visit.ts'

export type BoardRow = VisitRow & {
  patient_name: string
  patient_list_name: string
  chart_number: string | null
  birth_date: string | null
  confirmed_at: string | null
  arrived_at: string | null
  interpreter_language: string | null
  alert: boolean
  first_visit: boolean
  risk: number | null
  risk_reasons: RiskReason[] | null
}

export type HoldRow = {
  id: Id<'hold'>
  provider_id: Id<'provider'>
  room_id: Id<'room'> | null
  starts_at: string
  ends_at: string
  expires_at: string
  visit_type_id: Id<'visit-type'>
  what: string
  held_by_name: string
  note: string
}

/** Which visits: those that lie in a stretch of time (instants), or reach into it from the night before. */
export type Stretch = {
  since: string
  until: string
  /** Day the alerts hold on. */
  date: string
  location: string | null
  providers: readonly string[] | null
}

/** Visits of a stretch of time as the board shows them, by start. */
export async function visitsIn(ctx: Context, ask: Stretch): Promise<BoardRow[]> {
  const before = Temporal.Instant.from(ask.since).subtract({ hours: 12 }).toString()
  return ctx.sql<BoardRow>`
    select v.id, v.patient_id, v.visit_type_id, v.what, v.short_name, v.color, v.video, v.provider_id, v.provider_name, v.room_id, v.room_name,
           v.location_id, v.location_name, v.zone, v.starts_at, v.ends_at, v.minutes, v.state, v.state_since, v.note, v.interpreter, v.version,
           v.origin, v.mode, v.urgent, v.overbooked_why, v.bundle_id, v.group_session_id, v.seat, v.seats, v.confirmed_at, v.arrived_at,
           concat_ws(' ', coalesce(nullif(p.preferred_name, ''), p.given), p.family) as patient_name,
           concat_ws(', ', upper(p.family), nullif(coalesce(nullif(p.preferred_name, ''), p.given), '')) as patient_list_name,
           p.chart_number, p.birth_date,
           case when p.interpreter_needed then coalesce(nullif(p.interpreter_language, ''), nullif(p.language, ''), 'interpreter') end as interpreter_language,
           exists (select from patients.alert a
                    where a.practice_id = v.practice_id and a.patient_id = v.patient_id and a.ended_at is null
                      and a.starts_on <= ${ask.date}::date and (a.ends_on is null or a.ends_on >= ${ask.date}::date)) as alert,
           not exists (select from schedule.appointment b
                        where b.practice_id = v.practice_id and b.patient_id = v.patient_id and b.starts_at < v.starts_at
                          and b.state not in ('cancelled', 'no-show')) as first_visit,
           case when v.state in ('booked', 'confirmed') then r.risk end as risk, r.reasons as risk_reasons
      from schedule.visit v
      join patients.patient p on p.practice_id = v.practice_id and p.id = v.patient_id
      left join (
        select k.appointment_id, k.risk, k.reasons
          from schedule.risk_model m
          join schedule.no_show_risk k on k.practice_id = m.practice_id and k.marked
         where m.practice_id = ${ctx.practice}::uuid and m.useful and m.wanted
      ) r on r.appointment_id = v.id
     where v.practice_id = ${ctx.practice}::uuid and v.starts_at >= ${before}::timestamptz and v.starts_at < ${ask.until}::timestamptz
       and (v.starts_at >= ${ask.since}::timestamptz or (v.ends_at > ${ask.since}::timestamptz and v.state <> 'cancelled'))
       and (${ask.location}::uuid is null or v.location_id = ${ask.location}::uuid)
       and (${ask.providers}::uuid[] is null or v.provider_id = any(${ask.providers}::uuid[]))
     order by v.starts_at, v.provider_name, v.id`
}

/** Times kept free in that stretch that have not run out. */
export async function holdsIn(ctx: Context, ask: Stretch): Promise<HoldRow[]> {
  return ctx.sql<HoldRow>`
    select h.id, h.provider_id, h.room_id, h.starts_at, h.ends_at, h.expires_at, h.visit_type_id, t.name as what, h.held_by_name, h.note
      from schedule.hold h
      join schedule.visit_type t on t.practice_id = h.practice_id and t.id = h.visit_type_id
     where h.practice_id = ${ctx.practice}::uuid and h.starts_at >= ${ask.since}::timestamptz and h.starts_at < ${ask.until}::timestamptz
       and h.expires_at > ${ctx.now.toString()}::timestamptz
       and (${ask.location}::uuid is null or h.location_id = ${ask.location}::uuid)
       and (${ask.providers}::uuid[] is null or h.provider_id = any(${ask.providers}::uuid[]))
     order by h.starts_at`
}

/** A visit as the board's answer carries it. */
export const boardVisitOf = (row: BoardRow, now: Temporal.Instant) => ({
  ...visitOf(row),
  patientName: row.patient_name,
  patientListName: row.patient_list_name,
  chartNumber: row.chart_number,
  birthDate: row.birth_date,
  marks: {
    confirmed: row.confirmed_at !== null,
    arrivedAt: row.arrived_at,
    waitMinutes: row.arrived_at && row.state === 'arrived' ? minutesBetween(row.arrived_at, now) : null,
    interpreter: row.interpreter ?? row.interpreter_language,
    alert: row.alert,
    firstVisit: row.first_visit,
    video: row.video,
    risk: row.risk === null ? null : { share: row.risk, reasons: row.risk_reasons ?? [] },
  },
})

export const boardHoldOf = (row: HoldRow) => ({
  id: row.id,
  provider: row.provider_id,
  room: row.room_id,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  expiresAt: row.expires_at,
  visitType: row.visit_type_id,
  what: row.what,
  heldBy: row.held_by_name,
  note: row.note,
})

/** How many of these visits stand where. */
export function countsOf(visits: readonly BoardRow[]) {
  const counted = (state: BoardRow['state']) => visits.filter(row => row.state === state).length
  return {
    total: visits.length,
    booked: counted('booked'),
    confirmed: counted('confirmed'),
    arrived: counted('arrived'),
    roomed: counted('roomed'),
    checkedOut: counted('checked-out'),
    cancelled: counted('cancelled'),
    noShow: counted('no-show'),
  }
}
