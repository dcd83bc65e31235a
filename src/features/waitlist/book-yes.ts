import type { Id } from '../../core/id.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { doInside } from '../../platform/do-inside.ts'
import { tellPatient } from '../outreach/index.ts'
import * as schedule from '../schedule/contract.ts'
import { requireVisit } from '../schedule/index.ts'
import { noteFreed } from './find-freed.ts'
import { type Freed, settleFreed } from './freed-row.ts'
import { namesOf } from './make-offer.ts'
import { bookedWords } from './patient-words.ts'
import { settingOf } from './setting-row.ts'
import { type Ending, settleOffer } from './settle-offer.ts'
import { lockWish, wishChanged } from './wish-row.ts'

export type OpenOffer = {
  id: Id<'offer'>
  wish_id: Id<'wish'>
  patient_id: Id<'patient'>
  visit_type_id: Id<'visit-type'>
  provider_id: Id<'provider'>
  location_id: Id<'location'>
  zone: string
  starts_at: string
  ends_at: string
  hold_id: Id<'hold'> | null
  how: 'e-mail' | 'text' | 'phone' | 'nobody'
}

/** Books what was offered, in this transaction: the visit moves or is made, the offer is answered, the wish fulfilled, everybody else asked
 *  about this time is told it is gone. Answers the visit, or why it could not be; then the offer is gone and nothing else has changed.
 *  The freed time must be locked. */
export async function bookYes(
  ctx: Context,
  freed: Freed,
  offer: OpenOffer,
  by: 'link' | 'desk',
): Promise<{ appointment: Id<'appointment'> } | { why: string }> {
  const wish = await lockWish(ctx, offer.wish_id)
  if (wish.state !== 'open') return { why: `wish-${wish.state}` }
  const taken = { state: 'gone', why: 'taken' } as const
  // A hold stands in the way of everybody but its owner: the desk books past it, and is refused whole if that fails.
  if (by === 'desk') await settleOthers(ctx, freed, offer.id, taken)
  const booked = await inSchedule(ctx, offer, wish.appointment_id)
  if ('why' in booked) return booked
  await settleOthers(ctx, freed, offer.id, taken)
  await settleOffer(ctx, offer.id, { state: 'yes', by })
  await ctx.sql`
    update waitlist.wish set state = 'fulfilled', closed_at = ${ctx.now.toString()}, version = version + 1
     where practice_id = ${ctx.practice} and id = ${wish.id}`
  wishChanged(ctx, wish.id, wish.patient_id)
  await settleFreed(ctx, freed.id, 'taken')
  if (offer.how === 'e-mail' || offer.how === 'text') {
    const names = await namesOf(ctx, { provider: offer.provider_id, location: offer.location_id })
    const words = bookedWords({ startsAt: offer.starts_at, zone: offer.zone, ...names })
    await tellPatient(ctx, { patient: offer.patient_id, purpose: 'waitlist-booked', ...words })
  }
  await noteRests(ctx, freed, offer)
  return booked
}

/** The visit moves, or is made. A refusal of the schedule is an answer here, not a failure: it has written nothing. */
async function inSchedule(
  ctx: Context,
  offer: OpenOffer,
  appointment: Id<'appointment'> | null,
): Promise<{ appointment: Id<'appointment'> } | { why: string }> {
  const kept = await ctx.sql`
    select 1 from schedule.hold where practice_id = ${ctx.practice} and id = ${offer.hold_id}::uuid and expires_at > ${ctx.now.toString()}`
  const place = {
    provider: offer.provider_id,
    location: offer.location_id,
    startsAt: offer.starts_at,
    minutes: Temporal.Instant.from(offer.ends_at).since(offer.starts_at).total('minutes'),
    ...(kept.length > 0 ? { hold: offer.hold_id! } : {}),
  }
  try {
    if (appointment) {
      const visit = await requireVisit(ctx, appointment)
      if (!['booked', 'confirmed'].includes(visit.state)) return { why: 'visit-changed' }
      if (Temporal.Instant.compare(offer.starts_at, visit.startsAt) >= 0) return { why: 'not-earlier' }
      await doInside(ctx, schedule.moveAppointment, { appointment, reason: 'Waitlist', ...place })
      return { appointment }
    }
    const made = await doInside(ctx, schedule.bookAppointment, {
      patient: offer.patient_id,
      visitType: offer.visit_type_id,
      ...place,
    })
    return { appointment: made.id }
  } catch (error) {
    if (error instanceof Refusal) return { why: error.code.split('.')[1] ?? error.code }
    throw error
  }
}

/** Ends all other open offers of a freed time. */
export async function settleOthers(ctx: Context, freed: Freed, but: string | null, ending: Ending): Promise<void> {
  const others = await ctx.sql<{ id: Id<'offer'> }>`
    select id from waitlist.offer
     where practice_id = ${ctx.practice} and freed_id = ${freed.id} and state = 'open' and id is distinct from ${but}::uuid order by offered_at`
  for (const other of others) await settleOffer(ctx, other.id, ending)
}

/** What the visit left of a longer freed time is a freed time of its own. */
async function noteRests(ctx: Context, freed: Freed, taken: OpenOffer): Promise<void> {
  const setting = { ...(await settingOf(ctx)), manner: freed.manner }
  const rest = (starts_at: string, ends_at: string) =>
    noteFreed(
      ctx,
      {
        provider_id: freed.provider_id,
        location_id: freed.location_id,
        zone: freed.zone,
        starts_at,
        ends_at,
        why: 'left-over',
        appointment: null,
        seq: null,
      },
      { ...setting, mode: freed.runs ? 'by-itself' : 'propose' },
    )
  await rest(freed.starts_at, taken.starts_at)
  await rest(taken.ends_at, freed.ends_at)
}
