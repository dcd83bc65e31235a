import type { priorities } from '../contract-parts.ts'

export type Priority = (typeof priorities)[number]

export type DueRule = { urgentMinutes: number; todayBy: string; normalDays: number; normalBy: string }

const firstDueRule: DueRule = { urgentMinutes: 30, todayBy: '17:00', normalDays: 1, normalBy: '12:00' }

/** Whether the practice works on a day: Monday to Friday, and not closed. */
export const isWorkingDay = (day: Temporal.PlainDate, closed: ReadonlySet<string>): boolean =>
  day.dayOfWeek <= 5 && !closed.has(day.toString())

/** The day so many working days after this one; none: this one. */
export function workingDayAfter(
  day: Temporal.PlainDate,
  count: number,
  closed: ReadonlySet<string>,
): Temporal.PlainDate {
  let found = day
  for (let left = count; left > 0; ) {
    found = found.add({ days: 1 })
    if (isWorkingDay(found, closed)) left--
  }
  return found
}

/** When a message is due if nobody said: urgent in some minutes; today by a time, or in an hour if that is later; normal by a time so many
 *  working days on (Monday to Friday, without the days the practice is closed), or in an hour. Wall-clock time of the practice. */
export function dueTime(
  priority: Priority,
  now: Temporal.Instant,
  zone: string,
  rule: DueRule = firstDueRule,
  closed: ReadonlySet<string> = new Set(),
): Temporal.Instant {
  if (priority === 'urgent') return now.add({ minutes: rule.urgentMinutes })
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const day = priority === 'today' ? today : workingDayAfter(today, rule.normalDays, closed)
  const by = day
    .toZonedDateTime({ timeZone: zone, plainTime: priority === 'today' ? rule.todayBy : rule.normalBy })
    .toInstant()
  const inAnHour = now.add({ hours: 1 })
  return Temporal.Instant.compare(inAnHour, by) > 0 ? inAnHour : by
}
