import { beforeAll, expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { Id } from '../../core/id.ts'
import { mergePatients } from '../patients/merge-patients.ts'
import { undoMerge } from '../patients/undo-merge.ts'
import { bookAppointment } from '../schedule/booking/book-appointment.ts'
import { type Clinic, openClinic } from '../schedule/clinic.fixture.ts'
import { changeVisitType } from '../schedule/setting-up/change-visit-type.ts'
import { addOrder } from './add-order.ts'
import { addRecallRule } from './add-recall-rule.ts'
import { changeOrder } from './change-order.ts'
import { changeRecallRule } from './change-recall-rule.ts'
import { closeItem } from './close-item.ts'
import { declineRequest } from './decline-request.ts'
import { linkOrder } from './link-order.ts'
import { listRules } from './list-rules.ts'
import { noteAttempt } from './note-attempt.ts'
import { openItems } from './open-items.ts'
import { patientOrders } from './patient-orders.ts'
import { proposeTimes } from './propose-times.ts'
import { putOff } from './put-off.ts'
import { requestVisit } from './request-visit.ts'
import { resumeRecalls } from './resume-recalls.ts'
import { stopRecalls } from './stop-recalls.ts'

const world = await openWorld()
const secretary = world.as('secretary')
const manager = world.as('manager')
let clinic: Clinic
beforeAll(async () => {
  clinic = await openClinic(world, { patients: 8 })
})

const order = (patient: number, more: object = {}) =>
  secretary.do(addOrder, {
    patient: clinic.patients[patient]!,
    kind: 'test',
    title: 'Hearing test',
    visitType: clinic.followUp,
    earliest: '2026-11-24',
    latest: '2026-12-24',
    ...more,
  })
const written = async () =>
  world.asOwner(`select md5(string_agg(t, '|' order by t)) as all from (
    select t::text as t from worklists.work_item t union all select t::text from worklists.item_fact t union all
    select t::text from worklists.visit_order t union all select t::text from worklists.visit_request t union all
    select t::text from worklists.recall_rule t union all select t::text from worklists.recall_stop t) as every`)

/** The refusal comes, and nothing was written. */
async function refused(run: () => Promise<unknown>, code: string): Promise<void> {
  const before = await written()
  await expect(run()).rejects.toMatchObject({ code })
  expect(await written()).toEqual(before)
}

it('refuses a deed on a row that has changed, and one that does not fit the list', async () => {
  const made = await order(0)
  const item = made.order as string as Id<'work-item'>
  const [row] = (await secretary.do(openItems, { list: 'orders' })).rows
  await secretary.do(noteAttempt, { list: 'orders', item, result: 'reached', nextAt: '2026-11-24T16:00:00Z' })
  const stale = { list: 'orders' as const, item, seen: row!.version }
  await refused(() => secretary.do(noteAttempt, { ...stale, result: 'voicemail' }), 'worklists.changed-meanwhile')
  await refused(() => secretary.do(closeItem, { ...stale, reason: 'other' }), 'worklists.changed-meanwhile')
  await refused(() => secretary.do(putOff, { ...stale, until: '2026-12-01T15:00:00Z' }), 'worklists.changed-meanwhile')
  await refused(
    () => secretary.do(noteAttempt, { list: 'orders', item, result: 'confirmed' }),
    'platform.invalid-input',
  )
  await refused(() => secretary.do(closeItem, { list: 'requests', item, reason: 'other' }), 'platform.invalid-input')
  const off = await secretary.do(putOff, { list: 'orders', item, until: '2026-12-01T15:00:00Z' })
  expect(off).toMatchObject({ state: 'open', nextAt: '2026-12-01T15:00:00Z' })
  await secretary.do(closeItem, { list: 'orders', item, reason: 'not-needed' })
  await refused(() => secretary.do(closeItem, { list: 'orders', item, reason: 'other' }), 'worklists.item-gone')
  expect((await secretary.do(patientOrders, { patient: clinic.patients[0]! })).orders).toMatchObject([
    { state: 'closed', appointment: null },
  ])
})

it('changes an order once for each version, and ties only a visit that fits', async () => {
  const made = await order(1)
  const fields = {
    order: made.order,
    kind: 'referral' as const,
    title: 'Hearing test, both ears',
    visitType: clinic.followUp,
    earliest: '2026-12-01',
    latest: '2026-12-11',
  }
  expect(await secretary.do(changeOrder, { ...fields, version: 1 })).toMatchObject({ version: 2 })
  await refused(() => secretary.do(changeOrder, { ...fields, version: 1 }), 'worklists.changed-meanwhile')
  await refused(() => secretary.do(changeOrder, { ...fields, latest: '2026-11-30' }), 'platform.invalid-input')
  const book = (patient: number, time: string) =>
    secretary.do(bookAppointment, {
      patient: clinic.patients[patient]!,
      visitType: clinic.followUp,
      provider: clinic.providers[0]!,
      date: '2026-12-02',
      time,
    })
  const others = await book(2, '09:00')
  await refused(
    () => secretary.do(linkOrder, { order: made.order, appointment: others.id }),
    'worklists.visit-does-not-fit',
  )
  const own = await book(1, '09:20')
  await secretary.do(linkOrder, { order: made.order, appointment: own.id })
  const twin = await order(1)
  await refused(
    () => secretary.do(linkOrder, { order: twin.order, appointment: own.id }),
    'worklists.visit-does-not-fit',
  )
  await refused(
    () => secretary.do(linkOrder, { order: made.order, appointment: own.id }),
    'worklists.already-scheduled',
  )
  expect((await secretary.do(patientOrders, { patient: clinic.patients[1]! })).orders.map(one => one.state)).toEqual([
    'scheduled',
    'to-schedule',
  ])
})

it('answers a request once; proposing lets it wait and brings it back', async () => {
  const ask = () => secretary.do(requestVisit, { patient: clinic.patients[3]!, visitType: clinic.followUp })
  const { request } = await ask()
  const proposed = await secretary.do(proposeTimes, { request, times: ['2026-12-08T15:00:00Z'], waitDays: 2 })
  expect(proposed).toMatchObject({ nextAt: '2026-11-26T05:00:00Z', told: 'nobody' })
  expect((await secretary.do(openItems, { list: 'requests' })).rows).toMatchObject([
    { waiting: true, request: { state: 'proposed', proposed: ['2026-12-08T15:00:00Z'] } },
  ])
  await secretary.do(declineRequest, { request, reason: 'Please see the eye clinic', tell: false })
  expect((await secretary.do(openItems, { list: 'requests' })).rows).toEqual([])
  await refused(() => secretary.do(declineRequest, { request, reason: 'Again' }), 'worklists.already-answered')
  await refused(
    () => secretary.do(proposeTimes, { request, times: ['2026-12-08T15:00:00Z'] }),
    'worklists.already-answered',
  )
})

it('keeps rules to visit types in use and to one name; a patient stops and wants recalls again', async () => {
  const { rule } = await manager.do(addRecallRule, {
    name: 'Check',
    after: clinic.followUp,
    recall: clinic.followUp,
    months: 6,
  })
  await refused(
    () => manager.do(addRecallRule, { name: 'CHECK', after: clinic.followUp, recall: clinic.followUp, months: 6 }),
    'worklists.rule-exists',
  )
  const changed = { rule, name: 'Check', after: clinic.followUp, recall: clinic.followUp, months: 9, ageFrom: 40 }
  await refused(() => manager.do(changeRecallRule, { ...changed, ageTo: 30 }), 'platform.invalid-input')
  await manager.do(changeRecallRule, { ...changed, retired: true })
  expect((await manager.do(listRules, {})).rules).toMatchObject([{ months: 9, ageFrom: 40, retired: true }])
  await manager.do(changeVisitType, { visitType: clinic.procedure, retired: true } as never)
  await refused(
    () => manager.do(addRecallRule, { name: 'Old', after: clinic.procedure, recall: clinic.followUp, months: 6 }),
    'worklists.type-not-in-use',
  )
  const patient = clinic.patients[4]!
  await refused(() => secretary.do(resumeRecalls, { patient }), 'worklists.not-stopped')
  await secretary.do(stopRecalls, { patient })
  await refused(() => secretary.do(stopRecalls, { patient }), 'worklists.already-stopped')
  await secretary.do(resumeRecalls, { patient })
  await secretary.do(stopRecalls, { patient })
})

it('follows a patient whose record is merged, and goes back when that is undone', async () => {
  const [from, into] = [clinic.patients[5]!, clinic.patients[4]!]
  const made = await order(5)
  await secretary.do(stopRecalls, { patient: from })
  await manager.do(mergePatients, { from, into, reason: 'The same person' })
  const of = async (patient: Id<'patient'>) =>
    (await world.asOwner<{ id: string }>('select id from worklists.visit_order where patient_id = $1', [patient])).map(
      row => row.id,
    )
  expect(await of(into)).toContain(made.order)
  await expect(order(5)).rejects.toMatchObject({ code: 'patients.merged-away' })
  const [merge] = await world.asOwner<{ id: Id<'merge'> }>('select id from patients.merge where practice_id = $1', [
    world.practice,
  ])
  await manager.do(undoMerge, { merge: merge!.id } as never)
  expect(await of(from)).toEqual([made.order])
  const stops = await world.asOwner<{ patient_id: string }>(
    'select patient_id from worklists.recall_stop where ended_at is null',
  )
  expect(stops.map(row => row.patient_id).sort()).toEqual([from, into].sort())
})
