import { expect, it } from 'vitest'
import { holidays } from './holidays.ts'
import { seeded } from './seeded.ts'

it('comes out the same for the same seed, and otherwise for another', () => {
  const take = (seed: string) => {
    const chance = seeded(seed)
    return Array.from({ length: 20 }, () => chance.next())
  }
  expect(take('a')).toEqual(take('a'))
  expect(take('a')).not.toEqual(take('b'))
})

it('keeps its streams apart: drawing from one does not change another', () => {
  const one = seeded('s')
  const other = seeded('s')
  for (let n = 0; n < 100; n++) one.next()
  expect(one.stream('visits').next()).toBe(other.stream('visits').next())
})

it('is even enough: means, bounds and weights come out', () => {
  const chance = seeded('even')
  const drawn = Array.from({ length: 20_000 }, () => chance.next())
  expect(Math.abs(drawn.reduce((a, b) => a + b) / drawn.length - 0.5)).toBeLessThan(0.01)
  const dice = Array.from({ length: 6_000 }, () => chance.whole(1, 6))
  for (let face = 1; face <= 6; face++) {
    const share = dice.filter(one => one === face).length
    expect(share).toBeGreaterThan(850)
    expect(share).toBeLessThan(1_150)
  }
  const heavy = Array.from({ length: 4_000 }, () =>
    chance.weighted([
      ['a', 3],
      ['b', 1],
    ] as const),
  )
  expect(heavy.filter(one => one === 'a').length / heavy.length).toBeCloseTo(0.75, 1)
  expect(chance.shuffled([1, 2, 3, 4, 5]).sort()).toEqual([1, 2, 3, 4, 5])
})

it('knows the days a small practice is closed', () => {
  const year = holidays(Temporal.PlainDate.from('2026-01-01'), Temporal.PlainDate.from('2026-12-31'))
  expect(year.map(one => one.date)).toEqual([
    '2026-01-01',
    '2026-05-25',
    '2026-07-03',
    '2026-09-07',
    '2026-11-26',
    '2026-12-25',
  ])
  const sunday = holidays(Temporal.PlainDate.from('2027-07-01'), Temporal.PlainDate.from('2027-07-31'))
  expect(sunday).toEqual([{ date: '2027-07-05', name: 'Independence Day' }])
})
