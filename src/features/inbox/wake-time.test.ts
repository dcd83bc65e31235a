import { expect, it } from 'vitest'
import { wakeTime } from './wake-time.ts'

const zone = 'America/New_York'
const at = (when: Parameters<typeof wakeTime>[0], now: string, where = zone) =>
  wakeTime(when, Temporal.ZonedDateTime.from(`${now}[${where}]`).toInstant(), where)
    .toZonedDateTimeISO(where)
    .toString({ timeZoneName: 'never' })

it('comes back on a working day: Friday’s morning is Monday’s', () => {
  expect(at('next-morning', '2026-11-24T10:07')).toBe('2026-11-25T08:00:00-05:00')
  expect(at('next-morning', '2026-11-27T10:07')).toBe('2026-11-30T08:00:00-05:00')
  expect(at('next-morning', '2026-11-28T10:07')).toBe('2026-11-30T08:00:00-05:00')
  expect(at('afternoon', '2026-11-27T12:59')).toBe('2026-11-27T13:00:00-05:00')
  expect(at('afternoon', '2026-11-27T13:00')).toBe('2026-11-30T13:00:00-05:00')
  expect(at('monday', '2026-11-30T07:00')).toBe('2026-12-07T08:00:00-05:00')
  expect(at('monday', '2026-11-29T07:00')).toBe('2026-11-30T08:00:00-05:00')
  expect(at('week', '2026-11-28T07:00')).toBe('2026-12-07T08:00:00-05:00')
})

it('stays eight o’clock on the wall over both changes of the clocks; an hour stays sixty minutes', () => {
  expect(at('next-morning', '2026-03-06T16:00')).toBe('2026-03-09T08:00:00-04:00')
  expect(at('next-morning', '2026-10-30T16:00')).toBe('2026-11-02T08:00:00-05:00')
  expect(at('hour', '2026-03-08T01:30')).toBe('2026-03-08T03:30:00-04:00')
  expect(at('hour', '2026-11-01T00:30')).toBe('2026-11-01T01:30:00-04:00')
})
