import { contentLine, dateTime, text } from './content-line.ts'

export type CalendarEvent = {
  /** The same for the same thing for ever, and nobody else's. */
  uid: string
  /** Grows with every change, so that a calendar program knows the newer one. */
  sequence: number
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  changedAt: Temporal.Instant
  summary: string
  location?: string
  description?: string
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
}

export type Calendar = {
  /** Who wrote it, as '-//Name//Product//EN'. */
  product: string
  name: string
  /** How often a program should look again. Minutes. */
  refresh_minutes: number
  events: readonly CalendarEvent[]
}

/** A calendar as RFC 5545 wants it: CRLF lines, folded, UTC times. A published calendar has no METHOD; DTSTAMP is then the last change. */
export function writeCalendar(calendar: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    contentLine('PRODID', text(calendar.product)),
    'CALSCALE:GREGORIAN',
    contentLine('NAME', text(calendar.name)),
    contentLine('X-WR-CALNAME', text(calendar.name)),
    `REFRESH-INTERVAL;VALUE=DURATION:PT${calendar.refresh_minutes}M`,
    `X-PUBLISHED-TTL:PT${calendar.refresh_minutes}M`,
    ...calendar.events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return `${lines.join('\r\n')}\r\n`
}

function eventLines(event: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT',
    contentLine('UID', text(event.uid)),
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${dateTime(event.changedAt)}`,
    `LAST-MODIFIED:${dateTime(event.changedAt)}`,
    `DTSTART:${dateTime(event.startsAt)}`,
    `DTEND:${dateTime(event.endsAt)}`,
    contentLine('SUMMARY', text(event.summary)),
    ...(event.location ? [contentLine('LOCATION', text(event.location))] : []),
    ...(event.description ? [contentLine('DESCRIPTION', text(event.description))] : []),
    `STATUS:${event.status}`,
    'CLASS:PRIVATE',
    `TRANSP:${event.status === 'CANCELLED' ? 'TRANSPARENT' : 'OPAQUE'}`,
    'END:VEVENT',
  ]
}
