import fc from 'fast-check'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { type CalendarEvent, writeCalendar } from './calendar.ts'

const calendarOf = (events: readonly CalendarEvent[]) =>
  writeCalendar({ product: '-//Anteroom//Schedule//EN', name: 'Dr Tester, MD; rooms', refresh_minutes: 15, events })

const event = (more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: '0192d3a0-0000-7000-8000-000000000001@anteroom',
  sequence: 3,
  startsAt: Temporal.Instant.from('2026-11-24T15:20:00Z'),
  endsAt: Temporal.Instant.from('2026-11-24T15:40:00Z'),
  changedAt: Temporal.Instant.from('2026-11-20T08:00:01Z'),
  summary: 'Follow-up',
  status: 'CONFIRMED',
  ...more,
})

/** What another library reads of it. */
function readBack(written: string) {
  const calendar = new ICAL.Component(ICAL.parse(written))
  return calendar.getAllSubcomponents('vevent').map(part => {
    const read = new ICAL.Event(part)
    return {
      uid: read.uid,
      sequence: read.sequence,
      starts: read.startDate.toJSDate().toISOString(),
      ends: read.endDate.toJSDate().toISOString(),
      utc: read.startDate.zone === ICAL.Timezone.utcTimezone,
      changed: (part.getFirstPropertyValue('last-modified') as ICAL.Time).toJSDate().toISOString(),
      summary: read.summary,
      location: read.location,
      description: read.description,
      status: part.getFirstPropertyValue('status'),
    }
  })
}

test('a calendar is what RFC 5545 says, to the octet', () => {
  expect(calendarOf([event({ location: 'Testing Street, Room 2', status: 'CANCELLED' })])).toBe(
    `${[
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Anteroom//Schedule//EN',
      'CALSCALE:GREGORIAN',
      'NAME:Dr Tester\\, MD\\; rooms',
      'X-WR-CALNAME:Dr Tester\\, MD\\; rooms',
      'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
      'X-PUBLISHED-TTL:PT15M',
      'BEGIN:VEVENT',
      'UID:0192d3a0-0000-7000-8000-000000000001@anteroom',
      'SEQUENCE:3',
      'DTSTAMP:20261120T080001Z',
      'LAST-MODIFIED:20261120T080001Z',
      'DTSTART:20261124T152000Z',
      'DTEND:20261124T154000Z',
      'SUMMARY:Follow-up',
      'LOCATION:Testing Street\\, Room 2',
      'STATUS:CANCELLED',
      'CLASS:PRIVATE',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n')}\r\n`,
  )
})

test('another library reads the same times over both changes of the clock, in any zone it is shown in', () => {
  const zone = 'America/New_York'
  // The hour that comes twice (both of them), the hour after the one that is skipped, leap day, the turn of the year.
  const starts = [
    '2026-11-01T05:30:00Z',
    '2026-11-01T06:30:00Z',
    '2026-03-08T07:00:00Z',
    '2028-02-29T15:00:00Z',
    '2027-01-01T04:50:00Z',
  ]
  const read = readBack(
    calendarOf(
      starts.map((at, n) =>
        event({
          uid: `${n}@anteroom`,
          startsAt: Temporal.Instant.from(at),
          endsAt: Temporal.Instant.from(at).add({ minutes: 20 }),
        }),
      ),
    ),
  )
  expect(read.map(one => Temporal.Instant.from(one.starts).toString())).toEqual(starts)
  expect(read.every(one => one.utc)).toBe(true)
  expect(read.map(one => Temporal.Instant.from(one.starts).toZonedDateTimeISO(zone).toPlainTime().toString())).toEqual([
    '01:30:00',
    '01:30:00',
    '03:00:00',
    '10:00:00',
    '23:50:00',
  ])
})

test('whatever the text, it comes back whole, and no line is longer than 75 octets', () => {
  const sign = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('👩🏽‍⚕️', 'Ж', '\\n', ';', ',', ':', '"', '\r\n', '\n', '\\', 'é', '\t', ' ', 'BEGIN:VEVENT'),
  )
  const written = fc.array(sign, { maxLength: 60 }).map(parts => parts.join(''))
  // What a text may hold (3.3.11): any character but controls, line ends as such; half characters are none.
  const kept = (given: string) =>
    given
      .toWellFormed()
      .replace(/\r\n|\r/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are meant
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  const instant = fc
    .integer({ min: 0, max: 4_000_000_000 })
    .map(seconds => Temporal.Instant.fromEpochMilliseconds(seconds * 1000))
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          summary: written,
          description: written,
          location: written,
          startsAt: instant,
          minutes: fc.integer({ min: 1, max: 720 }),
        }),
        { maxLength: 5 },
      ),
      records => {
        const events = records.map((one, n) =>
          event({ ...one, uid: `${n}@anteroom`, endsAt: one.startsAt.add({ minutes: one.minutes }) }),
        )
        const text = calendarOf(events)
        expect(text.endsWith('\r\n')).toBe(true)
        for (const line of text.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          expect(line).not.toMatch(/[\r\n]/)
          expect(line.isWellFormed()).toBe(true)
        }
        const read = readBack(text)
        expect(read).toHaveLength(events.length)
        read.forEach((one, n) => {
          const wanted = events[n]!
          expect(one.summary).toBe(kept(wanted.summary))
          expect(one.description ?? '').toBe(kept(wanted.description!))
          expect(one.location ?? '').toBe(kept(wanted.location!))
          expect(Temporal.Instant.from(one.starts).equals(wanted.startsAt)).toBe(true)
          expect(Temporal.Instant.from(one.ends).equals(wanted.endsAt)).toBe(true)
        })
      },
    ),
    { numRuns: 500, seed: 20261124 },
  )
})
