import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import type { Visit } from './contract.ts'
import { type VisitRow, visitOf } from './visit.ts'

/** The patient's next visit that is not over, cancelled or missed, or null. The caller names the patient through ctx.concerns. */
export async function nextAppointmentOf(ctx: Context, patient: Id<'patient'>): Promise<Visit | null> {
  const [row] = await ctx.sql<VisitRow>`
    select v.id, v.patient_id, v.visit_type_id, v.what, v.short_name, v.color, v.video, v.provider_id, v.provider_name, v.room_id, v.room_name,
           v.location_id, v.location_name, v.zone, v.starts_at, v.ends_at, v.minutes, v.state, v.state_since, v.note, v.interpreter, v.version, v.origin,
           v.mode, v.urgent, v.overbooked_why, v.bundle_id, v.group_session_id, v.seat, v.seats
      from schedule.visit v
     where v.practice_id = ${ctx.practice}::uuid and v.patient_id = ${patient}::uuid and v.ends_at > ${ctx.now.toString()}::timestamptz
       and v.state in ('booked', 'confirmed', 'arrived', 'roomed')
     order by v.starts_at
     limit 1`
  return row ? visitOf(row) : null
}
