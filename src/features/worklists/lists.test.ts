import { beforeAll, expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { type Id, newId } from '../../core/id.ts'
import { bookAppointment } from '../schedule/booking/book-appointment.ts'
import { cancelAppointment } from '../schedule/booking/cancel-appointment.ts'
import { type Clinic, openClinic } from '../schedule/clinic.fixture.ts'
import { acceptRequest } from './accept-request.ts'
import { addOrder } from './add-order.ts'
import { addRecallRule } from './add-recall-rule.ts'
import { closeItem } from './close-item.ts'
import { closedItems } from './closed-items.ts'
import type { ListName } from './contract.ts'
import { itemHistory } from './item-history.ts'
import { listCounts } from './list-counts.ts'
import { noteAttempt } from './note-attempt.ts'
import { openItems } from './open-items.ts'
import { reopenItem } from './reopen-item.ts'
import { requestVisit } from './request-visit.ts'
import { scheduleOrder } from './schedule-order.ts'
import { takeItem } from './take-item.ts'
import { takeNext } from './take-next.ts'
import { tieBooked } from './tie-booked.ts'

const world = await openWorld()
const secretary = world.as('secretary')
const manager = world.as('manager')
let clinic: Clinic
beforeAll(async () => {
  clinic = await openClinic(world, { providers: 3, patients: 12 })
})

const rowsOf = async (list: ListName, who = secretary) => (await who.do(openItems, { list })).rows
const book = (patient: number, date: string, time: string, provider = 0, visitType = clinic.followUp) =>
  secretary.do(bookAppointment, {
    patient: clinic.patients[patient]!,
    visitType,
    provider: clinic.providers[provider]!,
    date,
    time,
  })

it('confirms tomorrow: no answer waits some hours, a yes leaves the list, a cancellation goes to the next one', async () => {
  const first = await book(0, '2026-11-25', '09:00')
  const second = await book(1, '2026-11-25', '09:20')
  const third = await book(2, '2026-11-25', '09:40')
  await book(3, '2026-11-27', '09:40')
  const rows = await rowsOf('confirm')
  expect(rows.map(row => row.item)).toEqual([first.id, second.id, third.id])
  expect(rows[0]).toMatchObject({ waiting: false, step: 'call', tries: 0, version: 0, heldBy: null })
  const tried = await secretary.do(noteAttempt, { list: 'confirm', item: rows[0]!.item, result: 'no-answer' })
  expect(tried.nextAt).toBe('2026-11-24T18:07:00Z')
  expect((await rowsOf('confirm')).map(row => [row.item, row.waiting])).toEqual([
    [second.id, false],
    [third.id, false],
    [first.id, true],
  ])
  await secretary.do(noteAttempt, { list: 'confirm', item: rows[1]!.item, result: 'confirmed' })
  await secretary.do(noteAttempt, { list: 'confirm', item: rows[2]!.item, result: 'cancels', note: 'has a cold' })
  expect((await rowsOf('confirm')).map(row => row.item)).toEqual([first.id])
  expect((await rowsOf('rebook')).map(row => [row.item, row.why.map(why => why.code)])).toEqual([
    [third.id, ['broken', 'reason', 'at']],
  ])
  expect((await secretary.do(listCounts, {})).confirm).toEqual({ due: 0, waiting: 1 })
  const { facts } = await secretary.do(itemHistory, { list: 'confirm', item: rows[1]!.item })
  expect(facts).toMatchObject([{ what: 'attempt', channel: 'phone', result: 'confirmed', by: 'Test secretary' }])
  await expect(
    secretary.do(noteAttempt, { list: 'confirm', item: rows[1]!.item, result: 'confirmed' }),
  ).rejects.toMatchObject({ code: 'worklists.item-gone' })
})

it('brings a cancelled visit of an order back to the orders, and to no other list', async () => {
  const { order } = await secretary.do(addOrder, {
    patient: clinic.patients[4]!,
    kind: 'test',
    title: 'Fasting blood sugar',
    visitType: clinic.followUp,
    earliest: '2026-12-01',
    latest: '2026-12-11',
  })
  const item = order as string as Id<'work-item'>
  expect((await rowsOf('orders')).map(row => row.item)).toEqual([item])
  const at = { order, provider: clinic.providers[1]!, date: '2026-12-15', time: '09:00' }
  await expect(secretary.do(scheduleOrder, at)).rejects.toMatchObject({
    code: 'worklists.outside-window',
    facts: { earliest: '2026-12-01', latest: '2026-12-11' },
  })
  const { appointment } = await secretary.do(scheduleOrder, { ...at, date: '2026-12-08' })
  expect(await rowsOf('orders')).toEqual([])
  await expect(secretary.do(scheduleOrder, { ...at, date: '2026-12-09' })).rejects.toMatchObject({
    code: 'worklists.already-scheduled',
  })
  const before = (await rowsOf('rebook')).length
  await secretary.do(cancelAppointment, { appointment })
  expect(await rowsOf('orders')).toMatchObject([
    { item, why: [{ code: 'priority' }, { code: 'broken', text: 'cancelled' }] },
  ])
  expect((await rowsOf('rebook')).length).toBe(before)
  const { facts } = await secretary.do(itemHistory, { list: 'orders', item })
  expect(facts.map(fact => fact.what)).toEqual(['added', 'booked'])
  const again = await book(4, '2026-12-10', '10:00')
  for (const _twice of [1, 2]) await world.inside(ctx => tieBooked(ctx, again.id))
  expect(await rowsOf('orders')).toEqual([])
  expect((await secretary.do(itemHistory, { list: 'orders', item })).facts.map(fact => fact.what)).toEqual([
    'added',
    'booked',
    'booked',
  ])
})

it('does not schedule an order whose authorisation is denied, open or run out, unless knowingly', async () => {
  const add = (authorisation: 'denied' | 'requested' | 'granted', authorisedUntil?: string) =>
    secretary.do(addOrder, {
      patient: clinic.patients[5]!,
      kind: 'procedure',
      title: `Scan ${authorisation}`,
      visitType: clinic.procedure,
      earliest: '2026-12-01',
      latest: '2026-12-31',
      authorisation,
      ...(authorisedUntil ? { authorisedUntil } : {}),
    })
  const at = { provider: clinic.providers[2]!, date: '2026-12-08', time: '10:00', room: 'any' as const }
  const [denied, asked, granted] = [await add('denied'), await add('requested'), await add('granted', '2026-12-07')]
  await expect(secretary.do(scheduleOrder, { ...at, order: denied.order })).rejects.toMatchObject({
    code: 'worklists.authorisation-denied',
  })
  await expect(secretary.do(scheduleOrder, { ...at, order: asked.order })).rejects.toMatchObject({
    code: 'worklists.authorisation-open',
  })
  await expect(secretary.do(scheduleOrder, { ...at, order: granted.order })).rejects.toMatchObject({
    code: 'worklists.authorisation-open',
    facts: { until: '2026-12-07' },
  })
  const [{ n } = { n: -1 }] = await world.asOwner<{ n: number }>(
    'select count(*)::int as n from schedule.appointment where patient_id = $1',
    [clinic.patients[5]],
  )
  expect(n).toBe(0)
  await secretary.do(scheduleOrder, { ...at, order: asked.order, knowing: ['authorisation'] })
  expect((await rowsOf('orders')).map(row => row.item).sort()).toEqual([denied.order, granted.order].sort())
})

it('books what was asked for, once', async () => {
  const { request } = await secretary.do(requestVisit, {
    patient: clinic.patients[6]!,
    visitType: clinic.followUp,
    wished: [{ date: '2026-12-02', part: 'morning' }],
    text: 'Any morning',
  })
  const item = request as string as Id<'work-item'>
  expect(await rowsOf('requests')).toMatchObject([
    { item, request: { text: 'Any morning', wished: [{ date: '2026-12-02', part: 'morning' }] } },
  ])
  const at = { request, provider: clinic.providers[0]!, tell: false }
  const both = await Promise.allSettled([
    secretary.do(acceptRequest, { ...at, date: '2026-12-02', time: '09:00' }),
    manager.do(acceptRequest, { ...at, date: '2026-12-02', time: '09:20' }),
  ])
  expect(both.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  expect(await rowsOf('requests')).toEqual([])
  const [{ n } = { n: 0 }] = await world.asOwner<{ n: number }>(
    'select count(*)::int as n from schedule.appointment where patient_id = $1',
    [clinic.patients[6]],
  )
  expect(n).toBe(1)
})

it('climbs the ladder: three tries, a letter, then closed as unanswered and looked at again', async () => {
  const visit = await book(7, '2026-11-30', '11:00')
  await secretary.do(cancelAppointment, { appointment: visit.id, by: 'practice', reason: 'provider ill' })
  const item = visit.id as string as Id<'work-item'>
  const row = async () => (await rowsOf('rebook')).find(one => one.item === item)
  expect(await row()).toMatchObject({
    turn: 1,
    step: 'call',
    why: [{ code: 'broken' }, { code: 'byPractice' }, {}, {}],
  })
  const start = world.clock.now()
  for (const step of ['call', 'call', 'letter']) {
    await secretary.do(noteAttempt, { list: 'rebook', item, result: 'no-answer' })
    expect(await row()).toMatchObject({ waiting: true })
    world.clock.advance({ hours: 24 * 5 })
    expect(await row()).toMatchObject({ waiting: false, step })
  }
  await secretary.do(noteAttempt, { list: 'rebook', item, channel: 'letter', result: 'sent' })
  world.clock.advance({ hours: 24 * 14 })
  expect(await row()).toMatchObject({ waiting: false, step: 'close', tries: 3 })
  const closed = await secretary.do(closeItem, { list: 'rebook', item, reason: 'no-answer' })
  expect(closed.nextAt?.slice(0, 10)).toBe('2027-06-23')
  expect(await row()).toBeUndefined()
  expect((await secretary.do(closedItems, { list: 'rebook' })).rows).toMatchObject([
    { item, reason: 'no-answer', by: 'Test secretary' },
  ])
  await secretary.do(reopenItem, { list: 'rebook', item })
  await expect(secretary.do(reopenItem, { list: 'rebook', item })).rejects.toMatchObject({
    code: 'worklists.not-closed',
  })
  expect(await row()).toMatchObject({ waiting: false })
  world.clock.set(start)
})

it('recalls by rule, and nobody who has such a visit ahead', async () => {
  await manager.do(addRecallRule, {
    name: 'Yearly follow-up',
    after: clinic.followUp,
    recall: clinic.followUp,
    months: 12,
    leadDays: 0,
  })
  await expect(
    manager.do(addRecallRule, { name: 'yearly FOLLOW-UP', after: clinic.followUp, recall: clinic.followUp, months: 6 }),
  ).rejects.toMatchObject({ code: 'worklists.rule-exists' })
  await world.inside(
    ctx => ctx.sql`
      insert into schedule.appointment (practice_id, id, patient_id, visit_type_id, provider_id, location_id, starts_at, ends_at, wall_start, zone, state, state_since)
      select ${ctx.practice}, gen_random_uuid(), p, ${clinic.followUp}, ${clinic.providers[0]!}, ${clinic.location}, '2025-11-20 15:00Z', '2025-11-20 15:20Z',
             '2025-11-20 10:00', 'America/New_York', 'checked-out', '2025-11-20 15:20Z'
        from unnest(${clinic.patients.slice(8, 10)}::uuid[]) as p`,
  )
  const rows = await rowsOf('recall')
  expect(rows.map(row => [row.patient.id, row.dueOn]).sort()).toEqual(
    clinic.patients
      .slice(8, 10)
      .map(id => [id, '2025-11-20'.replace('2025', '2026')])
      .sort(),
  )
  await book(8, '2026-12-10', '14:00')
  expect((await rowsOf('recall')).map(row => row.patient.id)).toEqual([clinic.patients[9]])
  const left = (await rowsOf('recall'))[0]!
  await secretary.do(takeItem, { list: 'recall', item: left.item })
  await expect(manager.do(takeItem, { list: 'recall', item: left.item })).rejects.toMatchObject({
    code: 'worklists.taken',
    facts: { by: 'Test secretary' },
  })
  await expect(manager.do(noteAttempt, { list: 'recall', item: left.item, result: 'reached' })).rejects.toMatchObject({
    code: 'worklists.taken',
  })
  await expect(manager.do(takeNext, { list: 'recall' })).rejects.toMatchObject({ code: 'worklists.nothing-left' })
  world.clock.advance({ minutes: 11 })
  await manager.do(takeNext, { list: 'recall' })
  expect((await rowsOf('recall'))[0]).toMatchObject({ heldBy: { name: 'Test manager', mine: false } })
})

it('puts follow-ups that a provider asked for before recalls by rule, until they are closed', async () => {
  const patient = clinic.patients[10]!
  const followUp = newId<'follow-up'>()
  await world.inside(
    ctx => ctx.sql`
      insert into schedule.follow_up (practice_id, id, patient_id, visit_type_id, provider_id, due_on, window_from, window_until, state, made_at)
      values (${ctx.practice}, ${followUp}, ${patient}, ${clinic.procedure}, ${clinic.providers[1]!}, '2026-12-20', '2026-12-10', '2026-12-30', 'open', ${ctx.now.toString()})`,
  )
  expect((await rowsOf('recall'))[0]).toMatchObject({
    item: followUp,
    dueOn: '2026-12-20',
    provider: clinic.providers[1],
    why: [{ code: 'followUp' }],
  })
  await world.asOwner(`update schedule.follow_up set state = 'closed', closed_reason = 'Moved away' where id = $1`, [
    followUp,
  ])
  expect((await rowsOf('recall')).map(row => row.patient.id)).not.toContain(patient)
})

it('knows nothing of another practice', async () => {
  const other = (await world.neighbour()).as('secretary')
  const missing = { code: 'platform.not-found' }
  for (const [list, rows] of [
    ['confirm', await rowsOf('confirm')],
    ['recall', await rowsOf('recall')],
    ['orders', await rowsOf('orders')],
  ] as const) {
    expect(rows.length).toBeGreaterThan(0)
    const item = rows[0]!.item
    expect(await rowsOf(list, other)).toEqual([])
    await expect(other.do(takeItem, { list, item })).rejects.toMatchObject(missing)
    await expect(other.do(noteAttempt, { list, item, result: 'no-answer' })).rejects.toMatchObject(missing)
    await expect(other.do(itemHistory, { list, item })).rejects.toMatchObject(missing)
    await expect(other.do(reopenItem, { list, item })).rejects.toMatchObject(missing)
  }
  await expect(secretary.do(takeItem, { list: 'orders', item: newId<'work-item'>() })).rejects.toMatchObject(missing)
})
