import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { newId } from '../../../core/id.ts'
import { checkIn } from '../attendance/check-in.ts'
import { roomPatient } from '../attendance/room-patient.ts'
import { waitingRoom } from '../attendance/waiting-room.ts'
import { bookAppointment } from '../booking/book-appointment.ts'
import { cancelAppointment } from '../booking/cancel-appointment.ts'
import { appointmentCarrier } from '../booking/carry-appointments.ts'
import { holdSlot } from '../booking/hold-slot.ts'
import { recordPastVisit } from '../booking/record-past-visit.ts'
import { releaseHold } from '../booking/release-hold.ts'
import { openClinic } from '../clinic.fixture.ts'
import { nextAppointmentOf } from '../next-appointment-of.ts'
import { patientAppointments } from '../patient-appointments.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { addClosure } from '../setting-up/add-closure.ts'
import { addException } from '../setting-up/add-exception.ts'
import { dayBoard } from './day-board.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 3, rooms: 2, patients: 8 })
const secretary = world.as('secretary')
const manager = world.as('manager')
const [lee, ortiz, patel] = clinic.providers as [never, never, never]
const book = (input: Record<string, unknown>) =>
  secretary.do(bookAppointment, { visitType: clinic.followUp, provider: lee, date: '2026-11-24', ...input } as never)

test('the board shows columns with open hours, lunch and absences, visits with their marks, holds and counts', async () => {
  await manager.do(addException, { provider: ortiz, kind: 'away', from: '2026-11-24', reason: 'Conference' })
  await world.inside(
    ctx => ctx.sql`
    update patients.patient set interpreter_needed = true, interpreter_language = 'Spanish', preferred_name = 'Jo'
     where practice_id = ${ctx.practice} and id = ${clinic.patients[0]!}`,
  )
  await world.inside(
    ctx => ctx.sql`
    insert into patients.alert (practice_id, id, patient_id, kind, text, starts_on, added_at)
    values (${ctx.practice}, ${newId()}, ${clinic.patients[0]!}, 'safety', 'Falls easily', '2026-01-01', ${ctx.now.toString()})`,
  )
  const first = await book({ patient: clinic.patients[0], time: '10:20' })
  await book({ patient: clinic.patients[1], time: '11:00', visitType: clinic.procedure })
  const gone = await book({ patient: clinic.patients[2], time: '15:00' })
  await secretary.do(cancelAppointment, { appointment: gone.id })
  await secretary.do(holdSlot, {
    visitType: clinic.followUp,
    provider: patel,
    date: '2026-11-24',
    time: '13:00',
    forMinutes: 10,
  })
  await secretary.do(checkIn, { appointment: first.id })
  world.clock.advance({ minutes: 4 })

  const board = await secretary.do(dayBoard, { location: clinic.location })
  expect(board).toMatchObject({
    date: '2026-11-24',
    zone: 'America/New_York',
    fromMinute: 480,
    toMinute: 1020,
    closure: null,
  })
  expect(board.columns.map(column => [column.kind, column.name])).toEqual([
    ['provider', 'Tester001'],
    ['provider', 'Tester002'],
    ['provider', 'Tester003'],
    ['room', 'Room 1'],
    ['room', 'Room 2'],
  ])
  const bands = (n: number) => board.columns[n]!.bands.map(b => [b.kind, b.fromMinute, b.toMinute, b.reason])
  expect(bands(0)).toEqual([
    ['closed', 0, 480, null],
    ['open', 480, 720, null],
    ['lunch', 720, 780, null],
    ['open', 780, 1020, null],
    ['closed', 1020, 1440, null],
  ])
  expect(bands(1)[1]).toEqual(['closed', 480, 720, 'Conference'])
  expect(board.visits.map(v => [v.patientListName, v.state])).toEqual([
    ['FICTIONAL, Jo', 'arrived'],
    ['FICTIONAL, Patient2', 'booked'],
    ['FICTIONAL, Patient3', 'cancelled'],
  ])
  expect(board.visits[0]!.marks).toMatchObject({
    waitMinutes: 4,
    interpreter: 'Spanish',
    alert: true,
    firstVisit: true,
  })
  expect(board.visits[1]!.marks).toMatchObject({ waitMinutes: null, interpreter: null, alert: false })
  expect(board.holds).toMatchObject([{ provider: patel, heldBy: 'Test secretary' }])
  expect(board.counts).toMatchObject({ total: 3, booked: 1, arrived: 1, cancelled: 1 })
  const [line] = await world.asOwner<{ patients: string[] }>(
    "select patients from platform.audit_line where deed = 'schedule.day-board' order by at desc limit 1",
  )
  expect(new Set(line!.patients)).toEqual(new Set(clinic.patients.slice(0, 3)))
  world.clock.advance({ minutes: 10 })
  expect((await secretary.do(dayBoard, { providers: [patel] })).holds).toEqual([])
})

test('a day the practice is closed says so, and a day of a clock change has its bands where the clock shows them', async () => {
  await manager.do(addClosure, { from: '2026-11-26', name: 'Thanksgiving Day' })
  const holiday = await secretary.do(dayBoard, { date: '2026-11-26', location: clinic.location })
  expect(holiday.closure).toBe('Thanksgiving Day')
  expect(holiday.columns[0]!.bands.map(b => [b.kind, b.reason])).toContainEqual(['closed', 'Thanksgiving Day'])
  const monday = await secretary.do(dayBoard, { date: '2026-11-02', providers: [lee] })
  const friday = await secretary.do(dayBoard, { date: '2026-10-30', providers: [lee] })
  const shape = (board: typeof monday) => board.columns[0]!.bands.map(b => [b.kind, b.fromMinute, b.toMinute])
  expect(shape(monday)).toEqual(shape(friday))
  await manager.do(addException, {
    provider: lee,
    kind: 'open',
    location: clinic.location,
    from: '2026-11-01',
    fromTime: '00:30',
    toTime: '04:00',
  })
  const sunday = await secretary.do(dayBoard, { date: '2026-11-01', providers: [lee] })
  const open = sunday.columns[0]!.bands.find(b => b.kind === 'open')!
  expect([open.fromMinute, open.toMinute, open.startsAt, open.endsAt]).toEqual([
    30,
    240,
    '2026-11-01T04:30:00Z',
    '2026-11-01T09:00:00Z',
  ])
})

test('the waiting room knows who waits and for how long, longest first', async () => {
  const later = await book({ patient: clinic.patients[4], date: '2026-11-24', time: '11:00', provider: patel })
  await secretary.do(checkIn, { appointment: later.id })
  world.clock.advance({ minutes: 6 })
  await secretary.do(roomPatient, { appointment: later.id })
  world.clock.advance({ minutes: 2 })
  const { waiting } = await secretary.do(waitingRoom, {})
  expect(waiting.map(w => [w.patientName, w.state, w.minutes, w.stateMinutes])).toEqual([
    ['Jo Fictional', 'arrived', 22, 22],
    ['Patient5 Fictional', 'roomed', 8, 2],
  ])
  expect((await refusalOf(secretary.do(waitingRoom, { location: newId<'location'>() }))).kind).toBe('missing')
})

test("a patient's visits to come and past are told apart, and follow a merge there and back", async () => {
  const from = clinic.patients[3] as never
  const into = clinic.patients[5] as never
  const past = await world.inside(ctx =>
    recordPastVisit(ctx, {
      patient: from,
      title: 'Encounter for symptom',
      startsAt: Temporal.Instant.from('2019-05-02T14:00:00Z'),
      endsAt: Temporal.Instant.from('2019-05-02T14:15:00Z'),
      state: 'checked-out',
    }),
  )
  const next = await book({ patient: from, date: '2026-12-01', time: '09:00' })
  const own = await book({ patient: into, date: '2026-12-01', time: '09:40' })
  const of = async (patient: never) => {
    const { upcoming, past: done } = await secretary.do(patientAppointments, { patient })
    return [upcoming.map(v => v.id), done.map(v => v.id)]
  }
  expect(await of(from)).toEqual([[next.id], [past]])
  const moved = await world.inside(ctx => appointmentCarrier.carry(ctx, from, into))
  expect(await of(into)).toEqual([[next.id, own.id], [past]])
  expect((await world.inside(ctx => nextAppointmentOf(ctx, into)))!.id).toBe(next.id)
  await world.inside(ctx => appointmentCarrier.giveBack(ctx, from, into, moved as never))
  expect([await of(from), await of(into)]).toEqual([
    [[next.id], [past]],
    [[own.id], []],
  ])
  expect((await refusalOf(secretary.do(patientAppointments, { patient: newId<'patient'>() }))).kind).toBe('missing')
})

test('a hold keeps others out until it runs out, makes way for the booking that uses it, and can be given back', async () => {
  const ask = { visitType: clinic.followUp, provider: lee, startsAt: '2026-12-02T15:00:00Z' }
  const hold = await secretary.do(holdSlot, { ...ask, forMinutes: 5 })
  const visit = { ...ask, patient: clinic.patients[6]! }
  expect((await refusalOf(secretary.do(bookAppointment, visit))).code).toBe('schedule.slot-taken')
  expect((await refusalOf(secretary.do(holdSlot, ask))).code).toBe('schedule.slot-taken')
  expect((await secretary.do(bookAppointment, { ...visit, hold: hold.id })).startsAt).toBe(ask.startsAt)
  expect((await refusalOf(secretary.do(releaseHold, { hold: hold.id }))).kind).toBe('missing')

  const next = { ...ask, startsAt: '2026-12-02T16:00:00Z' }
  const forgotten = await secretary.do(holdSlot, { ...next, forMinutes: 5 })
  world.clock.advance({ minutes: 5 })
  const late = await refusalOf(
    secretary.do(bookAppointment, { ...next, patient: clinic.patients[6]!, hold: forgotten.id }),
  )
  expect(late.code).toBe('schedule.hold-gone')
  expect((await secretary.do(bookAppointment, { ...next, patient: clinic.patients[6]! })).startsAt).toBe(next.startsAt)

  const third = await secretary.do(holdSlot, { ...ask, startsAt: '2026-12-02T18:00:00Z' })
  await secretary.do(releaseHold, { hold: third.id })
  const again = await secretary.do(holdSlot, { ...ask, startsAt: '2026-12-02T18:00:00Z' })
  const stranger = (await world.neighbour()).as('secretary')
  expect((await refusalOf(stranger.do(releaseHold, { hold: again.id }))).kind).toBe('missing')
  expect((await refusalOf(secretary.do(holdSlot, { ...ask, startsAt: '2026-12-02T17:30:00Z' }))).code).toBe(
    'schedule.outside-hours',
  )
  expect((await refusalOf(secretary.do(holdSlot, { ...ask, startsAt: '2026-10-02T17:30:00Z' }))).code).toBe(
    'schedule.in-the-past',
  )
})

test('ids of another practice are not on any board', async () => {
  const theirs = await openClinic(await world.neighbour())
  const ends = await Promise.all(
    [
      secretary.do(dayBoard, { location: theirs.location }),
      secretary.do(dayBoard, { providers: [theirs.providers[0]!] }),
      secretary.do(patientAppointments, { patient: theirs.patients[0]! }),
      secretary.do(waitingRoom, { location: theirs.location }),
    ].map(refusalOf),
  )
  expect(ends.map(refused => refused.kind)).toEqual(['missing', 'missing', 'missing', 'missing'])
})
