import { expect, it } from 'vitest'
import { dueTime, type Priority } from './due-time.ts'

const zone = 'America/New_York'
const due = (priority: Priority, now: string) =>
  dueTime(priority, Temporal.Instant.from(now), zone).toZonedDateTimeISO(zone).toPlainDateTime().toString()

it('gives an urgent message half an hour', () => {
  expect(due('urgent', '2026-11-24T15:07:00Z')).toBe('2026-11-24T10:37:00')
})

it('wants what is for today by five, or in an hour when five is too near', () => {
  expect(due('today', '2026-11-24T15:07:00Z')).toBe('2026-11-24T17:00:00')
  expect(due('today', '2026-11-24T21:30:00Z')).toBe('2026-11-24T17:30:00')
})

it('gives an ordinary one until noon of the next working day, over weekends and the change of the clocks', () => {
  expect(due('normal', '2026-11-24T15:07:00Z')).toBe('2026-11-25T12:00:00')
  expect(due('normal', '2026-11-27T15:07:00Z')).toBe('2026-11-30T12:00:00')
  expect(due('normal', '2026-10-30T15:07:00Z')).toBe('2026-11-02T12:00:00')
  expect(dueTime('normal', Temporal.Instant.from('2026-10-30T15:07:00Z'), zone).toString()).toBe('2026-11-02T17:00:00Z')
  expect(due('normal', '2026-03-06T15:07:00Z')).toBe('2026-03-09T12:00:00')
})
