import { describe, expect, it } from 'vitest'
import { openWorld, type Person } from '../../../test/world.ts'
import { type Id, newId } from '../../core/id.ts'
import { lock } from '../access/lock.ts'
import { addMessagePool } from '../calls/arranging/add-message-pool.ts'
import { coverMe } from '../calls/arranging/cover-me.ts'
import { answerMessage } from '../calls/messages/answer-message.ts'
import { claimMessage } from '../calls/messages/claim-message.ts'
import { finishMessage } from '../calls/messages/finish-message.ts'
import { leaveMessage } from '../calls/messages/leave-message.ts'
import { openClinic } from '../schedule/clinic.fixture.ts'
import { addOrder } from '../worklists/add-order.ts'
import { takeItem as takeRow } from '../worklists/take-item.ts'
import { callBackMissed } from './call-back-missed.ts'
import { counts } from './counts.ts'
import { giveBackItem } from './give-back-item.ts'
import { missCall, ringPhone, shown } from './inbox.fixture.ts'
import { items } from './items.ts'
import { letGoMissedCall } from './let-go-missed-call.ts'
import { snoozeItem } from './snooze-item.ts'
import { takeItem } from './take-item.ts'
import { takeUpMissedCall } from './take-up-missed-call.ts'
import { wakeItem } from './wake-item.ts'

const world = await openWorld()
const clinic = await openClinic(world, { patients: 6 })
const desk = world.as('secretary')
const manager = world.as('manager')
const doctor = world.as('provider')
const biller = world.as('biller')

let left = 0
const leave = async (to: Person = desk, more: { priority?: 'urgent' | 'today' | 'normal'; dueAt?: string } = {}) => {
  const { message } = await doctor.do(leaveMessage, { to: to.caller.staff!, text: `Message ${++left}`, ...more })
  return { kind: 'message' as const, item: message as string as Id<'inbox-item'>, message }
}
const rowOf = async (item: string, who = desk) => (await who.do(items, { view: 'all', item: item as never })).rows[0]
const written = async (table: string) =>
  (await world.asOwner<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n

/** The same person in a browser of their own. */
async function inBrowser(person: Person): Promise<Id<'session'>> {
  const session = newId<'session'>()
  await world.inside(async ctx => {
    await ctx.sql`
      insert into access.session (practice_id, id, staff_id, kind, token_hash, created_at, expires_at, seen_at)
      values (${ctx.practice}, ${session}, ${person.caller.staff}, 'browser', ${Buffer.from(session)}, ${ctx.now.toString()},
              ${ctx.now.add({ hours: 1 }).toString()}, ${ctx.now.toString()})`
  })
  person.caller.session = session
  return session
}

describe('a row in hand', () => {
  it('is one person’s of eight who press at once; the others are told whose', async () => {
    const row = await leave()
    const people = [desk, manager, doctor, biller, desk, manager, doctor, biller]
    const tries = await Promise.allSettled(
      people.map(person => person.do(takeItem, { kind: row.kind, item: row.item })),
    )
    const has = (await rowOf(row.item))!.heldBy!
    for (const [at, one] of tries.entries()) {
      if (one.status === 'fulfilled') expect(people[at]!.caller.staff).toBe(has.staff)
      else expect(one.reason).toMatchObject({ code: 'inbox.taken', facts: { by: has.name } })
    }
    expect(tries.filter(one => one.status === 'fulfilled')).toHaveLength(2)
    expect(await written(`calls.message_step where message_id = '${row.item}' and kind = 'claimed'`)).toBe(1)
    await doctor.do(finishMessage, { message: row.message })
  })

  it('is given back, ends by itself, and is free again when the screen is locked', async () => {
    const call = await missCall(world, '+12125550121')
    const [kind, item] = ['missed' as const, call as string as Id<'inbox-item'>]
    await desk.do(takeItem, { kind, item })
    await desk.do(giveBackItem, { kind, item })
    expect((await rowOf(item))!.heldBy).toBeNull()
    await desk.do(takeItem, { kind, item })
    // Nobody else gives it back.
    await manager.do(giveBackItem, { kind, item })
    expect((await rowOf(item))!.heldBy).toMatchObject({ mine: true })
    world.clock.advance({ minutes: 11 })
    expect((await rowOf(item))!.heldBy).toBeNull()
    await inBrowser(desk)
    await desk.do(takeItem, { kind, item })
    await expect(manager.do(takeItem, { kind, item })).rejects.toMatchObject({ code: 'inbox.taken' })
    await desk.do(lock, {})
    expect((await rowOf(item))!.heldBy).toBeNull()
    await manager.do(takeItem, { kind, item })
    expect((await rowOf(item))!.heldBy).toMatchObject({ staff: manager.caller.staff })
    desk.caller.session = null
    await manager.do(letGoMissedCall, { call, reason: 'no-need' })
    await expect(desk.do(takeItem, { kind, item })).rejects.toMatchObject({ code: 'inbox.item-gone' })
  })

  it('of a message is whoever has said to do it, in the inbox or at the message', async () => {
    const { kind, item, message } = await leave()
    await desk.do(takeItem, { kind, item })
    await expect(manager.do(claimMessage, { message })).rejects.toMatchObject({ code: 'calls.message-claimed' })
    world.clock.advance({ hours: 20 })
    expect((await rowOf(item))!.heldBy).toMatchObject({ mine: true, until: null })
    await desk.do(giveBackItem, { kind, item })
    await desk.do(giveBackItem, { kind, item })
    await manager.do(claimMessage, { message })
    expect((await rowOf(item))!.heldBy).toMatchObject({ staff: manager.caller.staff })
    await doctor.do(finishMessage, { message })
  })

  it('of an order is the same hand as in its own list', async () => {
    const { order } = await desk.do(addOrder, {
      patient: clinic.patients[0]!,
      kind: 'test',
      title: 'HbA1c',
      visitType: clinic.followUp,
      earliest: '2026-11-24',
      latest: '2026-11-30',
    })
    const item = order as string as Id<'inbox-item'>
    await desk.do(takeItem, { kind: 'order', item })
    await expect(manager.do(takeRow, { list: 'orders', item: order as never })).rejects.toMatchObject({
      code: 'worklists.taken',
    })
    await expect(manager.do(takeItem, { kind: 'order', item })).rejects.toMatchObject({ code: 'inbox.taken' })
    await desk.do(giveBackItem, { kind: 'order', item })
    await manager.do(takeRow, { list: 'orders', item: order as never })
    expect((await rowOf(item))!.heldBy).toMatchObject({ staff: manager.caller.staff })
  })
})

it('reaches a pool, a role and whoever covers, each as near as it is', async () => {
  const near = async (who: Person, view: 'mine' | 'list', item: string) =>
    (await who.do(items, { view, limit: 500 })).rows.some(row => row.item === (item as string))
  const pool = await manager.do(addMessagePool, { name: 'Nurses', members: [desk.caller.staff!] })
  const toPool = (await doctor.do(leaveMessage, { toPool: pool.id, text: 'For the nurses' })).message
  expect(await near(desk, 'list', toPool)).toBe(true)
  expect(await near(desk, 'mine', toPool)).toBe(false)
  expect(await near(biller, 'list', toPool)).toBe(false)
  const told = await desk.do(counts, {})
  expect(told.pools).toMatchObject([{ id: pool.id, name: 'Nurses', total: 1 }])
  const { rows } = await desk.do(items, { view: 'pool', pool: pool.id })
  expect(rows).toMatchObject([{ item: toPool, to: { kind: 'pool', name: 'Nurses' } }])
  const back = (
    await doctor.do(leaveMessage, {
      to: manager.caller.staff!,
      kind: 'call-back',
      text: 'Call her',
      number: '+12125550126',
    })
  ).message
  expect(await near(biller, 'list', back)).toBe(false)
  await manager.do(coverMe, { by: biller.caller.staff!, from: '2026-11-01T08:00', until: '2027-03-05T18:00' })
  expect(await near(biller, 'mine', back)).toBe(true)
  expect((await rowOf(back))!.kind).toBe('call-back')
  for (const message of [toPool, back]) await doctor.do(finishMessage, { message })
  expect(await near(biller, 'list', back)).toBe(false)
})

describe('a row put off', () => {
  const wait = { reason: 'waiting-for-patient' as const }

  it('sleeps with its reason over a weekend, and comes back by itself on Monday', async () => {
    world.clock.set('2026-11-27T21:00:00Z')
    const { kind, item, message } = await leave()
    const done = await desk.do(snoozeItem, { kind, item, when: 'next-morning', ...wait })
    expect(done.until).toBe('2026-11-30T13:00:00Z')
    expect(await shown(world)).not.toContain(`message ${item}`)
    expect((await desk.do(items, { view: 'snoozed' })).rows).toMatchObject([
      { item, snoozed: { reason: 'waiting-for-patient', by: 'Test secretary', until: done.until } },
    ])
    expect(await desk.do(counts, {})).toMatchObject({ snoozed: 1 })
    world.clock.set('2026-11-30T12:59:59Z')
    expect(await shown(world)).not.toContain(`message ${item}`)
    world.clock.set('2026-11-30T13:00:00Z')
    expect(await shown(world)).toContain(`message ${item}`)
    await doctor.do(finishMessage, { message })
  })

  it('wakes when it says something new, or when somebody wakes it', async () => {
    const { kind, item, message } = await leave()
    await desk.do(snoozeItem, { kind, item, when: 'week', ...wait })
    world.clock.advance({ minutes: 1 })
    await desk.do(answerMessage, { message, text: 'Done' })
    expect(await shown(world)).toContain(`message ${item}`)
    const again = {
      until: world.clock.now().add({ hours: 2 }).toString(),
      reason: 'other' as const,
      note: 'Their lunch',
    }
    await desk.do(snoozeItem, { kind, item, ...again })
    await desk.do(snoozeItem, { kind, item, ...again, until: world.clock.now().add({ hours: 3 }).toString() })
    expect(await written(`inbox.snooze where item_id = '${item}' and ended_at is null`)).toBe(1)
    await desk.do(wakeItem, { kind, item })
    expect(await shown(world)).toContain(`message ${item}`)
    await expect(desk.do(wakeItem, { kind, item })).rejects.toMatchObject({ code: 'inbox.not-asleep' })
    await doctor.do(finishMessage, { message })
  })

  it('is refused for yesterday, for next year and out of another’s hands, and nothing is written', async () => {
    const { kind, item, message } = await leave()
    const before = await written('inbox.snooze')
    for (const until of ['2026-11-23T10:00:00Z', '2027-11-30T10:00:00Z'])
      await expect(desk.do(snoozeItem, { kind, item, until, ...wait })).rejects.toMatchObject({
        code: 'inbox.not-then',
      })
    await manager.do(takeItem, { kind, item })
    await expect(desk.do(snoozeItem, { kind, item, when: 'hour', ...wait })).rejects.toMatchObject({
      code: 'inbox.taken',
    })
    await doctor.do(finishMessage, { message })
    await expect(desk.do(snoozeItem, { kind, item, when: 'hour', ...wait })).rejects.toMatchObject({
      code: 'inbox.item-gone',
    })
    expect(await written('inbox.snooze')).toBe(before)
  })
})

it('refuses to let go or call back what is in another’s hands, gone, or was never let go', async () => {
  const call = await missCall(world, '+12125550122')
  await manager.do(takeItem, { kind: 'missed', item: call as string as Id<'inbox-item'> })
  await expect(desk.do(letGoMissedCall, { call, reason: 'no-need' })).rejects.toMatchObject({ code: 'inbox.taken' })
  await expect(desk.do(callBackMissed, { call })).rejects.toMatchObject({ code: 'inbox.taken' })
  await expect(desk.do(takeUpMissedCall, { call })).rejects.toMatchObject({ code: 'inbox.not-let-go' })
  await manager.do(letGoMissedCall, { call, reason: 'no-need' })
  await expect(desk.do(callBackMissed, { call })).rejects.toMatchObject({ code: 'inbox.item-gone' })
  expect(await written('inbox.call_back')).toBe(0)
})

it('shows nobody more than their own questions would: a provider no calls, a biller no orders', async () => {
  await ringPhone(world, '+12125550123')
  await missCall(world, '+12125550124')
  const kindsOf = async (who: Person) =>
    new Set((await who.do(items, { view: 'all', limit: 500 })).rows.map(row => row.kind))
  expect(await kindsOf(desk)).toEqual(new Set(['ringing', 'missed', 'order']))
  expect(await kindsOf(doctor)).toEqual(new Set(['order']))
  expect(await kindsOf(biller)).toEqual(new Set(['ringing', 'missed']))
  expect((await doctor.do(counts, {})).all.total).toBe(1)
  const [missed] = (await desk.do(items, { view: 'all', kind: 'missed' })).rows
  await expect(doctor.do(takeItem, { kind: 'missed', item: missed!.item })).rejects.toMatchObject({ kind: 'missing' })
  expect((await doctor.do(items, { view: 'all', kind: 'missed' })).rows).toEqual([])
})

it('keeps practices apart: rows of one are missing in the other', async () => {
  const other = await world.neighbour()
  const { kind, item } = await leave()
  const missing = { kind: 'missing' }
  const stranger = other.as('secretary')
  expect((await stranger.do(items, { view: 'all' })).rows).toEqual([])
  expect((await stranger.do(counts, {})).all.total).toBe(0)
  await expect(stranger.do(items, { item })).rejects.toMatchObject(missing)
  await expect(stranger.do(takeItem, { kind, item })).rejects.toMatchObject(missing)
  await expect(stranger.do(giveBackItem, { kind, item })).rejects.toMatchObject(missing)
  await expect(stranger.do(snoozeItem, { kind, item, when: 'hour', reason: 'call-later' })).rejects.toMatchObject(
    missing,
  )
  await expect(stranger.do(wakeItem, { kind, item })).rejects.toMatchObject(missing)
})

it('narrows by words in any order, by kind, patient and what is overdue', async () => {
  const patient = clinic.patients[3]!
  const { message } = await doctor.do(leaveMessage, {
    to: desk.caller.staff!,
    text: 'Refill of 100 % metformin_x',
    patient,
    dueAt: '2026-11-01T10:00:00Z',
  })
  const find = async (text: string) => (await desk.do(items, { view: 'all', text })).rows.map(row => row.item as string)
  expect(await find('METFORMIN patient4')).toEqual([message])
  expect(await find('100 %')).toEqual([message])
  expect(await find('metformin patient3')).toEqual([])
  expect((await desk.do(items, { view: 'all', patient })).rows.map(row => row.item as string)).toEqual([message])
  const late = (await desk.do(items, { view: 'all', overdue: true })).rows
  expect(late.map(row => row.item as string)).toContain(message)
  expect(late.every(row => row.overdue)).toBe(true)
})
