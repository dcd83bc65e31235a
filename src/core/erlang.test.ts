import { expect, it } from 'vitest'
import { erlangB, erlangC, outlook, patienceSeen, peopleNeeded } from './erlang.ts'

/** Offered load in erlangs at which n lines block that share: the Erlang B table printed in every traffic handbook (ITU-D SG 2/16, "Teletraffic
 *  Engineering Handbook", table of Erlang's B formula; the same figures stand in Angus, "An introduction to Erlang B and Erlang C", 2001). */
const tableB: [people: number, blocked: number, load: number][] = [
  [1, 0.01, 0.0101],
  [2, 0.01, 0.153],
  [5, 0.01, 1.361],
  [10, 0.01, 4.461],
  [20, 0.01, 12.03],
  [50, 0.01, 37.9],
  [100, 0.01, 84.06],
  [5, 0.02, 1.657],
  [10, 0.02, 5.084],
  [20, 0.02, 13.18],
  [50, 0.02, 40.26],
  [100, 0.02, 87.97],
  [5, 0.05, 2.219],
  [10, 0.05, 6.216],
  [20, 0.05, 15.25],
]

it('gives the loads of the published Erlang B table', () => {
  for (const [people, blocked, load] of tableB) {
    // The load is printed with four digits: the share it blocks must lie between those of its neighbours in the last digit.
    const digit = 10 ** (Math.floor(Math.log10(load)) - (people === 1 || people === 2 ? 2 : 3))
    expect(erlangB(load - digit, people)).toBeLessThan(blocked)
    expect(erlangB(load + digit, people)).toBeGreaterThan(blocked)
  }
})

it('gives what Erlang B and C are by hand for one and two people', () => {
  expect(erlangB(1, 1)).toBeCloseTo(1 / 2, 12)
  expect(erlangB(1, 2)).toBeCloseTo(1 / 5, 12)
  expect(erlangB(1, 3)).toBeCloseTo(1 / 16, 12)
  // With one person whoever comes waits as often as the person is busy; with two, 2r²/(1+r).
  expect(erlangC(0.7, 1)).toBeCloseTo(0.7, 12)
  expect(erlangC(1.5, 2)).toBeCloseTo((2 * 0.75 ** 2) / 1.75, 12)
  expect(erlangC(0, 3)).toBe(0)
  expect(erlangC(3, 3)).toBe(1)
})

it('gives the worked example of 360 calls in half an hour, 240 seconds, 55 people', () => {
  // T. Angus (2001) and the example repeated in most call-centre texts: Pw 23.9 %, 84.6 % in 15 s, mean wait 8 s, busy 87.3 %.
  const seen = outlook({ callsPerHour: 720, handling_s: 240, patience_s: null, people: 55, target_s: 15 })
  expect(seen.waits).toBeCloseTo(0.2387, 4)
  expect(seen.inTime).toBeCloseTo(0.846, 3)
  expect(seen.meanWait_s).toBeCloseTo(8.2, 1)
  expect(seen.busy).toBeCloseTo(0.873, 3)
})

it('gives the small desk of 40 calls an hour as it was worked out before', () => {
  const desk = { callsPerHour: 40, handling_s: 210, patience_s: 120, target_s: 30 }
  const shares = [2, 3, 4, 5].map(people => Math.round(1000 * outlook({ ...desk, people }).abandons) / 10)
  expect(shares[0]).toBeCloseTo(35, 0)
  expect(shares[1]).toBeCloseTo(17, 0)
  expect(shares[2]).toBeCloseTo(7.2, 1)
  expect(shares[3]).toBeCloseTo(2.6, 1)
  expect(outlook({ ...desk, people: 3, patience_s: null }).inTime).toBeCloseTo(0.44, 2)
  expect(outlook({ ...desk, people: 4, patience_s: null }).inTime).toBeCloseTo(0.79, 2)
  expect(outlook({ ...desk, people: 5, patience_s: null }).inTime).toBeCloseTo(0.93, 2)
})

/** Calls one after another, each taken by whoever is free first; callers hang up when their patience ends. Knows nothing of the formulas. */
function play(ask: {
  perHour: number
  talk_s: number
  patience_s: number
  people: number
  target_s: number
  calls: number
}) {
  let seed = 20_261_124
  // Mulberry32.
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const lasts = (mean: number) => -mean * Math.log(1 - random())
  const freeAt = new Array<number>(ask.people).fill(0)
  let clock = 0
  let gone = 0
  let inTime = 0
  let waited = 0
  let hadToWait = 0
  let talked = 0
  for (let i = 0; i < ask.calls; i++) {
    clock += lasts(3600 / ask.perHour)
    const next = freeAt.indexOf(Math.min(...freeAt))
    const wait = Math.max(0, freeAt[next]! - clock)
    const patience = ask.patience_s === Number.POSITIVE_INFINITY ? ask.patience_s : lasts(ask.patience_s)
    if (wait > 0) hadToWait++
    waited += Math.min(wait, patience)
    if (patience < wait) gone++
    else {
      if (wait <= ask.target_s) inTime++
      const talk = lasts(ask.talk_s)
      talked += talk
      freeAt[next] = clock + wait + talk
    }
  }
  return {
    waits: hadToWait / ask.calls,
    inTime: inTime / ask.calls,
    meanWait_s: waited / ask.calls,
    abandons: gone / ask.calls,
    busy: talked / clock / ask.people,
    waited,
    gone,
  }
}

it.each([
  [40, 210, 120, 2],
  [40, 210, 120, 3],
  [40, 210, 120, 4],
  [40, 210, 120, 5],
  [200, 180, 90, 9],
  [200, 180, 300, 12],
])(
  'agrees with calls played one by one: %i an hour of %i s, patience %i s, %i people',
  (perHour, talk_s, patience_s, people) => {
    const played = play({ perHour, talk_s, patience_s, people, target_s: 20, calls: 600_000 })
    const seen = outlook({ callsPerHour: perHour, handling_s: talk_s, patience_s, people, target_s: 20 })
    expect(Math.abs(seen.abandons - played.abandons)).toBeLessThan(0.003)
    expect(Math.abs(seen.inTime - played.inTime)).toBeLessThan(0.004)
    expect(Math.abs(seen.waits - played.waits)).toBeLessThan(0.004)
    expect(Math.abs(seen.busy - played.busy)).toBeLessThan(0.005)
    expect(Math.abs(seen.meanWait_s - played.meanWait_s)).toBeLessThan(0.01 * seen.meanWait_s + 0.2)
    // And patience is found again from what was seen alone.
    expect(Math.abs(patienceSeen(played.waited, played.gone)! / patience_s - 1)).toBeLessThan(0.03)
  },
)

it('agrees with calls played one by one when nobody gives up', () => {
  const played = play({
    perHour: 720,
    talk_s: 240,
    patience_s: Number.POSITIVE_INFINITY,
    people: 55,
    target_s: 15,
    calls: 2_000_000,
  })
  const seen = outlook({ callsPerHour: 720, handling_s: 240, patience_s: null, people: 55, target_s: 15 })
  expect(Math.abs(seen.waits - played.waits)).toBeLessThan(0.01)
  expect(Math.abs(seen.inTime - played.inTime)).toBeLessThan(0.01)
  expect(Math.abs(seen.meanWait_s - played.meanWait_s)).toBeLessThan(0.4)
})

it('becomes Erlang C as patience grows, and stays finite far from any desk', () => {
  const desk = { callsPerHour: 100, handling_s: 200, people: 8, target_s: 20 }
  const patientOnes = outlook({ ...desk, patience_s: null })
  const nearly = outlook({ ...desk, patience_s: 1e8 })
  expect(nearly.waits).toBeCloseTo(patientOnes.waits, 4)
  expect(nearly.inTime).toBeCloseTo(patientOnes.inTime, 4)
  for (const people of [1, 3, 400]) {
    for (const callsPerHour of [1, 300, 9_000]) {
      const seen = outlook({ callsPerHour, handling_s: 240, patience_s: 60, people, target_s: 20 })
      for (const share of [seen.waits, seen.inTime, seen.abandons, seen.busy]) {
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
      }
    }
  }
})

it('names the fewest people that meet both goals, and none for no calls', () => {
  const desk = { callsPerHour: 40, handling_s: 210, patience_s: 120, target_s: 30 }
  const goal = { inTime: 0.8, abandons: 0.05 }
  const needed = peopleNeeded(desk, goal)!
  expect(needed.people).toBe(5)
  const oneLess = outlook({ ...desk, people: needed.people - 1 })
  expect(oneLess.inTime >= goal.inTime && oneLess.abandons <= goal.abandons).toBe(false)
  expect(peopleNeeded({ ...desk, callsPerHour: 0 }, goal)).toMatchObject({ people: 0 })
  expect(outlook({ ...desk, people: 0 })).toMatchObject({ abandons: 1, inTime: 0, meanWait_s: 120 })
  expect(outlook({ ...desk, people: 0, patience_s: null }).meanWait_s).toBe(Number.POSITIVE_INFINITY)
  expect(patienceSeen(300, 0)).toBeNull()
})
