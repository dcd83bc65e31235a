// Which way out each visit is offered: pure choice among openings, no database, no clock.

export type Opening = {
  provider: string
  providerName: string
  location: string
  locationName: string
  startsAt: string
}

type WayKind = 'other-provider' | 'other-room' | 'video' | 'phone' | 'same-provider' | 'anybody'

export type Way = Opening & {
  kind: WayKind
  room: string | null
  roomName: string | null
  poolMate: boolean
  otherProvider: boolean
  otherLocation: boolean
  miles: number | null
}

export type Wish = {
  appointment: string
  patient: string
  provider: string
  location: string
  /** Milliseconds; a patient who waits here wants the first moment that is left. */
  wantedAt: number
  minutes: number
  /** Ways of each kind, the best first; at most one of each is offered. */
  ways: readonly Way[]
}

type Span = { from: number; to: number }
const minute = 60_000
const at = (iso: string) => Temporal.Instant.from(iso).epochMilliseconds

/** How far a way is from what was wanted, in minutes: lower is better. Somebody who knows the practice's patients, and the same place, are worth
 *  some waiting; a day later is worth more than a strange place. Never earlier than wanted: nobody knows whether the patient could come. */
export function costOf(way: Way, wish: Pick<Wish, 'wantedAt'>): number {
  const later = (at(way.startsAt) - wish.wantedAt) / minute
  const strange = way.otherProvider && !way.poolMate ? 20 : 0
  const far = way.otherLocation && way.kind !== 'video' && way.kind !== 'phone' ? 60 + 3 * (way.miles ?? 10) : 0
  return later + strange + far
}

/** Held by video or phone by the same provider at the same time, or in another room: nothing is taken from anybody. */
export const inPlace = (way: Way): boolean =>
  way.kind === 'other-room' || ((way.kind === 'video' || way.kind === 'phone') && !way.otherProvider)

const order: readonly WayKind[] = ['other-room', 'other-provider', 'video', 'phone', 'same-provider', 'anybody']

/** What leaves the visit in its place stands first. */
const kindsFor = (wish: Wish): readonly WayKind[] => {
  const stays = (kind: WayKind) => Number(wish.ways.some(way => way.kind === kind && inPlace(way)))
  return order.toSorted((a, b) => stays(b) - stays(a))
}

/** Offers each visit its best free way first, in the order of urgency, then what else is left: at most one of a kind, four in all. What is
 *  offered to one is offered to nobody else in the same list, nor two times at once to one patient as the best. */
export function offerWays(wishes: readonly Wish[]): Map<string, Way[]> {
  const taken = new Map<string, Span[]>()
  const offered = new Map<string, Way[]>(wishes.map(wish => [wish.appointment, []]))
  const spanOf = (way: Way, wish: Wish): Span => ({
    from: at(way.startsAt),
    to: at(way.startsAt) + wish.minutes * minute,
  })
  const free = (who: string, span: Span) => !taken.get(who)?.some(one => one.from < span.to && span.from < one.to)
  const take = (who: string, span: Span) => taken.set(who, [...(taken.get(who) ?? []), span])
  // A change of room, or of the way it is held, stays in the provider's own time: it takes nothing from anybody but the room.
  const holder = (way: Way) => (way.room ? `room ${way.room}` : inPlace(way) ? null : way.provider)
  const choose = (wish: Wish, kinds: readonly WayKind[], best: boolean): Way | undefined => {
    for (const kind of kinds) {
      const way = wish.ways.find(one => {
        const who = holder(one)
        const span = spanOf(one, wish)
        return (
          one.kind === kind && (who === null || free(who, span)) && (!best || free(`patient ${wish.patient}`, span))
        )
      })
      if (!way) continue
      const who = holder(way)
      if (who) take(who, spanOf(way, wish))
      if (best) take(`patient ${wish.patient}`, spanOf(way, wish))
      return way
    }
    return undefined
  }
  for (const wish of wishes) {
    const way = choose(wish, kindsFor(wish), true)
    if (way) offered.get(wish.appointment)!.push(way)
  }
  for (const wish of wishes) {
    const ways = offered.get(wish.appointment)!
    for (const kind of kindsFor(wish)) {
      if (ways.length >= 4) break
      if (ways.some(way => way.kind === kind)) continue
      const way = choose(wish, [kind], false)
      if (way) ways.push(way)
    }
  }
  return offered
}
