import { describe, expect, it } from 'vitest'
import { addDays, addMonths, daysBetween, isCalendarDay, weekdayOf } from './calendar-day.ts'

describe('calendar days', () => {
  it('adds days over months, years and both clock changes', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2027-03-13', 2)).toBe('2027-03-15')
    expect(addDays('2026-11-02', -3)).toBe('2026-10-30')
  })
  it('stays inside a shorter month', () => {
    expect(addMonths('2027-01-31', 1)).toBe('2027-02-28')
    expect(addMonths('2026-11-24', 3)).toBe('2027-02-24')
  })
  it('counts Monday as the first day of the week', () => {
    expect(weekdayOf('2026-11-23')).toBe(1)
    expect(weekdayOf('2026-11-29')).toBe(7)
  })
  it('knows which days exist', () => {
    expect(isCalendarDay('2028-02-29')).toBe(true)
    expect(isCalendarDay('2027-02-29')).toBe(false)
    expect(isCalendarDay('2027-13-01')).toBe(false)
  })
  it('counts the days between', () => {
    expect(daysBetween('2026-11-24', '2026-12-01')).toBe(7)
    expect(daysBetween('2026-12-01', '2026-11-24')).toBe(-7)
  })
})
