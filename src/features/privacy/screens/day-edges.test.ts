import { beforeEach, expect, test } from 'vitest'
import { setPlace } from '../../../web/kit/format.ts'
import { dayAfter, startOfDay } from './day-edges.ts'

beforeEach(() => setPlace({ zone: 'America/New_York' }))

test('a day starts at local midnight', () => {
  expect(startOfDay('2026-11-24')).toBe('2026-11-24T05:00:00.000Z')
  expect(startOfDay('2026-07-01')).toBe('2026-07-01T04:00:00.000Z')
})

test('the days on which the clocks change have 23 and 25 hours', () => {
  const hours = (date: string) => (Date.parse(startOfDay(dayAfter(date))) - Date.parse(startOfDay(date))) / 3600_000
  expect(hours('2026-03-08')).toBe(23)
  expect(hours('2026-11-01')).toBe(25)
  expect(hours('2026-11-02')).toBe(24)
})

test('it holds at both ends of the world', () => {
  setPlace({ zone: 'Pacific/Kiritimati' })
  expect(startOfDay('2026-11-24')).toBe('2026-11-23T10:00:00.000Z')
  setPlace({ zone: 'Pacific/Pago_Pago' })
  expect(startOfDay('2026-11-24')).toBe('2026-11-24T11:00:00.000Z')
})
