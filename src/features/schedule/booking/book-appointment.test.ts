import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { newId } from '../../../core/id.ts'
import { openClinic, overlaps } from '../clinic.fixture.ts'
import type { Opening } from '../contract.ts'
import { nextAvailable } from '../finding/next-available.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { bookAppointment } from './book-appointment.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 3, rooms: 2, patients: 6 })
const secretary = world.as('secretary')
const [lee, ortiz, patel] = clinic.providers as [never, never, never]
const [ann, bob, cy] = clinic.patients as [never, never, never]

const visits = async () =>
  (await world.asOwner<{ n: number }>('select count(*)::int as n from schedule.appointment'))[0]!.n
const book = (input: Partial<Parameters<typeof secretary.do<typeof bookAppointment>>[1]>) =>
  secretary.do(bookAppointment, { patient: ann, visitType: clinic.followUp, provider: lee, ...input } as never)

test('a visit is booked at an instant, with its fact, its time and its event', async () => {
  const visit = await book({ startsAt: '2026-11-25T14:40:00Z', note: 'Bring X-rays' })
  expect(visit).toMatchObject({
    patient: ann,
    provider: lee,
    providerName: 'Ada Tester001, MD',
    startsAt: '2026-11-25T14:40:00Z',
    endsAt: '2026-11-25T15:00:00Z',
    minutes: 20,
    state: 'booked',
    room: null,
    zone: 'America/New_York',
    version: 1,
  })
  const facts = await world.asOwner(
    'select what, by_name, seq from schedule.appointment_fact where appointment_id = $1',
    [visit.id],
  )
  expect(facts).toEqual([{ what: 'booked', by_name: 'Test secretary', seq: 1 }])
  const events = await world.asOwner<{ facts: unknown }>(
    "select facts from platform.event where name = 'schedule.appointment-booked'",
  )
  expect(events[0]!.facts).toEqual({
    appointment: visit.id,
    patient: ann,
    provider: lee,
    location: clinic.location,
    date: '2026-11-25',
  })
  const audit = await world.asOwner("select patients from platform.audit_line where deed = 'schedule.book-appointment'")
  expect(audit).toEqual([{ patients: [ann] }])
})

test('a taken time is refused with what is free nearby, and nothing was written', async () => {
  const before = await visits()
  const refused = await refusalOf(book({ patient: bob, startsAt: '2026-11-25T14:50:00Z' }))
  expect(refused.code).toBe('schedule.slot-taken')
  const alternatives = refused.facts.alternatives as Opening[]
  expect(alternatives.filter(o => o.provider === lee).map(o => o.time)).toEqual(['10:00', '10:10', '09:20'])
  expect(alternatives.some(o => o.provider !== lee)).toBe(true)
  expect(await visits()).toBe(before)
})

test('date and time are read on the location clock, in summer and winter', async () => {
  const winter = await book({ date: '2026-11-26', time: '09:00', patient: bob })
  const summer = await book({ date: '2027-06-03', time: '09:00', patient: bob })
  expect([winter.startsAt, summer.startsAt]).toEqual(['2026-11-26T14:00:00Z', '2027-06-03T13:00:00Z'])
})

test('a visit that needs a room gets a free one, and the last room is not given twice', async () => {
  const one = await book({ visitType: clinic.procedure, startsAt: '2026-11-25T19:00:00Z', patient: ann })
  const two = await book({
    visitType: clinic.procedure,
    startsAt: '2026-11-25T19:00:00Z',
    patient: bob,
    provider: ortiz,
  })
  expect(new Set([one.room, two.room])).toEqual(new Set(clinic.rooms))
  const refused = await refusalOf(
    book({ visitType: clinic.procedure, startsAt: '2026-11-25T19:30:00Z', patient: cy, provider: patel }),
  )
  expect([refused.code, refused.facts.resource]).toEqual(['schedule.slot-taken', 'any-room'])
  // 10 minutes to prepare and 5 to clean belong to the room: 14:40 + 5 + 10 is the first start.
  const free = await secretary.do(nextAvailable, {
    visitType: clinic.procedure,
    providers: [patel],
    from: '2026-11-25',
    partOfDay: 'pm',
    limit: 3,
  })
  expect(free.openings.map(o => o.time)).toEqual(['13:00', '15:00', '15:10'])
  const third = await book({
    visitType: clinic.procedure,
    startsAt: '2026-11-25T20:00:00Z',
    patient: cy,
    provider: patel,
    room: clinic.rooms[1]!,
  })
  expect(third.room).toBe(clinic.rooms[1])
})

test('ids of another practice are not there', async () => {
  const neighbour = await world.neighbour()
  const theirs = await openClinic(neighbour)
  const before = await visits()
  const at = '2026-11-25T16:00:00Z'
  for (const wrong of [
    { patient: theirs.patients[0]! },
    { visitType: theirs.followUp },
    { provider: theirs.providers[0]! },
    { location: theirs.location },
    { room: theirs.rooms[0]! },
    { hold: newId<'hold'>() },
  ]) {
    expect((await refusalOf(book({ startsAt: at, ...wrong }))).kind).toBe('missing')
  }
  expect(await visits()).toBe(before)
})

test('no time was given twice', async () => {
  expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
})
