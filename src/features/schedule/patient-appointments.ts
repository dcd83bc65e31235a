import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { type VisitRow, visitOf } from './visit.ts'

type Row = VisitRow & { upcoming: boolean }

/** To come: not over yet and not cancelled. Everything else is past, cancelled visits of the future included. */
export const patientAppointments = query(contract.patientAppointments, async (ctx, input) => {
  const [patient] = await ctx.sql<{ id: Id<'patient'> }>`
    select coalesce(p.merged_into, p.id) as id from patients.patient p where p.practice_id = ${ctx.practice}::uuid and p.id = ${input.patient}::uuid`
  if (!patient) throw notFound({ what: 'patient' })
  ctx.concerns([input.patient, patient.id])
  const now = ctx.now.toString()
  const rows = await ctx.sql<Row>`
    (select v.id, v.patient_id, v.visit_type_id, v.what, v.short_name, v.color, v.video, v.provider_id, v.provider_name, v.room_id, v.room_name,
            v.location_id, v.location_name, v.zone, v.starts_at, v.ends_at, v.minutes, v.state, v.state_since, v.note, v.interpreter, v.version,
            v.origin, v.mode, v.urgent, v.overbooked_why, v.bundle_id, v.group_session_id, v.seat, v.seats, true as upcoming
       from schedule.visit v
      where v.practice_id = ${ctx.practice}::uuid and v.patient_id = ${patient.id}::uuid
        and v.ends_at > ${now}::timestamptz and v.state not in ('cancelled', 'no-show', 'checked-out')
      order by v.starts_at
      limit 200)
    union all
    (select v.id, v.patient_id, v.visit_type_id, v.what, v.short_name, v.color, v.video, v.provider_id, v.provider_name, v.room_id, v.room_name,
            v.location_id, v.location_name, v.zone, v.starts_at, v.ends_at, v.minutes, v.state, v.state_since, v.note, v.interpreter, v.version,
            v.origin, v.mode, v.urgent, v.overbooked_why, v.bundle_id, v.group_session_id, v.seat, v.seats, false as upcoming
       from schedule.visit v
      where v.practice_id = ${ctx.practice}::uuid and v.patient_id = ${patient.id}::uuid
        and not (v.ends_at > ${now}::timestamptz and v.state not in ('cancelled', 'no-show', 'checked-out'))
      order by v.starts_at desc
      limit ${input.past}::int)`
  return {
    upcoming: rows.filter(row => row.upcoming).map(visitOf),
    past: rows.filter(row => !row.upcoming).map(visitOf),
  }
})
