import { expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { newId } from '../../core/id.ts'
import { addWalkIn } from '../arrivals/add-walk-in.ts'
import { addPerson } from '../arrivals/arrivals.fixture.ts'
import { noteWalkInLeft } from '../arrivals/note-walk-in-left.ts'
import { setWaitTargets } from '../arrivals/set-wait-targets.ts'
import { answerMessage } from '../calls/messages/answer-message.ts'
import { finishMessage } from '../calls/messages/finish-message.ts'
import { leaveMessage } from '../calls/messages/leave-message.ts'
import { endCall } from '../calls/record/end-call.ts'
import { takeCall } from '../calls/record/take-call.ts'
import { dealWith } from '../outreach/deal-with.ts'
import { checkIn } from '../schedule/attendance/check-in.ts'
import { roomPatient } from '../schedule/attendance/room-patient.ts'
import { bookAppointment } from '../schedule/booking/book-appointment.ts'
import { cancelAppointment } from '../schedule/booking/cancel-appointment.ts'
import { openClinic } from '../schedule/clinic.fixture.ts'
import { addWish } from '../waitlist/add-wish.ts'
import { changeSetting } from '../waitlist/change-setting.ts'
import { drain } from '../waitlist/drain.fixture.ts'
import { acceptRequest } from '../worklists/accept-request.ts'
import { addOrder } from '../worklists/add-order.ts'
import { linkOrder } from '../worklists/link-order.ts'
import { requestVisit } from '../worklists/request-visit.ts'
import { callBackMissed } from './call-back-missed.ts'
import { kinds, sources } from './contract-sources.ts'
import { failMessage, missCall, ringPhone, shown } from './inbox.fixture.ts'
import { items } from './items.ts'
import { letGoMissedCall } from './let-go-missed-call.ts'
import { takeUpMissedCall } from './take-up-missed-call.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 3, patients: 12 })
const desk = world.as('secretary')
const doctor = world.as('provider')
const phone = '+12125550199'
const jane = await addPerson(world, { family: 'Fictional', given: 'Jane', phone })
const one = async (kind: string) =>
  (await desk.do(items, { view: 'all', limit: 500 })).rows.filter(row => row.kind === kind)

it('has one function of one shape for each kind in the list, and none besides', async () => {
  expect(sources.map(source => source.kind)).toEqual([...kinds])
  const found = await world.asOwner<{ name: string; args: string }>(
    `select p.proname as name, pg_get_function_identity_arguments(p.oid) as args from pg_proc p
      where p.pronamespace = 'inbox'::regnamespace and p.proname like 'from\\_%' order by 1`,
  )
  expect(found.map(row => row.name)).toEqual(kinds.map(kind => `from_${kind.replaceAll('-', '_')}`).toSorted())
  expect(new Set(found.map(row => row.args))).toEqual(new Set(['at timestamp with time zone, me uuid']))
})

it('shows a ringing phone first, with whose number it is, until somebody answers', async () => {
  const { call, externalId } = await ringPhone(world, phone)
  expect((await desk.do(items, {})).rows[0]).toMatchObject({
    kind: 'ringing',
    item: call,
    rank: 0,
    patient: { id: jane },
  })
  await desk.do(takeCall, { call })
  expect(await one('ringing')).toEqual([])
  await desk.do(endCall, { call, outcome: 'answered' })
  expect(externalId).toBeTruthy()
})

it('keeps a missed caller as one row until somebody is reached, whichever way', async () => {
  const first = await missCall(world, phone)
  world.clock.advance({ minutes: 1 })
  await missCall(world, phone)
  expect(await one('missed')).toMatchObject([{ item: first, facts: { times: 2 }, patient: { id: jane } }])
  const out = await desk.do(callBackMissed, { call: first })
  expect(out).toMatchObject({ missed: first, patient: jane })
  // While it is being called nobody else needs to.
  expect(await one('missed')).toEqual([])
  await desk.do(endCall, { call: out.call, outcome: 'no-answer' })
  expect(await one('missed')).toMatchObject([{ item: first, facts: { times: 2, tries: 1 } }])
  world.clock.advance({ minutes: 1 })
  const again = await ringPhone(world, phone)
  await desk.do(takeCall, { call: again.call })
  expect(await one('missed')).toEqual([])
  await desk.do(endCall, { call: again.call, outcome: 'booked' })
  expect(await one('missed')).toEqual([])
})

it('lets a missed caller go with a reason, takes that back, and shows the next attempt anew', async () => {
  world.clock.advance({ minutes: 1 })
  const call = await missCall(world, '+12125550111')
  await missCall(world, '+12125550111')
  expect(await desk.do(letGoMissedCall, { call, reason: 'unwanted-call' })).toEqual({ call, calls: 2 })
  expect(await one('missed')).toEqual([])
  await desk.do(takeUpMissedCall, { call })
  expect(await one('missed')).toMatchObject([{ item: call, facts: { times: 2 } }])
  await desk.do(letGoMissedCall, { call, reason: 'other', note: 'Wrong clinic' })
  world.clock.advance({ minutes: 1 })
  const later = await missCall(world, '+12125550111')
  expect(await one('missed')).toMatchObject([{ item: later, facts: { times: 1 } }])
  await desk.do(letGoMissedCall, { call: later, reason: 'no-need' })
})

it('keeps a withheld number apart from others, and refuses to call it', async () => {
  const call = await missCall(world)
  await missCall(world)
  expect(await one('missed')).toHaveLength(2)
  await expect(desk.do(callBackMissed, { call })).rejects.toMatchObject({ code: 'inbox.no-number' })
  for (const row of await one('missed')) await desk.do(letGoMissedCall, { call: row.item as never, reason: 'no-need' })
  await expect(desk.do(letGoMissedCall, { call, reason: 'no-need' })).rejects.toMatchObject({ code: 'inbox.item-gone' })
})

it('shows who waits in the waiting room beyond the clock of the practice, and not before', async () => {
  const visit = await desk.do(bookAppointment, {
    patient: clinic.patients[0]!,
    visitType: clinic.followUp,
    provider: clinic.providers[0]!,
    startsAt: '2026-11-24T15:20:00Z',
  })
  await world.as('manager').do(setWaitTargets, { targets: [{ stage: 'arrived', warnMinutes: 5, lateMinutes: 8 }] })
  await desk.do(checkIn, { appointment: visit.id })
  expect(await one('waiting')).toEqual([])
  world.clock.advance({ minutes: 5 })
  expect(await one('waiting')).toMatchObject([{ item: visit.id, overdue: false, patient: { id: clinic.patients[0] } }])
  world.clock.advance({ minutes: 3 })
  expect(await one('waiting')).toMatchObject([{ overdue: true, rank: 2 }])
  await desk.do(roomPatient, { appointment: visit.id })
  expect(await one('waiting')).toEqual([])
})

it('shows walk-ins until they leave', async () => {
  const walkIn = await desk.do(addWalkIn, {
    location: clinic.location,
    name: 'Pat Example',
    birthDate: '1980-01-01',
    reason: 'Cut finger',
    urgency: 2,
  })
  expect(await one('walk-in')).toMatchObject([{ who: 'Pat Example', what: 'Cut finger', urgency: 'soon' }])

  await desk.do(noteWalkInLeft, { walkIn: walkIn.id, version: walkIn.version })
  expect(await one('walk-in')).toEqual([])
})

it('shows a message to whoever has to do the next thing, until it is finished', async () => {
  const { message } = await desk.do(leaveMessage, {
    to: doctor.caller.staff!,
    text: 'Refill of metformin',
    patient: jane,
    priority: 'today',
  })
  expect(await shown(world, 'provider', { view: 'mine' })).toEqual([`message ${message}`])
  expect(await shown(world, 'secretary', { view: 'mine' })).toEqual([])
  expect(await shown(world, 'secretary', { view: 'list', kind: 'message' })).toEqual([])
  expect(await shown(world, 'secretary', { kind: 'message' })).toEqual([`message ${message}`])
  await doctor.do(answerMessage, { message, text: 'Sent to the pharmacy' })
  expect(await shown(world, 'provider', { view: 'mine' })).toEqual([])
  expect(await shown(world, 'secretary', { view: 'mine' })).toEqual([`message ${message}`])
  await desk.do(finishMessage, { message })
  expect(await one('message')).toEqual([])
})

it('shows orders until they have a visit and requests until they are answered', async () => {
  const patient = clinic.patients[1]!
  const added = await desk.do(addOrder, {
    patient,
    kind: 'test',
    title: 'HbA1c',
    visitType: clinic.followUp,
    priority: 'stat',
    earliest: '2026-11-24',
    latest: '2026-11-30',
  })
  expect(await one('order')).toMatchObject([{ item: added.order, urgency: 'urgent', what: 'HbA1c', rank: 3 }])
  const visit = await desk.do(bookAppointment, {
    patient,
    visitType: clinic.followUp,
    provider: clinic.providers[1]!,
    startsAt: '2026-11-25T15:20:00Z',
  })
  await desk.do(linkOrder, { order: added.order, appointment: visit.id }).catch(() => {})
  expect(await one('order')).toEqual([])
  const asked = await desk.do(requestVisit, {
    patient: clinic.patients[2]!,
    visitType: clinic.followUp,
    source: 'portal',
  })
  expect(await one('request')).toMatchObject([{ item: asked.request }])
  await desk.do(acceptRequest, {
    request: asked.request,
    provider: clinic.providers[1]!,
    location: clinic.location,
    startsAt: '2026-11-25T16:00:00Z',
  })
  expect(await one('request')).toEqual([])
})

it('shows mail that did not arrive until somebody has dealt with it', async () => {
  const message = await failMessage(world, jane)
  const found = async () => (await one('undelivered')).filter(row => row.item === (message as string))
  expect(await found()).toMatchObject([{ patient: { id: jane }, facts: { why: 'refused-address' } }])
  await desk.do(dealWith, { message, how: 'Told by phone' })
  expect(await found()).toEqual([])
})

it('shows an offer that is to be told by telephone once, and not its message as well', async () => {
  const day = '2026-12-01'
  await world.as('manager').do(changeSetting, {
    mode: 'by-itself',
    manner: 'one-after-another',
    minutesEach: 30,
    atOnce: 3,
    fromTime: '08:00',
    toTime: '20:00',
    tasksTo: desk.caller.staff,
  })
  const patient = newId<'patient'>()
  await world.inside(async ctx => {
    await ctx.sql`
      insert into patients.patient (practice_id, id, chart_number, family, given, family_n, given_n, registered_at)
      values (${ctx.practice}, ${patient}, 'W1', 'Fictional', 'Waiting', 'fictional', 'waiting', ${ctx.now.toString()})`
    await ctx.sql`
      insert into patients.phone (practice_id, id, patient_id, e164, kind, place) values (${ctx.practice}, ${newId()}, ${patient}, '+12125550133', 'mobile', 1)`
  })
  await desk.do(addWish, { patient, visitType: clinic.followUp, firstDay: day, lastDay: day })
  const visit = await desk.do(bookAppointment, {
    patient: clinic.patients[4]!,
    visitType: clinic.followUp,
    provider: clinic.providers[0]!,
    date: day,
    time: '09:00',
  })
  await desk.do(cancelAppointment, { appointment: visit.id })
  await drain(world)
  expect(await one('offer')).toMatchObject([
    { patient: { id: patient }, number: '+12125550133', to: { kind: 'person' } },
  ])
  expect(await one('message')).toEqual([])
  world.clock.advance({ hours: 2 })
  await drain(world)
  expect(await one('offer')).toEqual([])
})
