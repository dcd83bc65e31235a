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

/** One room, device or second person that a way takes beside its provider: anyone of these, for so long (milliseconds). */
export type Need = Span & { anyOf: readonly string[]; room?: boolean }

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
 *  offered to one is offered to nobody else in the same list: neither a provider's time nor the room, device or second person it needs; nor
 *  two times at once to one patient as the best. `pinned`: the room counted on is named in the way, where others of the list name theirs. */
export function offerWays<W extends Wish>(
  wishes: readonly W[],
  needs: (wish: W, way: Way) => readonly Need[],
  { pinned = false } = {},
): Map<string, Way[]> {
  const taken = new Map<string, Span[]>()
  const offered = new Map<string, Way[]>(wishes.map(wish => [wish.appointment, []]))
  const free = (who: string, span: Span) => !taken.get(who)?.some(one => one.from < span.to && span.from < one.to)
  const take = (who: string, span: Span) => taken.set(who, [...(taken.get(who) ?? []), span])
  /** The way with whom and what it takes, if nothing of it is promised to somebody else of the list. */
  const taking = (wish: W, way: Way, best: boolean): { way: Way; takes: [string, Span][] } | null => {
    const span = { from: at(way.startsAt), to: at(way.startsAt) + wish.minutes * minute }
    const takes: [string, Span][] = []
    // A change of room, or of the way it is held, stays in the provider's own time.
    if (!inPlace(way)) takes.push([way.provider, span])
    if (best) takes.push([`patient ${wish.patient}`, span])
    if (!takes.every(([who]) => free(who, span))) return null
    for (const need of needs(wish, way)) {
      const one = need.anyOf.find(id => free(id, need) && !takes.some(([who]) => who === id))
      if (!one) return null
      takes.push([one, need])
      if (need.room && pinned) way = { ...way, room: one }
    }
    return { way, takes }
  }
  const choose = (wish: W, kinds: readonly WayKind[], best: boolean): Way | undefined => {
    for (const kind of kinds) {
      for (const way of wish.ways.filter(one => one.kind === kind)) {
        const found = taking(wish, way, best)
        if (!found) continue
        for (const [who, span] of found.takes) take(who, span)
        return found.way
      }
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
