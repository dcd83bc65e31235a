import { weekdayOf } from '../../core/calendar-day.ts'
import { minutesBetween, wallClock } from '../../core/time.ts'
import type { Urgency } from './contract.ts'

/** What a wish asks for, with its teams resolved to the people in them. */
export type Wanted = {
  providers: readonly string[] | null
  locations: readonly string[] | null
  weekdays: readonly number[] | null
  part: 'any' | 'am' | 'pm' | 'evening'
  fromTime: string | null
  toTime: string | null
  firstDay: string | null
  lastDay: string | null
  noticeMinutes: number
  urgency: Urgency
  until: string | null
  enteredAt: string
  /** The visit that would come earlier. */
  visit: { startsAt: string; provider: string | null } | null
}

export type Span = { provider: string; location: string; startsAt: string; endsAt: string; zone: string }

export type Misfit = 'provider' | 'location' | 'day' | 'weekday' | 'time' | 'not-earlier' | 'notice' | 'waits-no-more'

const inPart = (part: Wanted['part'], time: string) =>
  part === 'any' ||
  (part === 'am' ? time < '12:00' : part === 'pm' ? time >= '12:00' && time < '17:00' : time >= '17:00')

/** What keeps a span from being what somebody waits for; null if nothing does. Days and times are those of the place's wall clock. */
export function misfit(wish: Wanted, span: Span, now: Temporal.Instant): Misfit | null {
  if (wish.providers && !wish.providers.includes(span.provider)) return 'provider'
  if (wish.locations && !wish.locations.includes(span.location)) return 'location'
  const start = wallClock(span.startsAt, span.zone)
  const end = wallClock(span.endsAt, span.zone)
  if (wish.until && wallClock(now, span.zone).date > wish.until) return 'waits-no-more'
  if ((wish.firstDay && start.date < wish.firstDay) || (wish.lastDay && start.date > wish.lastDay)) return 'day'
  if (wish.weekdays && !wish.weekdays.includes(weekdayOf(start.date))) return 'weekday'
  const past = end.date > start.date
  if (
    !inPart(wish.part, start.time) ||
    (wish.fromTime && start.time < wish.fromTime) ||
    (wish.toTime && (past || end.time > wish.toTime))
  ) {
    return 'time'
  }
  if (wish.visit && Temporal.Instant.compare(span.startsAt, wish.visit.startsAt) >= 0) return 'not-earlier'
  if (minutesBetween(now, span.startsAt) < wish.noticeMinutes) return 'notice'
  return null
}
