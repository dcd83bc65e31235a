import { expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { phoneEvent } from '../intake/phone-event.ts'
import { takeIn } from '../intake/take-in.ts'
import { addPhoneSystem } from '../setting-up/add-phone-system.ts'
import { callOfLeg } from './call-of-leg.ts'

it('finds the call by the id of its dialogue once the exchange has told of it, whoever told, and never that of another practice', async () => {
  const world = await openWorld()
  const desk = world.as('secretary')
  const sipCallId = 'f81d4fae-7dec@127.0.0.1'
  expect(await desk.do(callOfLeg, { sipCallId })).toEqual({ call: null })
  const systems = ['One', 'Two'].map(name =>
    world.as('manager').do(addPhoneSystem, { kind: 'kamailio', name, host: '127.0.0.1', port: 1 }),
  )
  const [, second] = await Promise.all(systems)
  const rings = phoneEvent.parse({ externalId: sipCallId, what: 'ringing', from: '+15550100177', to: 'frontdesk' })
  await takeIn(world.app, { practice: world.practice, system: second!.system }, rings)
  const [record] = await world.asOwner<{ id: string }>('select id from calls.call where practice_id = $1', [
    world.practice,
  ])
  expect(await desk.do(callOfLeg, { sipCallId })).toEqual({ call: record!.id })
  expect(await desk.do(callOfLeg, { sipCallId: `${sipCallId}x` })).toEqual({ call: null })
  const neighbour = await world.neighbour()
  expect(await neighbour.as('secretary').do(callOfLeg, { sipCallId })).toEqual({ call: null })
})
