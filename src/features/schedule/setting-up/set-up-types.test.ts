import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { newId } from '../../../core/id.ts'
import { openClinic } from '../clinic.fixture.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { addDevice } from './add-device.ts'
import { addPool } from './add-pool.ts'
import { addVisitLimit } from './add-visit-limit.ts'
import { addVisitType } from './add-visit-type.ts'
import { changeDevice } from './change-device.ts'
import { changePool } from './change-pool.ts'
import { changeVisitLimit } from './change-visit-limit.ts'
import { changeVisitType } from './change-visit-type.ts'
import { listDevices } from './list-devices.ts'
import { listPools } from './list-pools.ts'
import { listProviderVisitTypes } from './list-provider-visit-types.ts'
import { listVisitLimits } from './list-visit-limits.ts'
import { listVisitTypes } from './list-visit-types.ts'
import { removeVisitLimit } from './remove-visit-limit.ts'
import { setProviderVisitTypes } from './set-provider-visit-types.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 3 })
const [lee, kim, ann] = clinic.providers as [never, never, never]
const manager = world.as('manager')

test('a visit type says how, for whom, with what and by whom it is booked; what is not said is as usual', async () => {
  const plain = await manager.do(addVisitType, { name: 'Plain', shortName: 'plain', minutes: 20 })
  expect(plain).toMatchObject({
    modes: ['in-person'],
    forWhom: 'anybody',
    instructions: '',
    roomKind: null,
    needs: [],
    seats: 1,
    noticeMinutes: 0,
    horizonDays: 366,
    bookableBy: ['desk', 'provider'],
  })
  const pool = await manager.do(addPool, { name: 'Nurses', members: [kim, ann] })
  const scan = await manager.do(addVisitType, {
    name: 'Scan',
    shortName: 'scan',
    minutes: 30,
    modes: ['video', 'phone', 'video'],
    forWhom: 'established',
    instructions: 'Drink a liter of water before.',
    roomKind: 'imaging',
    needs: [{ deviceKind: 'Ultrasound' }, { pool: pool.id }],
    seats: 6,
    noticeMinutes: 120,
    horizonDays: 90,
    bookableBy: ['desk'],
  })
  expect(scan).toMatchObject({
    modes: ['video', 'phone'],
    video: true,
    needs: [
      { what: 'device', deviceKind: 'Ultrasound', pool: null, name: 'Ultrasound' },
      { what: 'staff', deviceKind: null, pool: pool.id, name: 'Nurses' },
    ],
    seats: 6,
    noticeMinutes: 120,
    horizonDays: 90,
    bookableBy: ['desk'],
  })
  const changed = await manager.do(changeVisitType, { visitType: scan.id, needs: [], roomKind: null, seats: 1 })
  expect(changed).toMatchObject({
    needs: [],
    roomKind: null,
    seats: 1,
    forWhom: 'established',
    modes: ['video', 'phone'],
  })
  // Old clients say `video` alone.
  expect((await manager.do(changeVisitType, { visitType: scan.id, video: false })).modes).toEqual(['phone'])
  expect((await manager.do(changeVisitType, { visitType: plain.id, video: true })).modes).toEqual([
    'video',
    'in-person',
  ])
  expect((await manager.do(changeVisitType, { visitType: plain.id, minutes: 25 })).modes).toEqual([
    'video',
    'in-person',
  ])
  const listed = (await manager.do(listVisitTypes, {})).visitTypes
  expect(listed.find(type => type.id === scan.id)).toMatchObject({ instructions: 'Drink a liter of water before.' })
  for (const needs of [[{}], [{ deviceKind: 'X-ray', pool: pool.id }]]) {
    const bad = await refusalOf(manager.do(changeVisitType, { visitType: plain.id, needs }))
    expect(bad.code).toBe('platform.invalid-input')
  }
  const unknown = await refusalOf(
    manager.do(changeVisitType, {
      visitType: plain.id,
      name: 'Not so',
      needs: [{ pool: newId<'pool'>() }],
    }),
  )
  expect([unknown.kind, unknown.facts.what]).toEqual(['missing', 'pool'])
  expect((await manager.do(listVisitTypes, {})).visitTypes.map(type => type.name)).not.toContain('Not so')
})

test('own lengths stand until taken back, for those named only', async () => {
  const { followUp: visitType } = clinic
  await manager.do(setProviderVisitTypes, {
    visitType,
    own: [
      { provider: lee, minutes: 30 },
      { provider: kim, offered: false },
    ],
  })
  await manager.do(setProviderVisitTypes, { visitType, own: [{ provider: ann, minutes: 45 }] })
  const own = async (provider?: never) => (await manager.do(listProviderVisitTypes, { visitType, provider })).own
  expect((await own()).map(one => [one.provider, one.offered, one.minutes])).toEqual([
    [lee, true, 30],
    [kim, false, null],
    [ann, true, 45],
  ])
  await manager.do(setProviderVisitTypes, { visitType, own: [{ provider: kim }, { provider: ann, minutes: 50 }] })
  expect((await own()).map(one => [one.provider, one.minutes])).toEqual([
    [lee, 30],
    [ann, 50],
  ])
  expect(await own(kim)).toEqual([])
  const refused = await refusalOf(
    manager.do(setProviderVisitTypes, {
      visitType,
      own: [
        { provider: lee, minutes: 5 },
        { provider: newId<'provider'>(), minutes: 5 },
      ],
    }),
  )
  expect(refused.facts.what).toBe('provider')
  expect((await own(lee))[0]!.minutes).toBe(30)
})

test('a limit is set once for what it concerns, changed and taken back', async () => {
  const { procedure } = clinic
  const limit = await manager.do(addVisitLimit, {
    visitType: procedure,
    provider: lee,
    per: 'day',
    most: 3,
    kind: 'warn',
  })
  const general = await manager.do(addVisitLimit, { per: 'day', most: 30, kind: 'refuse' })
  expect(general).toMatchObject({ visitType: null, provider: null })
  for (const again of [{ visitType: procedure, provider: lee, per: 'day' as const }, { per: 'day' as const }]) {
    expect((await refusalOf(manager.do(addVisitLimit, { ...again, most: 9, kind: 'warn' }))).code).toBe(
      'schedule.limit-exists',
    )
  }
  const session = await manager.do(addVisitLimit, { visitType: procedure, per: 'session', most: 1, kind: 'refuse' })
  expect((await refusalOf(manager.do(changeVisitLimit, { limit: general.id, most: 501 }))).code).toBe(
    'platform.invalid-input',
  )
  expect(await manager.do(changeVisitLimit, { limit: limit.id, most: 4 })).toEqual({ ...limit, most: 4 })
  const clash = await manager.do(addVisitLimit, {
    visitType: procedure,
    provider: lee,
    per: 'session',
    most: 2,
    kind: 'warn',
  })
  expect((await refusalOf(manager.do(changeVisitLimit, { limit: clash.id, per: 'day' }))).code).toBe(
    'schedule.limit-exists',
  )
  const of = async (ask: object) => (await manager.do(listVisitLimits, ask)).limits.map(one => one.id)
  expect(await of({ provider: kim })).toEqual([session.id, general.id])
  expect(new Set(await of({}))).toEqual(new Set([limit.id, session.id, clash.id, general.id]))
  await manager.do(removeVisitLimit, { limit: session.id })
  expect((await refusalOf(manager.do(removeVisitLimit, { limit: session.id }))).kind).toBe('missing')
  expect(await of({ provider: kim })).toEqual([general.id])
})

test('devices and pools are added, changed, retired, and named once while in use', async () => {
  const { location } = clinic
  const device = await manager.do(addDevice, { location, name: 'Ultrasound 1', kind: 'Ultrasound' })
  expect((await refusalOf(manager.do(addDevice, { location, name: 'ULTRASOUND 1', kind: 'x' }))).code).toBe(
    'schedule.device-exists',
  )
  expect(await manager.do(changeDevice, { device: device.id, retired: true })).toEqual({ ...device, retired: true })
  const next = await manager.do(addDevice, { location, name: 'Ultrasound 1', kind: 'Ultrasound' })
  expect((await refusalOf(manager.do(changeDevice, { device: device.id, retired: false }))).code).toBe(
    'schedule.device-exists',
  )
  expect((await manager.do(listDevices, { location })).devices.map(one => one.id)).toEqual([next.id])
  expect((await manager.do(listDevices, { retired: true })).devices.map(one => one.id)).toEqual([next.id, device.id])

  const pool = await manager.do(addPool, { name: 'Red team', members: [lee, lee, kim] })
  expect(pool.members).toEqual([lee, kim])
  expect((await refusalOf(manager.do(addPool, { name: 'red TEAM' }))).code).toBe('schedule.pool-exists')
  expect((await manager.do(changePool, { pool: pool.id, members: [ann] })).members).toEqual([ann])
  const bad = await refusalOf(manager.do(changePool, { pool: pool.id, name: 'Blue', members: [newId<'provider'>()] }))
  expect(bad.facts.what).toBe('provider')
  const listed = (await manager.do(listPools, {})).pools.find(one => one.id === pool.id)
  expect(listed).toEqual({ id: pool.id, name: 'Red team', members: [ann], retired: false })
  await manager.do(changePool, { pool: pool.id, retired: true })
  expect((await manager.do(listPools, {})).pools.map(one => one.id)).not.toContain(pool.id)
})

test('ids of another practice are not there', async () => {
  const neighbour = await world.neighbour()
  const theirs = await openClinic(neighbour, { providers: 1 })
  const stranger = neighbour.as('manager')
  const provider = theirs.providers[0]!
  const device = await stranger.do(addDevice, { location: theirs.location, name: 'Theirs', kind: 'X-ray' })
  const pool = await stranger.do(addPool, { name: 'Theirs', members: [provider] })
  const limit = await stranger.do(addVisitLimit, { per: 'day', most: 1, kind: 'warn' })
  const ends = await Promise.all(
    [
      manager.do(setProviderVisitTypes, { visitType: theirs.followUp, own: [{ provider: lee }] }),
      manager.do(setProviderVisitTypes, { visitType: clinic.followUp, own: [{ provider }] }),
      manager.do(listProviderVisitTypes, { visitType: theirs.followUp }),
      manager.do(listProviderVisitTypes, { provider }),
      manager.do(addVisitLimit, { visitType: theirs.followUp, per: 'day', most: 1, kind: 'warn' }),
      manager.do(addVisitLimit, { provider, per: 'day', most: 1, kind: 'warn' }),
      manager.do(listVisitLimits, { visitType: theirs.followUp }),
      manager.do(changeVisitLimit, { limit: limit.id, most: 9 }),
      manager.do(removeVisitLimit, { limit: limit.id }),
      manager.do(addDevice, { location: theirs.location, name: 'New', kind: 'X-ray' }),
      manager.do(listDevices, { location: theirs.location }),
      manager.do(changeDevice, { device: device.id, name: 'Mine' }),
      manager.do(addPool, { name: 'Mixed', members: [lee, provider] }),
      manager.do(changePool, { pool: pool.id, name: 'Mine' }),
      manager.do(changeVisitType, { visitType: clinic.followUp, needs: [{ pool: pool.id }] }),
    ].map(refusalOf),
  )
  expect(ends.map(refused => refused.kind)).toEqual(Array(15).fill('missing'))
  expect((await stranger.do(listDevices, {})).devices).toEqual([device])
  expect((await stranger.do(listPools, {})).pools).toEqual([pool])
  expect((await stranger.do(listVisitLimits, {})).limits).toEqual([limit])
})
