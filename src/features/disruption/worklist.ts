import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { readDisruptions } from './read-disruptions.ts'
import type { Settled } from './rows.ts'

type Found = {
  appointment_id: Id<'appointment'>
  patient_id: Id<'patient'>
  patient_name: string
  phone: string | null
  language: string
  version: number
  what: string
  minutes: number
  visit_state: string
  arrived_at: string | null
  zone: string
  old_starts_at: string
  old_ends_at: string
  old_provider_name: string
  starts_at: string
  provider_name: string
  location_name: string
  room_name: string | null
  state: contract.RowState
  settled: Settled | null
  attempts: number
  last_attempt: string | null
  told_how: string | null
  claimed_by: string | null
  claimed_by_name: string | null
  claimed_until: string | null
  moved: boolean
}

/** The list, the most urgent first: who waits here the longest, then by the time the visit was to begin. */
export const worklist = query(contract.worklist, async (ctx, input) => {
  const [disruption] = await readDisruptions(ctx, input.disruption)
  if (!disruption) throw notFound({ what: 'disruption' })
  const rows = await ctx.sql<Found>`
    select a.appointment_id, a.patient_id, concat_ws(' ', coalesce(nullif(p.preferred_name, ''), p.given), p.family) as patient_name,
           (select n.e164 from patients.phone n where n.practice_id = p.practice_id and n.patient_id = p.id order by n.place limit 1) as phone,
           p.language, v.version, v.what, v.minutes, v.state as visit_state,
           case when v.state = 'arrived' then v.arrived_at end as arrived_at, v.zone, a.old_starts_at, a.old_ends_at,
           case when o.id is null then '' else concat_ws(', ', concat_ws(' ', nullif(o.given, ''), o.family), nullif(o.credential, '')) end as old_provider_name,
           v.starts_at, v.provider_name, coalesce(v.location_name, '') as location_name, v.room_name, a.state, a.settled, a.attempts, a.last_attempt,
           a.told_how, a.claimed_by, a.claimed_by_name,
           case when a.claimed_until > ${ctx.now.toString()}::timestamptz then a.claimed_until end as claimed_until,
           a.moved_version is not null and a.moved_version = v.version and v.state in ('booked', 'confirmed', 'arrived') as moved
      from disruption.affected a
      join schedule.visit v on v.practice_id = a.practice_id and v.id = a.appointment_id
      join patients.patient p on p.practice_id = a.practice_id and p.id = a.patient_id
      left join practice.provider o on o.practice_id = a.practice_id and o.id = a.old_provider_id
     where a.practice_id = ${ctx.practice}::uuid and a.disruption_id = ${input.disruption}::uuid
     order by case when v.state in ('arrived', 'roomed') and a.state in ('open', 'declined') then v.arrived_at end nulls last, a.old_starts_at, a.appointment_id`
  ctx.concerns(
    rows.map(row => row.patient_id),
    { disruption: disruption.id },
  )
  return {
    disruption,
    now: ctx.now.toString(),
    rows: rows.map(row => ({
      appointment: row.appointment_id,
      patient: row.patient_id,
      patientName: row.patient_name,
      phone: row.phone,
      language: row.language,
      version: row.version,
      what: row.what,
      minutes: row.minutes,
      visitState: row.visit_state,
      arrivedAt: row.arrived_at,
      zone: row.zone,
      old: { startsAt: row.old_starts_at, endsAt: row.old_ends_at, providerName: row.old_provider_name },
      startsAt: row.starts_at,
      providerName: row.provider_name,
      locationName: row.location_name,
      roomName: row.room_name,
      state: row.state,
      settled: row.settled,
      attempts: row.attempts,
      lastAttempt: row.last_attempt,
      toldHow: row.told_how,
      claim: row.claimed_until
        ? { by: row.claimed_by_name ?? '', mine: row.claimed_by === ctx.caller.staff, until: row.claimed_until }
        : null,
      mayGoBack: row.moved,
    })),
  }
})
