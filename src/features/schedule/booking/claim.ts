import type { Id } from '../../../core/id.ts'
import type { Refusal } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import { groupFull, holdGone, limitReached, patientAlreadyBooked } from '../contract.ts'
import { requireVisit } from '../visit.ts'
import type { Place } from './place.ts'
import { refuseTaken } from './refuse-time.ts'

/** Turns what schedule.occupy answered into the refusal it means. */
export async function refuseClaim(
  ctx: Context,
  claim: { outcome: string; other: string | null; facts?: Record<string, unknown> | null },
  wanted: {
    visitType: Id<'visit-type'>
    provider: Id<'provider'>
    startsAt: Temporal.Instant
    room?: string | undefined
    hold?: string | undefined
  },
  place: Place,
): Promise<Refusal> {
  const ask = { ...wanted, minutes: place.minutes }
  switch (claim.outcome) {
    case 'patient': {
      const other = await requireVisit(ctx, claim.other as Id<'appointment'>)
      return patientAlreadyBooked({
        appointment: other.id,
        startsAt: other.startsAt,
        endsAt: other.endsAt,
        provider: other.provider,
        providerName: other.providerName,
        what: other.what,
      })
    }
    case 'hold':
      return holdGone({ hold: wanted.hold })
    case 'provider':
      return refuseTaken(ctx, ask, place, 'provider')
    case 'room':
      return place.rooms.length === 1 && wanted.room === place.rooms[0]
        ? refuseTaken(ctx, ask, place, 'room', wanted.room)
        : refuseTaken(ctx, ask, place, 'any-room')
    case 'limit':
      return limitReached({ ...claim.facts, provider: place.provider, startsAt: place.startsAt })
    case 'group':
      return groupFull({ ...claim.facts, provider: place.provider, startsAt: place.startsAt })
    case 'need':
      return refuseTaken(ctx, ask, place, claim.facts?.kind === 'device' ? 'device' : 'staff')
    default:
      throw new Error(`schedule.occupy answered ${claim.outcome}`)
  }
}
