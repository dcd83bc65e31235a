import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { tellPatient } from '../outreach/index.ts'
import type { Result } from './contract.ts'
import { cancelledMessage, changedMessage, lateMessage, restoredMessage } from './message-words.ts'
import { type Settled, stepRow } from './rows.ts'
import { nowTold, oldTold, type Standing } from './standing.ts'

export type How = NonNullable<Result['how']>

/** How a row leaves the list once the patient knows: a visit that was cancelled or put back is done, a moved one may still be declined. */
export const knownAs = (visit: Standing): Settled | null =>
  visit.state === 'cancelled' ? 'cancelled' : visit.moved_version === null && !visit.late ? 'moved-back' : null

/** Tells the patient where the visit stands now and takes the row on: told if a message goes out, else it is to be called. */
export async function tellRow(ctx: Context, disruption: Id<'disruption'>, visit: Standing): Promise<How> {
  const settled = knownAs(visit)
  const message =
    settled === 'cancelled'
      ? cancelledMessage(oldTold(visit))
      : settled === 'moved-back'
        ? restoredMessage(nowTold(visit))
        : changedMessage(oldTold(visit), nowTold(visit))
  const { how } = await tellPatient(ctx, { patient: visit.patient_id, ...message })
  const goes = how === 'e-mail' || how === 'text'
  await stepRow(ctx, disruption, visit.id, {
    what: goes ? 'told' : 'to-call',
    state: goes ? (settled ? 'done' : 'told') : 'proposed',
    ...(goes && settled ? { settled } : {}),
    toldHow: how,
  })
  return how
}

/** Tells the patient how late it will be; of no use after the visit's own start is long past. */
export async function tellLate(
  ctx: Context,
  disruption: Id<'disruption'>,
  visit: Standing,
  expected: { at: string; minutes: number },
): Promise<How> {
  const { how } = await tellPatient(ctx, {
    patient: visit.patient_id,
    ...lateMessage(nowTold(visit), expected.at, expected.minutes),
    notAfter: Temporal.Instant.from(expected.at),
  })
  const goes = how === 'e-mail' || how === 'text'
  await stepRow(ctx, disruption, visit.id, {
    what: goes ? 'told' : 'to-call',
    state: goes ? 'told' : 'proposed',
    toldHow: how,
    toldMinutes: expected.minutes,
  })
  return how
}
