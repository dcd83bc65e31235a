import { beforeEach, describe, expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import type { Id } from '../../../core/id.ts'
import { bookAppointment } from '../booking/book-appointment.ts'
import { cancelAppointment } from '../booking/cancel-appointment.ts'
import { moveAppointment } from '../booking/move-appointment.ts'
import { undoStep } from '../booking/undo-step.ts'
import { openClinic } from '../clinic.fixture.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { addFollowUp } from './add-follow-up.ts'
import { closeFollowUp } from './close-follow-up.ts'
import { followUps } from './follow-ups.ts'
import { reopenFollowUp } from './reopen-follow-up.ts'
import { settleFollowUps } from './settle-follow-ups.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 2, patients: 12 })
const [lee, ortiz] = clinic.providers as [Id<'provider'>, Id<'provider'>]
const desk = world.as('secretary')
let turn = -1
beforeEach(() => {
  world.clock.set('2026-11-24T15:07:00Z')
  turn++
})
const patient = () => clinic.patients[turn]!
const book = (startsAt: string, provider = lee) =>
  desk.do(bookAppointment, {
    patient: patient(),
    visitType: clinic.followUp,
    provider,
    startsAt,
    despite: ['outside-hours'],
  })
/** What the worker does after each event; twice, because an event may be told twice. */
const settle = async (appointment: string) => {
  for (let n = 0; n < 2; n++) await world.inside(ctx => settleFollowUps(ctx, { appointment, patient: patient() }))
}
const stateOf = async (id: string) => {
  const [row] = await world.asOwner<{ state: string; appointment_id: string | null }>(
    'select state, appointment_id from schedule.follow_up where id = $1',
    [id],
  )
  return row!
}
const due = (more = {}) =>
  desk.do(addFollowUp, { patient: patient(), visitType: clinic.followUp, provider: lee, dueOn: '2027-02-24', ...more })

describe('a follow-up', () => {
  it('takes patient, type and provider from the visit it comes out of', async () => {
    const visit = await book('2026-11-24T15:20:00Z')
    const made = await desk.do(addFollowUp, { after: visit.id, dueOn: '2027-02-24', note: 'Blood pressure' })
    expect(made).toMatchObject({
      patient: patient(),
      provider: lee,
      visitType: clinic.followUp,
      state: 'open',
      windowFrom: '2027-02-01',
      windowUntil: '2027-03-19',
    })
    await settle(visit.id)
    expect((await stateOf(made.id)).state).toBe('open')
    expect((await desk.do(followUps, { patient: patient() })).followUps.map(one => one.id)).toEqual([made.id])
    expect((await desk.do(followUps, { dueBy: '2027-02-23' })).followUps).toEqual([])
  })

  it('is closed by a booking of its type and provider in the window, and opens again when that is cancelled or moved out', async () => {
    const made = await due()
    const early = await book('2027-01-12T15:00:00Z')
    await settle(early.id)
    const other = await book('2027-02-23T15:00:00Z', ortiz)
    await settle(other.id)
    expect((await stateOf(made.id)).state).toBe('open')
    const visit = await book('2027-02-25T15:00:00Z')
    await settle(visit.id)
    expect(await stateOf(made.id)).toEqual({ state: 'booked', appointment_id: visit.id })
    await desk.do(moveAppointment, { appointment: visit.id, startsAt: '2027-04-20T14:00:00Z' })
    await settle(visit.id)
    expect((await stateOf(made.id)).state).toBe('open')
    await desk.do(undoStep, { appointment: visit.id })
    await settle(visit.id)
    expect((await stateOf(made.id)).state).toBe('booked')
    await desk.do(cancelAppointment, { appointment: visit.id })
    await settle(visit.id)
    expect((await stateOf(made.id)).state).toBe('open')
    const facts = await world.asOwner<{ what: string; by_kind: string }>(
      'select what, by_kind from schedule.follow_up_fact where follow_up_id = $1 order by seq',
      [made.id],
    )
    expect(facts.map(fact => fact.what)).toEqual(['made', 'booked', 'opened', 'booked', 'opened'])
  })

  it('one booking closes one of two, the nearer', async () => {
    const far = await due({ dueOn: '2027-03-10' })
    const near = await due({ dueOn: '2027-02-20' })
    const visit = await book('2027-02-23T15:00:00Z')
    await settle(visit.id)
    expect([(await stateOf(near.id)).state, (await stateOf(far.id)).state]).toEqual(['booked', 'open'])
  })

  it('with anybody is closed by anybody', async () => {
    const made = await due({ provider: 'anybody' })
    const visit = await book('2027-02-24T15:40:00Z', ortiz)
    await settle(visit.id)
    expect((await stateOf(made.id)).state).toBe('booked')
  })

  it('is closed by hand with a reason and opened again, each with who', async () => {
    const made = await due()
    expect((await refusalOf(desk.do(closeFollowUp, { followUp: made.id, reason: ' ' }))).code).toBe(
      'platform.invalid-input',
    )
    expect(await desk.do(closeFollowUp, { followUp: made.id, reason: 'Moved away' })).toMatchObject({
      state: 'closed',
      closedReason: 'Moved away',
    })
    expect((await refusalOf(desk.do(closeFollowUp, { followUp: made.id, reason: 'Again' }))).code).toBe(
      'schedule.follow-up-moved',
    )
    const visit = await book('2027-02-26T15:00:00Z')
    await settle(visit.id)
    expect((await stateOf(made.id)).state).toBe('closed')
    expect(await desk.do(reopenFollowUp, { followUp: made.id })).toMatchObject({ state: 'open', closedReason: null })
    expect((await refusalOf(desk.do(reopenFollowUp, { followUp: made.id }))).code).toBe('schedule.follow-up-moved')
  })

  it('is refused for a day that is over, a retired type and a provider who has left', async () => {
    expect((await refusalOf(due({ dueOn: '2026-11-23' }))).code).toBe('platform.invalid-input')
    await world.asOwner('update practice.provider set left_at = now() where id = $1', [ortiz])
    expect(await refusalOf(due({ provider: ortiz }))).toMatchObject({
      code: 'schedule.follow-up-not-in-use',
      facts: { what: 'provider' },
    })
    await world.asOwner('update practice.provider set left_at = null where id = $1', [ortiz])
    expect(await world.asOwner('select 1 from schedule.follow_up where patient_id = $1', [patient()])).toEqual([])
  })

  it('of another practice is not there', async () => {
    const made = await due()
    const there = (await world.neighbour()).as('secretary')
    expect((await refusalOf(there.do(closeFollowUp, { followUp: made.id, reason: 'Mine' }))).code).toBe(
      'platform.not-found',
    )
    expect((await refusalOf(there.do(followUps, { patient: patient() }))).code).toBe('platform.not-found')
    expect((await there.do(followUps, {})).followUps).toEqual([])
  })
})
