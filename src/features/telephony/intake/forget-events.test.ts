import { beforeAll, beforeEach, expect, it } from 'vitest'
import { openWorld, WORLD_NOW } from '../../../../test/world.ts'
import type { Id } from '../../../core/id.ts'
import { endCall } from '../../calls/record/end-call.ts'
import { takeCall } from '../../calls/record/take-call.ts'
import { addPhoneSystem } from '../setting-up/add-phone-system.ts'
import { changeEventKeeping } from './change-event-keeping.ts'
import { eventKeeping } from './event-keeping.ts'
import { forgetEvents } from './forget-events.ts'
import { recordId } from './hear-event.ts'
import { phoneEvent } from './phone-event.ts'
import { takeIn } from './take-in.ts'

const world = await openWorld()
const manager = world.as('manager')
const secretary = world.as('secretary')
let system: Id<'phone-system'>

beforeAll(async () => {
  system = (await manager.do(addPhoneSystem, { kind: 'kamailio', name: 'Exchange', host: '127.0.0.1', port: 1 })).system
})
beforeEach(async () => {
  world.clock.set(WORLD_NOW)
  await world.asOwner('delete from telephony.call_event')
})

const hear = (externalId: string, what: 'ringing' | 'answered' | 'ended' | 'missed') =>
  takeIn(
    world.app,
    { practice: world.practice, system },
    phoneEvent.parse({ externalId, what, at: world.clock.now().toString(), from: '+15550100177', to: '+15550100100' }),
  )
const events = async () =>
  (
    await world.asOwner<{ id: string; n: number }>(
      'select external_id as id, count(*)::int as n from telephony.call_event group by 1 order by 1',
    )
  ).map(row => `${row.id} ${row.n}`)
const record = async (id: string) =>
  (
    await world.asOwner<Record<string, unknown>>('select * from calls.call where external_id = $1', [
      recordId(system, id),
    ])
  )[0]!

it('forgets what was told of a settled call after its days, to the hour, and the record stands', async () => {
  await hear('missed', 'ringing')
  await hear('missed', 'missed')
  const before = await record('missed')
  world.clock.advance({ hours: 30 * 24 })
  await forgetEvents(world.app)
  expect(await events()).toEqual(['missed 2'])
  world.clock.advance({ milliseconds: 1 })
  await forgetEvents(world.app)
  await forgetEvents(world.app)
  expect(await events()).toEqual([])
  expect(await record('missed')).toEqual(before)
  // Told again by a phone system that repeats itself: the record is what it was.
  await hear('missed', 'ended')
  expect(await record('missed')).toEqual(before)
})

it('keeps everything of a call nobody closed, and of one closed since yesterday', async () => {
  await hear('open', 'ringing')
  await hear('late', 'ringing')
  await secretary.do(takeCall, { call: (await record('open')).id as Id<'call'> })
  const late = (await record('late')).id as Id<'call'>
  await secretary.do(takeCall, { call: late })
  world.clock.advance({ hours: 40 * 24 })
  await secretary.do(endCall, { call: late, outcome: 'answered' })
  world.clock.advance({ hours: 23, minutes: 59 })
  await forgetEvents(world.app)
  expect(await events()).toEqual(['late 1', 'open 1'])
  world.clock.advance({ minutes: 1 })
  await forgetEvents(world.app)
  expect(await events()).toEqual(['open 1'])
})

it('goes by what the practice has set, and by nothing of its neighbour', async () => {
  expect(await manager.do(eventKeeping, {})).toEqual({ days: 30 })
  await manager.do(changeEventKeeping, { days: 90 })
  await manager.do(changeEventKeeping, { days: 3 })
  expect(await manager.do(eventKeeping, {})).toEqual({ days: 3 })
  const neighbour = await world.neighbour()
  expect(await neighbour.as('manager').do(eventKeeping, {})).toEqual({ days: 30 })
  const theirs = await neighbour
    .as('manager')
    .do(addPhoneSystem, { kind: 'kamailio', name: 'Theirs', host: '127.0.0.1', port: 1 })
  const told = phoneEvent.parse({ externalId: 'theirs', what: 'missed', from: '+15550100178' })
  await takeIn(world.app, { practice: neighbour.practice, system: theirs.system }, told)
  for (const id of ['a', 'b']) await hear(id, 'missed')
  world.clock.advance({ hours: 3 * 24, milliseconds: 1 })
  await forgetEvents(world.app)
  expect(await events()).toEqual(['theirs 1'])
  await expect(manager.do(changeEventKeeping, { days: 1 })).rejects.toMatchObject({ kind: 'invalid' })
  await expect(secretary.do(changeEventKeeping, { days: 10 } as never)).rejects.toMatchObject({ kind: 'denied' })
})

it('forgets more calls than it looks at in one go', async () => {
  await hear('many', 'missed')
  await world.asOwner(
    `insert into telephony.call_event
     select practice_id, gen_random_uuid(), system_id, 'many ' || n, sha256(convert_to(n::text, 'UTF8')), what, at, received_at
       from telephony.call_event, generate_series(1, 1100) n where external_id = 'many'`,
  )
  world.clock.advance({ hours: 31 * 24 })
  await forgetEvents(world.app)
  expect(await events()).toEqual([])
})
