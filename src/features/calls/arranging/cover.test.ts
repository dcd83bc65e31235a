import { expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { newId } from '../../../core/id.ts'
import { drain } from '../../waitlist/drain.fixture.ts'
import { leaveMessage } from '../messages/leave-message.ts'
import { openMessages } from '../messages/open-messages.ts'
import { coverMe } from './cover-me.ts'
import { covers } from './covers.ts'
import { endCover } from './end-cover.ts'
import { messageAddresses } from './message-addresses.ts'
import { setCover } from './set-cover.ts'

const world = await openWorld()
const secretary = world.as('secretary')
const biller = world.as('biller')
const provider = world.as('provider')
const manager = world.as('manager')
const doctor = provider.caller.staff!
const by = biller.caller.staff!

const mine = async (who: typeof secretary, message: string) =>
  (await who.do(openMessages, { whose: 'mine' })).messages.find(one => one.message === message)
const list = async () => (await manager.do(covers, {})).covers.filter(one => one.now)

it('shows open and new messages to who covers, from the evening over midnight, and ends by itself', async () => {
  const before = await secretary.do(leaveMessage, { to: doctor, text: 'Open since before' })
  await provider.do(coverMe, { by, from: '2026-11-24T22:00', until: '2026-11-25T07:30' })
  expect(await mine(biller, before.message)).toBeUndefined()
  world.clock.set('2026-11-25T05:01:00Z')
  const told = await drain(world, { only: 'calls.tell-cover' })
  expect(told).toEqual(['calls.tell-cover'])
  const during = await secretary.do(leaveMessage, { to: doctor, text: 'New at night' })
  for (const { message } of [before, during]) {
    expect(await mine(biller, message)).toMatchObject({
      mine: true,
      coverFor: { staff: doctor, name: 'Test provider' },
    })
    expect(await mine(provider, message)).toMatchObject({ coverFor: null, address: { id: doctor } })
    expect(await mine(secretary, message)).toBeUndefined()
  }
  const addresses = (await secretary.do(messageAddresses, {})).addresses
  expect(addresses.find(one => one.id === doctor)).toMatchObject({ coveredBy: 'Test biller' })
  world.clock.set('2026-11-25T12:30:00Z')
  expect(await mine(biller, during.message)).toBeUndefined()
  expect(await list()).toEqual([])
})

it('begins and ends by the wall clock on the days the clocks change', async () => {
  world.clock.set('2027-03-01T15:00:00Z')
  // Spring forward on March 14: 8 in the evening is UTC-5, 8 in the morning UTC-4.
  const spring = await provider.do(coverMe, { by, from: '2027-03-13T20:00', until: '2027-03-14T08:00' })
  expect([spring.from, spring.until]).toEqual(['2027-03-14T01:00:00Z', '2027-03-14T12:00:00Z'])
  // Fall back on November 7: the hour from one to two comes twice, and the cover holds through both.
  const autumn = await provider.do(coverMe, { by, from: '2027-11-06T20:00', until: '2027-11-07T08:00' })
  expect([autumn.from, autumn.until]).toEqual(['2027-11-07T00:00:00Z', '2027-11-07T13:00:00Z'])
  const { message } = await secretary.do(leaveMessage, { to: doctor, text: 'At night', dueAt: '2027-12-01T15:00:00Z' })
  for (const [at, covered] of [
    ['2027-11-06T23:59:00Z', false],
    ['2027-11-07T05:30:00Z', true],
    ['2027-11-07T06:30:00Z', true],
    ['2027-11-07T12:59:00Z', true],
    ['2027-11-07T13:00:00Z', false],
  ] as const) {
    world.clock.set(at)
    expect([at, (await mine(biller, message)) !== undefined]).toEqual([at, covered])
  }
})

it('is set by the manager for somebody ill, and ended by those it concerns', async () => {
  world.clock.set('2026-12-01T15:00:00Z')
  const span = { from: '2026-12-01T09:00', until: '2026-12-03T18:00' }
  const { cover } = await manager.do(setCover, { staff: doctor, by, ...span })
  expect(await list()).toMatchObject([{ cover, now: true, setBy: 'Test manager' }])
  await expect(provider.do(coverMe, { by, ...span })).rejects.toMatchObject({ code: 'calls.covered-already' })
  await expect(secretary.do(endCover, { cover })).rejects.toMatchObject({ code: 'calls.not-your-cover' })
  await expect(secretary.do(setCover, { staff: doctor, by, ...span })).rejects.toMatchObject({
    code: 'platform.not-allowed',
  })
  expect(await list()).toHaveLength(1)
  await biller.do(endCover, { cover })
  expect(await list()).toEqual([])
  await provider.do(coverMe, { by, ...span, from: '2026-12-01T10:00' })
})

it('is nobody’s own, has a span, and names people who are here', async () => {
  const span = { from: '2027-01-04T09:00', until: '2027-01-05T09:00' }
  await expect(provider.do(coverMe, { by: doctor, ...span })).rejects.toMatchObject({ code: 'calls.own-cover' })
  await expect(provider.do(coverMe, { by, from: span.until, until: span.from })).rejects.toMatchObject({
    code: 'calls.cover-span',
  })
  await expect(provider.do(coverMe, { by, from: '2026-01-04T09:00', until: '2026-01-05T09:00' })).rejects.toMatchObject(
    { code: 'calls.cover-span' },
  )
  await expect(provider.do(coverMe, { by: newId<'staff'>(), ...span })).rejects.toMatchObject({
    code: 'platform.not-found',
  })
  const other = (await world.neighbour()).as('manager')
  await expect(other.do(setCover, { staff: doctor, by, ...span })).rejects.toMatchObject({ code: 'platform.not-found' })
})
