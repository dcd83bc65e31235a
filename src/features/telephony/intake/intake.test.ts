import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { type Id, newId } from '../../../core/id.ts'
import { endCall } from '../../calls/record/end-call.ts'
import { takeCall } from '../../calls/record/take-call.ts'
import { addExtension } from '../setting-up/add-extension.ts'
import { addLine } from '../setting-up/add-line.ts'
import { addPhoneSystem } from '../setting-up/add-phone-system.ts'
import { recordId } from './hear-event.ts'
import { type PhoneEvent, phoneEvent } from './phone-event.ts'
import { takeIn } from './take-in.ts'

const world = await openWorld()
const manager = world.as('manager')
const secretary = world.as('secretary')
const biller = world.as('biller')
let system: Id<'phone-system'>
let patient: Id<'patient'>

beforeAll(async () => {
  const made = await manager.do(addPhoneSystem, { kind: 'kamailio', name: 'Exchange', host: '127.0.0.1', port: 1 })
  system = made.system
  await manager.do(addLine, { number: '(555) 010-0100', name: 'Main line' })
  await manager.do(addExtension, { number: '101', staff: secretary.caller.staff! })
  await manager.do(addExtension, { number: '102', staff: biller.caller.staff! })
  patient = newId<'patient'>()
  await world.asOwner(
    `insert into patients.patient (practice_id, id, chart_number, family, given, birth_date, registered_at, family_n, given_n)
     values ($1, $2, 'T-1', 'Sample', 'Max', '1971-04-12', now(), 'sample', 'max')`,
    [world.practice, patient],
  )
  await world.asOwner(
    `insert into patients.phone (practice_id, id, patient_id, e164, kind, place) values ($1, $2, $3, '+15550100177', 'mobile', 1)`,
    [world.practice, newId(), patient],
  )
})

const at = (second: number) => `2026-11-24T15:00:${String(second).padStart(2, '0')}Z`
const event = (externalId: string, what: PhoneEvent['what'], second: number, more: Partial<PhoneEvent> = {}) =>
  phoneEvent.parse({ externalId, what, at: at(second), ...more })
const hear = (one: PhoneEvent) => takeIn(world.app, { practice: world.practice, system }, one)

/** What is in the record of a call, but for its id; instants as they would be written anywhere. */
async function recordOf(externalId: string) {
  const rows = await world.asOwner<Record<string, unknown>>(
    `select direction, line, number, number_text, ringing_at, taken_at, taken_by, ended_at, outcome, closed_at, closed_by, patient_id
       from calls.call where external_id = $1`,
    [recordId(system, externalId)],
  )
  expect(rows).toHaveLength(1)
  return rows[0]!
}
const idOfCall = async (externalId: string) =>
  (
    await world.asOwner<{ id: Id<'call'> }>('select id from calls.call where external_id = $1', [
      recordId(system, externalId),
    ])
  )[0]!.id
const count = async (sql: string) => (await world.asOwner<{ n: number }>(`select count(*)::int as n from ${sql}`))[0]!.n

const ring = (id: string) => event(id, 'ringing', 0, { from: '+15550100177', name: 'Max', to: '+15550100100' })

it('makes one whole record of a call that is told in order', async () => {
  for (const one of [ring('a'), event('a', 'answered', 6, { extension: '101' }), event('a', 'ended', 40)]) {
    expect(await hear(one)).toBe(true)
    expect(await hear(one)).toBe(false)
  }
  expect(await recordOf('a')).toEqual({
    direction: 'in',
    line: 'Main line',
    number: '+15550100177',
    number_text: '"Max" <+15550100177>',
    ringing_at: at(0),
    taken_at: at(6),
    taken_by: secretary.caller.staff,
    ended_at: at(40),
    outcome: null,
    closed_at: null,
    closed_by: null,
    patient_id: patient,
  })
})

const laterEvents = (id: string): PhoneEvent[] => [
  ring(id),
  event(id, 'ringing', 1, { from: '+15550100177', to: '102' }),
  event(id, 'answered', 6, { extension: '102' }),
  event(id, 'answered', 9, { extension: '101' }),
  event(id, 'missed', 6),
  event(id, 'ended', 40),
]

it('leaves one and the same record for any order of a call, with repetitions, one by one or all at once', async () => {
  let calls = 0
  for (const wanted of [
    [0, 1, 2, 3, 4, 5],
    [0, 4],
    [0, 2, 5],
    [0, 5],
    [2, 5],
  ]) {
    const straight = `straight-${++calls}`
    for (const n of wanted) await hear(laterEvents(straight)[n]!)
    const expected = await recordOf(straight)
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...wanted, ...wanted, ...wanted], { minLength: wanted.length * 3 }),
        fc.boolean(),
        async (order, atOnce) => {
          const id = `mixed-${++calls}`
          const events = order.map(n => laterEvents(id)[n]!)
          if (atOnce) await Promise.all(events.map(hear))
          else for (const one of events) await hear(one)
          expect(await recordOf(id)).toEqual(expected)
        },
      ),
      { numRuns: 12 },
    )
  }
})

it('makes the call of an end whose ring was lost in a cut, and fills it when the ring comes late', async () => {
  await hear(event('cut', 'ended', 30, { spoken: true }))
  expect(await recordOf('cut')).toMatchObject({ number: null, ringing_at: at(30), taken_at: at(30), ended_at: at(30) })
  await hear(ring('cut'))
  expect(await recordOf('cut')).toMatchObject({ number: '+15550100177', ringing_at: at(0), patient_id: patient })
})

it('keeps a missed call as abandoned, without anybody who took it', async () => {
  await hear(ring('missed'))
  await hear(event('missed', 'missed', 20))
  expect(await recordOf('missed')).toMatchObject({
    outcome: 'abandoned',
    taken_at: null,
    closed_at: at(20),
    patient_id: null,
  })
})

it('leaves a call to the person who took it at the screen, and its end to the person who closed it', async () => {
  await hear(ring('hand'))
  const call = await idOfCall('hand')
  await biller.do(takeCall, { call })
  await hear(event('hand', 'answered', 6, { extension: '101' }))
  expect(await recordOf('hand')).toMatchObject({ taken_by: biller.caller.staff })
  await biller.do(endCall, { call, outcome: 'booked' })
  const closed = await recordOf('hand')
  await hear(event('hand', 'ended', 50))
  expect(await recordOf('hand')).toEqual(closed)
})

it('leaves a call answered at a telephone nobody knows to the first who takes it at the screen', async () => {
  await hear(ring('unnamed'))
  await hear(event('unnamed', 'answered', 6, { extension: '199' }))
  expect(await recordOf('unnamed')).toMatchObject({ taken_at: at(6), taken_by: null })
  const call = await idOfCall('unnamed')
  await secretary.do(takeCall, { call })
  await expect(biller.do(takeCall, { call })).rejects.toMatchObject({ code: 'calls.already-taken' })
  await hear(event('unnamed', 'ended', 50))
  expect(await recordOf('unnamed')).toMatchObject({
    taken_by: secretary.caller.staff,
    taken_at: at(6),
    ended_at: at(50),
  })
})

it('records a call out as taken by who makes it, and none between two desks', async () => {
  await hear(event('out', 'ringing', 0, { from: '101', to: '+15550100177' }))
  await hear(event('out', 'missed', 20))
  expect(await recordOf('out')).toMatchObject({
    direction: 'out',
    number: '+15550100177',
    taken_by: secretary.caller.staff,
    ended_at: at(20),
    outcome: null,
  })
  await hear(event('inside', 'ringing', 0, { from: '101', to: '102' }))
  expect(await count(`calls.call where external_id = '${recordId(system, 'inside')}'`)).toBe(0)
})

it('knows a call out that the desk opened for the one the phone system tells of, and only that one', async () => {
  const byHand = { direction: 'out', from: '+15550100178' } as const
  const opened = await secretary.do(takeCall, byHand)
  const beside = await biller.do(takeCall, byHand)
  const now = await secretary.do(takeCall, { ...byHand, from: '+15550100179' })
  await world.asOwner(`update calls.call set ringing_at = $1 where id = any($2::uuid[])`, [
    at(0),
    [opened.call, beside.call, now.call],
  ])
  await hear(event('dialled', 'ringing', 2, { from: '101', to: '+15550100178' }))
  await hear(event('dialled', 'answered', 5))
  await hear(event('dialled', 'ended', 25))
  expect(await idOfCall('dialled')).toBe(opened.call)
  expect(await recordOf('dialled')).toMatchObject({
    taken_by: secretary.caller.staff,
    ended_at: at(25),
    closed_at: null,
  })
  // The next one to the same number is another call.
  await hear(event('dialled again', 'ringing', 28, { from: '101', to: '+15550100178' }))
  expect(await idOfCall('dialled again')).not.toBe(opened.call)
  expect(await count(`calls.call where number = '+15550100178'`)).toBe(3)
  expect(await count(`calls.call where number = '+15550100179' and external_id is null`)).toBe(1)
})

it('names in the audit trail whose name the ring showed, and tells the desk once', async () => {
  await hear(ring('told'))
  await hear(ring('told'))
  const call = await idOfCall('told')
  const lines = await world.asOwner<{ patients: string[] }>(
    `select patients from platform.audit_line where deed = 'telephony.take-in' and subject->>'call' = $1`,
    [call],
  )
  expect(lines).toEqual([{ patients: [patient] }])
  expect(await count(`platform.event where name = 'calls.call-ringing' and facts->>'call' = '${call}'`)).toBe(1)
})

it('believes no phone system that is ahead of the clock', async () => {
  await hear({ ...ring('ahead'), at: '2036-01-01T00:00:00Z' })
  const { ringing_at } = await recordOf('ahead')
  expect(Temporal.Instant.from(ringing_at as string).equals(world.clock.now())).toBe(true)
})
