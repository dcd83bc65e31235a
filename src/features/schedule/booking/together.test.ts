import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { type Id, newId } from '../../../core/id.ts'
import { openClinic, overlaps } from '../clinic.fixture.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { bookAppointment } from './book-appointment.ts'
import { bookTogether } from './book-together.ts'
import { bundleVisits } from './bundle-visits.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { cancelBundle } from './cancel-bundle.ts'
import { copyForward } from './copy-forward.ts'
import { moveSeries } from './move-series.ts'
import { overbookAppointment } from './overbook-appointment.ts'
import { splitAppointment } from './split-appointment.ts'
import { undoStep } from './undo-step.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 3, rooms: 2, patients: 8 })
const secretary = world.as('secretary')
const [lee, ortiz, patel] = clinic.providers as [never, never, never]
const [ann, bob, cy, dee] = clinic.patients as [never, never, never, never]

const rows = () =>
  world.asOwner(`select (select count(*)::int from schedule.appointment) as visits, (select count(*)::int from schedule.appointment_fact) as facts,
                        (select count(*)::int from schedule.occupation where live) as times, (select count(*)::int from schedule.bundle) as bundles,
                        (select count(*)::int from platform.event) as events`)
const wall = (startsAt: string) =>
  Temporal.Instant.from(startsAt).toZonedDateTimeISO(clinic.zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
const each = (patient: string, provider: string, date: string, time: string) =>
  ({ patient, provider, visitType: clinic.followUp, date, time }) as never
const book = (patient: string, provider: string, date: string, time: string, more = {}) =>
  secretary.do(bookAppointment, { ...(each(patient, provider, date, time) as object), ...more } as never)
const weekly = (patient: string, provider: string, first: string, count: number, time = '09:00') =>
  secretary.do(bookTogether, {
    kind: 'series',
    rule: `FREQ=WEEKLY;COUNT=${count}`,
    visits: Array.from({ length: count }, (_, n) =>
      each(patient, provider, Temporal.PlainDate.from(first).add({ weeks: n }).toString(), time),
    ),
  })

test('a family is booked all or none; what stands in the way is named visit by visit, and nothing is left behind', async () => {
  const day = '2026-11-30'
  await book(dee, ortiz, day, '09:20')
  await book(ann, patel, day, '10:00')
  const before = await rows()
  const refused = await refusalOf(
    secretary.do(bookTogether, {
      kind: 'family',
      visits: [
        each(ann, lee, day, '09:00'),
        each(bob, ortiz, day, '09:20'),
        each(cy, lee, day, '09:20'),
        each(ann, lee, day, '10:10'),
      ],
    }),
  )
  expect(refused.code).toBe('schedule.together-failed')
  expect((refused.facts.failed as { visit: number; code: string }[]).map(one => [one.visit, one.code])).toEqual([
    [1, 'schedule.slot-taken'],
    [3, 'schedule.patient-already-booked'],
  ])
  expect(await rows()).toEqual(before)
  const { bundle, visits } = await secretary.do(bookTogether, {
    kind: 'family',
    visits: [each(ann, lee, day, '09:00'), each(bob, ortiz, day, '09:00'), each(cy, lee, day, '09:20')],
  })
  expect(visits.map(visit => [visit.patient, visit.bundle])).toEqual([ann, bob, cy].map(patient => [patient, bundle]))
  expect(await secretary.do(bundleVisits, { bundle })).toMatchObject({ kind: 'family', visits: [{}, {}, {}] })
})

test('two of one deed do not take the same time or the last room twice', async () => {
  const day = '2026-12-03'
  const procedure = (patient: string, provider: string) =>
    ({ ...(each(patient, provider, day, '09:00') as object), visitType: clinic.procedure }) as never
  const refused = await refusalOf(
    secretary.do(bookTogether, {
      kind: 'family',
      visits: [procedure(ann, lee), procedure(bob, ortiz), procedure(cy, patel), each(dee, lee, day, '09:10')],
    }),
  )
  expect((refused.facts.failed as { visit: number }[]).map(one => one.visit)).toEqual([2, 3])
  const { visits } = await secretary.do(bookTogether, {
    kind: 'family',
    visits: [procedure(ann, lee), procedure(bob, ortiz)],
  })
  expect(new Set(visits.map(visit => visit.room)).size).toBe(2)
})

test('a series keeps its wall-clock time over the change of the clock, when it is booked and when it is moved', async () => {
  const { visits } = await weekly(ann, lee, '2027-03-01', 4)
  expect(visits.map(visit => visit.startsAt.slice(11, 16))).toEqual(['14:00', '14:00', '13:00', '13:00'])
  const { moved } = await secretary.do(moveSeries, {
    appointment: visits[1]!.id,
    reach: 'following',
    date: '2027-03-09',
    time: '10:30',
  })
  expect(moved.map(visit => wall(visit.startsAt))).toEqual(['2027-03-09T10:30', '2027-03-16T10:30', '2027-03-23T10:30'])
  const { visits: now } = await secretary.do(bundleVisits, { bundle: visits[0]!.bundle! })
  expect(wall(now[0]!.startsAt)).toBe('2027-03-01T09:00')
})

test('a series moves into its own former times; a conflict is named, and can be left out', async () => {
  const { visits } = await weekly(bob, ortiz, '2027-01-05', 3)
  const inTheWay = await book(cy, ortiz, '2027-01-26', '09:00')
  const before = await rows()
  const move = { appointment: visits[0]!.id, reach: 'all' as const, date: '2027-01-12', time: '09:00' }
  const refused = await refusalOf(secretary.do(moveSeries, move))
  expect(refused.code).toBe('schedule.series-conflict')
  expect(refused.facts.conflicts).toMatchObject([
    { appointment: visits[2]!.id, wanted: '2027-01-26T09:00', code: 'schedule.slot-taken' },
  ])
  expect(await rows()).toEqual(before)
  // Left where it is, the last one stands in the way of the second.
  const next = await refusalOf(secretary.do(moveSeries, { ...move, skip: [visits[2]!.id] }))
  expect(next.facts.conflicts).toMatchObject([{ appointment: visits[1]!.id }])
  await secretary.do(cancelAppointment, { appointment: inTheWay.id })
  const { moved } = await secretary.do(moveSeries, move)
  expect(moved.map(visit => wall(visit.startsAt))).toEqual(['2027-01-12T09:00', '2027-01-19T09:00', '2027-01-26T09:00'])
  const back = await secretary.do(moveSeries, { ...move, date: '2027-01-05' })
  expect(back.moved.map(visit => wall(visit.startsAt).slice(0, 10))).toEqual(['2027-01-05', '2027-01-12', '2027-01-19'])
  const { moved: elsewhere } = await secretary.do(moveSeries, { ...move, date: '2027-01-05', provider: patel })
  expect(new Set(elsewhere.map(visit => visit.provider))).toEqual(new Set([patel]))
  expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
})

test('a time the clock skips is a conflict of that visit; a stale or lonely visit is told so', async () => {
  const sundays = { despite: ['outside-hours'] }
  const { visits } = await secretary.do(bookTogether, {
    kind: 'series',
    visits: ['2027-03-07', '2027-03-14'].map(
      date => ({ ...(each(cy, lee, date, '03:30') as object), ...sundays }) as never,
    ),
  })
  const refused = await refusalOf(
    secretary.do(moveSeries, {
      appointment: visits[0]!.id,
      reach: 'all',
      date: '2027-03-07',
      time: '02:30',
      despite: ['outside-hours'],
    }),
  )
  expect(refused.facts.conflicts).toMatchObject([{ appointment: visits[1]!.id, code: 'schedule.time-does-not-exist' }])
  const stale = { appointment: visits[0]!.id, version: 7, reach: 'all' as const, date: '2027-03-08', time: '09:00' }
  expect((await refusalOf(secretary.do(moveSeries, stale))).code).toBe('schedule.changed-meanwhile')
  const alone = await book(dee, lee, '2027-03-08', '11:00')
  const lonely = { appointment: alone.id, reach: 'all' as const, date: '2027-03-09', time: '09:00' }
  expect((await refusalOf(secretary.do(moveSeries, lonely))).code).toBe('schedule.not-together')
})

test('a bundle is cancelled from here on, or all that is left of it, each visit by itself to be taken back', async () => {
  const { bundle, visits } = await weekly(dee, patel, '2027-02-02', 4, '11:00')
  expect((await refusalOf(secretary.do(cancelBundle, { bundle, reach: 'this' }))).code).toBe('platform.invalid-input')
  await secretary.do(cancelBundle, { bundle, reach: 'this', appointment: visits[3]!.id })
  const following = await secretary.do(cancelBundle, {
    bundle,
    reach: 'following',
    appointment: visits[2]!.id,
    reason: 'Ill',
  })
  expect(following.cancelled.map(visit => visit.id)).toEqual([visits[2]!.id])
  expect(following.left).toEqual([{ appointment: visits[3]!.id, state: 'cancelled' }])
  expect((await secretary.do(cancelBundle, { bundle, reach: 'all' })).cancelled).toHaveLength(2)
  expect((await refusalOf(secretary.do(cancelBundle, { bundle, reach: 'all' }))).code).toBe(
    'schedule.already-cancelled',
  )
  expect((await secretary.do(undoStep, { appointment: visits[2]!.id })).state).toBe('booked')
})

test('a double length becomes two visits, and two become one again', async () => {
  const long = await book(ann, ortiz, '2026-12-07', '09:00', { minutes: 40, note: 'Both knees' })
  expect((await refusalOf(secretary.do(splitAppointment, { appointment: long.id, at: 40 }))).code).toBe(
    'schedule.too-short',
  )
  const { first, second } = await secretary.do(splitAppointment, { appointment: long.id, version: 1 })
  expect([first.id, first.minutes, wall(first.startsAt)]).toEqual([long.id, 20, '2026-12-07T09:00'])
  expect([second.minutes, wall(second.startsAt), second.note, second.patient]).toEqual([
    20,
    '2026-12-07T09:20',
    'Both knees',
    ann,
  ])
  const stale = await refusalOf(secretary.do(splitAppointment, { appointment: long.id, version: 1 }))
  expect(stale.code).toBe('schedule.changed-meanwhile')
  expect((await refusalOf(secretary.do(undoStep, { appointment: long.id }))).code).toBe(
    'schedule.patient-already-booked',
  )
  await secretary.do(cancelAppointment, { appointment: second.id, by: 'practice' })
  expect((await secretary.do(undoStep, { appointment: long.id })).minutes).toBe(40)
  // Somebody booked over the second half stays where they are, and so does it.
  await world.as('manager').do(overbookAppointment, {
    ...(each(dee, ortiz, '2026-12-07', '09:20') as object),
    overbookWhy: 'Fever',
  } as never)
  const again = await secretary.do(splitAppointment, { appointment: long.id })
  expect([again.first.minutes, again.second.minutes, again.second.overbookedWhy]).toEqual([20, 20, null])
  await secretary.do(cancelAppointment, { appointment: again.second.id, by: 'practice' })
  expect((await secretary.do(undoStep, { appointment: long.id })).minutes).toBe(40)
  const roomed = await book(bob, patel, '2026-12-07', '09:00', { visitType: clinic.procedure, minutes: 80 })
  const halves = await secretary.do(splitAppointment, { appointment: roomed.id, at: 30 })
  expect([halves.first.minutes, halves.second.minutes, halves.second.room !== null]).toEqual([30, 50, true])
  expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
})

test('the same again in three months: around that day, near the same time of day, over the change of the clock', async () => {
  const visit = await book(cy, lee, '2027-01-15', '09:40')
  const answer = await secretary.do(copyForward, { appointment: visit.id })
  expect([answer.date, answer.time]).toEqual(['2027-04-15', '09:40'])
  expect(answer.proposals[0]).toMatchObject({ date: '2027-04-15', time: '09:40', provider: lee })
  expect(new Set(answer.proposals.map(one => one.date)).size).toBeGreaterThan(1)
  // A choice of times that differ: none overlaps another.
  const spans = answer.proposals.map(one => [one.startsAt, one.endsAt] as const).toSorted()
  expect(spans.slice(1).every(([start], n) => start >= spans[n]![1])).toBe(true)
  await book(dee, lee, '2027-04-15', '09:40')
  expect((await secretary.do(copyForward, { appointment: visit.id, months: 3, limit: 1 })).proposals[0]!.time).not.toBe(
    '09:40',
  )
  // The 31st of a short month is its last day; a Sunday has its neighbours.
  const last = await book(cy, lee, '2027-03-31', '09:00')
  expect((await secretary.do(copyForward, { appointment: last.id, months: 1 })).date).toBe('2027-04-30')
  const sunday = await secretary.do(copyForward, { appointment: last.id, days: 4 })
  expect(sunday.proposals[0]!.date).toBe('2027-04-05')
})

test("another practice's ids are not there", async () => {
  const neighbour = await world.neighbour()
  const theirs = await openClinic(neighbour)
  const { bundle, visits } = await weekly(bob, lee, '2027-05-03', 2)
  const before = await rows()
  const at = { date: '2027-05-04', time: '09:00' }
  const wrong: (() => Promise<unknown>)[] = [
    () =>
      secretary.do(bookTogether, { kind: 'chain', visits: [each(ann, theirs.providers[0]!, '2027-05-04', '09:00')] }),
    () => secretary.do(moveSeries, { appointment: visits[0]!.id, reach: 'all', ...at, provider: theirs.providers[0]! }),
    () => secretary.do(moveSeries, { appointment: visits[0]!.id, reach: 'all', ...at, skip: [newId<'appointment'>()] }),
    () => secretary.do(cancelBundle, { bundle: newId<'bundle'>(), reach: 'all' }),
    () => secretary.do(splitAppointment, { appointment: visits[0]!.id, visitType: theirs.followUp }),
    () => neighbour.as('secretary').do(cancelBundle, { bundle, reach: 'all' }),
    () => neighbour.as('secretary').do(bundleVisits, { bundle }),
    () => neighbour.as('secretary').do(copyForward, { appointment: visits[0]!.id }),
    () => neighbour.as('secretary').do(splitAppointment, { appointment: visits[0]!.id }),
    () =>
      neighbour
        .as('secretary')
        .do(moveSeries, { appointment: visits[0]!.id as Id<'appointment'>, reach: 'all', ...at }),
  ]
  for (const attempt of wrong) expect((await refusalOf(attempt())).kind).toBe('missing')
  const after = await rows()
  expect(after).toEqual(before)
})
