import type { Context } from '../../../platform/context.ts'
import type { Visit } from '../contract.ts'
import type { Marks } from '../visit.ts'
import { moreThanTime } from './more-than-time.ts'
import type { Place } from './place.ts'

/** The place a visit has or had, as schedule.occupy is to claim it again: with the room's time around it and whatever else its type takes. */
export async function formerPlace(
  ctx: Context,
  visit: Visit,
  marks: Marks,
  at: Pick<Place, 'provider' | 'location' | 'zone' | 'rooms'> & {
    startsAt: string
    endsAt: string
    /** It stood over somebody else's time, and may again. */
    overbooked: boolean
    /** It had given its time back: limits are counted anew. */
    afresh: boolean
    overLimit: boolean
  },
): Promise<Place> {
  const startsAt = Temporal.Instant.from(at.startsAt)
  const endsAt = Temporal.Instant.from(at.endsAt)
  const place: Place = {
    patient: visit.patient,
    provider: at.provider,
    location: at.location,
    zone: at.zone,
    startsAt: at.startsAt,
    endsAt: at.endsAt,
    roomFrom: startsAt.subtract({ minutes: marks.prepare }).toString(),
    roomUntil: endsAt.add({ minutes: marks.clean }).toString(),
    rooms: at.rooms,
    wallStart: startsAt.toZonedDateTimeISO(at.zone).toPlainDateTime().toString(),
    minutes: Math.round(endsAt.since(startsAt).total('minutes')),
    mode: visit.mode,
    more: null,
  }
  const limited = marks.limited && at.afresh
  if (!marks.needs && !limited && marks.seats === 1 && !visit.group && !at.overbooked) {
    return at.afresh ? { ...place, more: { overbook: false, again: true, needs: [], limits: [], over: null } } : place
  }
  const more = await moreThanTime(
    ctx,
    {
      visitType: visit.visitType!,
      provider: at.provider,
      startsAt,
      overbook: at.overbooked,
      despite: ['outside-hours', ...(at.overLimit ? (['limit'] as const) : [])],
    },
    place,
    marks.seats,
  )
  return { ...place, more: { ...more, again: at.afresh, limits: limited ? more.limits : [] } }
}
