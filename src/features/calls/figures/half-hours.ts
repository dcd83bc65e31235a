/** One half hour, or one day, of the practice's clock. */
type Stretch = { key: string; startsAt: string; endsAt: string }

const quarter_ms = 900_000

/** The quarter hour (since 1970) that begins at an instant: as calls.call keeps them. */
const quarterAt = (at: Temporal.Instant) => Math.floor(at.epochMilliseconds / quarter_ms)

/** How the quarter hours of some days fall into half hours of the wall clock, or into days. */
export type Calendar = {
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  /** The first quarter hour. */
  base: number
  /** For each quarter hour from there: the place of its key in `keys`. */
  places: number[]
  keys: string[]
  /** When only one day is asked, or by days: what a key stands for. */
  stretches: Stretch[] | null
}

/** Lays out whole days of a zone. Half hours of several days are put together by what the clock shows; on one day alone an hour that the clock
 *  shows twice has its own half hours, the second marked '01:00 again', and one it skips has none. */
export function layOut(from: string, to: string, zone: string, by: 'half-hour' | 'day'): Calendar {
  const first = Temporal.PlainDate.from(from).toZonedDateTime(zone)
  const end = Temporal.PlainDate.from(to).add({ days: 1 }).toZonedDateTime(zone)
  const base = quarterAt(first.toInstant())
  const past = quarterAt(end.toInstant())
  const oneDay = from === to
  const places: number[] = []
  const keys: string[] = []
  const known = new Map<string, number>()
  const stretches: Stretch[] = []
  for (let quarter = base; quarter < past; quarter++) {
    const at = Temporal.Instant.fromEpochMilliseconds(quarter * quarter_ms).toZonedDateTimeISO(zone)
    const key = by === 'day' ? at.toPlainDate().toString() : halfHour(at, oneDay)
    let place = known.get(key)
    if (place === undefined) {
      place = keys.push(key) - 1
      known.set(key, place)
      stretches.push({ key, startsAt: instantOf(quarter), endsAt: '' })
    }
    stretches[place]!.endsAt = instantOf(quarter + 1)
    places.push(place)
  }
  return {
    startsAt: first.toInstant(),
    endsAt: end.toInstant(),
    base,
    places,
    keys,
    stretches: oneDay || by === 'day' ? stretches : null,
  }
}

const instantOf = (quarter: number) => Temporal.Instant.fromEpochMilliseconds(quarter * quarter_ms).toString()

function halfHour(at: Temporal.ZonedDateTime, oneDay: boolean): string {
  const key = `${String(at.hour).padStart(2, '0')}:${at.minute < 30 ? '00' : '30'}`
  if (!oneDay) return key
  const earlier = at.toPlainDateTime().toZonedDateTime(at.timeZoneId, { disambiguation: 'earlier' })
  return earlier.epochMilliseconds === at.epochMilliseconds ? key : `${key} again`
}
