import { dayOf } from '../../../web/kit/format.ts'

/** The first instant of a day ('2026-11-24') in the practice's zone, as ISO text. Found by looking, so that it is right on the days the
 *  clocks change too: of the instants around that date in UTC, the first whose local day is not earlier. */
export function startOfDay(date: string): string {
  const noon = Date.parse(`${date}T12:00:00Z`)
  const step = 15 * 60_000
  // No zone is further than 14 hours from UTC; midnight falls on a quarter of an hour everywhere.
  let at = noon - 27 * 3600_000
  while (dayOf(new Date(at)) < date) at += step
  return new Date(at).toISOString()
}

/** The day after, as '2026-11-25'. */
export const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 24 * 3600_000).toISOString().slice(0, 10)
