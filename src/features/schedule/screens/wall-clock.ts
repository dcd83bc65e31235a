import { addDays, daysBetween } from '../../../core/calendar-day.ts'
import { clock, dayOf } from '../../../web/kit/format.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone })
    formats.set(zone, format)
  }
  return format
}

function hourAndMinute(instant: string | number, zone: string): number {
  const [hour, minute] = formatOf(zone).format(new Date(instant)).split(':').map(Number) as [number, number]
  return hour * 60 + minute
}

/** Minutes the wall clock of `zone` shows behind midnight of `date`; more than 1440 on the day after. For saying a time; where something lies
 *  on the board is a ruler's to say. */
export const minuteOf = (instant: string | number, zone: string, date: string): number =>
  daysBetween(date, dayOf(new Date(instant), zone)) * 1440 + hourAndMinute(instant, zone)

/** What the wall clock of `zone` shows at an instant, as 'HH:MM'. */
export const wallTimeOf = (instant: string, zone: string): string => formatOf(zone).format(new Date(instant))

const beginnings = new Map<string, number>()

/** The first moment of a day in a zone, in epoch milliseconds; where midnight itself is skipped, the moment the clock jumps. */
export function beginningOf(date: string, zone: string): number {
  const key = `${zone} ${date}`
  const known = beginnings.get(key)
  if (known !== undefined) return known
  const asUtc = Date.parse(`${date}T00:00:00Z`)
  const offset = (at: number) => minuteOf(at, zone, date) * 60_000 - (at - asUtc)
  // By the offset of the day before and of the day after: of the two the first that is the day already.
  const begins = Math.min(
    ...[asUtc - 86_400_000, asUtc + 86_400_000]
      .map(near => asUtc - offset(near))
      .filter(at => dayOf(new Date(at), zone) === date),
  )
  beginnings.set(key, begins)
  return begins
}

/** A day as a ruler beside the board: minutes downwards, instants and what the clock says at each. */
export type Ruler = {
  date: string
  zone: string
  /** Minutes of the day. */
  length: number
  /** Where an instant lies; negative or beyond the length on other days. */
  of(instant: string): number
  /** The instant at a minute. */
  at(minute: number): string
  /** What the clock shows there: "9:40". */
  say(minute: number): string
}

const rulers = new Map<string, Ruler>()

/** The ruler of a day. `ran`: minutes as they ran, 1380 or 1500 on the days the clock is changed, so that nothing is drawn twice in one place.
 *  `wall`: minutes as the clock shows them, so that nine o'clock stands at the same height in every day of a week. */
export function rulerOf(date: string, zone: string, kind: 'ran' | 'wall' = 'ran'): Ruler {
  const key = `${kind} ${zone} ${date}`
  const known = rulers.get(key)
  if (known) return known
  const begins = beginningOf(date, zone)
  const length = kind === 'wall' ? 1440 : (beginningOf(addDays(date, 1), zone) - begins) / 60_000
  const plain = length === 1440
  const ran: Ruler = {
    date,
    zone,
    length,
    of: instant => (Date.parse(instant) - begins) / 60_000,
    at: minute => new Date(begins + minute * 60_000).toISOString(),
    say: minute => (plain ? sayMinute(minute) : clock(new Date(begins + minute * 60_000).toISOString(), zone)),
  }
  const wall: Ruler = {
    ...ran,
    of: instant => minuteOf(instant, zone, date),
    at(minute) {
      const guess = begins + minute * 60_000
      return new Date(guess + (minute - minuteOf(guess, zone, date)) * 60_000).toISOString()
    },
    say: sayMinute,
  }
  const ruler = kind === 'wall' ? wall : ran
  if (rulers.size > 500) rulers.clear()
  rulers.set(key, ruler)
  return ruler
}

/** Minutes since midnight as the wire writes them: 580 -> '09:40'. */
export const wireTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Minutes since midnight as the practice writes them: 580 -> "9:40". */
export const sayMinute = (minute: number): string => clock(new Date(Math.round(minute) * 60_000).toISOString(), 'UTC')

/** What sets a zone apart in a few letters where another one is meant: "PST"; empty where both clocks show the same. */
export function zoneApart(instant: string, zone: string, from: string): string {
  if (zone === from || hourAndMinute(instant, zone) === hourAndMinute(instant, from)) return ''
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' }).formatToParts(
    new Date(instant),
  )
  return parts.find(part => part.type === 'timeZoneName')?.value ?? zone
}
