import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { addDays } from '../../../core/calendar-day.ts'
import { wallClock } from '../../../core/time.ts'
import { openClinic } from '../clinic.fixture.ts'
import { type AnyGiven, anyGiven, PROVIDERS } from './any-given.fixture.ts'
import { writeGiven } from './given-clinic.fixture.ts'
import { type NaiveOpening, naiveSearch } from './naive-search.fixture.ts'
import { nextAvailable } from './next-available.ts'
import { openingsBetween, startsBetween } from './openings.ts'
import { searchGround } from './search-ground.ts'

// Each set is twenty providers with rules, absences and visits of their own, who share a place, its rooms and devices: twenty cases. One set is written
// and asked for in a dozen statements, so that ten thousand cases fit into a test.
const world = await openWorld()
const patient = (await openClinic(world, { providers: 1, rooms: 0, patients: 1 })).patients[0]!
// What is written here does not overlap; to have it judged row by row would take longer than all that is tested.
await world.asOwner('alter table schedule.weekly_template drop constraint weekly_template_no_overlap')
const secretary = world.as('secretary')

async function agree(asked: AnyGiven): Promise<number> {
  const { given, wish } = asked
  world.clock.set(given.now)
  const written = await writeGiven(world, patient, given)
  const expected = naiveSearch(given)
  const say = (each: NaiveOpening) =>
    `${each.provider} ${new Date(each.at * 60_000).toISOString()} ${each.minutes}${each.warn ? ' !' : ''}`

  const all = await world.inside(async ctx => {
    const ground = await searchGround(ctx, {
      visitType: written.visitType,
      providers: written.providers,
      locations: [written.location],
      urgent: given.urgent,
    })
    const furthest = addDays(ctx.now.toZonedDateTimeISO(given.zone).toPlainDate().toString(), given.horizon)
    return await startsBetween(ctx, ground, {
      first: given.first,
      last: given.last < furthest ? given.last : furthest,
      notBefore: ctx.now.toString(),
      weekdays: given.weekdays,
      parts: given.parts?.map(part => [part.from * 60, part.to * 60] as const) ?? null,
    })
  })
  const place = new Map(written.providers.map((id, n) => [id as string, n]))
  const found = all.starts.map(start => ({
    provider: place.get(start.person.id)!,
    at: start.at / 60,
    minutes: (start.until - start.at) / 60,
    warn: start.overLimit,
  }))
  found.sort((a, b) => a.at - b.at || a.provider - b.provider)
  expect(found.map(say)).toEqual(expected.map(say))

  // Of many people the first few are looked at, then of the others what is sooner: the answer is the same.
  const { openings: soonest } = await world.inside(async ctx => {
    const ground = await searchGround(ctx, {
      visitType: written.visitType,
      providers: written.providers,
      locations: [written.location],
      urgent: given.urgent,
    })
    return await openingsBetween(
      ctx,
      { ...ground, manyZones: false },
      {
        first: given.first,
        last: given.last,
        notBefore: ctx.now.toString(),
        weekdays: given.weekdays,
        parts: given.parts?.map(part => [part.from * 60, part.to * 60] as const) ?? null,
        few: 4,
        limit: 9,
      },
    )
  })
  expect(soonest.map(each => say(wordOf(place, each)))).toEqual(expected.slice(0, 9).map(say))

  // Days that are over cannot be asked for.
  const today = ['America/New_York', given.zone].map(zone => wallClock(world.clock.now(), zone).date).sort()[0]!
  if (given.last < today) return 0
  const { openings } = await secretary.do(nextAvailable, {
    visitType: written.visitType,
    providers: written.providers,
    locations: [written.location],
    from: given.first,
    to: given.last,
    urgent: given.urgent,
    ...(given.weekdays ? { weekdays: given.weekdays } : {}),
    ...wish,
    limit: 100,
  })
  const first = openings.map(opening => wordOf(place, opening))
  expect(first.map(say)).toEqual(expected.slice(0, 100).map(say))
  return expected.length
}

const wordOf = (
  place: Map<string, number>,
  opening: { provider: string; startsAt: string; endsAt: string; warn: string[] },
): NaiveOpening => ({
  provider: place.get(opening.provider)!,
  at: Date.parse(opening.startsAt) / 60_000,
  minutes: (Date.parse(opening.endsAt) - Date.parse(opening.startsAt)) / 60_000,
  warn: opening.warn.length > 0,
})

async function check(sets: number, seed: number): Promise<void> {
  let openings = 0
  for (const [n, asked] of fc.sample(anyGiven(), { numRuns: sets, seed }).entries()) {
    try {
      openings += await agree(asked)
    } catch (error) {
      throw new Error(`set ${n} of seed ${seed}, ${asked.given.zone} ${asked.given.first}`, { cause: error })
    }
  }
  // A search that finds nothing agrees with everything.
  expect(openings).toBeGreaterThan(sets * PROVIDERS)
}

test('ten thousand cases: what is found is exactly what trying every minute finds', { timeout: 300_000 }, async () => {
  await check(Math.ceil(10_000 / PROVIDERS), 20_261_124)
})

test('and a thousand fresh ones', { timeout: 60_000 }, async () => {
  const seed = Math.floor(Date.now() % 2 ** 31)
  console.info(`finding: fresh cases from seed ${seed}`)
  await check(Math.ceil(1_000 / PROVIDERS), seed)
})
