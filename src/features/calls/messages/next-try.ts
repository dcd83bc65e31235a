import { isWorkingDay, workingDayAfter } from './due-time.ts'

export type TryRule = { tries: number; tryDays: number; tryHoursApart: number }

/** Hours in which people are called back, in three parts of the day: wall clock of the practice. */
const parts = [
  { from: 9, until: 12 },
  { from: 12, until: 16 },
  { from: 16, until: 18 },
] as const

const partOf = (at: Temporal.ZonedDateTime) => (at.hour < 12 ? 0 : at.hour < 16 ? 1 : 2)

/** When to try again after tries that reached nobody (the last of them just now), or null when the rule wants no more: hours apart, spread over
 *  the rule's working days, in a part of the day in which nobody was tried yet as long as there is one. */
export function nextTry(
  rule: TryRule,
  failed: readonly Temporal.Instant[],
  zone: string,
  closed: ReadonlySet<string> = new Set(),
): Temporal.Instant | null {
  if (failed.length >= rule.tries) return null
  const tried = failed.map(at => at.toZonedDateTimeISO(zone))
  const used = new Set<number>(tried.map(partOf))
  const earliest = failed.at(-1)!.add({ hours: rule.tryHoursApart }).toZonedDateTimeISO(zone)
  const spread = workingDayAfter(
    tried[0]!.toPlainDate(),
    Math.floor((failed.length * rule.tryDays) / rule.tries),
    closed,
  )
  let day = Temporal.PlainDate.compare(spread, earliest.toPlainDate()) > 0 ? spread : earliest.toPlainDate()
  // Days without an opening follow each other only so long; two rounds a day: an unused part first, then any.
  for (let n = 0; n < 400; n++, day = day.add({ days: 1 })) {
    if (!isWorkingDay(day, closed)) continue
    for (const fresh of [true, false]) {
      for (const [at, part] of parts.entries()) {
        if (fresh && used.size < parts.length && used.has(at)) continue
        const from = day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour: part.from }) })
        const until = day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour: part.until }) })
        const start = Temporal.ZonedDateTime.compare(earliest, from) > 0 ? earliest : from
        if (Temporal.ZonedDateTime.compare(start, until) < 0) return start.toInstant()
      }
    }
  }
  return earliest.toInstant()
}
