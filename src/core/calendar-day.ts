// Plain arithmetic on calendar days, which have no zone. Not Temporal: this also runs in browsers that do not have it yet.
const day_ms = 86_400_000
const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
const write = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** True for a day that exists, written 'YYYY-MM-DD'. */
export function isCalendarDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at(text)) && write(at(text)) === text
}

/** The day `days` later; negative counts back. */
export const addDays = (day: string, days: number): string => write(at(day) + days * day_ms)

/** The same day of the month `months` later, or the last one of that month if it is shorter: Jan 31 + 1 is Feb 28. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return write(Date.UTC(year, month - 1 + months, Math.min(date, last)))
}

/** Monday is 1, Sunday is 7. */
export const weekdayOf = (day: string): number => new Date(at(day)).getUTCDay() || 7

/** Days from one day to another; negative when the second is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((at(to) - at(from)) / day_ms)
