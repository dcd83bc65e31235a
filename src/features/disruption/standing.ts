import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import type { Told } from './message-words.ts'

/** A visit as it stands now beside where it stood when the disruption found it. */
export type Standing = {
  id: Id<'appointment'>
  patient_id: Id<'patient'>
  version: number
  state: string
  starts_at: string
  zone: string
  provider_id: Id<'provider'> | null
  provider_name: string
  room_id: Id<'room'> | null
  location_name: string
  phone: string | null
  old_starts_at: string
  old_provider_name: string
  moved_version: number | null
  late: boolean
}

/** Visits of a list, by id. moved_version: null while, or once again, the visit stands where it was found. */
export async function standingOf(
  ctx: Context,
  disruption: Id<'disruption'>,
  appointments: readonly string[],
): Promise<Map<string, Standing>> {
  const rows = await ctx.sql<Standing>`
    select v.id, v.patient_id, v.version, v.state, v.starts_at, v.zone, v.provider_id, v.provider_name, v.room_id, coalesce(v.location_name, '') as location_name,
           l.phone, a.old_starts_at,
           case when p.id is null then '' else concat_ws(', ', concat_ws(' ', nullif(p.given, ''), p.family), nullif(p.credential, '')) end as old_provider_name,
           a.moved_version, d.kind = 'provider-late' as late
      from disruption.affected a
      join disruption.disruption d on d.practice_id = a.practice_id and d.id = a.disruption_id
      join schedule.visit v on v.practice_id = a.practice_id and v.id = a.appointment_id
      left join practice.location l on l.practice_id = v.practice_id and l.id = v.location_id
      left join practice.provider p on p.practice_id = a.practice_id and p.id = a.old_provider_id
     where a.practice_id = ${ctx.practice}::uuid and a.disruption_id = ${disruption}::uuid and a.appointment_id = any(${appointments}::uuid[])`
  return new Map(rows.map(row => [row.id as string, row]))
}

/** What a message says of where the visit stands. */
export const nowTold = (visit: Standing): Told => ({
  startsAt: visit.starts_at,
  zone: visit.zone,
  providerName: visit.provider_name,
  locationName: visit.location_name,
  phone: visit.phone,
})

/** What a message says of where it stood. */
export const oldTold = (visit: Standing): Told => ({
  ...nowTold(visit),
  startsAt: visit.old_starts_at,
  providerName: visit.old_provider_name,
})
