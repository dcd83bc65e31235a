import { expect, it } from 'vitest'
import { openWorld, type World } from '../../../../test/world.ts'
import { callsBehind } from './calls-behind.ts'
import { makeUpDay, playDay, type TrueCall } from './made-day.fixture.ts'
import { phoneFigures } from './phone-figures.ts'

const desksOf = (world: World) =>
  (['secretary', 'biller', 'manager', 'provider', 'privacy-officer'] as const).map(role => world.as(role).caller)

/** From seven in the morning: the usual rush of a practice, half hour by half hour. */
const weights = [1, 2, 9, 10, 9, 8, 7, 6, 5, 4, 3, 5, 7, 7, 6, 6, 5, 4, 3, 2, 1]

// Counted from the made-up day alone, call by call, with none of the program's arithmetic.
function count(day: readonly TrueCall[], short_s = 5, target_s = 20) {
  const answered = day.filter(call => call.taken)
  const over = day.filter(call => !call.taken && call.hungUp !== null)
  const abandoned = over.filter(call => call.hungUp! - call.rang > short_s * 1000)
  const waits = answered.map(call => call.taken!.at - call.rang).sort((a, b) => a - b)
  const talks = answered.map(call => Math.min(call.hungUp!, call.taken!.closed) - call.taken!.at)
  const finishing = answered.map(call => Math.min(600_000, Math.max(0, call.taken!.closed - call.hungUp!)))
  const mean = (all: number[]) => (all.length ? all.reduce((a, b) => a + b, 0) / all.length / 1000 : null)
  const rank = (share: number) => (waits.length ? Math.ceil(waits[Math.ceil(waits.length * share) - 1]! / 1000) : null)
  const within = (s: number) => {
    const all = waits.length + abandoned.length
    return all ? waits.filter(wait => wait <= s * 1000).length / all : null
  }
  const waited = [...waits, ...over.map(call => call.hungUp! - call.rang)]
  return {
    offered: day.length,
    answered: answered.length,
    abandoned: abandoned.length,
    short: over.length - abandoned.length,
    ringing: day.length - answered.length - over.length,
    byHand: 0,
    abandonShare: waits.length + abandoned.length ? abandoned.length / (waits.length + abandoned.length) : null,
    waitMean_s: mean(waits),
    waitMedian_s: rank(0.5),
    waitP90_s: rank(0.9),
    longestWait_s: waited.length ? Math.ceil(Math.max(...waited) / 1000) : null,
    talk_s: mean(talks),
    finishing_s: mean(finishing),
    within20: within(20),
    within30: within(30),
    inTime: within(target_s),
    emergencies: day.filter(call => call.outcome === 'emergency').length,
    redFlags: day.filter(call => call.taken && call.note.startsWith('Says')).length,
  }
}

const near = (value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? expect.closeTo(value, 6) : value
const like = (counts: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, near(value)]))

function group(day: readonly TrueCall[], keys: (call: TrueCall) => string[]): Map<string, TrueCall[]> {
  const groups = new Map<string, TrueCall[]>()
  for (const call of day) for (const key of keys(call)) groups.set(key, [...(groups.get(key) ?? []), call])
  return groups
}

async function compare(world: World, on: { from: string; to: string }, day: readonly TrueCall[], zone: string) {
  const manager = world.as('manager')
  const again = [
    ...group(
      day.filter(call => call.number),
      call => [call.number!],
    ).values(),
  ].reduce((n, all) => n + all.length - 1, 0)
  const desks = desksOf(world)
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'longOffset',
  })
  const label = (at: number) => {
    const parts = Object.fromEntries(clock.formatToParts(at).map(part => [part.type, part.value]))
    // An hour earlier the same clock time stood there already: the clock was set back.
    const before = Object.fromEntries(clock.formatToParts(at - 3_600_000).map(part => [part.type, part.value]))
    const half = `${parts.hour}:${Number(parts.minute) < 30 ? '00' : '30'}`
    return before.hour === parts.hour ? `${half} again` : half
  }
  for (const [by, keys] of [
    ['half-hour', (call: TrueCall) => [label(call.rang)]],
    ['line', (call: TrueCall) => [call.line]],
    ['person', (call: TrueCall) => [call.taken ? desks[call.taken.desk]!.staff! : '']],
    ['reason', (call: TrueCall) => (call.taken && call.reasons.length ? call.reasons : [''])],
  ] as const) {
    const seen = await manager.do(phoneFigures, { ...on, by })
    expect(seen.total, by).toMatchObject({ ...like(count(day)), again })
    const groups = group(day, keys)
    expect(seen.rows.map(row => row.key).sort(), by).toEqual([...groups.keys()].sort())
    for (const row of [seen.rows[0]!, seen.rows.at(-1)!]) {
      for (const figure of ['offered', 'answered', 'abandoned', 'short', 'again', 'emergencies', 'redFlags'] as const) {
        const behind = await manager.do(callsBehind, { ...on, by, key: row.key, figure, limit: 1 })
        expect(behind.count, `${by} ${row.key} ${figure}`).toBe(row[figure])
      }
    }
    for (const row of seen.rows) expect(row, `${by} ${row.key}`).toMatchObject(like(count(groups.get(row.key)!)))
  }
}

it('plays 10,000 calls of one day: none is lost or doubled, and every figure equals an independent count', async () => {
  const world = await openWorld()
  const day = makeUpDay({ calls: 10_000, startsAt: '2026-11-23T12:00:00Z', weights, seed: 4 })
  const played = await playDay(world, day, desksOf(world), 5)
  expect(played.deeds).toBeGreaterThan(35_000)
  expect(played.repeated).toBeGreaterThan(500)
  expect(played.unknown).toBeGreaterThan(0)
  expect(played.races).toBeGreaterThan(50)
  expect(played.lost).toBe(played.races)
  const kept = await world.asOwner<{ id: string; n: number }>(
    'select external_id as id, count(*)::int as n from calls.call where practice_id = $1 group by 1',
    [world.practice],
  )
  expect(kept).toHaveLength(10_000)
  expect(new Set(kept.map(row => row.id))).toEqual(new Set(day.map(call => call.id)))
  await compare(world, { from: '2026-11-23', to: '2026-11-23' }, day, 'America/New_York')
  // A week that holds the day alone has the same figures, and the day before has none.
  await compare(world, { from: '2026-11-19', to: '2026-11-25' }, day, 'America/New_York')
  const before = await world.as('manager').do(phoneFigures, { from: '2026-11-22', to: '2026-11-22', by: 'day' })
  expect(before).toMatchObject({ rows: [], total: { offered: 0, inTime: null, waitMean_s: null } })
}, 400_000)

it.each([
  ['2026-11-01', '2026-11-01T04:00:00Z', 25],
  ['2027-03-14', '2027-03-14T05:00:00Z', 23],
])('counts %s, when the clock changes, as the clock showed it', async (date, startsAt, hours) => {
  const world = await openWorld()
  world.clock.set(startsAt)
  const day = makeUpDay({ calls: 400, startsAt, weights: new Array(hours * 2).fill(1), seed: hours })
  await playDay(world, day, desksOf(world), hours)
  const seen = await world.as('manager').do(phoneFigures, { from: date, to: date, by: 'half-hour' })
  expect(seen.rows).toHaveLength(hours * 2)
  expect(seen.rows.some(row => row.key === '01:00 again')).toBe(hours === 25)
  expect(seen.rows.some(row => row.key === '02:00')).toBe(hours === 25)
  expect(Date.parse(seen.endsAt) - Date.parse(seen.startsAt)).toBe(hours * 3_600_000)
  await compare(world, { from: date, to: date }, day, 'America/New_York')
})
