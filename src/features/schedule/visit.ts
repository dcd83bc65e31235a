import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import type { Visit, VisitState } from './contract.ts'

/** A row of the view schedule.visit. */
export type VisitRow = {
  id: Id<'appointment'>
  patient_id: Id<'patient'>
  visit_type_id: Id<'visit-type'> | null
  what: string
  short_name: string
  color: Visit['color']
  video: boolean
  provider_id: Id<'provider'> | null
  provider_name: string
  room_id: Id<'room'> | null
  room_name: string | null
  location_id: Id<'location'> | null
  location_name: string | null
  zone: string
  starts_at: string
  ends_at: string
  minutes: number
  state: VisitState
  state_since: string
  note: string
  interpreter: string | null
  version: number
  origin: 'desk' | 'import'
  mode: Visit['mode']
  urgent: boolean
  overbooked_why: string | null
  bundle_id: Id<'bundle'> | null
  group_session_id: Id<'group-session'> | null
  seat: number | null
  seats: number | null
}

/** A visit as the wire carries it. */
export const visitOf = (row: VisitRow): Visit => ({
  id: row.id,
  patient: row.patient_id,
  visitType: row.visit_type_id,
  what: row.what,
  shortName: row.short_name,
  color: row.color,
  video: row.video,
  provider: row.provider_id,
  providerName: row.provider_name,
  room: row.room_id,
  roomName: row.room_name,
  location: row.location_id,
  locationName: row.location_name,
  zone: row.zone,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  minutes: row.minutes,
  state: row.state,
  stateSince: row.state_since,
  note: row.note,
  interpreter: row.interpreter,
  version: row.version,
  origin: row.origin,
  mode: row.mode,
  urgent: row.urgent,
  overbookedWhy: row.overbooked_why,
  bundle: row.bundle_id,
  group: row.group_session_id,
  seat: row.seat,
  seats: row.seats,
})

/** One visit of this practice, or a refusal that it is not there. */
export async function requireVisit(ctx: Context, appointment: Id<'appointment'>): Promise<Visit> {
  const [row] = await ctx.sql<VisitRow>`
    select v.id, v.patient_id, v.visit_type_id, v.what, v.short_name, v.color, v.video, v.provider_id, v.provider_name, v.room_id, v.room_name,
           v.location_id, v.location_name, v.zone, v.starts_at, v.ends_at, v.minutes, v.state, v.state_since, v.note, v.interpreter, v.version, v.origin,
           v.mode, v.urgent, v.overbooked_why, v.bundle_id, v.group_session_id, v.seat, v.seats
      from schedule.visit v
     where v.practice_id = ${ctx.practice}::uuid and v.id = ${appointment}::uuid`
  if (!row) throw notFound({ what: 'appointment' })
  return visitOf(row)
}

/** Several visits of this practice, or a refusal that one of them is not there. */
export async function requireVisits(ctx: Context, ids: readonly string[]): Promise<Visit[]> {
  const rows = await ctx.sql<VisitRow>`
    select v.id, v.patient_id, v.visit_type_id, v.what, v.short_name, v.color, v.video, v.provider_id, v.provider_name, v.room_id, v.room_name,
           v.location_id, v.location_name, v.zone, v.starts_at, v.ends_at, v.minutes, v.state, v.state_since, v.note, v.interpreter, v.version, v.origin,
           v.mode, v.urgent, v.overbooked_why, v.bundle_id, v.group_session_id, v.seat, v.seats
      from schedule.visit v
     where v.practice_id = ${ctx.practice}::uuid and v.id = any(${ids}::uuid[])
     order by v.starts_at, v.id`
  if (rows.length < new Set(ids).size) throw notFound({ what: 'appointment' })
  return rows.map(visitOf)
}

export type Marks = {
  confirmedAt: string | null
  arrivedAt: string | null
  prepare: number
  clean: number
  seats: number
  /** Takes more than provider and room. */
  needs: boolean
  limited: boolean
}

/** Since when the visit is confirmed and the patient here, if they are, and what its visit type asks for. */
export async function visitMarks(ctx: Context, appointment: Id<'appointment'>): Promise<Marks> {
  const [row] = await ctx.sql<{
    confirmed_at: string | null
    arrived_at: string | null
    prepare: number
    clean: number
    seats: number
    needs: boolean
    limited: boolean
  }>`
    select a.confirmed_at, a.arrived_at, coalesce(t.prepare_minutes, 0) as prepare, coalesce(t.clean_minutes, 0) as clean, coalesce(t.seats, 1) as seats,
           exists (select from schedule.visit_type_need n where n.practice_id = a.practice_id and n.visit_type_id = a.visit_type_id) as needs,
           exists (select from schedule.visit_limit l where l.practice_id = a.practice_id
                      and (l.visit_type_id is null or l.visit_type_id = a.visit_type_id)) as limited
      from schedule.appointment a
      left join schedule.visit_type t on t.practice_id = a.practice_id and t.id = a.visit_type_id
     where a.practice_id = ${ctx.practice}::uuid and a.id = ${appointment}::uuid`
  if (!row) throw notFound({ what: 'appointment' })
  const { confirmed_at: confirmedAt, arrived_at: arrivedAt, ...rest } = row
  return { confirmedAt, arrivedAt, ...rest }
}
