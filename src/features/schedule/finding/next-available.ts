import { addDays } from '../../../core/calendar-day.ts'
import type { Context } from '../../../platform/context.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { milesBetween } from './distance.ts'
import { lookedJustNow } from './looked-just-now.ts'
import { type FoundOpening, type Obstacle, type OpeningSearch, openingsBetween } from './openings.ts'
import { type SearchGround, searchGround } from './search-ground.ts'
import { visitsOf } from './several-visits.ts'
import { dayNumber } from './wall-seconds.ts'
import { daysWanted, partsWanted } from './wish.ts'

/** Provider-days that one step of the walk looks at: the first is small, because the answer is mostly near. */
const FIRST_STEP = 60
const GROWTH = 3
const LARGEST_STEP = 16_000
/** Windows in which the answer mostly is; whoever looks further looks on to the end. */
const NEAR = 2

/** Walks forward over the days in growing windows and stops as soon as enough is found. */
export const nextAvailable = query(contract.nextAvailable, async (ctx, input) => {
  if (input.patient && !(await lookedJustNow(ctx, input.patient))) ctx.concerns([input.patient])
  const ground = await searchGround(ctx, {
    visitType: input.visitType,
    providers: input.providers ?? null,
    locations: input.locations ?? null,
    pools: input.pools ?? null,
    language: input.language ?? null,
    patient: input.patient ?? null,
    minutes: input.minutes,
    urgent: input.urgent,
  })
  const days = daysWanted(ground, input)
  const miles = await milesTo(ctx, ground, input)
  const usual = ground.people.find(person => person.usual)
  const elsewhere =
    input.besideOwn && input.patient
      ? (await visitsOf(ctx, [{ patient: input.patient }], days.first, days.last)).get(input.patient)
      : undefined
  const ask: Walk = {
    first: days.first,
    last: days.last,
    weekdays: input.weekdays ?? null,
    parts: partsWanted(input),
    notBefore: ctx.now.toString(),
    onePerProvider: input.onePerProvider,
    usualFirst: usual !== undefined,
    ...(elsewhere ? { elsewhere } : {}),
    limit: input.limit,
  }
  const openings: FoundOpening[] = []
  const whyNotEarlier: Obstacle[] = []
  let searchedTo = days.first
  const groups = input.ownFirst && usual ? [{ only: [usual.id] }, { but: [usual.id] }] : [{}]
  const reaches = input.order === 'nearest' ? nearestFirst(ground, miles) : [null]
  for (const people of groups) {
    for (const places of reaches) {
      if (openings.length >= input.limit || days.first > days.last) break
      const found = await walk(ctx, ground, { ...ask, ...people, places }, openings)
      if (openings.length === 0) whyNotEarlier.push(...found.obstacles)
      openings.push(...found.openings)
      if (found.searchedTo > searchedTo) searchedTo = found.searchedTo
    }
  }
  if (openings.length === 0 && days.tooFar) {
    const date = days.first > days.last ? days.first : addDays(days.last, 1)
    whyNotEarlier.push({ date, why: 'horizon', name: null, providers: ground.providers, releasedAt: null })
  }
  return {
    openings: openings.map(opening => ({ ...opening, miles: miles.get(opening.location) ?? null })),
    whyNotEarlier: whyNotEarlier.sort((a, b) => a.date.localeCompare(b.date)),
    searchedTo,
  }
})

type Walk = Omit<OpeningSearch, 'first' | 'last'> & { first: string; last: string }

async function walk(ctx: Context, ground: SearchGround, ask: Walk, found: readonly FoundOpening[]) {
  const openings: FoundOpening[] = []
  const obstacles: Obstacle[] = []
  const most = ask.limit - found.length
  let first = ask.first
  let step = FIRST_STEP
  let searchedTo = first
  const people = ask.only?.length ?? ground.providers
  let windows = 0
  while (first <= ask.last && openings.length < most) {
    const end = addDays(first, Math.max(1, Math.floor(step / Math.max(1, people))) - 1)
    const last = end < ask.last ? end : ask.last
    const known = ask.onePerProvider ? [...found, ...openings].map(opening => opening.provider as string) : []
    const window = await openingsBetween(ctx, ground, {
      ...ask,
      first,
      last,
      ...(windows++ < NEAR ? {} : { rulesUntil: dayNumber(ask.last) }),
      but: [...(ask.but ?? []), ...known],
      limit: most - openings.length,
    })
    if (openings.length === 0) obstacles.push(...window.obstacles)
    openings.push(...window.openings)
    searchedTo = last
    first = addDays(last, 1)
    step = Math.min(step * GROWTH, LARGEST_STEP)
  }
  return { openings, obstacles, searchedTo }
}

/** Miles to each location, where both ends are known. */
async function milesTo(
  ctx: Context,
  ground: SearchGround,
  ask: { postcode?: string | undefined; patient?: string | undefined },
): Promise<Map<string, number>> {
  const miles = new Map<string, number>()
  if (!ask.postcode && !ask.patient) return miles
  const from = ask.postcode ?? (await homeOf(ctx, ask.patient!))
  if (!from) return miles
  for (const place of ground.places.values()) {
    const far = await milesBetween(from, place.postalCode)
    if (far !== null) miles.set(place.id, far)
  }
  return miles
}

async function homeOf(ctx: Context, patient: string): Promise<string | null> {
  const [home] = await ctx.sql<{ postal_code: string }>`
    select a.postal_code from patients.address a
      join patients.patient p on p.practice_id = a.practice_id and a.patient_id = coalesce(p.merged_into, p.id)
     where p.practice_id = ${ctx.practice}::uuid and p.id = ${patient}::uuid and a.ended_on is null and a.postal_code <> ''
     order by a.kind = 'home' desc, a.starts_on desc limit 1`
  return home?.postal_code ?? null
}

/** Locations one after another, the nearest first; those of which nothing is known together at the end. */
function nearestFirst(ground: SearchGround, miles: ReadonlyMap<string, number>): string[][] {
  const rings = new Map<number, string[]>()
  for (const id of ground.places.keys()) {
    const far = miles.get(id) ?? Number.POSITIVE_INFINITY
    rings.set(far, [...(rings.get(far) ?? []), id])
  }
  return [...rings].sort(([a], [b]) => a - b).map(([, ids]) => ids)
}
