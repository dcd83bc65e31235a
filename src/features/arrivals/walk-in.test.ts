import { beforeEach, describe, expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { newId } from '../../core/id.ts'
import { mergePatients } from '../patients/merge-patients.ts'
import { undoMerge } from '../patients/undo-merge.ts'
import { roomPatient } from '../schedule/attendance/room-patient.ts'
import { bookAppointment } from '../schedule/booking/book-appointment.ts'
import { openClinic, overlaps } from '../schedule/clinic.fixture.ts'
import { refusalOf } from '../schedule/refusal.fixture.ts'
import { addWalkIn } from './add-walk-in.ts'
import { addPerson } from './arrivals.fixture.ts'
import { changeWalkIn } from './change-walk-in.ts'
import { redFlags } from './contract-red-flags.ts'
import { noteWalkInLeft } from './note-walk-in-left.ts'
import { placeWalkIn } from './place-walk-in.ts'
import { turnAwayWalkIn } from './turn-away-walk-in.ts'
import { undoWalkIn } from './undo-walk-in.ts'
import { walkInQueue } from './walk-in-queue.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 2, patients: 4 })
const desk = world.as('secretary')
beforeEach(() => world.clock.set('2026-11-24T15:07:00Z'))

let many = 0
async function comes(urgency = 3, more: { reason?: string; linked?: boolean; location?: typeof clinic.location } = {}) {
  const who =
    more.linked === false
      ? { name: 'Made Up' }
      : { patient: await addPerson(world, { family: `Walker${many++}`, given: 'Jo' }) }
  return desk.do(addWalkIn, {
    location: more.location ?? clinic.location,
    ...who,
    reason: more.reason ?? 'Sore throat',
    urgency,
  })
}
const waiting = async (location = clinic.location) => (await desk.do(walkInQueue, { location })).waiting

describe('the queue', () => {
  it('stands by urgency, then by who came first, with likely times in that order', async () => {
    const here = await openClinic(world, { providers: 1, patients: 1 })
    const at = { location: here.location }
    const third = await comes(3, at)
    world.clock.advance({ minutes: 1 })
    const second = await comes(2, at)
    world.clock.advance({ minutes: 1 })
    const first = await comes(1, at)
    world.clock.advance({ minutes: 1 })
    const last = await comes(3, at)
    const rows = await waiting(here.location)
    expect(rows.map(row => row.id)).toEqual([first.id, second.id, third.id, last.id])
    expect(rows.map(row => row.likely?.startsAt)).toEqual(
      ['10', '30', '50']
        .map(m => `2026-11-24T15:${m}:00Z`)
        .concat('2026-11-24T16:10:00Z')
        .map((at, n) => (n === 0 ? rows[0]!.likely!.startsAt : at)),
    )
    expect(rows[2]!.waitMinutes).toBe(3)
  })

  it('takes a name and birth date alone, warns of words a nurse should hear, and no more than advises', async () => {
    const one = await desk.do(addWalkIn, {
      location: clinic.location,
      name: 'Stranger Example',
      birthDate: '1980-02-29',
      reason: 'Chest pain, short of breath',
      urgency: 4,
    })
    expect(one).toMatchObject({ patient: null, urgency: 4, redFlags: ['chest pain', 'breathing'] })
    expect(redFlags('stroked the cat, no chest-pain today?')).toEqual(['chest pain'])
    expect(redFlags('Dolor de PECHO')).toEqual(['chest pain'])
    expect(redFlags('sore throat')).toEqual([])
    expect((await refusalOf(desk.do(placeWalkIn, { walkIn: one.id }))).code).toBe('arrivals.nobody-linked')
  })

  it('holds one person once, also when two desks add them at one moment', async () => {
    const patient = await addPerson(world, { family: 'Twice', given: 'Jo' })
    const both = await Promise.allSettled(
      [1, 2].map(() => desk.do(addWalkIn, { location: clinic.location, patient, reason: 'Cough', urgency: 3 })),
    )
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const stranger = await comes(3, { linked: false })
    expect((await refusalOf(desk.do(changeWalkIn, { walkIn: stranger.id, patient }))).code).toBe(
      'arrivals.already-waiting',
    )
  })
})

describe('a walk-in', () => {
  it('given the next free time is booked and checked in, and put back gives the time back', async () => {
    const one = await comes()
    const placed = await desk.do(placeWalkIn, { walkIn: one.id, version: one.version })
    expect(placed).toMatchObject({ state: 'placed' })
    const visit = async () =>
      (
        await world.asOwner<{ state: string; note: string }>(
          'select state, note from schedule.appointment where id = $1',
          [placed.appointment],
        )
      )[0]
    expect(await visit()).toEqual({ state: 'arrived', note: 'Sore throat' })
    expect(await desk.do(undoWalkIn, { walkIn: one.id })).toMatchObject({
      state: 'waiting',
      appointment: null,
      cameAt: one.cameAt,
    })
    expect(await visit()).toMatchObject({ state: 'cancelled' })
    const facts = await world.asOwner<{ what: string }>(
      'select what from arrivals.walk_in_fact where walk_in_id = $1 order by seq',
      [one.id],
    )
    expect(facts.map(fact => fact.what)).toEqual(['came', 'placed', 'undone'])
  })

  it('already in the room is not put back', async () => {
    const one = await comes()
    const placed = await desk.do(placeWalkIn, { walkIn: one.id })
    await desk.do(roomPatient, { appointment: placed.appointment! })
    expect((await refusalOf(desk.do(undoWalkIn, { walkIn: one.id }))).code).toBe('schedule.wrong-state')
  })

  it('leaves or is turned away with a reason, and can be put back; a step that does not fit is refused', async () => {
    const one = await comes()
    const left = await desk.do(noteWalkInLeft, { walkIn: one.id })
    expect(left.state).toBe('left')
    expect((await refusalOf(desk.do(placeWalkIn, { walkIn: one.id }))).code).toBe('arrivals.walk-in-moved')
    expect((await refusalOf(desk.do(noteWalkInLeft, { walkIn: one.id }))).code).toBe('arrivals.walk-in-moved')
    await desk.do(undoWalkIn, { walkIn: one.id })
    const away = await desk.do(turnAwayWalkIn, { walkIn: one.id, reason: 'Sent to the emergency room' })
    expect(away).toMatchObject({ state: 'turned-away', turnedAwayReason: 'Sent to the emergency room' })
    expect((await desk.do(undoWalkIn, { walkIn: one.id })).turnedAwayReason).toBeNull()
    const stale = desk.do(noteWalkInLeft, { walkIn: one.id, version: 1 })
    expect((await refusalOf(stale)).code).toBe('arrivals.walk-in-moved')
  })

  it('is in exactly one state whatever two desks do at one moment', async () => {
    for (let n = 0; n < 4; n++) {
      const one = await comes()
      await Promise.allSettled([
        desk.do(placeWalkIn, { walkIn: one.id }),
        desk.do(noteWalkInLeft, { walkIn: one.id }),
        desk.do(turnAwayWalkIn, { walkIn: one.id, reason: 'Full' }),
      ])
      const facts = await world.asOwner('select 1 from arrivals.walk_in_fact where walk_in_id = $1', [one.id])
      expect(facts).toHaveLength(2)
    }
    const gone = await comes()
    await desk.do(noteWalkInLeft, { walkIn: gone.id })
    await expect(
      world.asOwner(`update arrivals.walk_in set state = 'placed', appointment_id = null where id = $1`, [gone.id]),
    ).rejects.toThrow(/walk_in_placed/)
    await expect(world.asOwner(`update arrivals.walk_in set state = 'gone'`)).rejects.toThrow(/check/)
  })

  it('two desks give the next free time to two walk-ins at one moment: two times, no overlap', async () => {
    const [a, b] = [await comes(), await comes()]
    const placed = await Promise.all([a, b].map(one => desk.do(placeWalkIn, { walkIn: one.id })))
    expect(new Set(placed.map(one => one.appointment)).size).toBe(2)
    expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
  })

  it('gets nothing when nothing is free today, and nothing is written', async () => {
    const late = await comes()
    world.clock.set('2026-11-24T22:30:00Z')
    expect((await refusalOf(desk.do(placeWalkIn, { walkIn: late.id }))).code).toBe('arrivals.nothing-free')
    const row = (await waiting()).find(one => one.id === late.id)!
    expect(row).toMatchObject({ state: 'waiting', likely: null, version: 1 })
  })

  it('with a visit at that hour is told so', async () => {
    const here = await openClinic(world, { providers: 1, patients: 1 })
    const other = clinic.providers[1]!
    const patient = await addPerson(world, { family: 'Double', given: 'Jo' })
    await desk.do(bookAppointment, {
      patient,
      visitType: clinic.followUp,
      provider: other,
      startsAt: '2026-11-24T18:20:00Z',
      minutes: 240,
      despite: ['outside-hours'],
    })
    world.clock.set('2026-11-24T18:21:00Z')
    const one = await desk.do(addWalkIn, { location: here.location, patient, reason: 'Also a cough', urgency: 3 })
    expect((await refusalOf(desk.do(placeWalkIn, { walkIn: one.id }))).code).toBe('schedule.patient-already-booked')
  })
})

it('two records of one person who wait twice wait once after the merge, and the walk-in goes back when it is undone', async () => {
  const [from, into] = [
    await addPerson(world, { family: 'Doubled', given: 'Jo' }),
    await addPerson(world, { family: 'Doubled', given: 'Joe' }),
  ]
  const rows: { id: string }[] = []
  for (const patient of [from, into]) {
    rows.push(await desk.do(addWalkIn, { location: clinic.location, patient, reason: 'Cough', urgency: 3 }))
  }
  const owner = async () =>
    world.asOwner('select patient_id, state from arrivals.walk_in where id = any($1) order by came_at, id', [
      rows.map(row => row.id),
    ])
  const { merge } = await world.as('manager').do(mergePatients, { from, into, reason: 'Registered twice' })
  expect(await owner()).toEqual([
    { patient_id: into, state: 'left' },
    { patient_id: into, state: 'waiting' },
  ])
  await world.as('manager').do(undoMerge, { merge })
  expect((await owner())[0]).toEqual({ patient_id: from, state: 'left' })
})

it('another practice’s walk-in, patient or place finds nothing', async () => {
  const neighbour = await world.neighbour()
  const one = await comes()
  const there = neighbour.as('secretary')
  expect((await there.do(walkInQueue, {})).waiting).toEqual([])
  expect((await refusalOf(there.do(noteWalkInLeft, { walkIn: one.id }))).code).toBe('platform.not-found')
  const foreign = there.do(addWalkIn, { location: clinic.location, name: 'X', reason: 'Y', urgency: 1 })
  expect((await refusalOf(foreign)).code).toBe('platform.not-found')
  const unknown = desk.do(addWalkIn, {
    location: clinic.location,
    patient: newId<'patient'>(),
    reason: 'Y',
    urgency: 1,
  })
  expect((await refusalOf(unknown)).code).toBe('platform.not-found')
})
