import type { wakeTimes } from './contract.ts'

export type WakeTime = (typeof wakeTimes)[number]

const morning = Temporal.PlainTime.from('08:00')
const afternoon = Temporal.PlainTime.from('13:00')

/** When something put off comes back, on the practice's clock: mornings at eight, afternoons at one, never on a Saturday or Sunday. `hour` is sixty
 *  real minutes. An afternoon that has begun is the next working day's. */
export function wakeTime(when: WakeTime, now: Temporal.Instant, zone: string): Temporal.Instant {
  if (when === 'hour') return now.add({ minutes: 60 })
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const at = (date: Temporal.PlainDate, plainTime: Temporal.PlainTime) =>
    working(date).toZonedDateTime({ timeZone: zone, plainTime }).toInstant()
  if (when === 'afternoon') {
    const first = at(today, afternoon)
    return Temporal.Instant.compare(first, now) > 0 ? first : at(today.add({ days: 1 }), afternoon)
  }
  if (when === 'next-morning') return at(today.add({ days: 1 }), morning)
  if (when === 'monday') return at(today.add({ days: 8 - today.dayOfWeek }), morning)
  return at(today.add({ days: 7 }), morning)
}

const working = (date: Temporal.PlainDate): Temporal.PlainDate =>
  date.dayOfWeek > 5 ? date.add({ days: 8 - date.dayOfWeek }) : date
