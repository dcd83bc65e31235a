import { beforeEach, describe, expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { Id } from '../../core/id.ts'
import { checkIn } from '../schedule/attendance/check-in.ts'
import { checkOut } from '../schedule/attendance/check-out.ts'
import { roomPatient } from '../schedule/attendance/room-patient.ts'
import { bookAppointment } from '../schedule/booking/book-appointment.ts'
import { moveAppointment } from '../schedule/booking/move-appointment.ts'
import { undoStep } from '../schedule/booking/undo-step.ts'
import { openClinic } from '../schedule/clinic.fixture.ts'
import { refusalOf } from '../schedule/refusal.fixture.ts'
import { addPerson } from './arrivals.fixture.ts'
import { confirmDetails } from './confirm-details.ts'
import { flowFacts } from './flow-facts.ts'
import { noteWord } from './note-word.ts'
import { setStage } from './set-stage.ts'
import { setWaitTargets } from './set-wait-targets.ts'
import { undoStage } from './undo-stage.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 20, patients: 20 })
const desk = world.as('secretary')
let turn = 0
beforeEach(() => world.clock.set('2026-11-24T15:07:00Z'))

const book = (patient = clinic.patients[turn]!, startsAt = '2026-11-24T15:10:00Z') =>
  desk.do(bookAppointment, { patient, visitType: clinic.followUp, provider: clinic.providers[turn++]!, startsAt })
const factOf = async (appointment: string) =>
  (await desk.do(flowFacts, {})).facts.find(fact => fact.appointment === appointment) ?? null

async function inRoom(): Promise<Id<'appointment'>> {
  const visit = await book()
  await desk.do(checkIn, { appointment: visit.id })
  await desk.do(roomPatient, { appointment: visit.id })
  return visit.id
}

describe('stages within the room', () => {
  it('go on to the provider and to check-out, with the moment of each, and come back one by one', async () => {
    const appointment = await inRoom()
    expect(await factOf(appointment)).toMatchObject({ stage: null })
    world.clock.advance({ minutes: 4 })
    await desk.do(setStage, { appointment, stage: 'with-provider' })
    world.clock.advance({ minutes: 9 })
    await desk.do(setStage, { appointment, stage: 'checkout' })
    expect(await factOf(appointment)).toMatchObject({ stage: 'checkout', stageSince: '2026-11-24T15:20:00Z' })
    world.clock.advance({ minutes: 1 })
    expect(await desk.do(undoStage, { appointment })).toMatchObject({ stage: 'with-provider' })
    expect(await factOf(appointment)).toMatchObject({ stage: 'with-provider', stageSince: '2026-11-24T15:11:00Z' })
    expect(await desk.do(undoStage, { appointment })).toMatchObject({ stage: 'roomed' })
    expect(await factOf(appointment)).toMatchObject({ stage: null })
    expect((await refusalOf(desk.do(undoStage, { appointment }))).code).toBe('arrivals.no-stage-to-undo')
  })

  it('are refused outside a room, and leave nothing', async () => {
    const visit = await book()
    await desk.do(checkIn, { appointment: visit.id })
    const refused = await refusalOf(desk.do(setStage, { appointment: visit.id, stage: 'with-provider' }))
    expect(refused).toMatchObject({ code: 'arrivals.not-in-room', facts: { state: 'arrived' } })
    expect(await world.asOwner('select 1 from arrivals.stage_fact where appointment_id = $1', [visit.id])).toEqual([])
  })

  it('end with the stay in the room: checked out, taken back, roomed anew', async () => {
    const appointment = await inRoom()
    await desk.do(setStage, { appointment, stage: 'with-provider' })
    world.clock.advance({ minutes: 1 })
    await desk.do(checkOut, { appointment })
    expect(await factOf(appointment)).toBeNull()
    await desk.do(undoStep, { appointment })
    expect(await factOf(appointment)).toMatchObject({ stage: 'with-provider' })
    await desk.do(undoStep, { appointment })
    expect(await factOf(appointment)).toMatchObject({ stage: null })
    world.clock.advance({ minutes: 1 })
    await desk.do(roomPatient, { appointment })
    expect(await factOf(appointment)).toMatchObject({ stage: null })
  })

  it('said at eight desks at one moment are written once', async () => {
    const appointment = await inRoom()
    await Promise.all(Array.from({ length: 8 }, () => desk.do(setStage, { appointment, stage: 'with-provider' })))
    const facts = await world.asOwner('select 1 from arrivals.stage_fact where appointment_id = $1', [appointment])
    expect(facts).toHaveLength(1)
  })

  it('and checking out at the same moment never leave a stage that counts', async () => {
    const appointment = await inRoom()
    await Promise.allSettled([
      desk.do(checkOut, { appointment }),
      desk.do(setStage, { appointment, stage: 'checkout' }),
      desk.do(checkOut, { appointment }),
    ])
    expect(await factOf(appointment)).toBeNull()
  })
})

describe('what patients tell of coming', () => {
  it('late counts from the start, or from when it was said; a moved visit starts afresh', async () => {
    const visit = await book(undefined, '2026-11-24T15:30:00Z')
    await desk.do(noteWord, { appointment: visit.id, word: 'late' })
    expect(await factOf(visit.id)).toMatchObject({ word: 'late', wordMinutes: 15, expectedAt: '2026-11-24T15:45:00Z' })
    world.clock.set('2026-11-24T15:40:00Z')
    await desk.do(noteWord, { appointment: visit.id, word: 'late', minutes: 20 })
    expect(await factOf(visit.id)).toMatchObject({ expectedAt: '2026-11-24T16:00:00Z' })
    await desk.do(moveAppointment, { appointment: visit.id, startsAt: '2026-11-24T16:30:00Z' })
    expect(await factOf(visit.id)).toMatchObject({ word: 'nothing', expectedAt: '2026-11-24T16:30:00Z' })
  })

  it('is taken back by nothing, and is refused once the patient is here', async () => {
    const visit = await book()
    await desk.do(noteWord, { appointment: visit.id, word: 'on-the-way' })
    await desk.do(noteWord, { appointment: visit.id, word: 'nothing' })
    expect(await factOf(visit.id)).toMatchObject({ word: 'nothing' })
    await desk.do(checkIn, { appointment: visit.id })
    const refused = await refusalOf(desk.do(noteWord, { appointment: visit.id, word: 'late' }))
    expect(refused.code).toBe('arrivals.not-expected')
    await desk.do(noteWord, { appointment: visit.id, word: 'in-the-car', note: 'Red car' })
    expect(await factOf(visit.id)).toMatchObject({ word: 'in-the-car' })
  })
})

describe('what the desk wants to see', () => {
  it('names what is missing or old, until the details are gone over', async () => {
    const patient = await addPerson(world, {
      family: 'Bare',
      given: 'Ro',
      phone: null,
      address: false,
      birthDate: null,
      since: '2025-01-01T00:00:00Z',
    })
    const visit = await book(patient)
    expect((await factOf(visit.id))!.seen).toEqual(['no-phone', 'no-address', 'no-birth-date', 'details-old'])
    await desk.do(confirmDetails, { patient })
    expect((await factOf(visit.id))!.seen).toEqual(['no-phone', 'no-address', 'no-birth-date'])
  })
})

describe('minutes after which a clock warns', () => {
  it('come with the program and are the manager’s to set', async () => {
    expect((await desk.do(flowFacts, {})).targets).toHaveLength(5)
    await world.as('manager').do(setWaitTargets, { targets: [{ stage: 'arrived', warnMinutes: 7, lateMinutes: 9 }] })
    expect((await desk.do(flowFacts, {})).targets).toContainEqual({ stage: 'arrived', warnMinutes: 7, lateMinutes: 9 })
    const backwards = world
      .as('manager')
      .do(setWaitTargets, { targets: [{ stage: 'arrived', warnMinutes: 9, lateMinutes: 7 }] })
    expect((await refusalOf(backwards)).code).toBe('platform.invalid-input')
  })
})

it('another practice sees and stages nothing', async () => {
  const appointment = await inRoom()
  const there = (await world.neighbour()).as('secretary')
  expect((await there.do(flowFacts, {})).facts).toEqual([])
  expect((await refusalOf(there.do(setStage, { appointment, stage: 'with-provider' }))).code).toBe('platform.not-found')
  expect((await refusalOf(there.do(flowFacts, { location: clinic.location }))).code).toBe('platform.not-found')
})
