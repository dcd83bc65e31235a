import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { newId } from '../../../core/id.ts'
import { bookAppointment } from '../booking/book-appointment.ts'
import { openClinic } from '../clinic.fixture.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { addClosure } from '../setting-up/add-closure.ts'
import { addException } from '../setting-up/add-exception.ts'
import { removeClosure } from '../setting-up/remove-closure.ts'
import { dayOpenings } from './day-openings.ts'
import { naiveOpenings } from './naive-openings.fixture.ts'
import { nextAvailable } from './next-available.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 2, rooms: 1, patients: 3 })
const secretary = world.as('secretary')
const manager = world.as('manager')
const [lee, ortiz] = clinic.providers as [never, never]
const NY = 'America/New_York'

test('the next openings come in order, and each day before them says why it gave none', async () => {
  await manager.do(addClosure, { from: '2026-11-26', name: 'Thanksgiving Day' })
  await manager.do(addException, { provider: lee, kind: 'away', from: '2026-11-27', reason: 'Day off' })
  await manager.do(addException, {
    provider: ortiz,
    kind: 'away',
    from: '2026-11-24',
    to: '2027-03-01',
    reason: 'Leave',
  })
  for (const [date, time, minutes] of [
    ['2026-11-24', '10:00', 120],
    ['2026-11-24', '13:00', 240],
    ['2026-11-25', '13:00', 240],
  ] as const) {
    await secretary.do(bookAppointment, {
      patient: clinic.patients[0]!,
      visitType: clinic.followUp,
      provider: lee,
      date,
      time,
      minutes,
    })
  }
  const found = await secretary.do(nextAvailable, { visitType: clinic.followUp, partOfDay: 'pm' })
  expect(found.openings.map(o => `${o.date} ${o.time}`)).toEqual([
    '2026-11-30 13:00',
    '2026-11-30 13:10',
    '2026-11-30 13:20',
    '2026-11-30 13:30',
  ])
  expect(found.whyNotEarlier.map(({ date, why, name, providers }) => ({ date, why, name, providers }))).toEqual([
    { date: '2026-11-24', why: 'away', name: 'Leave', providers: 1 },
    { date: '2026-11-24', why: 'full', name: null, providers: 1 },
    { date: '2026-11-25', why: 'away', name: 'Leave', providers: 1 },
    { date: '2026-11-25', why: 'part-of-day', name: null, providers: 1 },
    { date: '2026-11-26', why: 'holiday', name: 'Thanksgiving Day', providers: 2 },
    { date: '2026-11-27', why: 'away', name: 'Day off', providers: 1 },
    { date: '2026-11-27', why: 'away', name: 'Leave', providers: 1 },
    { date: '2026-11-28', why: 'closed', name: null, providers: 2 },
    { date: '2026-11-29', why: 'closed', name: null, providers: 2 },
  ])
  const morning = await secretary.do(nextAvailable, { visitType: clinic.followUp, partOfDay: 'am', limit: 1 })
  expect(morning.openings.map(o => `${o.date} ${o.time}`)).toEqual(['2026-11-25 08:00'])
})

test('nothing found says so for every day asked, and a day of the week can be asked for', async () => {
  const none = await secretary.do(nextAvailable, {
    visitType: clinic.followUp,
    providers: [ortiz],
    from: '2026-11-28',
    to: '2026-12-01',
  })
  expect(none.openings).toEqual([])
  expect(none.searchedTo).toBe('2026-12-01')
  expect(none.whyNotEarlier.map(o => [o.date, o.why])).toEqual([
    ['2026-11-28', 'closed'],
    ['2026-11-29', 'closed'],
    ['2026-11-30', 'away'],
    ['2026-12-01', 'away'],
  ])
  const thursday = await secretary.do(nextAvailable, { visitType: clinic.followUp, weekdays: [4], limit: 1 })
  expect(thursday.openings[0]).toMatchObject({ date: '2026-12-03', time: '08:00', startsAt: '2026-12-03T13:00:00Z' })
})

test('a booking outside the hours is refused with the reason, and done if the desk insists', async () => {
  const at = (date: string, time: string, despite: ('outside-hours' | 'in-the-past')[] = []) =>
    secretary.do(bookAppointment, {
      patient: clinic.patients[1]!,
      visitType: clinic.followUp,
      provider: lee,
      date,
      time,
      despite,
    })
  const why = async (date: string, time: string) => {
    const { code, facts } = await refusalOf(at(date, time))
    return [code, facts.why, facts.name]
  }
  expect(await why('2026-11-30', '12:10')).toEqual(['schedule.outside-hours', 'lunch', null])
  expect(await why('2026-11-30', '16:50')).toEqual(['schedule.outside-hours', 'closed', null])
  expect(await why('2026-11-28', '09:00')).toEqual(['schedule.outside-hours', 'closed', null])
  expect(await why('2026-11-26', '09:00')).toEqual(['schedule.outside-hours', 'holiday', 'Thanksgiving Day'])
  expect(await why('2026-11-27', '09:00')).toEqual(['schedule.outside-hours', 'away', 'Day off'])
  expect((await at('2026-11-30', '12:10', ['outside-hours'])).startsAt).toBe('2026-11-30T17:10:00Z')
  expect((await refusalOf(at('2026-11-24', '08:00'))).code).toBe('schedule.in-the-past')
  expect((await at('2026-11-24', '08:00', ['in-the-past'])).startsAt).toBe('2026-11-24T13:00:00Z')
  expect((await refusalOf(at('2026-11-20', '08:00', ['in-the-past']))).code).toBe('schedule.in-the-past')
})

test('the times the clock skips or shows twice are refused or asked about, in New York and Berlin', async () => {
  const berlin = await openClinic(world, { zone: 'Europe/Berlin', providers: 1, patients: 1 })
  for (const [place, patient, gap, gapUtc, twice, first, second] of [
    [
      clinic,
      clinic.patients[2]!,
      '2027-03-14',
      '2027-03-14T07:00:00Z',
      '2027-11-07',
      '2027-11-07T05:30:00Z',
      '2027-11-07T06:30:00Z',
    ],
    [
      berlin,
      berlin.patients[0]!,
      '2027-03-28',
      '2027-03-28T01:00:00Z',
      '2027-10-31',
      '2027-10-31T00:30:00Z',
      '2027-10-31T01:30:00Z',
    ],
  ] as const) {
    const provider = place.providers[0]!
    const ask = { patient, visitType: place.followUp, provider, despite: ['outside-hours' as const] }
    const at = (more: { date: string; time: string; which?: 'earlier' | 'later' }) =>
      secretary.do(bookAppointment, { ...ask, ...more })
    const skipped = await refusalOf(at({ date: gap, time: '02:30' }))
    expect([skipped.code, skipped.facts.from, skipped.facts.to]).toEqual([
      'schedule.time-does-not-exist',
      '02:00',
      '03:00',
    ])
    expect((await at({ date: gap, time: '03:00' })).startsAt).toBe(gapUtc)
    const time = place.zone === NY ? '01:30' : '02:30'
    const doubled = await refusalOf(at({ date: twice, time }))
    expect([doubled.code, doubled.facts.earlier, doubled.facts.later]).toEqual([
      'schedule.time-exists-twice',
      first,
      second,
    ])
    expect((await at({ date: twice, time, which: 'earlier' })).startsAt).toBe(first)
    expect((await at({ date: twice, time, which: 'later' })).startsAt).toBe(second)
  }
})

test('nine o’clock stays nine o’clock on both sides of both changes, and the long night is as long as it is', async () => {
  const nights = await openClinic(world, { providers: 1, patients: 1, hours: false })
  const [night] = nights.providers as [never]
  await world.inside(
    ctx => ctx.sql`
    insert into schedule.weekly_template (practice_id, id, provider_id, location_id, weekday, from_time, to_time, valid_from)
    select ${ctx.practice}, gen_random_uuid(), ${night}, ${nights.location}, day, '00:00', '04:00', '2020-01-01' from generate_series(6, 7) as day`,
  )
  world.clock.set('2026-03-06T12:00:00Z')
  const starts = async (date: string) =>
    (await secretary.do(dayOpenings, { date, visitType: nights.followUp, providers: [night], minutes: 60 })).openings
  const saturday = await starts('2026-03-07')
  const short = await starts('2026-03-08')
  expect([saturday.length, short.length]).toEqual([19, 13])
  expect(short.map(o => o.time)).not.toContain('02:30')
  expect(short.at(-1)).toMatchObject({ time: '03:00', startsAt: '2026-03-08T07:00:00Z' })
  const long = await starts('2026-11-01')
  expect(long.length).toBe(25)
  expect(long.filter(o => o.time === '01:30').map(o => o.startsAt)).toEqual([
    '2026-11-01T05:30:00Z',
    '2026-11-01T06:30:00Z',
  ])

  const days = await openClinic(world, { providers: 1, patients: 1 })
  for (const [date, utc] of [
    ['2026-03-06', '2026-03-06T14:00:00Z'],
    ['2026-03-09', '2026-03-09T13:00:00Z'],
    ['2026-10-30', '2026-10-30T13:00:00Z'],
    ['2026-11-02', '2026-11-02T14:00:00Z'],
  ]) {
    const { openings } = await secretary.do(dayOpenings, {
      date: date!,
      visitType: days.followUp,
      providers: days.providers,
    })
    expect(openings.find(o => o.time === '09:00')?.startsAt).toBe(utc)
  }
  world.clock.set('2026-11-24T15:07:00Z')
})

test('ids of another practice are not searched', async () => {
  const theirs = await openClinic(await world.neighbour())
  for (const wrong of [
    { visitType: theirs.followUp },
    { visitType: clinic.followUp, providers: [theirs.providers[0]!] },
    { visitType: clinic.followUp, locations: [theirs.location] },
    { visitType: newId<'visit-type'>() },
  ]) {
    expect((await refusalOf(secretary.do(nextAvailable, wrong))).kind).toBe('missing')
  }
  expect(
    (await refusalOf(secretary.do(nextAvailable, { visitType: clinic.followUp, from: '2026-12-01', to: '2026-11-30' })))
      .kind,
  ).toBe('invalid')
  const closure = await manager.do(addClosure, { from: '2027-01-01', name: 'New Year' })
  const stranger = (await world.neighbour()).as('manager')
  expect((await refusalOf(stranger.do(removeClosure, { closure: closure.closure }))).kind).toBe('missing')
})

// Minutes of the day, in fives; days around both changes of the clock.
const minuteOfDay = fc.integer({ min: 0, max: 287 }).map(n => n * 5)
const span = fc.tuple(minuteOfDay, minuteOfDay).filter(([a, b]) => a < b)
const shortSpan = span.filter(([from, to]) => to - from <= 11 * 60)
const dates = fc.constantFrom(
  '2027-03-13',
  '2027-03-14',
  '2027-11-06',
  '2027-11-07',
  '2027-10-31',
  '2027-03-28',
  '2027-06-01',
)

test('the search finds exactly the openings that trying every minute finds', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        date: dates,
        zone: fc.constantFrom(NY, 'Europe/Berlin'),
        hours: fc.array(span, { minLength: 1, maxLength: 3 }),
        away: fc.array(span, { maxLength: 2 }),
        closed: fc.array(span, { maxLength: 1 }),
        taken: fc.array(shortSpan, { maxLength: 5 }),
        roomTaken: fc.array(shortSpan, { maxLength: 4 }),
        minutes: fc.constantFrom(5, 20, 45, 60),
        step: fc.constantFrom(5, 10, 15),
        needsRoom: fc.boolean(),
        part: fc.constantFrom('am', 'pm', 'evening', 'any'),
      }),
      async given => {
        const { asked, expected } = await naiveOpenings(world, given)
        const { openings } = await secretary.do(nextAvailable, asked)
        expect(openings.map(o => o.startsAt)).toEqual(expected)
      },
    ),
    { numRuns: 60 },
  )
})
