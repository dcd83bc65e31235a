import { beforeAll, beforeEach, expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { type Id, newId } from '../../../core/id.ts'
import { callsCarrier } from '../carry-calls.ts'
import { addAddendum } from './add-addendum.ts'
import { callRecord } from './call-record.ts'
import { endCall } from './end-call.ts'
import { linkCall } from './link-call.ts'
import { noteCall } from './note-call.ts'
import { takeCall } from './take-call.ts'

const world = await openWorld()
const secretary = world.as('secretary')
const biller = world.as('biller')
const start = world.clock.now()
let ann: Id<'patient'>
let bob: Id<'patient'>

async function patient(given: string): Promise<Id<'patient'>> {
  const id = newId<'patient'>()
  await world.asOwner(
    `insert into patients.patient (practice_id, id, chart_number, family, given, birth_date, registered_at, family_n, given_n)
     values ($1, $2, $3, 'Specimen', $4, '1980-05-06', now(), 'specimen', lower($4))`,
    [world.practice, id, id.slice(-6), given],
  )
  return id
}

beforeAll(async () => {
  ann = await patient('Ann')
  bob = await patient('Bob')
})
beforeEach(() => world.clock.set(start))

/** A call that was closed so long ago. */
async function closed(ago: Temporal.DurationLike): Promise<Id<'call'>> {
  const { call } = await secretary.do(takeCall, { patient: ann })
  await secretary.do(endCall, {
    call,
    outcome: 'message',
    also: ['booked', 'message', 'booked'],
    note: 'As said',
    revision: 0,
  })
  world.clock.advance(ago)
  return call
}
const row = async (call: string) =>
  (
    await world.asOwner('select note, reasons, patient_id, outcome, also, revision from calls.call where id = $1', [
      call,
    ])
  )[0]

it('keeps everything that came of a call, each once', async () => {
  const call = await closed({ minutes: 1 })
  expect(await row(call)).toMatchObject({ outcome: 'message', also: ['booked'] })
})

it('lets a call be mended within a day and keeps what stood, and then only be added to', async () => {
  const call = await closed({ hours: 23, minutes: 59, seconds: 59 })
  expect((await secretary.do(callRecord, { call })).settled).toBe(false)
  await secretary.do(noteCall, { call, note: 'Mended', reasons: ['refill'], revision: 1 })
  await secretary.do(linkCall, { call, patient: bob })
  world.clock.advance({ seconds: 1 })
  const before = await row(call)
  const settled = { code: 'calls.call-settled', facts: { at: start.toString() } }
  await expect(secretary.do(noteCall, { call, note: 'Too late', revision: 2 })).rejects.toMatchObject(settled)
  await expect(secretary.do(noteCall, { call, note: 'Mended', reasons: [], revision: 2 })).rejects.toMatchObject(
    settled,
  )
  await expect(secretary.do(linkCall, { call, patient: ann })).rejects.toMatchObject(settled)
  await expect(secretary.do(linkCall, { call, patient: null })).rejects.toMatchObject(settled)
  await expect(secretary.do(endCall, { call, outcome: 'answered' })).rejects.toMatchObject({ code: 'calls.call-over' })
  expect(await row(call)).toEqual(before)
  // The same text again is an answer that got lost, not a change.
  expect(await secretary.do(noteCall, { call, note: 'Mended', revision: 2 })).toMatchObject({ revision: 2 })
  world.clock.advance({ hours: 48 })
  await biller.do(addAddendum, { call, text: 'She meant the blue ones', why: 'Called back' })
  const record = await secretary.do(callRecord, { call })
  expect(record).toMatchObject({
    settled: true,
    note: 'Mended',
    reasons: ['refill'],
    closedBy: 'Test secretary',
    pastNotes: [{ note: 'As said', by: 'Test secretary' }],
    addenda: [
      { text: 'She meant the blue ones', why: 'Called back', by: 'Test biller', at: world.clock.now().toString() },
    ],
  })
})

it('is kept by the database as well, whatever the program asks of it', async () => {
  const call = await closed({ hours: 24 })
  const refused = (change: () => Promise<unknown>) => expect(change()).rejects.toThrow(/settled/)
  await refused(() => world.inside(ctx => ctx.sql`update calls.call set note = 'x' where id = ${call}`))
  await refused(() => world.inside(ctx => ctx.sql`update calls.call set outcome = 'booked' where id = ${call}`))
  await refused(() =>
    world.inside(ctx => ctx.sql`update calls.call set closed_at = ${world.clock.now().toString()} where id = ${call}`),
  )
  await refused(() =>
    world.inside(
      ctx => ctx.sql`update calls.call set outcome = null, closed_at = null, also = '{}' where id = ${call}`,
    ),
  )
  await world.inside(ctx => ctx.sql`update calls.call set note = note where id = ${call}`)
  const gone = /permission denied/
  await expect(world.inside(ctx => ctx.sql`delete from calls.call where id = ${call}`)).rejects.toThrow(gone)
  await secretary.do(addAddendum, { call, text: 'More', why: 'Later' })
  await expect(
    world.inside(ctx => ctx.sql`update calls.addendum set text = 'x' where call_id = ${call}`),
  ).rejects.toThrow(gone)
  await expect(world.inside(ctx => ctx.sql`delete from calls.addendum where call_id = ${call}`)).rejects.toThrow(gone)
  expect(await row(call)).toMatchObject({ note: 'As said', outcome: 'message' })
})

it('lets a settled call follow its patient’s record into another and back, and nothing else on that way', async () => {
  const call = await closed({ hours: 100 })
  await world.inside(async ctx => {
    const moved = await callsCarrier.carry(ctx, ann, bob)
    expect(
      (await ctx.sql<{ patient_id: string }>`select patient_id from calls.call where id = ${call}`)[0]!.patient_id,
    ).toBe(bob)
    await callsCarrier.giveBack(ctx, ann, bob, moved as never)
  })
  expect(await row(call)).toMatchObject({ patient_id: ann })
  await expect(
    world.inside(async ctx => {
      await callsCarrier.carry(ctx, ann, bob)
      await ctx.sql`update calls.call set note = 'x' where id = ${call}`
    }),
  ).rejects.toThrow(/settled/)
  expect(await row(call)).toMatchObject({ patient_id: ann, note: 'As said' })
})

it('adds nothing to a call that is open, unknown, or another practice’s', async () => {
  const { call } = await secretary.do(takeCall, {})
  const added = { text: 'x', why: 'y' }
  await expect(secretary.do(addAddendum, { call, ...added })).rejects.toMatchObject({ code: 'calls.not-closed' })
  const missing = { code: 'platform.not-found' }
  await expect(secretary.do(addAddendum, { call: newId<'call'>(), ...added })).rejects.toMatchObject(missing)
  await expect((await world.neighbour()).as('secretary').do(addAddendum, { call, ...added })).rejects.toMatchObject(
    missing,
  )
  await expect((await world.neighbour()).as('secretary').do(callRecord, { call })).rejects.toMatchObject(missing)
  expect(await world.asOwner('select 1 from calls.addendum where call_id = $1', [call])).toEqual([])
})

it('closes a call once when two desks close it at the same moment, and keeps the note of the one that did', async () => {
  for (let round = 0; round < 5; round++) {
    const { call } = await secretary.do(takeCall, {})
    const both = await Promise.allSettled([
      secretary.do(endCall, { call, outcome: 'booked', note: 'Hers', revision: 0 }),
      biller.do(endCall, { call, outcome: 'billing', note: 'His', revision: 0 }),
    ])
    const won = both.findIndex(one => one.status === 'fulfilled')
    expect(both[1 - won]).toMatchObject({ status: 'rejected', reason: { code: 'calls.call-over' } })
    expect(await row(call)).toMatchObject(
      won === 0 ? { outcome: 'booked', note: 'Hers' } : { outcome: 'billing', note: 'His' },
    )
  }
})

it('keeps every addendum of two that are written at the same moment', async () => {
  const call = await closed({ hours: 30 })
  await Promise.all([secretary, biller].map(who => who.do(addAddendum, { call, text: who.caller.name, why: 'both' })))
  expect((await secretary.do(callRecord, { call })).addenda.map(one => one.text).sort()).toEqual([
    'Test biller',
    'Test secretary',
  ])
})
