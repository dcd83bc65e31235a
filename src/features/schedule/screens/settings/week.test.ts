import { expect, test } from 'vitest'
import { copyDay, type Line, periodsOf, readLines, type Template, weeksBefore, withLine } from './week.ts'

const main = '0192d3a0-0000-7000-8000-000000000001' as Template['location']
const provider = '0192d3a0-0000-7000-8000-000000000002' as Template['provider']
const row = (
  weekday: number,
  from: string,
  to: string,
  validFrom: string,
  validTo: string | null = null,
): Template => ({
  provider,
  location: main,
  weekday,
  from,
  to,
  validFrom,
  validTo,
  name: '',
  everyWeeks: 1,
  week: 0,
  visitTypes: null,
  reserve: null,
  releaseHours: null,
})
const line = (key: string, weekday: number, from: string, to: string): Line => ({
  key,
  weekday,
  from,
  to,
  location: main,
})

test('the week of today and those planned, only where something changes', () => {
  const templates = [
    row(1, '08:00', '12:00', '2026-01-01', '2026-12-06'),
    row(1, '09:00', '12:00', '2026-12-07', '2026-12-31'),
    row(1, '08:00', '12:00', '2027-01-01'),
  ]
  expect(periodsOf(templates, '2026-11-24').map(one => [one.start, one.hours[0]?.from])).toEqual([
    ['2026-11-24', '08:00'],
    ['2026-12-07', '09:00'],
    ['2027-01-01', '08:00'],
  ])
  const ending = periodsOf([row(1, '08:00', '12:00', '2026-01-01', '2026-12-06')], '2026-11-24')
  expect(ending.map(one => [one.start, one.hours.length])).toEqual([
    ['2026-11-24', 1],
    ['2026-12-07', 0],
  ])
  expect(periodsOf([], '2026-11-24')).toEqual([{ start: '2026-11-24', hours: [] }])
  // Cut at today without a change: still one week.
  const cut = [row(1, '08:00', '12:00', '2026-01-01', '2026-11-30'), row(1, '08:00', '12:00', '2026-12-01')]
  expect(periodsOf(cut, '2026-11-24')).toHaveLength(1)
})

test('typed stretches become hours; what is no time, ends first or has no place is named by its line', () => {
  expect(readLines([line('a', 1, '8', '12'), line('b', 1, '1', '5:30p'), line('c', 2, '', '')])).toEqual({
    hours: [
      { weekday: 1, location: main, from: '08:00', to: '12:00' },
      { weekday: 1, location: main, from: '13:00', to: '17:30' },
    ],
  })
  const wrong = [line('a', 1, 'early', '12'), line('b', 1, '9', '8 am'), { ...line('c', 1, '9', '10'), location: null }]
  expect(readLines(wrong)).toEqual({
    faults: { a: { from: 'not-time' }, b: { to: 'backwards' }, c: { location: 'missing' } },
  })
})

test('a day is copied over others and leaves the rest and itself', () => {
  const lines = [line('a', 1, '8', '12'), line('b', 1, '1', '5'), line('c', 2, '9', '10'), line('d', 6, '9', '10')]
  const copied = copyDay(lines, 1, [1, 2, 3])
  expect(copied.map(one => [one.weekday, one.from])).toEqual([
    [1, '8'],
    [1, '1'],
    [6, '9'],
    [2, '8'],
    [2, '1'],
    [3, '8'],
    [3, '1'],
  ])
  expect(new Set(copied.map(one => one.key)).size).toBe(copied.length)
})

test('one more stretch stands where the day, or else the week, already is', () => {
  const there = { ...line('a', 1, '8', '12'), location: 'there' }
  expect(withLine([there], 1, main).at(-1)).toMatchObject({ weekday: 1, location: 'there', from: '' })
  expect(withLine([there], 2, main).at(-1)).toMatchObject({ weekday: 2, location: 'there' })
  expect(withLine([], 2, main).at(-1)).toMatchObject({ location: main })
})

test('what was before comes back from the changed day on, later plans too', () => {
  const before = [
    { start: '2026-11-24', hours: [{ weekday: 1, location: main, from: '08:00', to: '12:00' }] },
    { start: '2026-12-07', hours: [] },
  ]
  expect(weeksBefore(before, '2026-11-30')).toEqual([
    { validFrom: '2026-11-30', hours: before[0]!.hours },
    { validFrom: '2026-12-07', hours: [] },
  ])
  expect(weeksBefore(before, '2026-12-10')).toEqual([{ validFrom: '2026-12-10', hours: [] }])
})
