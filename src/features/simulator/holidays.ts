export type Holiday = { date: string; name: string }

/** The nth weekday (1 Monday to 7 Sunday) of a month; -1 is the last. */
function nth(year: number, month: number, weekday: number, n: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  if (n > 0) return first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + 7 * (n - 1) })
  const last = first.add({ months: 1 }).subtract({ days: 1 })
  return last.subtract({ days: (last.dayOfWeek - weekday + 7) % 7 })
}

/** Those days as rules, for the schedule. */
export const holidayRules = [
  { name: 'New Year’s Day', kind: 'fixed', month: 1, day: 1, observed: true },
  { name: 'Memorial Day', kind: 'nth-weekday', month: 5, weekday: 1, nth: -1 },
  { name: 'Independence Day', kind: 'fixed', month: 7, day: 4, observed: true },
  { name: 'Labor Day', kind: 'nth-weekday', month: 9, weekday: 1, nth: 1 },
  { name: 'Thanksgiving Day', kind: 'nth-weekday', month: 11, weekday: 4, nth: 4 },
  { name: 'Christmas Day', kind: 'fixed', month: 12, day: 25, observed: true },
] as const

/** Days on which a small American practice is closed, from one day to another. A holiday on a Saturday is kept on the Friday before, one on a
 *  Sunday on the Monday after. */
export function holidays(from: Temporal.PlainDate, to: Temporal.PlainDate): Holiday[] {
  const found: Holiday[] = []
  for (let year = from.year; year <= to.year + 1; year++) {
    const fixed = (month: number, day: number) => {
      const date = Temporal.PlainDate.from({ year, month, day })
      return date.add({ days: date.dayOfWeek === 7 ? 1 : date.dayOfWeek === 6 ? -1 : 0 })
    }
    const list: [Temporal.PlainDate, string][] = [
      [fixed(1, 1), 'New Year’s Day'],
      [nth(year, 5, 1, -1), 'Memorial Day'],
      [fixed(7, 4), 'Independence Day'],
      [nth(year, 9, 1, 1), 'Labor Day'],
      [nth(year, 11, 4, 4), 'Thanksgiving Day'],
      [fixed(12, 25), 'Christmas Day'],
    ]
    for (const [date, name] of list) {
      const inside = Temporal.PlainDate.compare(date, from) >= 0 && Temporal.PlainDate.compare(date, to) <= 0
      if (inside) found.push({ date: date.toString(), name })
    }
  }
  return found
}
