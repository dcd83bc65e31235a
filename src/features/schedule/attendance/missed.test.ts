import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { newId } from '../../../core/id.ts'
import { appointmentHistory } from '../appointment-history.ts'
import { bookAppointment } from '../booking/book-appointment.ts'
import { cancelAppointment } from '../booking/cancel-appointment.ts'
import { listCancelReasons } from '../booking/cancel-reasons.ts'
import { setCancelReasons } from '../booking/set-cancel-reasons.ts'
import { undoStep } from '../booking/undo-step.ts'
import { openClinic } from '../clinic.fixture.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { markNoShow } from './mark-no-show.ts'
import { missedPolicy } from './missed-policy.ts'
import { patientFees } from './patient-fees.ts'
import { restoreFee } from './restore-fee.ts'
import { setMissedPolicy } from './set-missed-policy.ts'
import { waiveFee } from './waive-fee.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 1, patients: 6 })
const secretary = world.as('secretary')
const manager = world.as('manager')
const lee = clinic.providers[0]!
const patients = clinic.patients.values()
const nextPatient = () => patients.next().value!
let minute = 0
/** A visit so many hours from now (negative: it should have begun). */
const visitIn = (hours: number, patient: (typeof clinic.patients)[number]) =>
  secretary.do(bookAppointment, {
    patient,
    visitType: clinic.followUp,
    provider: lee,
    minutes: 1,
    startsAt: world.clock
      .now()
      .add({ minutes: hours * 60 + minute++ })
      .toString(),
    despite: ['outside-hours', 'patient-already-booked', 'in-the-past'],
  })
const feesOf = async (patient: (typeof clinic.patients)[number]) => (await secretary.do(patientFees, { patient })).fees
const policy = { active: true, lateHours: 24, lateCents: 2500, noShowCents: 5000, firstFree: false }
const told = () =>
  world.asOwner<{ facts: Record<string, string> }>(
    "select facts from platform.event where name = 'schedule.fee-due' order by id",
  )

test('nothing is charged until a practice says so', async () => {
  expect(await secretary.do(missedPolicy, {})).toMatchObject({ active: false })
  const ann = nextPatient()
  const visit = await visitIn(2, ann)
  await secretary.do(cancelAppointment, { appointment: visit.id })
  expect(await feesOf(ann)).toEqual([])
  expect((await refusalOf(secretary.do(setMissedPolicy, policy))).code).toBe('platform.not-allowed')
  await manager.do(setMissedPolicy, { ...policy, active: false })
  await secretary.do(markNoShow, { appointment: (await visitIn(-1, ann)).id })
  expect(await feesOf(ann)).toEqual([])
})

test('a late cancellation by the patient costs, an early one and one by the practice do not; who, why and how late is kept', async () => {
  await manager.do(setMissedPolicy, policy)
  const bob = nextPatient()
  const early = await visitIn(25, bob)
  const late = await visitIn(20, bob)
  const ours = await visitIn(21, bob)
  const ill = await visitIn(3, bob)
  await secretary.do(cancelAppointment, { appointment: early.id })
  await secretary.do(cancelAppointment, { appointment: ours.id, by: 'practice', reason: 'Provider is ill' })
  await secretary.do(cancelAppointment, { appointment: ill.id, reason: 'ill' })
  expect(await feesOf(bob)).toEqual([])
  await secretary.do(cancelAppointment, { appointment: late.id, reason: 'No ride' })
  const fees = await feesOf(bob)
  expect(fees).toMatchObject([{ appointment: late.id, kind: 'late-cancel', cents: 2500, state: 'due' }])
  expect((await told()).map(event => event.facts)).toEqual([{ fee: fees[0]!.id, appointment: late.id, patient: bob }])
  const { facts } = await secretary.do(appointmentHistory, { appointment: late.id })
  expect(facts.at(-1)).toMatchObject({ what: 'cancelled', cancelBy: 'patient', reason: 'patient: No ride' })
  expect(facts.at(-1)!.noticeHours).toBeCloseTo(20, 0)
})

test('the fee goes with the step that is taken back, and comes with the next', async () => {
  const cy = nextPatient()
  const visit = await visitIn(-1, cy)
  await secretary.do(markNoShow, { appointment: visit.id })
  expect(await feesOf(cy)).toMatchObject([{ kind: 'no-show', cents: 5000, state: 'due' }])
  await secretary.do(undoStep, { appointment: visit.id })
  expect((await feesOf(cy)).map(fee => fee.state)).toEqual(['taken-back'])
  await secretary.do(markNoShow, { appointment: visit.id })
  expect((await feesOf(cy)).map(fee => fee.state).toSorted()).toEqual(['due', 'taken-back'])
  // What has been paid stays.
  await world.asOwner("update schedule.fee set state = 'paid' where patient_id = $1 and state = 'due'", [cy])
  await secretary.do(undoStep, { appointment: visit.id })
  expect((await feesOf(cy)).map(fee => fee.state).toSorted()).toEqual(['paid', 'taken-back'])
})

test('the first time is free if the practice says so; a fee is waived with a reason, and due again', async () => {
  await manager.do(setMissedPolicy, { ...policy, firstFree: true })
  const dee = nextPatient()
  await secretary.do(markNoShow, { appointment: (await visitIn(-1, dee)).id })
  const [first] = await feesOf(dee)
  expect(first).toMatchObject({ state: 'waived', waivedWhy: 'first-time', waivedBy: null })
  expect((await refusalOf(secretary.do(restoreFee, { fee: first!.id }))).code).toBe('schedule.fee-not-waived')
  await secretary.do(markNoShow, { appointment: (await visitIn(-1, dee)).id })
  const second = (await feesOf(dee)).find(fee => fee.state === 'due')!
  const waived = await secretary.do(waiveFee, { fee: second.id, why: 'Hospital stay' })
  expect(waived).toMatchObject({ state: 'waived', waivedWhy: 'Hospital stay', waivedBy: 'Test secretary' })
  const again = await refusalOf(secretary.do(waiveFee, { fee: second.id, why: 'Twice' }))
  expect([again.code, again.facts]).toEqual(['schedule.fee-settled', { state: 'waived' }])
  expect((await secretary.do(restoreFee, { fee: second.id })).state).toBe('due')
  expect((await refusalOf(secretary.do(waiveFee, { fee: second.id, why: '  ' }))).code).toBe('platform.invalid-input')
})

test('a practice has reasons of its own, and those the program comes with when it has none', async () => {
  const usual = await secretary.do(listCancelReasons, {})
  expect(usual.own).toBe(false)
  expect(new Set(usual.reasons.map(reason => reason.by))).toEqual(new Set(['patient', 'practice']))
  const own = [
    { text: 'Snow', by: 'practice' as const, feeFree: true },
    { text: 'Harvest', by: 'patient' as const, feeFree: true },
  ]
  expect((await refusalOf(secretary.do(setCancelReasons, { reasons: own }))).code).toBe('platform.not-allowed')
  expect(await manager.do(setCancelReasons, { reasons: own })).toEqual({ own: true, reasons: own })
  expect(
    (await refusalOf(manager.do(setCancelReasons, { reasons: [own[0]!, { ...own[0]!, text: 'SNOW' }] }))).code,
  ).toBe('platform.invalid-input')
  const eve = nextPatient()
  await secretary.do(cancelAppointment, { appointment: (await visitIn(5, eve)).id, reason: 'Harvest' })
  expect(await feesOf(eve)).toEqual([])
  expect(await manager.do(setCancelReasons, { reasons: [] })).toEqual(usual)
})

test("another practice's fees are not there", async () => {
  const neighbour = await world.neighbour()
  const [fee] = await world.asOwner<{ id: string }>("select id from schedule.fee where state = 'due' limit 1")
  const theirs = neighbour.as('secretary')
  for (const attempt of [
    () => theirs.do(waiveFee, { fee: fee!.id as never, why: 'Not mine' }),
    () => theirs.do(restoreFee, { fee: fee!.id as never }),
    () => theirs.do(patientFees, { patient: clinic.patients[0]! }),
    () => secretary.do(waiveFee, { fee: newId<'fee'>(), why: 'Nobody' }),
  ]) {
    expect((await refusalOf(attempt())).kind).toBe('missing')
  }
  expect(await world.asOwner('select state from schedule.fee where id = $1', [fee!.id])).toEqual([{ state: 'due' }])
})
