import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { Id } from '../../core/id.ts'
import { checkIn } from '../schedule/attendance/check-in.ts'
import { bookAppointment } from '../schedule/booking/book-appointment.ts'
import { undoStep } from '../schedule/booking/undo-step.ts'
import { openClinic } from '../schedule/clinic.fixture.ts'
import { refusalOf } from '../schedule/refusal.fixture.ts'
import { arrivalLink } from './arrival-link.ts'
import { addPerson, openDoor } from './arrivals.fixture.ts'
import { flowFacts } from './flow-facts.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 40, patients: 1 })
const door = await openDoor(world, clinic.location)
afterAll(door.close)
const { phone } = door
const desk = world.as('secretary')
let turn = 0
beforeEach(() => world.clock.set('2026-11-24T15:07:00Z'))

async function linked(startsAt: string, since?: string) {
  const patient = await addPerson(world, { family: `Linked${turn}`, given: 'Pat', ...(since ? { since } : {}) })
  const visit = await desk.do(bookAppointment, {
    patient,
    visitType: clinic.followUp,
    provider: clinic.providers[turn++]!,
    startsAt,
    despite: ['outside-hours'],
  })
  return { visit: visit.id as Id<'appointment'>, ...(await desk.do(arrivalLink, { appointment: visit.id })) }
}
const page = async (token: string) => (await phone.get('arrivals/arrive-page', { token })).body
const say = async (token: string, what: string, more = {}) =>
  (await phone.post('arrivals/arrive', { token, what, ...more })).body
const gone = {
  standing: 'gone',
  practice: '',
  location: '',
  time: null,
  provider: null,
  language: null,
  word: 'nothing',
  next: null,
}

describe('a visit’s own link', () => {
  it('shows the time and the provider, no name, and one press arrives', async () => {
    const { token, visit, path, validOn } = await linked('2026-11-24T16:20:00Z')
    expect({ path, validOn }).toEqual({ path: `/arrive/${token}`, validOn: '2026-11-24' })
    const shown = await page(token)
    expect(shown).toMatchObject({ standing: 'ready', time: '11:20', provider: expect.stringMatching(/^Dr Tester/) })
    expect(JSON.stringify(shown)).not.toContain('Linked')
    expect(await say(token, 'here')).toMatchObject({ standing: 'arrived', next: 'sit' })
    expect(await page(token)).toMatchObject({ standing: 'arrived' })
    const facts = await world.asOwner(
      `select by_name from schedule.appointment_fact where appointment_id = $1 and what = 'arrived'`,
      [visit],
    )
    expect(facts).toEqual([{ by_name: 'Arrival link' }])
  })

  it('speaks the language of the record, where it says one', async () => {
    const { token, visit } = await linked('2026-11-24T16:20:00Z')
    expect(await page(token)).toMatchObject({ standing: 'ready', language: null })
    await world.asOwner(
      `update patients.patient set language = 'es-US' where id = (select patient_id from schedule.appointment where id = $1)`,
      [visit],
    )
    expect(await page(token)).toMatchObject({ standing: 'ready', language: 'es' })
  })

  it('says in the car at once to the board, pressed many times arrives once', async () => {
    const { token, visit } = await linked('2026-11-24T15:20:00Z')
    await Promise.all([say(token, 'in-the-car'), say(token, 'in-the-car'), say(token, 'in-the-car')])
    const fact = (await desk.do(flowFacts, {})).facts.find(one => one.appointment === visit)
    expect(fact).toMatchObject({ word: 'in-the-car' })
    expect(
      await world.asOwner(`select 1 from schedule.appointment_fact where appointment_id = $1 and what = 'arrived'`, [
        visit,
      ]),
    ).toHaveLength(1)
    expect(await world.asOwner(`select 1 from arrivals.word_fact where appointment_id = $1`, [visit])).toHaveLength(1)
  })

  it('tells on the way and late from the morning on, but arrives only near the time', async () => {
    const { token, visit } = await linked('2026-11-24T19:00:00Z')
    expect(await page(token)).toMatchObject({ standing: 'early' })
    expect(await say(token, 'late', { minutes: 25 })).toMatchObject({ standing: 'early', word: 'late' })
    expect((await desk.do(flowFacts, {})).facts.find(one => one.appointment === visit)).toMatchObject({
      expectedAt: '2026-11-24T19:25:00Z',
    })
    expect(await say(token, 'here')).toMatchObject({ standing: 'early' })
    world.clock.set('2026-11-24T17:05:00Z')
    expect(await say(token, 'here')).toMatchObject({ standing: 'arrived' })
  })

  it('is good on its day alone, and over midnight for two hours', async () => {
    const { token } = await linked('2026-11-25T16:00:00Z')
    expect(await page(token)).toEqual(gone)
    expect(await say(token, 'here')).toEqual(gone)
    const night = await linked('2026-11-26T05:10:00Z')
    world.clock.set('2026-11-26T04:30:00Z')
    expect(await page(night.token)).toMatchObject({ standing: 'ready', time: '00:10' })
    world.clock.set('2026-11-26T05:01:00Z')
    expect(await page(token)).toEqual(gone)
  })

  it('lives on the day of 25 hours to its last minute', async () => {
    world.clock.set('2026-10-30T15:00:00Z')
    const { token } = await linked('2026-11-01T05:30:00Z')
    world.clock.set('2026-11-02T04:59:00Z')
    expect(await page(token)).toMatchObject({ standing: 'ready' })
    world.clock.set('2026-11-02T05:01:00Z')
    expect(await page(token)).toEqual(gone)
  })

  it('arrives once: taken back at the desk, it does not arrive again', async () => {
    const { token, visit } = await linked('2026-11-24T15:40:00Z')
    await say(token, 'here')
    await desk.do(undoStep, { appointment: visit })
    expect(await say(token, 'here')).toEqual(gone)
  })

  it('of an address that never was reads like one that is over; the hash alone is kept', async () => {
    expect(await page('n'.repeat(43))).toEqual(gone)
    expect(await say('n'.repeat(43), 'here')).toEqual(gone)
    const { token } = await linked('2026-11-24T16:40:00Z')
    const kept = await world.asOwner<{ t: string }>('select l::text as t from arrivals.arrival_link l')
    expect(kept.map(row => row.t).join()).not.toContain(token)
  })

  it('sends to the desk whom the desk wants to see, and is not made for somebody who is here', async () => {
    const { token } = await linked('2026-11-24T16:00:00Z', '2026-01-02T12:00:00Z')
    expect(await say(token, 'here')).toMatchObject({ next: 'desk' })
    const other = await linked('2026-11-24T16:00:00Z')
    await desk.do(checkIn, { appointment: other.visit })
    expect((await refusalOf(desk.do(arrivalLink, { appointment: other.visit }))).code).toBe('arrivals.not-expected')
    const there = (await world.neighbour()).as('secretary')
    expect((await refusalOf(there.do(arrivalLink, { appointment: other.visit }))).code).toBe('platform.not-found')
  })
})
