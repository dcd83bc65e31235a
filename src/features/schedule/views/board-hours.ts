import { wallMinute } from '../../../core/time.ts'
import type { Band } from './board-bands.ts'

/** Hours drawn when nobody works and nothing is booked. Minutes since midnight. */
const usual = { from: 8 * 60, to: 18 * 60 }

type Spanned = { starts_at: string; ends_at: string }

/** The first and last wall-clock minute worth showing: open hours and visits. `day` is in epoch milliseconds; what begins before it begins
 *  with it, what lasts beyond it ends with it. */
export function shownMinutes(
  bands: readonly Band[],
  visits: readonly Spanned[],
  day: { from: number; to: number },
  zone: string,
): { fromMinute: number; toMinute: number } {
  const minutes = [
    ...bands.filter(band => band.kind === 'open').flatMap(band => [band.fromMinute, band.toMinute]),
    ...visits.flatMap(visit => [
      Date.parse(visit.starts_at) < day.from ? 0 : wallMinute(visit.starts_at, zone),
      Date.parse(visit.ends_at) >= day.to ? 1440 : wallMinute(visit.ends_at, zone),
    ]),
  ]
  if (minutes.length === 0) return { fromMinute: usual.from, toMinute: usual.to }
  return { fromMinute: Math.min(...minutes), toMinute: Math.max(...minutes) }
}

/** A wall-clock day as epoch milliseconds: 23, 24 or 25 hours long. */
export function dayOf(date: string, zone: string): { from: number; to: number } {
  const day = Temporal.PlainDate.from(date)
  return {
    from: day.toZonedDateTime(zone).epochMilliseconds,
    to: day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
  }
}
