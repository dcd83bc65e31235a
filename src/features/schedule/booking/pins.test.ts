import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { type Id, newId } from '../../../core/id.ts'
import { mergePatients } from '../../patients/merge-patients.ts'
import { undoMerge } from '../../patients/undo-merge.ts'
import { openClinic, overlaps } from '../clinic.fixture.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { pinAppointment } from './pin-appointment.ts'
import { pinWish } from './pin-wish.ts'
import { pinboard } from './pins.ts'
import { placePin } from './place-pin.ts'
import { undoStep } from './undo-step.ts'
import { unpin } from './unpin.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 2, rooms: 1, patients: 6 })
const secretary = world.as('secretary')
const [lee, ortiz] = clinic.providers as [never, never]
const [ann, bob, cy] = clinic.patients as [never, never, never]
const book = (patient: never, startsAt: string) =>
  secretary.do(bookAppointment, { patient, visitType: clinic.followUp, provider: lee, startsAt, note: 'Bring X-rays' })
const board = async () => (await secretary.do(pinboard, {})).pins
const visitsOf = (patient: string) =>
  world.asOwner<{ id: string; state: string; starts_at: Date; note: string }>(
    'select id, state, starts_at, note from schedule.appointment where patient_id = $1 order by id',
    [patient],
  )

test('a pinned visit keeps its time, shows who pinned it, and moves when it is placed', async () => {
  const visit = await book(ann, '2026-11-25T14:00:00Z')
  const pin = await secretary.do(pinAppointment, { appointment: visit.id, version: 1, note: 'Only mornings' })
  expect(pin).toMatchObject({
    keepsTime: true,
    startsAt: visit.startsAt,
    pinnedBy: 'Test secretary',
    note: 'Only mornings',
    minutes: 20,
  })
  expect((await refusalOf(secretary.do(pinAppointment, { appointment: visit.id }))).code).toBe(
    'schedule.already-pinned',
  )
  expect((await refusalOf(book(bob, '2026-11-25T14:00:00Z'))).code).toBe('schedule.slot-taken')
  await book(bob, '2026-11-25T15:00:00Z')
  // Refused: the card stays.
  expect((await refusalOf(secretary.do(placePin, { pin: pin.id, startsAt: '2026-11-25T15:00:00Z' }))).code).toBe(
    'schedule.slot-taken',
  )
  expect(await board()).toHaveLength(1)
  const placed = await secretary.do(placePin, { pin: pin.id, startsAt: '2026-11-25T15:20:00Z', provider: ortiz })
  expect(placed).toMatchObject({ id: visit.id, provider: ortiz, version: 2 })
  expect(await board()).toEqual([])
  expect((await refusalOf(secretary.do(placePin, { pin: pin.id, startsAt: '2026-11-25T16:00:00Z' }))).kind).toBe(
    'missing',
  )
})

test('a visit that gave its time back is booked anew with what was known of it', async () => {
  const visit = await book(cy, '2026-11-27T14:00:00Z')
  const pin = await secretary.do(pinAppointment, { appointment: visit.id, keepTime: false })
  expect(pin).toMatchObject({ keepsTime: false, startsAt: null, note: 'Bring X-rays' })
  expect(await visitsOf(cy)).toMatchObject([{ state: 'cancelled' }])
  const other = await book(ann, '2026-11-27T14:00:00Z')
  const placed = await secretary.do(placePin, { pin: pin.id, startsAt: '2026-11-27T15:00:00Z' })
  expect(placed).toMatchObject({ patient: cy, provider: lee, state: 'booked', note: 'Bring X-rays' })
  expect(placed.id).not.toBe(visit.id)
  // Taken back before it is placed, it stands where it stood.
  const again = await secretary.do(pinAppointment, { appointment: other.id, keepTime: false })
  await secretary.do(undoStep, { appointment: other.id })
  expect((await board())[0]).toMatchObject({ id: again.id, startsAt: other.startsAt })
  expect((await secretary.do(placePin, { pin: again.id, startsAt: '2026-11-27T16:00:00Z' })).id).toBe(other.id)
})

test('a wish for nobody in particular is placed with somebody; cancelled visits leave the board; a card is taken off', async () => {
  const wish = await secretary.do(pinWish, { patient: bob, visitType: clinic.followUp, minutes: 40, note: 'Both feet' })
  expect(wish).toMatchObject({ appointment: null, provider: null, minutes: 40 })
  const at = '2026-11-30T14:00:00Z'
  expect((await refusalOf(secretary.do(placePin, { pin: wish.id, startsAt: at }))).code).toBe(
    'schedule.provider-wanted',
  )
  const placed = await secretary.do(placePin, { pin: wish.id, startsAt: at, provider: ortiz })
  expect([placed.minutes, placed.note]).toEqual([40, 'Both feet'])
  const pin = await secretary.do(pinAppointment, { appointment: placed.id })
  await secretary.do(cancelAppointment, { appointment: placed.id })
  expect(await board()).toEqual([])
  expect((await refusalOf(secretary.do(pinAppointment, { appointment: placed.id }))).code).toBe(
    'schedule.already-cancelled',
  )
  await secretary.do(undoStep, { appointment: placed.id })
  expect((await board()).map(one => one.id)).toEqual([pin.id])
  await secretary.do(unpin, { pin: pin.id })
  expect((await refusalOf(secretary.do(unpin, { pin: pin.id }))).kind).toBe('missing')
  expect(await visitsOf(bob)).toHaveLength(2)
})

test('two who place one card at once: one has it, the other is told it is gone', async () => {
  const wish = await secretary.do(pinWish, { patient: ann, visitType: clinic.followUp, provider: lee })
  const before = (await visitsOf(ann)).length
  const ends = await Promise.allSettled(
    ['14:00', '15:00', '16:00'].map(time =>
      secretary.do(placePin, { pin: wish.id, startsAt: `2026-12-01T${time}:00Z` }),
    ),
  )
  expect(ends.filter(end => end.status === 'fulfilled')).toHaveLength(1)
  expect(ends.filter(end => end.status === 'rejected').map(end => end.reason.kind)).toEqual(['missing', 'missing'])
  expect(await visitsOf(ann)).toHaveLength(before + 1)
  expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
})

test('cards follow a patient into the record they are merged with, and go back', async () => {
  const [from, into] = clinic.patients.slice(4) as [Id<'patient'>, Id<'patient'>]
  const wish = await secretary.do(pinWish, { patient: from, visitType: clinic.followUp })
  const manager = world.as('manager')
  const merged = await manager.do(mergePatients, { from, into })
  expect((await board()).find(one => one.id === wish.id)!.patient).toBe(into)
  await manager.do(undoMerge, { merge: merged.merge })
  expect((await board()).find(one => one.id === wish.id)!.patient).toBe(from)
})

test("another practice's ids are not there, and its board is its own", async () => {
  const neighbour = await world.neighbour()
  const theirs = await openClinic(neighbour)
  const before = await board()
  const wish = { patient: ann, visitType: clinic.followUp } as const
  for (const attempt of [
    () => secretary.do(pinWish, { ...wish, patient: theirs.patients[0]! }),
    () => secretary.do(pinWish, { ...wish, visitType: theirs.followUp }),
    () => secretary.do(pinWish, { ...wish, provider: theirs.providers[0]! }),
    () => secretary.do(pinAppointment, { appointment: newId<'appointment'>() }),
    () => neighbour.as('secretary').do(placePin, { pin: before[0]!.id, startsAt: '2026-12-02T14:00:00Z' }),
    () => neighbour.as('secretary').do(unpin, { pin: before[0]!.id }),
  ]) {
    expect((await refusalOf(attempt())).kind).toBe('missing')
  }
  expect(await board()).toEqual(before)
  expect((await neighbour.as('secretary').do(pinboard, {})).pins).toEqual([])
  await world.asOwner('update schedule.visit_type set retired_at = now() where id = $1', [clinic.procedure])
  expect((await refusalOf(secretary.do(pinWish, { ...wish, visitType: clinic.procedure }))).code).toBe(
    'schedule.not-in-use',
  )
})
