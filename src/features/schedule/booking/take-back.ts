import type { Id } from '../../../core/id.ts'
import { wallClock } from '../../../core/time.ts'
import type { Context } from '../../../platform/context.ts'
import { takeBackFee } from '../attendance/fee.ts'
import * as contract from '../contract.ts'
import { tellVisit } from '../events.ts'
import { requireVisit, visitMarks } from '../visit.ts'
import { refuseClaim } from './claim.ts'
import { formerPlace } from './former-place.ts'
import type { Place } from './place.ts'
import { placeAgain } from './place-again.ts'

type Fact = {
  seq: number
  what: string
  state: contract.VisitState
  at: string
  starts_at: string
  ends_at: string
  provider_id: Id<'provider'>
  room_id: Id<'room'> | null
  location_id: Id<'location'>
  zone: string
  confirmed_at: string | null
  arrived_at: string | null
  mode_was: contract.Visit['mode'] | null
  overbooked_why: string | null
}

/** Steps after which the old time is free for other visits. */
const gaveTimeBack = new Set(['cancelled', 'no-show', 'moved'])

/** The last step of a visit that still counts, and the place the visit had before it. */
export type LastStep = { visit: contract.Visit; last: Fact; before: Fact; place: Place; afresh: boolean }

/** What taking the last step back would claim; refuses where there is no step to take back. */
export async function lastStepOf(
  ctx: Context,
  visit: contract.Visit,
  despite: readonly contract.Warning[] = [],
): Promise<LastStep> {
  const [last, before] = await ctx.sql<Fact>`
    select f.seq, f.what, f.state, f.at, f.starts_at, f.ends_at, f.provider_id, f.room_id, f.location_id, f.confirmed_at, f.arrived_at, f.mode_was, f.overbooked_why, l.zone
      from schedule.appointment_fact f
      left join practice.location l on l.practice_id = f.practice_id and l.id = f.location_id
     where f.practice_id = ${ctx.practice}::uuid and f.appointment_id = ${visit.id}::uuid and f.what <> 'undone'
       and not exists (select from schedule.appointment_fact u
                        where u.practice_id = f.practice_id and u.appointment_id = f.appointment_id and u.undoes = f.seq)
     order by f.seq desc
     limit 2`
  if (!last || !before || visit.origin !== 'desk') throw contract.nothingToUndo({ state: visit.state })
  const marks = await visitMarks(ctx, visit.id)
  const afresh = gaveTimeBack.has(last.what)
  const place = await formerPlace(ctx, visit, marks, {
    provider: before.provider_id,
    location: before.location_id,
    zone: before.zone,
    rooms: before.room_id ? [before.room_id] : [],
    startsAt: before.starts_at,
    endsAt: before.ends_at,
    overbooked: before.overbooked_why !== null,
    afresh,
    overLimit: despite.includes('limit'),
  })
  return { visit, last, before, place, afresh }
}

/** Takes the step back: claims the former place, writes the visit as it stood, and gives back what the step had cost. */
export async function takeBack(
  ctx: Context,
  { visit, last, before, place, afresh }: LastStep,
  despite: readonly contract.Warning[] = [],
): Promise<contract.Visit> {
  const change = {
    visit,
    what: 'undone',
    undoes: last.seq,
    state: before.state,
    stateSince: before.at,
    confirmedAt: before.confirmed_at,
    arrivedAt: before.arrived_at,
    reason: last.what,
    overbookWhy: before.overbooked_why,
    mode: last.mode_was ?? undefined,
    // Arrivals and the like keep the time they have: only a step that gave time back can find the patient elsewhere.
    patientChecked: afresh && !despite.includes('patient-already-booked') ? visit.patient : null,
  } as const
  // Nothing can follow a cancellation or a no-show, so the step before always held its time.
  const claim = await placeAgain(ctx, change, place)
  if (claim.outcome !== 'ok') {
    const wanted = {
      visitType: visit.visitType!,
      provider: before.provider_id,
      startsAt: Temporal.Instant.from(before.starts_at),
      room: before.room_id ?? undefined,
    }
    throw await refuseClaim(ctx, claim, wanted, place)
  }
  await takeBackFee(ctx, visit.id, last.seq)
  const undone = await requireVisit(ctx, visit.id)
  const left = wallClock(visit.startsAt, visit.zone).date
  const same = left === wallClock(undone.startsAt, undone.zone).date
  tellVisit(ctx, 'schedule.appointment-changed', undone, same ? undefined : left)
  return undone
}
