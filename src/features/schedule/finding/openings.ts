import type { Id } from '../../../core/id.ts'
import { wallClock } from '../../../core/time.ts'
import type { Context } from '../../../platform/context.ts'
import type { Opening } from '../contract.ts'
import { type DayLook, lookAtDay, lookerAt, type Start, type Why, type Wish, wants } from './look-at-day.ts'
import type { Person, SearchGround } from './search-ground.ts'
import { searchMaterial } from './search-material.ts'
import { isFree, type Spans } from './spans.ts'
import { dayNumber, dayText, instantText } from './wall-seconds.ts'

/** What is looked for in a ground, on the days from `first` to `last` of the locations' wall calendars. */
export type OpeningSearch = {
  first: string
  last: string
  /** Starts before this instant are gone. */
  notBefore: string
  /** Starts after this moment (seconds since 1970) are not wanted. */
  notAfter?: number
  /** The search goes on to this day: what does not change from window to window is read at once. */
  rulesUntil?: number
  /** How many people are looked at before the others, where there are many. */
  few?: number
  /** Only these of the ground's people, or all but those. */
  only?: readonly string[] | null
  but?: readonly string[]
  /** Only at these of the ground's places. */
  places?: readonly string[] | null
  weekdays?: readonly number[] | null
  parts?: Wish['parts']
  onePerProvider?: boolean
  /** The patient's usual provider comes first within each day. */
  usualFirst?: boolean
  limit: number
  ignoring?: string | null
  /** When the patient is somewhere else: nothing that reaches into it. */
  elsewhere?: Spans
}

export type Obstacle = { date: string; why: Why; name: string | null; providers: number; releasedAt: string | null }

export type FoundOpening = Opening & { warn: 'limit'[]; usual: boolean; seatsLeft: number | null }

/** People looked at first where there are many. */
const FEW = 40

/** The first openings in a window of days, soonest first, and for each day before the first of them what stood in the way. */
export async function openingsBetween(
  ctx: Context,
  ground: SearchGround,
  ask: OpeningSearch,
): Promise<{ openings: FoundOpening[]; obstacles: Obstacle[] }> {
  const { starts, looks } = await fewThenAll(ctx, ground, ask)
  const chosen = choose(starts, ask)
  const until = chosen.length > 0 ? Math.min(...chosen.map(start => start.day)) : Number.POSITIVE_INFINITY
  return { openings: openingsOf(ground, chosen), obstacles: obstaclesBefore(looks, until) }
}

/** Of many people a few mostly have openings enough: of all the others only what is sooner still has to be read. What they would have to wait for is
 *  the last of the openings found so far. */
async function fewThenAll(ctx: Context, ground: SearchGround, ask: OpeningSearch) {
  const few = ask.few ?? FEW
  const people = asked(ground, ask)
  // The usual provider comes first within a day, however late; and days of two zones do not follow one another as moments do.
  if (people.length <= 2 * few || ask.usualFirst || ground.manyZones) return await startsBetween(ctx, ground, ask)
  const first = await startsBetween(ctx, ground, { ...ask, only: people.slice(0, few).map(person => person.id) })
  const chosen = choose(first.starts, ask)
  const last = chosen.length === ask.limit ? chosen.at(-1) : undefined
  const others = await startsBetween(ctx, ground, {
    ...ask,
    only: people.slice(few).map(person => person.id),
    ...(last ? { last: dayText(last.day), notAfter: last.at } : {}),
  })
  return { starts: [...first.starts, ...others.starts], looks: [...first.looks, ...others.looks] }
}

function asked(ground: SearchGround, ask: Pick<OpeningSearch, 'only' | 'but'>): readonly Person[] {
  const only = ask.only && new Set(ask.only)
  return ground.people.filter(person => (!only || only.has(person.id)) && !ask.but?.includes(person.id))
}

/** Every start in the window, and every day's look. */
export async function startsBetween(ctx: Context, ground: SearchGround, ask: Omit<OpeningSearch, 'limit'>) {
  const people = asked(ground, ask)
  const [first, last] = [dayNumber(ask.first), dayNumber(ask.last)]
  const looks: (DayLook & { day: number })[] = []
  const starts: Start[] = []
  if (people.length === 0 || ground.places.size === 0) {
    for (const _ of people)
      for (let day = first; day <= last; day++)
        looks.push({ starts: [], why: 'closed', name: null, releasedAt: null, day })
    return { starts, looks }
  }
  const notBefore = Math.ceil(Date.parse(ask.notBefore) / 1000)
  const material = await searchMaterial(ctx, ground, {
    first,
    last,
    people: people.length === ground.people.length ? null : people.map(person => person.id),
    notBefore,
    ...(ask.notAfter === undefined ? {} : { notAfter: ask.notAfter }),
    ...(ask.rulesUntil === undefined ? {} : { rulesUntil: ask.rulesUntil }),
    ignoring: ask.ignoring ?? null,
  })
  const narrowed = ask.places
    ? { ...ground, places: new Map([...ground.places].filter(([id]) => ask.places!.includes(id))) }
    : ground
  const looker = lookerAt(narrowed, material)
  const wish: Wish = {
    notBefore,
    ...(ask.notAfter === undefined ? {} : { notAfter: ask.notAfter }),
    parts: ask.parts ?? null,
    weekdays: ask.weekdays ?? null,
  }
  for (const person of people) {
    for (let day = first; day <= last; day++) {
      if (!wants(wish, day)) continue
      const look = lookAtDay(looker, person, day, wish)
      looks.push({ ...look, day })
      for (const start of look.starts) {
        if (!ask.elsewhere || isFree(ask.elsewhere, start.at, start.until)) starts.push(start)
      }
    }
  }
  return { starts, looks }
}

/** Soonest first: by day, the usual provider before others if asked, by moment, by the order of lists. */
export const inOrder = (usualFirst: boolean) => (a: Start, b: Start) =>
  a.day - b.day ||
  (usualFirst ? Number(b.person.usual) - Number(a.person.usual) : 0) ||
  a.at - b.at ||
  a.person.rank - b.person.rank ||
  (a.place < b.place ? -1 : 1)

function choose(starts: Start[], ask: OpeningSearch): Start[] {
  starts.sort(inOrder(ask.usualFirst ?? false))
  if (!ask.onePerProvider) return starts.slice(0, ask.limit)
  const seen = new Set<string>()
  return starts.filter(start => !seen.has(start.person.id) && seen.add(start.person.id)).slice(0, ask.limit)
}

/** The same reason on the same day counts once, with how many provider-days it stood in the way of. */
function obstaclesBefore(looks: readonly (DayLook & { day: number })[], until: number): Obstacle[] {
  const counted = new Map<string, Obstacle>()
  for (const look of looks) {
    if (look.why === null || look.day >= until) continue
    const key = `${look.day} ${look.why} ${look.name}`
    const known = counted.get(key)
    const releasedAt = look.releasedAt === null ? null : instantText(look.releasedAt)
    if (!known) counted.set(key, { date: dayText(look.day), why: look.why, name: look.name, providers: 1, releasedAt })
    else {
      known.providers++
      if (releasedAt && (!known.releasedAt || releasedAt < known.releasedAt)) known.releasedAt = releasedAt
    }
  }
  return [...counted.values()].sort(
    (a, b) =>
      a.date.localeCompare(b.date) ||
      b.providers - a.providers ||
      (a.why < b.why ? -1 : a.why > b.why ? 1 : 0) ||
      (a.name ?? '').localeCompare(b.name ?? ''),
  )
}

/** Starts as the wire has them. */
export const openingsOf = (ground: SearchGround, starts: readonly Start[]): FoundOpening[] =>
  starts.map(start => {
    const place = ground.places.get(start.place)!
    const startsAt = instantText(start.at)
    return {
      provider: start.person.id as Id<'provider'>,
      providerName: start.person.name,
      location: place.id as Id<'location'>,
      locationName: place.name,
      zone: place.zone,
      startsAt,
      endsAt: instantText(start.until),
      ...wallClock(startsAt, place.zone),
      warn: start.overLimit ? ['limit'] : [],
      usual: start.person.usual,
      seatsLeft: start.seatsLeft,
    }
  })
