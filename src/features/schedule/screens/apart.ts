import type { Opening } from '../contract.ts'

/** Of openings in order the first `show` that do not overlap one already taken with the same provider: 8:40, 9:00, 9:20 instead of
 *  8:40, 8:50, 9:00. What is offered on the telephone has to differ. */
export function apart<Each extends Opening>(openings: readonly Each[], show: number): Each[] {
  const until = new Map<string, string>()
  const kept: Each[] = []
  for (const opening of openings) {
    if (kept.length === show) break
    const end = until.get(opening.provider)
    if (end !== undefined && Date.parse(opening.startsAt) < Date.parse(end)) continue
    until.set(opening.provider, opening.endsAt)
    kept.push(opening)
  }
  return kept
}
