import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { type Id, newId } from '../../../core/id.ts'
import type { QueryOperation } from '../../../platform/feature.ts'
import { perform } from '../../../platform/perform.ts'
import { bookAppointment } from '../booking/book-appointment.ts'
import { type Clinic, openClinic } from '../clinic.fixture.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { findChain } from './find-chain.ts'
import { findTogether } from './find-together.ts'
import { monthOpenings } from './month-openings.ts'
import { nextAvailable } from './next-available.ts'
import { planSeries } from './plan-series.ts'

const world = await openWorld()
const secretary = world.as('secretary')
const here = world.practice
const own = <Row>(text: string, values: unknown[] = []) => world.asOwner<Row>(text, values)

const times = (found: { openings: { date: string; time: string }[] }) => found.openings.map(o => `${o.date} ${o.time}`)
const book = (
  clinic: Clinic,
  at: {
    provider?: number
    patient?: number
    date: string
    time: string
    minutes?: number
    visitType?: Id<'visit-type'>
  },
) =>
  secretary.do(bookAppointment, {
    patient: clinic.patients[at.patient ?? 0]!,
    provider: clinic.providers[at.provider ?? 0]!,
    visitType: at.visitType ?? clinic.followUp,
    date: at.date,
    time: at.time,
    ...(at.minutes ? { minutes: at.minutes } : {}),
  })
const whys = async (clinic: Clinic, more: object = {}) => {
  const found = await secretary.do(nextAvailable, {
    visitType: clinic.followUp,
    providers: clinic.providers,
    from: '2026-11-25',
    to: '2026-11-25',
    ...more,
  })
  return [found.openings.length, ...found.whyNotEarlier.map(each => each.why)]
}

test('one’s usual doctor comes first within a day, or before everybody', async () => {
  const clinic = await openClinic(world, { providers: 2, patients: 3 })
  const [ada, bo] = clinic.providers as [Id<'provider'>, Id<'provider'>]
  await own(
    `insert into schedule.appointment (practice_id, id, patient_id, visit_type_id, provider_id, location_id, starts_at, ends_at, wall_start, zone, state, state_since, origin)
     select $1, gen_random_uuid(), $2, $3, p, $5, t, t + interval '20 minutes', t, 'America/New_York', s, t, 'import'
       from (values ($4::uuid, timestamptz '2026-03-02 15:00Z', 'checked-out'), ($4, '2025-03-02 15:00Z', 'checked-out'), ($6::uuid, '2026-09-02 15:00Z', 'checked-out'),
                    ($6, '2020-09-02 15:00Z', 'checked-out'), ($6, '2020-10-02 15:00Z', 'checked-out'), ($6, '2026-10-02 15:00Z', 'no-show')) v(p, t, s)`,
    [here, clinic.patients[0], clinic.followUp, bo, clinic.location, ada],
  )
  await book(clinic, { provider: 1, patient: 1, date: '2026-11-25', time: '08:00', minutes: 240 })
  const ask = {
    visitType: clinic.followUp,
    providers: clinic.providers,
    from: '2026-11-25',
    patient: clinic.patients[0]!,
  }
  const day = await secretary.do(nextAvailable, { ...ask, limit: 2 })
  expect(day.openings.map(o => [o.provider, o.date, o.time, o.usual])).toEqual([
    [bo, '2026-11-25', '13:00', true],
    [bo, '2026-11-25', '13:10', true],
  ])
  const anybody = await secretary.do(nextAvailable, { ...ask, patient: undefined, limit: 1 })
  expect(anybody.openings.map(o => [o.provider, o.time])).toEqual([[ada, '08:00']])
  await book(clinic, { provider: 1, patient: 1, date: '2026-11-25', time: '13:00', minutes: 240 })
  const later = await secretary.do(nextAvailable, { ...ask, ownFirst: true, onePerProvider: true })
  expect(later.openings.map(o => [o.provider, o.date])).toEqual([
    [bo, '2026-11-26'],
    [ada, '2026-11-25'],
  ])
  expect(later.whyNotEarlier.map(each => [each.date, each.why])).toEqual([['2026-11-25', 'full']])
  expect((await refusalOf(secretary.do(nextAvailable, { ...ask, patient: newId<'patient'>() }))).kind).toBe('missing')
})

test('anybody of a pool, who speaks a language, who takes the visit type, each with their own length', async () => {
  const clinic = await openClinic(world, { providers: 4, patients: 1 })
  const [a, b, c, d] = clinic.providers as [Id<'provider'>, Id<'provider'>, Id<'provider'>, Id<'provider'>]
  const pool = newId<'pool'>()
  await own(`insert into schedule.pool (practice_id, id, name) values ($1, $2, 'Red team')`, [here, pool])
  await own(`insert into schedule.pool_member (practice_id, pool_id, provider_id) select $1, $2, unnest($3::uuid[])`, [
    here,
    pool,
    [a, b, c],
  ])
  await own(`update practice.provider set languages = '{en,es}' where id = any($1)`, [[b, c, d]])
  await own(
    `insert into schedule.provider_visit_type (practice_id, provider_id, visit_type_id, offered, minutes) values ($1, $2, $4, false, null), ($1, $3, $4, true, 35)`,
    [here, a, b, clinic.followUp],
  )
  const ask = { visitType: clinic.followUp, from: '2026-11-25', onePerProvider: true }
  const who = async (more: object) =>
    (await secretary.do(nextAvailable, { ...ask, ...more })).openings.map(o => [
      o.provider,
      (Date.parse(o.endsAt) - Date.parse(o.startsAt)) / 60_000,
    ])
  expect(await who({ pools: [pool] })).toEqual([
    [b, 35],
    [c, 20],
  ])
  expect(await who({ pools: [pool], providers: [d] })).toEqual([
    [b, 35],
    [c, 20],
    [d, 20],
  ])
  expect(await who({ providers: clinic.providers, language: 'ES', minutes: 50 })).toEqual([
    [b, 50],
    [c, 50],
    [d, 50],
  ])
  expect(await who({ providers: [a] })).toEqual([])
  expect((await refusalOf(secretary.do(nextAvailable, { ...ask, pools: [newId<'pool'>()] }))).kind).toBe('missing')
})

test('the nearest location first, by the patient’s home or a postal code given', async () => {
  const near = await openClinic(world, { providers: 1, patients: 1 })
  const far = await openClinic(world, { providers: 1 })
  await own(
    `update practice.location set postal_code = case id when $1 then '10003' else '12207' end where id in ($1, $2)`,
    [near.location, far.location],
  )
  await own(
    `insert into patients.address (practice_id, id, patient_id, kind, postal_code, starts_on) values ($1, gen_random_uuid(), $2, 'home', '12208-1234', '2020-01-01')`,
    [here, near.patients[0]],
  )
  const ask = {
    visitType: near.followUp,
    providers: [...near.providers, ...far.providers],
    onePerProvider: true,
    order: 'nearest' as const,
  }
  const from = async (more: object) =>
    (await secretary.do(nextAvailable, { ...ask, ...more })).openings.map(o => [o.location, o.miles])
  expect(await from({ postcode: '10001' })).toEqual([
    [near.location, expect.closeTo(1.5, 0)],
    [far.location, expect.closeTo(135, -1)],
  ])
  const home = await from({ patient: near.patients[0]! })
  expect(home.map(([location]) => location)).toEqual([far.location, near.location])
  expect(await from({ postcode: '00000' })).toEqual([
    [near.location, null],
    [far.location, null],
  ])
})

test('every reason why not earlier is told apart', async () => {
  const clinic = await openClinic(world, { providers: 1, rooms: 0, patients: 2 })
  const [ada] = clinic.providers as [Id<'provider'>]
  expect(await whys(clinic, { limit: 1 })).toEqual([1])
  // 15 minutes are left before noon, and the afternoon is taken.
  await book(clinic, { date: '2026-11-25', time: '08:15', minutes: 225 })
  await book(clinic, { date: '2026-11-25', time: '13:00', minutes: 240, patient: 1 })
  expect(await whys(clinic)).toEqual([0, 'too-short'])
  await own(`update schedule.visit_type set notice_minutes = 3 * 1440 where id = $1`, [clinic.followUp])
  expect(await whys(clinic, { to: '2026-11-26' })).toEqual([0, 'too-short', 'notice'])
  await own(`update schedule.visit_type set notice_minutes = 0, horizon_days = 1 where id = $1`, [clinic.followUp])
  expect(await whys(clinic, { to: '2026-11-30' })).toEqual([0, 'too-short', 'horizon'])
  expect(await whys(clinic, { from: '2026-11-30', to: '2026-11-30' })).toEqual([0, 'horizon'])
  await own(`update schedule.visit_type set horizon_days = 366, needs_room = true where id = $1`, [clinic.followUp])
  expect(await whys(clinic, { from: '2026-11-26', to: '2026-11-26' })).toEqual([0, 'no-room'])
  await own(`update schedule.visit_type set needs_room = false where id = $1`, [clinic.followUp])
  await own(
    `insert into schedule.visit_type_need (practice_id, visit_type_id, seq, what, device_kind) values ($1, $2, 1, 'device', 'ecg')`,
    [here, clinic.followUp],
  )
  expect(await whys(clinic, { from: '2026-11-26', to: '2026-11-26' })).toEqual([0, 'no-device'])
  const pool = newId()
  await own(`insert into schedule.pool (practice_id, id, name) values ($1, $2, 'Nurses')`, [here, pool])
  await own(`insert into schedule.pool_member (practice_id, pool_id, provider_id) values ($1, $2, $3)`, [
    here,
    pool,
    ada,
  ])
  await own(
    `update schedule.visit_type_need set what = 'staff', device_kind = null, pool_id = $2 where visit_type_id = $1`,
    [clinic.followUp, pool],
  )
  expect(await whys(clinic, { from: '2026-11-26', to: '2026-11-26' })).toEqual([0, 'no-staff'])
  await own(`delete from schedule.visit_type_need where visit_type_id = $1`, [clinic.followUp])

  await own(
    `insert into schedule.visit_limit (practice_id, id, visit_type_id, per, most, kind) values ($1, gen_random_uuid(), $2, 'day', 0, 'refuse')`,
    [here, clinic.followUp],
  )
  expect(await whys(clinic, { from: '2026-11-26', to: '2026-11-26' })).toEqual([0, 'limit'])
  await own(`update schedule.visit_limit set kind = 'warn' where visit_type_id = $1`, [clinic.followUp])
  const warned = await secretary.do(nextAvailable, {
    visitType: clinic.followUp,
    providers: [ada],
    from: '2026-11-26',
    limit: 1,
  })
  expect(warned.openings[0]).toMatchObject({ date: '2026-11-26', warn: ['limit'] })
  await own(`delete from schedule.visit_limit where visit_type_id = $1`, [clinic.followUp])

  await own(`update schedule.weekly_template set reserve = 'urgent', release_hours = 24 where provider_id = $1`, [ada])
  const kept = await secretary.do(nextAvailable, {
    visitType: clinic.followUp,
    providers: [ada],
    from: '2026-11-26',
    to: '2026-11-26',
  })
  expect(kept.whyNotEarlier).toEqual([
    { date: '2026-11-26', why: 'reserved', name: null, providers: 1, releasedAt: '2026-11-25T13:00:00Z' },
  ])
  const urgent = await secretary.do(nextAvailable, {
    visitType: clinic.followUp,
    providers: [ada],
    from: '2026-11-26',
    limit: 1,
    urgent: true,
  })
  expect(times(urgent)).toEqual(['2026-11-26 08:00'])
})

test('a night goes on after midnight, and is found from both days', async () => {
  const clinic = await openClinic(world, { providers: 1, patients: 1, hours: false })
  await own(
    `insert into schedule.weekly_template (practice_id, id, provider_id, location_id, weekday, from_time, to_time, valid_from)
     values ($1, gen_random_uuid(), $2, $3, 2, '21:50', '02:00', '2020-01-01')`,
    [here, clinic.providers[0], clinic.location],
  )
  const ask = { visitType: clinic.followUp, providers: clinic.providers, minutes: 120, limit: 3 }
  world.clock.set('2026-11-25T05:20:00Z')
  try {
    // 00:20 on Wednesday in New York: what is left of Tuesday's night ends at two.
    expect(times(await secretary.do(nextAvailable, { ...ask, minutes: 90, to: '2026-11-25' }))).toEqual([
      '2026-11-25 00:20',
      '2026-11-25 00:30',
    ])
  } finally {
    world.clock.set('2026-11-24T15:07:00Z')
  }
  const found = await secretary.do(nextAvailable, { ...ask, limit: 100, to: '2026-11-25' })
  expect(times(found).at(-1)).toBe('2026-11-25 00:00')
  expect(
    times(
      await secretary.do(nextAvailable, { ...ask, minutes: 20, fromTime: '00:30', toTime: '01:00', to: '2026-11-25' }),
    ),
  ).toEqual(['2026-11-25 00:30', '2026-11-25 00:40', '2026-11-25 00:50'])
})

test('a month is green, yellow, red and grey, together and each by itself', async () => {
  const clinic = await openClinic(world, { providers: 2, patients: 2 })
  for (const [provider, patient] of [
    [0, 0],
    [1, 1],
  ] as const) {
    await book(clinic, { provider, patient, date: '2026-12-01', time: '08:00', minutes: 240 })
    await book(clinic, { provider, patient, date: '2026-12-01', time: '13:00', minutes: 240 })
    await book(clinic, { provider, patient, date: '2026-12-02', time: '08:00', minutes: 240 })
    await book(clinic, { provider, patient, date: '2026-12-02', time: '13:10', minutes: 230 })
  }
  await book(clinic, { provider: 0, date: '2026-12-03', time: '08:00', minutes: 240 })
  await book(clinic, { provider: 0, date: '2026-12-03', time: '13:00', minutes: 240 })
  const month = await secretary.do(monthOpenings, {
    month: '2026-12',
    visitType: clinic.followUp,
    providers: clinic.providers,
    perProvider: true,
  })
  expect(month.days).toHaveLength(31)
  expect(month.days.slice(0, 6).map(day => [day.colour, day.why])).toEqual([
    ['red', 'full'],
    ['yellow', 'too-short'],
    ['green', null],
    ['green', null],
    ['grey', 'closed'],
    ['grey', 'closed'],
  ])
  expect(month.providers.map(each => each.days.slice(0, 5).map(day => day.colour))).toEqual([
    ['red', 'yellow', 'red', 'green', 'grey'],
    ['red', 'yellow', 'green', 'green', 'grey'],
  ])
  const november = await secretary.do(monthOpenings, {
    month: '2026-11',
    visitType: clinic.followUp,
    providers: clinic.providers,
  })
  expect(november.days.slice(21, 25).map(day => [day.date, day.colour, day.why])).toEqual([
    ['2026-11-22', 'grey', 'past'],
    ['2026-11-23', 'grey', 'past'],
    ['2026-11-24', 'green', null],
    ['2026-11-25', 'green', null],
  ])
})

test('lab, then the doctor within half an hour, with one room for both', async () => {
  const clinic = await openClinic(world, { providers: 2, rooms: 1, patients: 3 })
  const [lab, doctor] = clinic.providers as [Id<'provider'>, Id<'provider'>]
  // The procedure needs the only room from 10 minutes before to 5 minutes after.
  const ask = {
    steps: [
      { visitType: clinic.procedure, providers: [lab] },
      { visitType: clinic.procedure, providers: [doctor] },
    ],
    from: '2026-11-25',
    to: '2026-11-25',
  }
  const chain = await secretary.do(findChain, { ...ask, limit: 2 })
  expect(chain.plans.map(plan => plan.visits.map(visit => visit.time))).toEqual([
    ['08:00', '09:00'],
    ['08:10', '09:10'],
  ])
  const straight = await secretary.do(findChain, { ...ask, gaps: [{ least: 0, most: 10 }] })
  expect(straight.plans).toEqual([])
  await book(clinic, { provider: 1, patient: 1, date: '2026-11-25', time: '08:00', minutes: 240 })
  const after = await secretary.do(findChain, { ...ask, limit: 1 })
  expect(after.plans[0]!.visits.map(visit => visit.time)).toEqual(['13:00', '14:00'])
  const patient = clinic.patients[0]!
  await secretary.do(bookAppointment, {
    patient,
    visitType: clinic.followUp,
    provider: clinic.providers[0]!,
    date: '2026-11-25',
    time: '12:30',
    minutes: 60,
    despite: ['outside-hours'],
  })
  // The patient is with somebody until half past one.
  const busy = await secretary.do(findChain, { ...ask, patient, fromTime: '12:00', limit: 1 })
  expect(busy.plans[0]!.visits.map(visit => visit.time)).toEqual(['13:30', '14:30'])
})

test('a family at the same time with two doctors, or one after another with one', async () => {
  const clinic = await openClinic(world, { providers: 2, rooms: 1, patients: 3 })
  const visits = clinic.patients
    .slice(0, 2)
    .map(patient => ({ patient, visitType: clinic.followUp, providers: clinic.providers }))
  const ask = { visits, from: '2026-11-25', to: '2026-11-25', limit: 1 }
  const same = await secretary.do(findTogether, { ...ask, how: 'same-time' })
  expect(same.plans[0]!.visits.map(visit => [visit.time, visit.patient])).toEqual([
    ['08:00', clinic.patients[0]],
    ['08:00', clinic.patients[1]],
  ])
  expect(new Set(same.plans[0]!.visits.map(visit => visit.provider)).size).toBe(2)
  const one = await secretary.do(findTogether, { ...ask, how: 'either', sameProvider: true })
  expect(one.plans[0]!.visits.map(visit => [visit.time, visit.provider])).toEqual([
    ['08:00', clinic.providers[0]],
    ['08:20', clinic.providers[0]],
  ])
  // Both need the one room there is: never at the same time.
  const rooms = visits.map(visit => ({ ...visit, visitType: clinic.procedure }))
  expect((await secretary.do(findTogether, { ...ask, visits: rooms, how: 'same-time' })).plans).toEqual([])
  const turns = await secretary.do(findTogether, { ...ask, visits: rooms, how: 'either' })
  expect(turns.plans[0]!.visits.map(visit => visit.time)).toEqual(['08:00', '09:00'])
})

test('a series keeps its wall-clock time over the change of the clock, and its conflicts are named with what is free nearby', async () => {
  const clinic = await openClinic(world, { providers: 1, patients: 2 })
  const ask = {
    visitType: clinic.followUp,
    provider: clinic.providers[0]!,
    date: '2027-03-01',
    time: '09:00',
    rule: 'FREQ=WEEKLY;COUNT=4',
  }
  await book(clinic, { date: '2027-03-08', time: '08:50' })
  const plan = await secretary.do(planSeries, ask)
  expect(plan.occurrences.map(each => [each.date, each.time, each.startsAt, each.why])).toEqual([
    ['2027-03-01', '09:00', '2027-03-01T14:00:00Z', null],
    ['2027-03-08', '09:00', '2027-03-08T14:00:00Z', 'taken'],
    ['2027-03-15', '09:00', '2027-03-15T13:00:00Z', null],
    ['2027-03-22', '09:00', '2027-03-22T13:00:00Z', null],
  ])
  expect([plan.free, plan.conflicts]).toEqual([3, 1])
  expect(plan.occurrences[1]!.alternatives.map(each => `${each.date} ${each.time}`)).toEqual([
    '2027-03-08 09:10',
    '2027-03-08 08:30',
    '2027-03-08 09:30',
  ])
  const patient = clinic.patients[0]!
  const elsewhere = await secretary.do(planSeries, { ...ask, time: '08:55', patient, rule: 'FREQ=WEEKLY;COUNT=2' })
  expect(elsewhere.occurrences.map(each => each.why)).toEqual([null, 'taken'])
  const daily = await secretary.do(planSeries, { ...ask, date: '2026-11-27', rule: 'FREQ=DAILY;UNTIL=20261130' })
  expect(daily.occurrences.map(each => each.why)).toEqual([null, 'closed', 'closed', null])
  const night = await secretary.do(planSeries, {
    ...ask,
    date: '2027-03-07',
    time: '02:30',
    rule: 'FREQ=WEEKLY;COUNT=2',
  })
  expect(night.occurrences.map(each => [each.time, each.why])).toEqual([
    ['02:30', 'closed'],
    ['02:30', 'skipped-time'],
  ])
  for (const rule of [
    'FREQ=WEEKLY',
    'FREQ=HOURLY;COUNT=3',
    'FREQ=DAILY;COUNT=105',
    'every other week',
    'FREQ=DAILY;BYHOUR=3;COUNT=2',
  ]) {
    expect((await refusalOf(secretary.do(planSeries, { ...ask, rule }))).kind).toBe('invalid')
  }
})

test('ids of another practice find nothing', async () => {
  const clinic = await openClinic(world, { providers: 1, patients: 1 })
  const theirs = await openClinic(await world.neighbour())
  const missing = async (asked: Promise<unknown>) => expect((await refusalOf(asked)).kind).toBe('missing')
  const step = { visitType: clinic.followUp, providers: clinic.providers }
  await missing(secretary.do(findChain, { steps: [step, { visitType: theirs.followUp }] }))
  await missing(secretary.do(findChain, { steps: [step, step], locations: [theirs.location] }))
  await missing(secretary.do(findTogether, { visits: [step, { ...step, patient: theirs.patients[0]! }] }))
  await missing(
    secretary.do(planSeries, {
      visitType: clinic.followUp,
      provider: theirs.providers[0]!,
      date: '2027-03-01',
      time: '09:00',
      rule: 'FREQ=DAILY;COUNT=2',
    }),
  )
  await missing(
    secretary.do(monthOpenings, { month: '2026-12', visitType: clinic.followUp, providers: theirs.providers }),
  )
})

test('times at which the patient is here already are left out when asked', async () => {
  const clinic = await openClinic(world, { providers: 2, patients: 2 })
  await book(clinic, { provider: 1, date: '2026-11-25', time: '08:10', minutes: 20 })
  const ask = {
    visitType: clinic.followUp,
    providers: [clinic.providers[0]!],
    from: '2026-11-25',
    to: '2026-11-25',
    patient: clinic.patients[0]!,
    limit: 2,
  }
  const of = async (more: object) => times(await secretary.do(nextAvailable, { ...ask, ...more }))
  expect(await of({})).toEqual(['2026-11-25 08:00', '2026-11-25 08:10'])
  expect(await of({ besideOwn: true })).toEqual(['2026-11-25 08:30', '2026-11-25 08:40'])
  expect(await of({ besideOwn: true, patient: clinic.patients[1]! })).toEqual(['2026-11-25 08:00', '2026-11-25 08:10'])
})

test('whoever goes on looking for the same patient is written down once, and again for another patient or later', async () => {
  const clinic = await openClinic(world, { providers: 1, patients: 2 })
  const caller = { ...secretary.caller, session: newId<'session'>() }
  const look = (patient: number) =>
    perform(world.app, nextAvailable as unknown as QueryOperation, {
      caller,
      input: { visitType: clinic.followUp, patient: clinic.patients[patient]!, besideOwn: true },
      requestId: 'look',
    })
  const lines = async () =>
    (
      await own<{ patients: string[] }>('select patients from platform.audit_line where session_id = $1 order by at', [
        caller.session,
      ])
    ).map(line => line.patients)
  await look(0)
  await look(0)
  await look(1)
  await look(0)
  expect((await lines()).toSorted()).toEqual([[clinic.patients[0]], [clinic.patients[1]]].toSorted())
  world.clock.advance({ minutes: 11 })
  await look(0)
  expect(await lines()).toHaveLength(3)
  // Without a session every look is written down: nothing says that they belong together.
  const before = await own('select id from platform.audit_line where patients @> array[$1::uuid]', [clinic.patients[0]])
  await secretary.do(nextAvailable, { visitType: clinic.followUp, patient: clinic.patients[0]! })
  await secretary.do(nextAvailable, { visitType: clinic.followUp, patient: clinic.patients[0]! })
  const after = await own('select id from platform.audit_line where patients @> array[$1::uuid]', [clinic.patients[0]])
  expect(after.length - before.length).toBe(2)
})
