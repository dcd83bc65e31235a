// Wall clock and instant. A wall-clock time means something only with its zone; twice a year it means nothing, or two things.

/** What a wall-clock time on one day in one zone stands for: one instant, none (the clock skips it) or two (the clock shows it twice). */
export type WallMeaning =
  | { kind: 'once'; at: Temporal.Instant }
  | { kind: 'never'; from: string; to: string }
  | { kind: 'twice'; earlier: Temporal.Instant; later: Temporal.Instant }

/** Reads a wall-clock time. `never` carries the skipped stretch as wall-clock times, '02:00' to '03:00'. */
export function wallMeaning(date: string, time: string, zone: string): WallMeaning {
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`)
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' })
  if (earlier.epochNanoseconds === later.epochNanoseconds) return { kind: 'once', at: earlier.toInstant() }
  if (earlier.toPlainDateTime().equals(wall)) {
    return { kind: 'twice', earlier: earlier.toInstant(), later: later.toInstant() }
  }
  // `earlier` lies before the gap, so the next change of the zone's clock is the gap itself.
  const change = earlier.getTimeZoneTransition('next')!
  const before = change.subtract({ nanoseconds: 1 })
  return {
    kind: 'never',
    from: minuteText(before.toPlainDateTime().add({ nanoseconds: 1 })),
    to: minuteText(change.toPlainDateTime()),
  }
}

const minuteText = (wall: Temporal.PlainDateTime) => wall.toPlainTime().toString({ smallestUnit: 'minute' })

/** Day and HH:MM that the clock of a zone shows at an instant. */
export function wallClock(at: Temporal.Instant | string, zone: string): { date: string; time: string } {
  const wall = (typeof at === 'string' ? Temporal.Instant.from(at) : at).toZonedDateTimeISO(zone)
  return { date: wall.toPlainDate().toString(), time: minuteText(wall.toPlainDateTime()) }
}

/** Minutes since midnight that the clock of a zone shows at an instant; on a day that is changed over, as the clock shows, not as time ran. */
export function wallMinute(at: Temporal.Instant | string, zone: string): number {
  const wall = (typeof at === 'string' ? Temporal.Instant.from(at) : at).toZonedDateTimeISO(zone)
  return wall.hour * 60 + wall.minute
}

/** Whole minutes from one instant to another, rounded down; negative if `to` is earlier. */
export function minutesBetween(from: Temporal.Instant | string, to: Temporal.Instant | string): number {
  const [a, b] = [from, to].map(at => (typeof at === 'string' ? Temporal.Instant.from(at) : at)) as [
    Temporal.Instant,
    Temporal.Instant,
  ]
  return Math.floor((b.epochMilliseconds - a.epochMilliseconds) / 60_000)
}
