import { expect, it } from 'vitest'
import { nextTry, type TryRule } from './next-try.ts'

const zone = 'America/New_York'
const usual: TryRule = { tries: 3, tryDays: 2, tryHoursApart: 3 }

/** When to try again after tries at these wall-clock times, as wall-clock time; null when no more is wanted. */
function next(failed: string[], rule: Partial<TryRule> = {}, closed: string[] = []): string | null {
  const tried = failed.map(at => Temporal.PlainDateTime.from(at).toZonedDateTime(zone).toInstant())
  const at = nextTry({ ...usual, ...rule }, tried, zone, new Set(closed))
  return at?.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }) ?? null
}

it('spreads three tries over two working days and the parts of the day', () => {
  // Tuesday morning, then its afternoon, then the evening of Wednesday.
  expect(next(['2026-11-24T10:07'])).toBe('2026-11-24T13:07')
  expect(next(['2026-11-24T10:07', '2026-11-24T13:30'])).toBe('2026-11-25T16:00')
  expect(next(['2026-11-24T10:07', '2026-11-24T13:30', '2026-11-25T16:10'])).toBeNull()
})

it('waits for the hours in which people are called, and never sooner than the rule’s hours', () => {
  expect(next(['2026-11-24T07:00'])).toBe('2026-11-24T12:00')
  // Late in the day three hours on is night: the next morning, a part in which nobody was tried.
  expect(next(['2026-11-24T17:30'])).toBe('2026-11-25T09:00')
  expect(next(['2026-11-24T09:00'], { tryHoursApart: 8 })).toBe('2026-11-24T17:00')
  expect(next(['2026-11-24T10:00'], { tryHoursApart: 30 })).toBe('2026-11-25T16:00')
})

it('goes over weekends and closed days', () => {
  expect(next(['2026-11-27T16:30'])).toBe('2026-11-30T09:00')
  expect(next(['2026-11-24T10:00', '2026-11-24T13:00'], {}, ['2026-11-25', '2026-11-26'])).toBe('2026-11-27T16:00')
})

it('tries any part again when all were tried', () => {
  // Four working days for five tries: the fourth falls on the third day, whose first hours are as good as any.
  const tried = ['2026-11-24T09:10', '2026-11-24T12:30', '2026-11-25T16:10']
  expect(next(tried, { tries: 5, tryDays: 4 })).toBe('2026-11-26T09:00')
})

it('says the clock’s time where the clocks change in between', () => {
  // Friday evening before the night in which New York sets its clocks back: Monday at nine of the new time.
  const at = nextTry(usual, [Temporal.Instant.from('2026-10-30T21:00:00Z')], zone)!
  expect(at.toString()).toBe('2026-11-02T14:00:00Z')
})

it('comes to an end where the practice never opens', () => {
  const closed = new Set<string>()
  for (let day = Temporal.PlainDate.from('2026-11-24'), n = 0; n < 500; n++, day = day.add({ days: 1 }))
    closed.add(day.toString())
  const at = nextTry({ ...usual, tryDays: 1 }, [Temporal.Instant.from('2026-11-24T15:00:00Z')], zone, closed)
  expect(at).not.toBeNull()
})
