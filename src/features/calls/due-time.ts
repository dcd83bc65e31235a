import type { priorities } from './contract-parts.ts'

export type Priority = (typeof priorities)[number]

const endOfDay = Temporal.PlainTime.from('17:00')
const noon = Temporal.PlainTime.from('12:00')

/** When a message is due if nobody said: urgent in 30 minutes; today by five o'clock, or in an hour if that is later; normal by noon of
 *  the next working day (Monday to Friday). Wall-clock time of the practice. */
export function dueTime(priority: Priority, now: Temporal.Instant, zone: string): Temporal.Instant {
  if (priority === 'urgent') return now.add({ minutes: 30 })
  const here = now.toZonedDateTimeISO(zone)
  if (priority === 'today') {
    const inAnHour = now.add({ hours: 1 })
    const five = here.withPlainTime(endOfDay).toInstant()
    return Temporal.Instant.compare(inAnHour, five) > 0 ? inAnHour : five
  }
  let day = here.toPlainDate().add({ days: 1 })
  while (day.dayOfWeek > 5) day = day.add({ days: 1 })
  return day.toZonedDateTime({ timeZone: zone, plainTime: noon }).toInstant()
}
