export type Holiday = { date: string; name: string }

/** The nth weekday (1 Monday to 7 Sunday) of a month; -1 is the last. */
function nth(year: number, month: number, weekday: number, n: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  if (n > 0) return first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + 7 * (n - 1) })
  const last = first.add({ months: 1 }).subtract({ days: 1 })
  return last.subtract({ days: (last.dayOfWeek - weekday + 7) % 7 })
}

/** Days on which a small American practice is closed, from one day to another. A holiday on a Sunday is kept on the Monday after. */
export function holidays(from: Temporal.PlainDate, to: Temporal.PlainDate): Holiday[] {
  const found: Holiday[] = []
  for (let year = from.year; year <= to.year; year++) {
    const fixed = (month: number, day: number) => {
      const date = Temporal.PlainDate.from({ year, month, day })
      return date.dayOfWeek === 7 ? date.add({ days: 1 }) : date
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
