import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { type Id, newId } from '../../../core/id.ts'
import { endCall } from '../../calls/record/end-call.ts'
import { noteCall } from '../../calls/record/note-call.ts'
import { takeCall } from '../../calls/record/take-call.ts'
import { addExtension } from '../setting-up/add-extension.ts'
import { addPhoneSystem } from '../setting-up/add-phone-system.ts'
import { recordId } from './hear-event.ts'
import { type PhoneEvent, phoneEvent } from './phone-event.ts'
import { takeIn } from './take-in.ts'

const world = await openWorld()
const secretary = world.as('secretary')
const biller = world.as('biller')
let system: Id<'phone-system'>
let turn = 0

beforeAll(async () => {
  const manager = world.as('manager')
  const made = await manager.do(addPhoneSystem, { kind: 'kamailio', name: 'Exchange', host: '127.0.0.1', port: 1 })
  system = made.system
  await manager.do(addExtension, { number: '101', staff: secretary.caller.staff! })
  await manager.do(addExtension, { number: '102', staff: biller.caller.staff! })
})

/** A call out with a number of its own; it rings three seconds before the world's now. */
function callOut() {
  turn++
  const id = `out-${turn}`
  const number = `+1555010${String(turn).padStart(4, '0')}`
  const rang = world.clock.now().subtract({ seconds: 3 })
  const event = (what: PhoneEvent['what'], after_s: number, more: Partial<PhoneEvent> = {}) =>
    phoneEvent.parse({ externalId: id, what, at: rang.add({ seconds: after_s }).toString(), ...more })
  return {
    id,
    number,
    written: `(555) 010-${number.slice(-4)}`,
    rings: event('ringing', 0, { from: '101', to: number }),
    answered: event('answered', 1, { extension: '101' }),
    ended: event('ended', 2, { spoken: true }),
    again: (other: string) =>
      phoneEvent.parse({ ...event('ringing', 0, { from: '101', to: number }), externalId: other }),
  }
}
const hear = (one: PhoneEvent) => takeIn(world.app, { practice: world.practice, system }, one)
const byHand = (call: { written: string }, who = secretary) =>
  who.do(takeCall, { direction: 'out', from: call.written })
const recordsOf = (number: string) =>
  world.asOwner<Record<string, unknown>>(
    `select id, direction, external_id, taken_by, ringing_at, taken_at, ended_at, outcome, closed_by, note from calls.call
      where practice_id = $1 and (number = $2 or external_id = $3) order by ringing_at`,
    [world.practice, number, recordId(system, `out-${turn}`)],
  )

it('gives a call that was opened by hand the id of the exchange, whose events then are its own', async () => {
  const call = callOut()
  const opened = await byHand(call)
  expect(opened.joined).toBe(false)
  await secretary.do(noteCall, { call: opened.call, note: 'Asks for the lab', revision: 0 })
  world.clock.advance({ seconds: 5 })
  for (const one of [call.rings, call.rings, call.answered, call.ended, call.ended]) await hear(one)
  const [record, ...others] = await recordsOf(call.number)
  expect(others).toEqual([])
  expect(record).toMatchObject({
    id: opened.call,
    external_id: recordId(system, call.id),
    taken_by: secretary.caller.staff,
    ringing_at: call.rings.at,
    taken_at: call.rings.at,
    ended_at: call.ended.at,
    outcome: null,
    note: 'Asks for the lab',
  })
})

it('answers with the call that one is in already when the key is pressed twice, also at once, until it is over', async () => {
  const call = callOut()
  const opened = await Promise.all([1, 2, 3].map(() => byHand(call)))
  expect(new Set(opened.map(one => one.call)).size).toBe(1)
  expect(opened.filter(one => one.again)).toHaveLength(2)
  expect(await recordsOf(call.number)).toHaveLength(1)
  // A colleague who calls the same number is in a call of their own.
  expect((await byHand(call, biller)).again).toBe(false)
  await secretary.do(endCall, { call: opened[0]!.call, outcome: 'no-answer' })
  world.clock.advance({ seconds: 1 })
  expect(await byHand(call)).toMatchObject({ again: false, joined: false })
  expect(await recordsOf(call.number)).toHaveLength(3)
})

it('answers with the call that is there when the exchange was quicker, about whom it is said to be', async () => {
  const call = callOut()
  await hear(call.rings)
  const [told] = await recordsOf(call.number)
  const patient = newId<'patient'>()
  await world.asOwner(
    `insert into patients.patient (practice_id, id, chart_number, family, given, birth_date, registered_at, family_n, given_n)
     values ($1, $2, 'T-1', 'Sample', 'Max', '1971-04-12', now(), 'sample', 'max')`,
    [world.practice, patient],
  )
  const opened = await secretary.do(takeCall, { direction: 'out', from: call.written, patient })
  expect(opened).toMatchObject({ call: told!.id, patient, joined: true, revision: 0 })
  expect(await recordsOf(call.number)).toHaveLength(1)
  const lines = await world.asOwner<{ patients: string[] }>(
    `select patients from platform.audit_line where deed = 'calls.take-call' and subject->>'call' = $1`,
    [opened.call],
  )
  expect(lines).toEqual([{ patients: [patient] }])
})

it('leaves one record, whatever comes first, told in any order and several times, one by one or all at once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(['hand', 'rings', 'rings', 'answered', 'answered', 'ended', 'ended'] as const, {
        minLength: 7,
      }),
      fc.boolean(),
      async (order, atOnce) => {
        const call = callOut()
        const deeds = order.map(what => () => (what === 'hand' ? byHand(call) : hear(call[what])))
        if (atOnce) await Promise.all(deeds.map(deed => deed()))
        else for (const deed of deeds) await deed()
        const records = await recordsOf(call.number)
        const told = records.filter(record => record.external_id !== null)
        expect(told).toHaveLength(1)
        expect(told[0]).toMatchObject({ direction: 'out', taken_by: secretary.caller.staff, ringing_at: call.rings.at })
        // Opened by hand after the exchange had told that this call was over, it is another try; else there is one record.
        const at = (what: string) => order.indexOf(what as never)
        const another = !atOnce && at('hand') > at('rings') && at('hand') > at('ended')
        if (!atOnce) expect(records).toHaveLength(another ? 2 : 1)
      },
    ),
    { numRuns: 60 },
  )
})

it('makes one record of both at the same moment', async () => {
  for (let n = 0; n < 20; n++) {
    const call = callOut()
    await Promise.all([hear(call.rings), byHand(call), hear(call.rings)])
    expect(await recordsOf(call.number)).toHaveLength(1)
  }
})

it('joins only what can be one call: the same person, the same number, near in time, not told of already', async () => {
  const call = callOut()
  await byHand(call, biller)
  await hear(call.rings)
  expect(await recordsOf(call.number)).toHaveLength(2)

  const old = callOut()
  await byHand(old)
  world.clock.advance({ minutes: 6 })
  await hear({ ...old.rings, at: world.clock.now().toString() })
  expect(await recordsOf(old.number)).toHaveLength(2)

  const twice = callOut()
  const first = await byHand(twice)
  await hear(twice.rings)
  await secretary.do(endCall, { call: first.call, outcome: 'no-answer' })
  world.clock.advance({ seconds: 20 })
  await hear({ ...twice.again(`${twice.id} again`), at: world.clock.now().toString() })
  const [one, other] = await recordsOf(twice.number)
  expect(one).toMatchObject({ id: first.call, outcome: 'no-answer' })
  expect(other).toMatchObject({ external_id: recordId(system, `${twice.id} again`), outcome: null })
})

it('keeps what a person said of the call when the exchange tells of it only afterwards', async () => {
  const call = callOut()
  const opened = await byHand(call)
  world.clock.advance({ seconds: 30 })
  await secretary.do(endCall, { call: opened.call, outcome: 'voicemail', note: 'Left word' })
  world.clock.advance({ hours: 2 })
  for (const one of [call.ended, call.rings]) await hear(one)
  const records = await recordsOf(call.number)
  expect(records).toHaveLength(1)
  expect(records[0]).toMatchObject({ id: opened.call, outcome: 'voicemail', closed_by: secretary.caller.staff })
  expect(records[0]!.external_id).not.toBeNull()
})

it('does not take away a record on which somebody has worked, though it was made of words out of order', async () => {
  const call = callOut()
  await hear(call.ended)
  const [bare] = await recordsOf(call.number)
  await biller.do(noteCall, { call: bare!.id as Id<'call'>, note: 'Who was this?', revision: 0 })
  await byHand(call)
  await hear(call.rings)
  expect(await recordsOf(call.number)).toHaveLength(2)
})

it('lets a call that is settled stand, whatever is told of it then', async () => {
  const call = callOut()
  const opened = await byHand(call)
  await hear(call.rings)
  await secretary.do(endCall, { call: opened.call, outcome: 'answered' })
  const before = await recordsOf(call.number)
  world.clock.advance({ hours: 25 })
  await hear(call.ended)
  expect(await recordsOf(call.number)).toEqual(before)
})
