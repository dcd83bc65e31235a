import type { Id } from '../../../core/id.ts'
import { minutesBetween } from '../../../core/time.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { boardZone } from '../views/board-zone.ts'

type WaitingRow = {
  id: Id<'appointment'>
  patient_id: Id<'patient'>
  patient_name: string
  provider_id: Id<'provider'>
  provider_name: string
  location_id: Id<'location'>
  room_name: string | null
  state: 'arrived' | 'roomed'
  state_since: string
  starts_at: string
  arrived_at: string
  short_name: string
}

/** Who waits now. Somebody never checked out does not wait for ever: a day after arrival they no longer count. */
export const waitingRoom = query(contract.waitingRoom, async (ctx, input) => {
  if (input.location) await boardZone(ctx, input.location)
  const rows = await ctx.sql<WaitingRow>`
    select v.id, v.patient_id, concat_ws(' ', coalesce(nullif(p.preferred_name, ''), p.given), p.family) as patient_name,
           v.provider_id, v.provider_name, v.location_id, v.room_name, v.state, v.state_since, v.starts_at, v.arrived_at, v.short_name
      from schedule.visit v
      join patients.patient p on p.practice_id = v.practice_id and p.id = v.patient_id
     where v.practice_id = ${ctx.practice}::uuid and v.state in ('arrived', 'roomed')
       and v.arrived_at > ${ctx.now.subtract({ hours: 24 }).toString()}::timestamptz
       and v.arrived_at <= ${ctx.now.toString()}::timestamptz
       and (${input.location ?? null}::uuid is null or v.location_id = ${input.location ?? null}::uuid)
     order by v.arrived_at, v.id
     limit 500`
  ctx.concerns(rows.map(row => row.patient_id))
  return {
    now: ctx.now.toString(),
    waiting: rows.map(row => ({
      appointment: row.id,
      patient: row.patient_id,
      patientName: row.patient_name,
      provider: row.provider_id,
      providerName: row.provider_name,
      location: row.location_id,
      roomName: row.room_name,
      state: row.state,
      startsAt: row.starts_at,
      arrivedAt: row.arrived_at,
      minutes: minutesBetween(row.arrived_at, ctx.now),
      stateMinutes: minutesBetween(row.state_since, ctx.now),
      lateMinutes: minutesBetween(row.starts_at, ctx.now),
      shortName: row.short_name,
    })),
  }
})
