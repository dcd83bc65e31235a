import { daysBetween } from '../../core/calendar-day.ts'
import { minutesBetween, wallClock } from '../../core/time.ts'
import type { Reason } from './contract.ts'
import type { Span, Wanted } from './fits.ts'

/** Somebody whom a freed time fits, with the time they would get. */
export type Ranked<W extends Wanted> = { wish: W; span: Span; reasons: Reason[] }

const urgencyRank = { urgent: 0, soon: 1, normal: 2 } as const

/** Why somebody stands where they stand, the weightiest first. */
export function reasonsFor(wish: Wanted, span: Span, freed: Span, now: Temporal.Instant): Reason[] {
  const reasons: Reason[] = []
  const add = (what: string, n: number | null = null) => reasons.push({ what, n })
  if (wish.urgency !== 'normal') add(wish.urgency)
  if (isOwn(wish, span)) add('own-provider')
  if (isExact(span, freed)) add('exact-length')
  const today = wallClock(now, span.zone).date
  const waits = daysBetween(wallClock(wish.enteredAt, span.zone).date, today)
  if (waits > 0) add('waits', waits)
  if (wish.visit) {
    add(
      'earlier',
      daysBetween(wallClock(span.startsAt, span.zone).date, wallClock(wish.visit.startsAt, span.zone).date),
    )
  }
  if (wish.noticeMinutes > 0) add('notice', wish.noticeMinutes)
  return reasons
}

const isOwn = (wish: Wanted, span: Span) =>
  wish.visit?.provider === span.provider || (wish.providers?.length === 1 && wish.providers[0] === span.provider)

const isExact = (span: Span, freed: Span) =>
  minutesBetween(span.startsAt, span.endsAt) === minutesBetween(freed.startsAt, freed.endsAt) &&
  Temporal.Instant.compare(span.startsAt, freed.startsAt) === 0

/** The order in which people are asked: what hurries first, then who waits for this very provider, then whom the gap fits without a rest,
 *  then who has waited longest. Nothing else counts. */
export function inOrder<W extends Wanted>(freed: Span): (a: Ranked<W>, b: Ranked<W>) => number {
  const key = (one: Ranked<W>) => [
    urgencyRank[one.wish.urgency],
    isOwn(one.wish, one.span) ? 0 : 1,
    isExact(one.span, freed) ? 0 : 1,
    Number(Temporal.Instant.from(one.wish.enteredAt).epochMilliseconds),
  ]
  return (a, b) => {
    const [left, right] = [key(a), key(b)]
    const n = left.findIndex((value, place) => value !== right[place])
    return n < 0 ? 0 : left[n]! - right[n]!
  }
}
