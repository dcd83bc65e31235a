import { daysBetween } from '../../../core/calendar-day.ts'
import { clock, dayOf } from '../../../web/kit/format.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

function hourAndMinute(instant: string, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone })
    formats.set(zone, format)
  }
  const [hour, minute] = format.format(new Date(instant)).split(':').map(Number) as [number, number]
  return hour * 60 + minute
}

/** Minutes an instant lies behind midnight of `date` on the wall clock of `zone`; more than 1440 on the day after. */
export function minuteOf(instant: string, zone: string, date: string): number {
  return daysBetween(date, dayOf(instant, zone)) * 1440 + hourAndMinute(instant, zone)
}

/** Minutes since midnight as the wire writes them: 580 -> '09:40'. */
export const wireTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Minutes since midnight as the practice writes them: 580 -> "9:40". */
export const sayMinute = (minute: number): string => clock(new Date(Math.round(minute) * 60_000).toISOString(), 'UTC')
