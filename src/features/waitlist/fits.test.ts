import { expect, it } from 'vitest'
import { misfit, type Span, type Wanted } from './fits.ts'
import { inOrder, reasonsFor } from './rank.ts'

const now = Temporal.Instant.from('2026-11-24T15:07:00Z')
const zone = 'America/New_York'
const anything: Wanted = {
  providers: null,
  locations: null,
  weekdays: null,
  part: 'any',
  fromTime: null,
  toTime: null,
  firstDay: null,
  lastDay: null,
  noticeMinutes: 0,
  urgency: 'normal',
  until: null,
  enteredAt: '2026-11-20T15:00:00Z',
  visit: null,
}
/** Wednesday 10:00 to 10:20 in New York. */
const span: Span = {
  provider: 'lee',
  location: 'main',
  startsAt: '2026-11-25T15:00:00Z',
  endsAt: '2026-11-25T15:20:00Z',
  zone,
}

it.each<[string, Partial<Wanted>, string | null]>([
  ['anything', {}, null],
  ['another provider', { providers: ['ng'] }, 'provider'],
  ['one of two', { providers: ['ng', 'lee'] }, null],
  ['nobody of an empty team', { providers: [] }, 'provider'],
  ['another place', { locations: ['north'] }, 'location'],
  ['Tuesdays', { weekdays: [2] }, 'weekday'],
  ['Wednesdays', { weekdays: [3] }, null],
  ['mornings', { part: 'am' }, null],
  ['afternoons', { part: 'pm' }, 'time'],
  ['from ten', { fromTime: '10:00' }, null],
  ['after ten', { fromTime: '10:01' }, 'time'],
  ['done by 10:20', { toTime: '10:20' }, null],
  ['done by 10:19', { toTime: '10:19' }, 'time'],
  ['from tomorrow', { firstDay: '2026-11-25', lastDay: '2026-11-25' }, null],
  ['later', { firstDay: '2026-11-26' }, 'day'],
  ['sooner', { lastDay: '2026-11-24' }, 'day'],
  ['a day’s notice', { noticeMinutes: 24 * 60 }, 'notice'],
  ['all the notice there is', { noticeMinutes: 1433 }, null],
  ['waits no more', { until: '2026-11-23' }, 'waits-no-more'],
  ['waits until today', { until: '2026-11-24' }, null],
  ['a later visit', { visit: { startsAt: '2026-11-25T15:20:00Z', provider: 'lee' } }, null],
  ['that very time', { visit: { startsAt: '2026-11-25T15:00:00Z', provider: 'lee' } }, 'not-earlier'],
])('%s', (_name, wish, expected) => {
  expect(misfit({ ...anything, ...wish }, span, now)).toBe(expected)
})

it('reads the wall clock of the place on both sides of the change, and over midnight', () => {
  // 1 November 2026, 01:30 comes twice in New York; the second is 06:30Z.
  const doubled = { ...span, startsAt: '2026-11-01T06:30:00Z', endsAt: '2026-11-01T06:50:00Z' }
  const before = Temporal.Instant.from('2026-10-30T12:00:00Z')
  expect(misfit({ ...anything, fromTime: '01:30', toTime: '02:00', weekdays: [7] }, doubled, before)).toBe(null)
  // Nine in the morning stays nine: 13:00Z before the change, 14:00Z after it.
  for (const startsAt of ['2026-10-31T13:00:00Z', '2026-11-02T14:00:00Z']) {
    const endsAt = Temporal.Instant.from(startsAt).add({ minutes: 20 }).toString()
    expect(misfit({ ...anything, fromTime: '09:00', toTime: '09:20' }, { ...span, startsAt, endsAt }, before)).toBe(
      null,
    )
  }
  const night = { ...span, startsAt: '2026-11-26T04:50:00Z', endsAt: '2026-11-26T05:10:00Z' }
  expect(misfit({ ...anything, part: 'evening' }, night, now)).toBe(null)
  expect(misfit({ ...anything, toTime: '23:59' }, night, now)).toBe('time')
})

it('ranks what hurries before the own doctor, that before the exact fit, that before who waits longest; and says why', () => {
  const freed = { ...span, endsAt: '2026-11-25T15:40:00Z' }
  const whole = { ...span, endsAt: freed.endsAt }
  const one = (name: string, wish: Partial<Wanted>, at: Span = span) => {
    const full = { ...anything, ...wish, name }
    return { wish: full, span: at, reasons: reasonsFor(full, at, freed, now) }
  }
  const people = [
    one('long', { enteredAt: '2026-10-01T15:00:00Z' }),
    one('exact', { enteredAt: '2026-11-21T15:00:00Z' }, whole),
    one('own', { providers: ['lee'], enteredAt: '2026-11-23T15:00:00Z' }),
    one('soon', { urgency: 'soon', enteredAt: '2026-11-24T15:00:00Z' }),
    one('urgent', { urgency: 'urgent', enteredAt: '2026-11-24T15:06:00Z' }),
    one('short', { enteredAt: '2026-11-22T15:00:00Z' }),
  ]
  const order = [...people].sort(inOrder(freed)).map(person => person.wish.name)
  expect(order).toEqual(['urgent', 'soon', 'own', 'exact', 'long', 'short'])
  const visit = { startsAt: '2026-12-09T15:00:00Z', provider: 'lee' }
  expect(one('x', { urgency: 'soon', visit, noticeMinutes: 120 }, whole).reasons).toEqual([
    { what: 'soon', n: null },
    { what: 'own-provider', n: null },
    { what: 'exact-length', n: null },
    { what: 'waits', n: 4 },
    { what: 'earlier', n: 14 },
    { what: 'notice', n: 120 },
  ])
})
