import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minutesBetween, wallClock, wallMeaning, wallMinute } from './time.ts'

const NY = 'America/New_York'
const once = (date: string, time: string, zone: string) => {
  const meaning = wallMeaning(date, time, zone)
  return meaning.kind === 'once' ? meaning.at.toString() : meaning
}

test('09:00 stays 09:00 over both changes of the clock, in New York and Berlin', () => {
  expect(once('2026-03-07', '09:00', NY)).toBe('2026-03-07T14:00:00Z')
  expect(once('2026-03-08', '09:00', NY)).toBe('2026-03-08T13:00:00Z')
  expect(once('2026-10-31', '09:00', NY)).toBe('2026-10-31T13:00:00Z')
  expect(once('2026-11-01', '09:00', NY)).toBe('2026-11-01T14:00:00Z')
  expect(once('2026-03-28', '09:00', 'Europe/Berlin')).toBe('2026-03-28T08:00:00Z')
  expect(once('2026-03-29', '09:00', 'Europe/Berlin')).toBe('2026-03-29T07:00:00Z')
})

test('a time the clock skips is no time, and the gap is named', () => {
  expect(wallMeaning('2026-03-08', '02:30', NY)).toEqual({ kind: 'never', from: '02:00', to: '03:00' })
  expect(wallMeaning('2026-03-29', '02:00', 'Europe/Berlin')).toEqual({ kind: 'never', from: '02:00', to: '03:00' })
  expect(wallMeaning('2026-10-04', '02:15', 'Australia/Lord_Howe')).toEqual({
    kind: 'never',
    from: '02:00',
    to: '02:30',
  })
  expect(once('2026-03-08', '03:00', NY)).toBe('2026-03-08T07:00:00Z')
})

test('a time the clock shows twice has two instants', () => {
  const meaning = wallMeaning('2026-11-01', '01:30', NY)
  if (meaning.kind !== 'twice') throw new Error(`expected two instants, got ${meaning.kind}`)
  expect([meaning.earlier.toString(), meaning.later.toString()]).toEqual([
    '2026-11-01T05:30:00Z',
    '2026-11-01T06:30:00Z',
  ])
})

test('every instant reads back to itself from what the clock shows', () => {
  const zones = fc.constantFrom(NY, 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/Phoenix')
  fc.assert(
    fc.property(fc.integer({ min: 29_000_000, max: 31_000_000 }), zones, (minute, zone) => {
      const at = Temporal.Instant.fromEpochMilliseconds(minute * 60_000)
      const { date, time } = wallClock(at, zone)
      const meaning = wallMeaning(date, time, zone)
      const meant =
        meaning.kind === 'once' ? [meaning.at] : meaning.kind === 'twice' ? [meaning.earlier, meaning.later] : []
      expect(meant.map(String)).toContain(at.toString())
    }),
  )
})

test('minutes are counted as people count them', () => {
  expect(wallMinute('2026-11-24T15:07:59Z', NY)).toBe(607)
  expect(minutesBetween('2026-11-24T15:00:00Z', '2026-11-24T15:07:59Z')).toBe(7)
  expect(minutesBetween('2026-11-24T15:00:30Z', '2026-11-24T15:00:00Z')).toBe(-1)
})
