import { invalidInput } from '../../core/refusal.ts'
import { wallClock, wallMeaning } from '../../core/time.ts'

export type Asked = {
  from?: string | undefined
  to?: string | undefined
  fromTime?: string | undefined
  toTime?: string | undefined
}

/** From when to when somebody or something is out. Nothing said: from this minute to the end of today. A later day counts whole. */
export function outSpan(asked: Asked, now: Temporal.Instant, zone: string) {
  const here = wallClock(now, zone)
  const from = asked.from ?? here.date
  const to = asked.to ?? from
  const fromTime = asked.fromTime ?? (from === here.date ? here.time : null)
  const toTime = asked.toTime ?? null
  const startsAt = instantAt(from, fromTime ?? '00:00', zone)
  const endsAt = instantAt(to, toTime ?? '24:00', zone)
  const fault =
    to < from
      ? 'to'
      : Temporal.Instant.compare(startsAt, endsAt) >= 0
        ? 'toTime'
        : endsAt.since(startsAt).total('hours') > 366 * 24
          ? 'to'
          : Temporal.Instant.compare(endsAt, now) <= 0
            ? 'from'
            : null
  if (fault) {
    const message = fault === 'from' ? 'must not be over already' : 'must be after the start, within a year'
    throw invalidInput({ fields: [{ path: fault, message, code: 'range' }] })
  }
  return { from, to, fromTime, toTime, startsAt, endsAt }
}

/** A skipped time counts from the moment the clock jumps, a doubled one from its first showing: nobody is left out. */
function instantAt(date: string, time: string, zone: string): Temporal.Instant {
  if (time === '24:00') {
    return Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(zone).toInstant()
  }
  const meaning = wallMeaning(date, time, zone)
  if (meaning.kind === 'once') return meaning.at
  if (meaning.kind === 'twice') return meaning.earlier
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).toInstant()
}
