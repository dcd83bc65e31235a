import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import type { InputOf } from '../../../core/contract.ts'
import { newId } from '../../../core/id.ts'
import { checkIn } from '../attendance/check-in.ts'
import { openClinic, overlaps } from '../clinic.fixture.ts'
import { nextAvailable } from '../finding/next-available.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { dayBoard } from '../views/day-board.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { extendHold } from './extend-hold.ts'
import { holdSlot } from './hold-slot.ts'
import { moveAppointment } from './move-appointment.ts'
import { releaseHold } from './release-hold.ts'
import { undoStep } from './undo-step.ts'

const world = await openWorld({ max: 20 })
const clinic = await openClinic(world, { providers: 3, rooms: 1, patients: 24 })
const secretary = world.as('secretary')
const [lee, ortiz] = clinic.providers as [never, never]
const group = newId<'visit-type'>()
await world.inside(
  ctx => ctx.sql`
    insert into schedule.visit_type (practice_id, id, name, short_name, minutes, step_minutes, needs_room, seats)
    values (${ctx.practice}, ${group}, 'Back class', 'back', 60, 30, true, 4)`,
)

type Wanted = InputOf<(typeof bookAppointment)['contract']>
const join = (n: number, startsAt: string, more: Partial<Wanted> = {}) =>
  secretary.do(bookAppointment, {
    patient: clinic.patients[n]!,
    visitType: group,
    provider: lee,
    startsAt,
    ...more,
  } as Wanted)
const keep = (startsAt: string, more: Partial<InputOf<(typeof holdSlot)['contract']>> = {}) =>
  secretary.do(holdSlot, { visitType: group, provider: lee, startsAt, forMinutes: 5, ...more } as never)
const seatsLeft = async (startsAt: string) => {
  const found = await secretary.do(nextAvailable, {
    visitType: group,
    providers: [lee],
    from: startsAt.slice(0, 10),
    to: startsAt.slice(0, 10),
    limit: 50,
  } as never)
  return found.openings.find(opening => Date.parse(opening.startsAt) === Date.parse(startsAt))?.seatsLeft
}
const sessions = (startsAt: string) =>
  world.asOwner<{ id: string; closed: boolean; times: number }>(
    `select g.id, g.closed_at is not null as closed,
            (select count(*)::int from schedule.occupation o where o.group_session_id = g.id and o.live) as times
       from schedule.group_session g where g.starts_at = $1 order by closed_at nulls last`,
    [startsAt],
  )

test('the first opens the group, others join it in its room, and who comes too late is told', async () => {
  const at = '2026-11-25T14:00:00Z'
  const visits = [await join(0, at), await join(1, at), await join(2, at), await join(3, at)]
  expect(new Set(visits.map(visit => visit.group)).size).toBe(1)
  expect(visits.map(visit => [visit.seat, visit.seats])).toEqual([1, 2, 3, 4].map(seat => [seat, 4]))
  expect(new Set(visits.map(visit => visit.room))).toEqual(new Set(clinic.rooms))
  expect(await sessions(at)).toMatchObject([{ closed: false, times: 2 }])
  const refused = await refusalOf(join(4, at))
  expect([refused.code, refused.facts.seats]).toEqual(['schedule.group-full', 4])
  // Nobody else has that hour: neither another kind of visit nor another group that overlaps.
  const other = {
    patient: clinic.patients[5]!,
    visitType: clinic.followUp,
    provider: lee,
    startsAt: '2026-11-25T14:20:00Z',
  }
  expect((await refusalOf(secretary.do(bookAppointment, other))).code).toBe('schedule.slot-taken')
  expect((await refusalOf(join(5, '2026-11-25T14:30:00Z'))).code).toBe('schedule.slot-taken')
  expect((await refusalOf(keep(at))).code).toBe('schedule.group-full')

  await secretary.do(cancelAppointment, { appointment: visits[1]!.id })
  expect((await join(4, at)).seat).toBe(2)
  expect((await refusalOf(secretary.do(undoStep, { appointment: visits[1]!.id }))).code).toBe('schedule.group-full')
})

test('the last one out gives the time back, and coming back opens it again', async () => {
  const at = '2026-11-30T14:00:00Z'
  const [one, two] = [await join(0, at), await join(1, at)]
  await secretary.do(cancelAppointment, { appointment: one.id })
  expect(await sessions(at)).toMatchObject([{ closed: false, times: 2 }])
  await secretary.do(cancelAppointment, { appointment: two.id })
  expect(await sessions(at)).toMatchObject([{ closed: true, times: 0 }])
  const other = { patient: clinic.patients[5]!, visitType: clinic.followUp, provider: lee, startsAt: at }
  const plain = await secretary.do(bookAppointment, other)
  expect((await refusalOf(secretary.do(undoStep, { appointment: two.id }))).code).toBe('schedule.slot-taken')
  await secretary.do(cancelAppointment, { appointment: plain.id })
  const back = await secretary.do(undoStep, { appointment: two.id })
  expect([back.state, back.seat]).toEqual(['booked', 1])
  expect(back.group).not.toBe(two.group)
  expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
})

test('a member moves to another group, and alone by half an hour over its own former time', async () => {
  const [from, to] = ['2026-12-01T14:00:00Z', '2026-12-02T14:00:00Z']
  const [one, two] = [await join(0, from), await join(1, from)]
  await join(2, to)
  const moved = await secretary.do(moveAppointment, { appointment: one.id, startsAt: to })
  expect([moved.seat, moved.group === one.group]).toEqual([2, false])
  const arrived = await secretary.do(checkIn, { appointment: two.id })
  expect(arrived.group).toBe(two.group)
  const undone = await secretary.do(undoStep, { appointment: two.id })
  expect([undone.group, undone.seat]).toEqual([two.group, 2])
  const later = await secretary.do(moveAppointment, { appointment: two.id, startsAt: '2026-12-01T14:30:00Z' })
  expect(later.seat).toBe(1)
  expect(await sessions(from)).toMatchObject([{ closed: true, times: 0 }])
  // Back where they were: by taking both moves back, the first of which opens the group again.
  expect((await refusalOf(secretary.do(undoStep, { appointment: one.id }))).code).toBe('schedule.slot-taken')
  const first = await secretary.do(undoStep, { appointment: two.id })
  const second = await secretary.do(undoStep, { appointment: one.id })
  expect([first.startsAt, second.startsAt, second.group]).toEqual([from, from, first.group])
  expect(first.seat).not.toBe(second.seat)
  expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
})

test('twenty at once for four seats: four sit, each on a seat of their own', async () => {
  const at = '2026-12-03T14:00:00Z'
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      join(n, at, { provider: ortiz }).then(
        visit => visit.seat,
        error => error.code,
      ),
    ),
  )
  expect(answers.filter(answer => typeof answer === 'number').toSorted()).toEqual([1, 2, 3, 4])
  expect(answers.filter(answer => answer === 'schedule.group-full')).toHaveLength(16)
  expect(await sessions(at)).toHaveLength(1)
  expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
})

test('a seat is held: it counts as taken, others see it, and who booked with it sits on it', async () => {
  const at = '2026-12-07T14:00:00Z'
  const held = await keep(at, { note: 'Ada Example' })
  expect(await sessions(at)).toMatchObject([{ closed: false, times: 2 }])
  expect(held.room).toBe(clinic.rooms[0])
  expect(await seatsLeft(at)).toBe(3)
  const board = await world.as('manager').do(dayBoard, { date: '2026-12-07' })
  expect(board.holds).toMatchObject([{ id: held.id, visitType: group, note: 'Ada Example' }])
  const others = [await join(1, at), await join(2, at), await join(3, at)]
  expect(others.map(visit => visit.seat)).toEqual([2, 3, 4])
  expect(await seatsLeft(at)).toBeUndefined()
  expect((await refusalOf(join(4, at))).code).toBe('schedule.group-full')
  expect((await refusalOf(keep(at))).code).toBe('schedule.group-full')
  const seated = await join(0, at, { hold: held.id })
  expect([seated.seat, seated.group]).toEqual([1, others[0]!.group])
  expect((await refusalOf(join(4, at, { hold: held.id }))).code).toBe('platform.not-found')
})

test('a seat whose hold has run out or was given back is free, and a group nobody is in any more gives its time back', async () => {
  const at = '2026-12-08T14:00:00Z'
  const plain = (n: number) =>
    secretary.do(bookAppointment, {
      patient: clinic.patients[n]!,
      visitType: clinic.followUp,
      provider: lee,
      startsAt: at,
    })
  const [one, two] = [await keep(at), await keep(at)]
  await secretary.do(releaseHold, { hold: one.id })
  expect((await refusalOf(plain(5))).code).toBe('schedule.slot-taken')
  await secretary.do(releaseHold, { hold: two.id })
  expect(await sessions(at)).toMatchObject([{ closed: true, times: 0 }])

  await keep(at)
  world.clock.advance({ minutes: 6 })
  const booked = await plain(5)
  expect((await sessions(at)).map(each => each.times)).toEqual([0, 0])
  await secretary.do(cancelAppointment, { appointment: booked.id })

  // The last visit leaves a seat that is held: the time stays as long as the hold.
  const held = await keep(at)
  const visit = await join(6, at)
  world.clock.advance({ minutes: 3 })
  await secretary.do(extendHold, { hold: held.id, forMinutes: 5 })
  await secretary.do(cancelAppointment, { appointment: visit.id })
  world.clock.advance({ minutes: 4 })
  expect((await refusalOf(plain(5))).code).toBe('schedule.slot-taken')
  world.clock.advance({ minutes: 2 })
  expect((await plain(5)).state).toBe('booked')
  expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
})

test('a hold of one group used for another time gives its seat back', async () => {
  const [from, to] = ['2026-12-09T14:00:00Z', '2026-12-09T16:00:00Z']
  const held = await keep(from)
  const visit = await join(7, to, { hold: held.id })
  expect(visit.seat).toBe(1)
  expect(await sessions(from)).toMatchObject([{ closed: true, times: 0 }])
})

test('a held seat gives its time to another visit type, unless somebody else sits in the group', async () => {
  const at = '2026-12-14T14:00:00Z'
  const other = clinic.followUp
  const held = await keep(at)
  const visit = await join(8, at, { visitType: other, hold: held.id })
  expect(Date.parse(visit.startsAt)).toBe(Date.parse(at))
  expect(await sessions(at)).toMatchObject([{ closed: true, times: 0 }])

  const full = '2026-12-14T16:00:00Z'
  const seat = await keep(full)
  await join(9, full)
  const refused = await refusalOf(join(8, full, { visitType: other, hold: seat.id }))
  expect(refused.code).toBe('schedule.slot-taken')
  expect(await seatsLeft(full)).toBe(2)
  const twin = '2026-12-14T19:00:00Z'
  const [one, two] = [await keep(twin), await keep(twin)]
  expect((await refusalOf(join(8, twin, { visitType: other, hold: one.id }))).code).toBe('schedule.slot-taken')
  await secretary.do(releaseHold, { hold: two.id })
  expect((await join(8, twin, { visitType: other, hold: one.id })).state).toBe('booked')
})

test('eight at once for the last seat, four to hold it and four to book it: one has it', async () => {
  for (const at of ['2026-12-10T14:00:00Z', '2026-12-10T15:00:00Z', '2026-12-10T16:00:00Z']) {
    await join(0, at)
    await join(1, at)
    await keep(at)
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        (n % 2 ? keep(at) : join(n + 8, at)).then(
          () => 'ok',
          error => error.code,
        ),
      ),
    )
    expect(answers.filter(answer => answer === 'ok')).toHaveLength(1)
    expect(answers.filter(answer => answer === 'schedule.group-full')).toHaveLength(7)
    const taken = await world.asOwner<{ seat: number }>(
      `select seat from schedule.appointment where starts_at = $1 and group_session_id is not null and state <> 'cancelled'
        union all select seat from schedule.hold where starts_at = $1 order by seat`,
      [at],
    )
    expect(taken.map(row => row.seat)).toEqual([1, 2, 3, 4])
  }
  expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
})
