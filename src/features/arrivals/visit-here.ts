import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import type { VisitState } from '../schedule/contract.ts'

export type VisitHere = {
  id: Id<'appointment'>
  patient: Id<'patient'>
  location: Id<'location'> | null
  state: VisitState
  stateSince: string
  startsAt: string
  zone: string
}

type Row = {
  id: Id<'appointment'>
  patient_id: Id<'patient'>
  location_id: Id<'location'> | null
  state: VisitState
  state_since: string
  starts_at: string
  zone: string
}

/** The visit, kept as it is until the commit: whoever adds a fact to it waits for whoever takes a step of it, and the other way round.
 *  Throws notFound. */
export async function visitHere(ctx: Context, appointment: Id<'appointment'>): Promise<VisitHere> {
  const [row] = await ctx.sql<Row>`
    select a.id, a.patient_id, a.location_id, a.state, a.state_since, a.starts_at, a.zone
      from schedule.appointment a
     where a.practice_id = ${ctx.practice}::uuid and a.id = ${appointment}::uuid
       for no key update`
  if (!row) throw notFound({ what: 'appointment' })
  ctx.concerns([row.patient_id], { appointment: row.id })
  return {
    id: row.id,
    patient: row.patient_id,
    location: row.location_id,
    state: row.state,
    stateSince: row.state_since,
    startsAt: row.starts_at,
    zone: row.zone,
  }
}

/** True while the patient may still come. */
export const isExpected = (visit: Pick<VisitHere, 'state'>): boolean =>
  visit.state === 'booked' || visit.state === 'confirmed'
