import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { newId } from '../../../core/id.ts'
import { appointmentHistory } from '../appointment-history.ts'
import { checkIn } from '../attendance/check-in.ts'
import { checkOut } from '../attendance/check-out.ts'
import { confirmAppointment } from '../attendance/confirm-appointment.ts'
import { markNoShow } from '../attendance/mark-no-show.ts'
import { roomPatient } from '../attendance/room-patient.ts'
import { openClinic, overlaps } from '../clinic.fixture.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { holdSlot } from './hold-slot.ts'
import { moveAppointment } from './move-appointment.ts'
import { undoStep } from './undo-step.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 3, rooms: 2, patients: 8 })
const secretary = world.as('secretary')
const [lee, ortiz, patel] = clinic.providers as [never, never, never]
let day = 0

/** A visit of its own, each test on a day of its own (Mondays of 2027). */
async function booked(input: Record<string, unknown> = {}) {
  const date = Temporal.PlainDate.from('2027-01-04').add({ weeks: day++ }).toString()
  const patient = clinic.patients[0]!
  return secretary.do(bookAppointment, {
    patient,
    visitType: clinic.followUp,
    provider: lee,
    date,
    time: '09:00',
    ...input,
  } as never)
}
const asItIs = async (appointment: string) =>
  (
    await world.asOwner<Record<string, unknown>>(
      `select starts_at, provider_id, room_id, state, version,
              (select count(*)::int from schedule.appointment_fact f where f.appointment_id = a.id) as facts,
              (select count(*)::int from schedule.occupation o where o.appointment_id = a.id and o.live) as taken
         from schedule.appointment a where id = $1`,
      [appointment],
    )
  )[0]!

test('a visit moves to another time, provider and length, and its old time is free again', async () => {
  const visit = await booked()
  const moved = await secretary.do(moveAppointment, {
    appointment: visit.id,
    version: 1,
    startsAt: Temporal.Instant.from(visit.startsAt).add({ hours: 1 }).toString(),
    provider: ortiz,
    minutes: 40,
    reason: 'asked for Ortiz',
  })
  expect(moved).toMatchObject({ provider: ortiz, minutes: 40, version: 2, state: 'booked', patient: visit.patient })
  expect(Date.parse(moved.startsAt) - Date.parse(visit.startsAt)).toBe(3_600_000)
  const again = await secretary.do(bookAppointment, {
    patient: clinic.patients[1]!,
    visitType: clinic.followUp,
    provider: lee,
    startsAt: visit.startsAt,
  })
  expect(again.startsAt).toBe(visit.startsAt)
})

test('a visit may move by less than its own length', async () => {
  const visit = await booked()
  const startsAt = Temporal.Instant.from(visit.startsAt).add({ minutes: 10 }).toString()
  expect((await secretary.do(moveAppointment, { appointment: visit.id, startsAt })).startsAt).toBe(startsAt)
})

test('of two moves at once one is done and the other is told what stands now', async () => {
  const visit = await booked()
  const to = (hours: number) =>
    secretary.do(moveAppointment, {
      appointment: visit.id,
      version: 1,
      startsAt: Temporal.Instant.from(visit.startsAt).add({ hours }).toString(),
    })
  const ends = await Promise.allSettled([to(1), to(2), to(5)])
  const losers = ends.filter(end => end.status === 'rejected').map(end => end.reason)
  expect(ends.filter(end => end.status === 'fulfilled')).toHaveLength(1)
  expect(losers.map(reason => reason.code)).toEqual(['schedule.changed-meanwhile', 'schedule.changed-meanwhile'])
  expect(losers[0].facts).toMatchObject({ version: 2, appointment: { id: visit.id } })
  expect(await asItIs(visit.id)).toMatchObject({ version: 2, facts: 2, taken: 1 })
})

test('a move and a cancellation at once: one is done, the other refused, and no time stays taken by mistake', async () => {
  for (let round = 0; round < 6; round++) {
    const visit = await booked()
    const startsAt = Temporal.Instant.from(visit.startsAt).add({ hours: 1 }).toString()
    const ends = await Promise.allSettled([
      secretary.do(moveAppointment, { appointment: visit.id, version: 1, startsAt }),
      secretary.do(cancelAppointment, { appointment: visit.id, version: 1 }),
    ])
    expect(ends.filter(end => end.status === 'fulfilled')).toHaveLength(1)
    const after = await asItIs(visit.id)
    expect(after.taken).toBe(after.state === 'cancelled' ? 0 : 1)
  }
})

test('a move that is refused changes nothing', async () => {
  const visit = await booked()
  const other = await secretary.do(bookAppointment, {
    patient: clinic.patients[1]!,
    visitType: clinic.followUp,
    provider: ortiz,
    startsAt: visit.startsAt,
  })
  const before = await asItIs(visit.id)
  const at = (iso: Temporal.DurationLike) => Temporal.Instant.from(visit.startsAt).add(iso).toString()
  const hold = await secretary.do(holdSlot, {
    visitType: clinic.followUp,
    provider: patel,
    startsAt: at({ hours: 1 }),
    forMinutes: 5,
  })
  world.clock.advance({ minutes: 6 })
  const ask = { appointment: visit.id }
  const own = await secretary.do(bookAppointment, {
    patient: visit.patient,
    visitType: clinic.followUp,
    provider: patel,
    startsAt: at({ hours: 2 }),
  })
  for (const [code, input] of [
    ['schedule.slot-taken', { ...ask, provider: other.provider! }],
    ['schedule.outside-hours', { ...ask, startsAt: at({ hours: 3, minutes: 30 }) }],
    ['schedule.patient-already-booked', { ...ask, startsAt: own.startsAt }],
    ['schedule.in-the-past', { ...ask, startsAt: '2026-11-20T15:00:00Z' }],
    ['schedule.time-does-not-exist', { ...ask, date: '2026-03-08', time: '02:30' }],
    ['schedule.time-exists-twice', { ...ask, date: '2026-11-01', time: '01:30' }],
    ['schedule.hold-gone', { ...ask, startsAt: at({ hours: 1 }), hold: hold.id }],
    ['schedule.changed-meanwhile', { ...ask, version: 7 }],
    ['platform.not-found', { ...ask, provider: newId<'provider'>() }],
    ['platform.not-found', { appointment: newId<'appointment'>() }],
  ] as const) {
    expect([code, (await refusalOf(secretary.do(moveAppointment, input))).code]).toEqual([code, code])
  }
  await world.inside(
    ctx => ctx.sql`update practice.room set closed_at = ${ctx.now.toString()} where id = ${clinic.rooms[1]!}`,
  )
  const closed = await refusalOf(secretary.do(moveAppointment, { ...ask, room: clinic.rooms[1]! }))
  expect([closed.code, closed.facts.what]).toEqual(['schedule.not-in-use', 'room'])
  await world.inside(ctx => ctx.sql`update practice.room set closed_at = null where id = ${clinic.rooms[1]!}`)
  expect(await asItIs(visit.id)).toEqual(before)
})

test('cancelled and finished visits do not move', async () => {
  const visit = await booked()
  await secretary.do(cancelAppointment, { appointment: visit.id, reason: 'ill' })
  const refused = await refusalOf(secretary.do(moveAppointment, { appointment: visit.id, minutes: 30 }))
  expect(refused.code).toBe('schedule.already-cancelled')
  const done = await booked()
  await secretary.do(checkIn, { appointment: done.id })
  await secretary.do(checkOut, { appointment: done.id })
  expect((await refusalOf(secretary.do(moveAppointment, { appointment: done.id, minutes: 30 }))).code).toBe(
    'schedule.wrong-state',
  )
})

test('moving to another time takes the confirmation back, moving to another provider does not', async () => {
  const visit = await booked()
  await secretary.do(confirmAppointment, { appointment: visit.id, how: 'phone' })
  const same = await secretary.do(moveAppointment, { appointment: visit.id, provider: ortiz })
  expect(same.state).toBe('confirmed')
  const later = Temporal.Instant.from(visit.startsAt).add({ hours: 1 }).toString()
  expect((await secretary.do(moveAppointment, { appointment: visit.id, startsAt: later })).state).toBe('booked')
})

test('the way through a visit is refused wherever a step does not fit, and leaves nothing', async () => {
  const visit = await booked({ visitType: clinic.procedure })
  const ask = { appointment: visit.id }
  const fails = async (code: string, attempt: () => Promise<unknown>) => {
    const before = await asItIs(visit.id)
    expect((await refusalOf(attempt())).code).toBe(code)
    expect(await asItIs(visit.id)).toEqual(before)
  }
  await fails('schedule.wrong-state', () => secretary.do(markNoShow, ask)) // it has not begun yet
  await fails('schedule.wrong-state', () => secretary.do(roomPatient, ask))
  await fails('schedule.wrong-state', () => secretary.do(checkOut, ask))
  await fails('schedule.changed-meanwhile', () => secretary.do(checkIn, { ...ask, version: 9 }))
  await fails('schedule.changed-meanwhile', () => secretary.do(undoStep, { ...ask, version: 9 }))
  await fails('schedule.nothing-to-undo', () => secretary.do(undoStep, ask))
  expect((await secretary.do(confirmAppointment, { ...ask, version: 1 })).state).toBe('confirmed')
  await fails('schedule.wrong-state', () => secretary.do(confirmAppointment, ask))
  expect((await secretary.do(checkIn, ask)).state).toBe('arrived')
  await fails('schedule.wrong-state', () => secretary.do(checkIn, ask))
  await fails('schedule.wrong-state', () => secretary.do(markNoShow, ask))
  expect((await secretary.do(roomPatient, ask)).state).toBe('roomed')
  await fails('schedule.wrong-state', () => secretary.do(cancelAppointment, ask))
  expect((await secretary.do(checkOut, ask)).state).toBe('checked-out')
  await fails('schedule.wrong-state', () => secretary.do(cancelAppointment, ask))
  const { facts } = await secretary.do(appointmentHistory, ask)
  expect(facts.map(fact => fact.what)).toEqual(['booked', 'confirmed', 'arrived', 'roomed', 'checked-out'])
  expect(facts.every(fact => fact.by === 'Test secretary')).toBe(true)
})

test('a patient is roomed elsewhere than booked, and a room that is taken is refused', async () => {
  const visit = await booked({ visitType: clinic.procedure })
  const other = await secretary.do(bookAppointment, {
    patient: clinic.patients[2]!,
    visitType: clinic.procedure,
    provider: ortiz,
    startsAt: visit.startsAt,
  })
  await secretary.do(checkIn, { appointment: visit.id })
  const before = await asItIs(visit.id)
  const taken = await refusalOf(secretary.do(roomPatient, { appointment: visit.id, room: other.room! }))
  expect([taken.code, taken.facts.resource]).toEqual(['schedule.slot-taken', 'room'])
  const neighbour = await world.neighbour()
  const theirs = await openClinic(neighbour)
  expect((await refusalOf(secretary.do(roomPatient, { appointment: visit.id, room: theirs.rooms[0]! }))).kind).toBe(
    'missing',
  )
  expect(await asItIs(visit.id)).toEqual(before)
  await secretary.do(cancelAppointment, { appointment: other.id })
  const roomed = await secretary.do(roomPatient, { appointment: visit.id, room: other.room! })
  expect(roomed).toMatchObject({ state: 'roomed', room: other.room })
  await world.inside(
    ctx => ctx.sql`update practice.room set closed_at = ${ctx.now.toString()} where id = ${visit.room!}`,
  )
  const closed = await refusalOf(secretary.do(roomPatient, { appointment: visit.id, room: visit.room! }))
  expect(closed.code).toBe('schedule.not-in-use')
  await world.inside(ctx => ctx.sql`update practice.room set closed_at = null where id = ${visit.room!}`)
})

test('the last step is taken back, as often as there are steps, down to the booking', async () => {
  const visit = await booked()
  const ask = { appointment: visit.id }
  await secretary.do(confirmAppointment, ask)
  const startsAt = Temporal.Instant.from(visit.startsAt).add({ hours: 1 }).toString()
  await secretary.do(moveAppointment, { ...ask, startsAt, provider: ortiz })
  await secretary.do(checkIn, ask)
  expect((await secretary.do(undoStep, ask)).state).toBe('booked')
  const back = await secretary.do(undoStep, ask)
  expect(back).toMatchObject({ state: 'confirmed', startsAt: visit.startsAt, provider: lee })
  expect((await secretary.do(undoStep, ask)).state).toBe('booked')
  expect((await refusalOf(secretary.do(undoStep, ask))).code).toBe('schedule.nothing-to-undo')
  const { facts } = await secretary.do(appointmentHistory, ask)
  expect(facts.map(fact => [fact.what, fact.undone, fact.undoes])).toEqual([
    ['booked', false, null],
    ['confirmed', true, null],
    ['moved', true, null],
    ['arrived', true, null],
    ['undone', false, 4],
    ['undone', false, 3],
    ['undone', false, 2],
  ])
})

test('a cancellation is taken back if the time is still free, and refused if it is not', async () => {
  const visit = await booked()
  await secretary.do(cancelAppointment, { appointment: visit.id, by: 'patient', reason: 'no ride' })
  expect(await asItIs(visit.id)).toMatchObject({ state: 'cancelled', taken: 0 })
  expect((await refusalOf(secretary.do(cancelAppointment, { appointment: visit.id }))).code).toBe(
    'schedule.already-cancelled',
  )
  expect((await secretary.do(undoStep, { appointment: visit.id })).state).toBe('booked')
  expect(await asItIs(visit.id)).toMatchObject({ state: 'booked', taken: 1 })
  await secretary.do(cancelAppointment, { appointment: visit.id })
  await secretary.do(bookAppointment, {
    patient: clinic.patients[3]!,
    visitType: clinic.followUp,
    provider: lee,
    startsAt: visit.startsAt,
  })
  const before = await asItIs(visit.id)
  expect((await refusalOf(secretary.do(undoStep, { appointment: visit.id }))).code).toBe('schedule.slot-taken')
  expect(await asItIs(visit.id)).toEqual(before)
})

test('a step is not taken back into a time at which the patient is booked elsewhere, unless the desk says so', async () => {
  const later = (visit: { startsAt: string }, minutes: number) =>
    Temporal.Instant.from(visit.startsAt).add({ minutes }).toString()
  for (const leave of ['cancelled', 'moved']) {
    const visit = await booked()
    const ask = { appointment: visit.id }
    if (leave === 'cancelled') await secretary.do(cancelAppointment, ask)
    else await secretary.do(moveAppointment, { ...ask, startsAt: later(visit, 120) })
    const other = await secretary.do(bookAppointment, {
      patient: visit.patient,
      visitType: clinic.followUp,
      provider: patel,
      startsAt: later(visit, 10),
    })
    const before = await asItIs(visit.id)
    const refused = await refusalOf(secretary.do(undoStep, ask))
    expect(refused).toMatchObject({ code: 'schedule.patient-already-booked', facts: { appointment: other.id } })
    expect(await asItIs(visit.id)).toEqual(before)
    const back = await secretary.do(undoStep, { ...ask, despite: ['patient-already-booked'] })
    expect(back).toMatchObject({ state: 'booked', startsAt: visit.startsAt })
    // An arrival keeps its time: that the patient is also elsewhere then is no news.
    await secretary.do(checkIn, ask)
    expect((await secretary.do(undoStep, ask)).state).toBe('booked')
  }
})

test('a no-show frees what is left of the time', async () => {
  const visit = await secretary.do(bookAppointment, {
    patient: clinic.patients[4]!,
    visitType: clinic.followUp,
    provider: patel,
    startsAt: world.clock.now().toString(),
  })
  world.clock.advance({ minutes: 10 })
  const marked = await secretary.do(markNoShow, { appointment: visit.id, note: 'called twice' })
  expect(marked.state).toBe('no-show')
  expect(await asItIs(visit.id)).toMatchObject({ taken: 0 })
  expect((await refusalOf(secretary.do(checkIn, { appointment: visit.id }))).code).toBe('schedule.wrong-state')
  expect((await secretary.do(undoStep, { appointment: visit.id })).state).toBe('booked')
  expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
})

test('steps on a visit of another practice find nothing', async () => {
  const visit = await booked()
  const stranger = (await world.neighbour()).as('secretary')
  const ask = { appointment: visit.id }
  const ends = [
    stranger.do(moveAppointment, { ...ask, minutes: 5 }),
    stranger.do(cancelAppointment, ask),
    stranger.do(confirmAppointment, ask),
    stranger.do(checkIn, ask),
    stranger.do(roomPatient, ask),
    stranger.do(checkOut, ask),
    stranger.do(markNoShow, ask),
    stranger.do(undoStep, ask),
    stranger.do(appointmentHistory, ask),
  ].map(refusalOf)
  expect((await Promise.all(ends)).map(refused => refused.kind)).toEqual(Array(9).fill('missing'))
})
