// Wall-clock days as plain numbers, for arithmetic over thousands of days: days since 1970-01-01, seconds since 1970.

const day_s = 86_400
/** For each zone and day how many seconds its clock is ahead of UTC; NaN on days on which it is changed. */
const ahead = new Map<string, Map<number, number>>()

export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / (day_s * 1000)
export const dayText = (day: number): string => new Date(day * day_s * 1000).toISOString().slice(0, 10)
/** Monday is 1, Sunday is 7. */
export const weekdayOfDay = (day: number): number => ((day + 3) % 7) + 1
/** Weeks since the Monday long ago from which alternate weeks are counted (schedule.week_number). */
export const weekOfDay = (day: number): number => Math.floor((day - 4) / 7)
export const instantText = (second: number): string => new Date(second * 1000).toISOString().replace('.000Z', 'Z')

/** The day that the clock of a zone shows at a moment. */
export const dayAt = (second: number, zone: string): number =>
  dayNumber(
    Temporal.Instant.fromEpochMilliseconds(second * 1000)
      .toZonedDateTimeISO(zone)
      .toPlainDate()
      .toString(),
  )

/** The moment at which a zone's clock shows a time of a day, `second` from 0 to 86,400. As the database has it: a time that is skipped counts
 *  on, of a time shown twice it is the later. */
export function wallSecond(day: number, second: number, zone: string): number {
  const offset = offsetOf(day, zone)
  return Number.isNaN(offset) ? exactly(day, second, zone) : day * day_s + second - offset
}

/** Seconds since midnight that the clock shows at a moment of that day. */
export function secondsShown(at: number, day: number, zone: string): number {
  const offset = offsetOf(day, zone)
  if (!Number.isNaN(offset)) return at + offset - day * day_s
  const wall = Temporal.Instant.fromEpochMilliseconds(at * 1000).toZonedDateTimeISO(zone)
  return wall.hour * 3600 + wall.minute * 60 + wall.second
}

function offsetOf(day: number, zone: string): number {
  let days = ahead.get(zone)
  if (!days) {
    days = new Map()
    ahead.set(zone, days)
  }
  let offset = days.get(day)
  if (offset === undefined) {
    const from = exactly(day, 0, zone)
    offset = exactly(day + 1, 0, zone) - from === day_s ? day * day_s - from : Number.NaN
    // Years of days in a few zones are some thousand numbers; a mistaken search far away must not grow without end.
    if (days.size > 20_000) days.clear()
    days.set(day, offset)
  }
  return offset
}

function exactly(day: number, second: number, zone: string): number {
  const date = Temporal.PlainDate.from(dayText(second >= day_s ? day + 1 : day))
  const time = Temporal.PlainTime.from('00:00').add({ seconds: second % day_s })
  const wall = date.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation: 'later' })
  return wall.epochMilliseconds / 1000
}
