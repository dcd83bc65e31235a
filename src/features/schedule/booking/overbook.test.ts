import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import type { InputOf } from '../../../core/contract.ts'
import { type Id, newId } from '../../../core/id.ts'
import { checkIn } from '../attendance/check-in.ts'
import { openClinic, overlaps } from '../clinic.fixture.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { extendHold } from './extend-hold.ts'
import { holdSlot } from './hold-slot.ts'
import { moveAppointment } from './move-appointment.ts'
import { overbookAppointment } from './overbook-appointment.ts'
import { undoStep } from './undo-step.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 4, rooms: 2, patients: 8 })
const secretary = world.as('secretary')
const manager = world.as('manager')
const [lee, ortiz, patel, chen] = clinic.providers as [never, never, never, never]
const [ann, bob, cy, dee, eve] = clinic.patients as [never, never, never, never, never]

type Wanted = InputOf<(typeof bookAppointment)['contract']>
const wish = (input: Partial<Wanted>): Wanted =>
  ({ patient: ann, visitType: clinic.followUp, provider: lee, ...input }) as Wanted
const book = (input: Partial<Wanted>) => secretary.do(bookAppointment, wish(input))
const over = (input: Partial<Wanted>, overbookWhy = 'Chest pain') =>
  manager.do(overbookAppointment, { ...wish(input), overbookWhy } as never)
const lanes = async (appointment: string) =>
  (
    await world.asOwner<{ lane: number }>(
      'select lane from schedule.occupation where appointment_id = $1 and live order by 1',
      [appointment],
    )
  ).map(row => row.lane)
const rows = async () =>
  world.asOwner(`select (select count(*)::int from schedule.appointment) as visits, (select count(*)::int from schedule.appointment_fact) as facts,
                        (select count(*)::int from schedule.occupation) as times, (select count(*)::int from schedule.hold) as holds`)

test('somebody is booked over a taken time by privilege and with a reason, in a lane of their own, and it shows', async () => {
  const at = '2026-11-25T14:00:00Z'
  const first = await book({ startsAt: at })
  const before = await rows()
  expect((await refusalOf(book({ patient: bob, startsAt: at }))).code).toBe('schedule.slot-taken')
  // A secretary may not, and nobody may without saying why.
  const denied = await refusalOf(book({ patient: bob, startsAt: at, despite: ['overbook'], overbookWhy: 'Please' }))
  expect([denied.code, denied.facts]).toEqual(['platform.not-allowed', { permission: 'schedule.overbook-appointment' }])
  const silent = await refusalOf(
    manager.do(bookAppointment, wish({ patient: bob, startsAt: at, despite: ['overbook'] })),
  )
  expect([silent.code, (silent.facts.fields as { path: string }[])[0]!.path]).toEqual([
    'platform.invalid-input',
    'overbookWhy',
  ])
  expect(await rows()).toEqual(before)

  const second = await over({ patient: bob, startsAt: at })
  const third = await manager.do(
    bookAppointment,
    wish({ patient: cy, startsAt: '2026-11-25T14:10:00Z', despite: ['overbook'], overbookWhy: 'Fever' }),
  )
  expect([first.overbookedWhy, second.overbookedWhy, third.overbookedWhy]).toEqual([null, 'Chest pain', 'Fever'])
  expect([await lanes(first.id), await lanes(second.id), await lanes(third.id)]).toEqual([[0], [1], [2]])

  // The first one leaves: its time is still the second's, in whatever lane.
  await secretary.do(cancelAppointment, { appointment: first.id })
  expect((await refusalOf(book({ patient: dee, startsAt: at }))).code).toBe('schedule.slot-taken')
  expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
})

test('a free time is not overbooked, whatever was said', async () => {
  const visit = await over({ patient: dee, startsAt: '2026-11-25T15:00:00Z' })
  expect([visit.overbookedWhy, await lanes(visit.id)]).toEqual([null, [0]])
})

test('steps of either of two who share a time are taken back, and so is the overbooking itself', async () => {
  const at = '2026-11-25T16:00:00Z'
  const first = await book({ startsAt: at, provider: ortiz })
  const second = await over({ patient: bob, startsAt: at, provider: ortiz }, 'Squeezed in')
  for (const visit of [first, second]) {
    await secretary.do(checkIn, { appointment: visit.id })
    const undone = await secretary.do(undoStep, { appointment: visit.id })
    expect([undone.state, undone.overbookedWhy]).toEqual(['booked', visit.overbookedWhy])
    await secretary.do(cancelAppointment, { appointment: visit.id })
    const back = await secretary.do(undoStep, { appointment: visit.id })
    expect([back.state, back.overbookedWhy]).toEqual(['booked', visit.overbookedWhy])
  }
  expect([await lanes(first.id), await lanes(second.id)]).toEqual([[0], [1]])
  // Moved away it stands alone; undone it stands over the first again.
  const moved = await secretary.do(moveAppointment, { appointment: second.id, startsAt: '2026-11-25T16:40:00Z' })
  expect([moved.overbookedWhy, await lanes(moved.id)]).toEqual([null, [0]])
  const undone = await secretary.do(undoStep, { appointment: second.id })
  expect([undone.overbookedWhy, await lanes(undone.id)]).toEqual(['Squeezed in', [1]])
  // Moving over somebody needs the privilege and a reason as booking does.
  const third = await book({
    patient: cy,
    startsAt: '2026-11-25T17:00:00Z',
    provider: ortiz,
    despite: ['outside-hours'],
  })
  const move = { appointment: third.id, startsAt: at, despite: ['overbook' as const], overbookWhy: 'Hurts' }
  expect((await refusalOf(secretary.do(moveAppointment, move))).code).toBe('platform.not-allowed')
  expect((await manager.do(moveAppointment, move)).overbookedWhy).toBe('Hurts')
  expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
})

test('rooms are booked over only if none is free', async () => {
  const at = '2026-11-30T14:00:00Z'
  const visits = [
    await over({ visitType: clinic.procedure, startsAt: at, provider: patel }),
    await over({ visitType: clinic.procedure, startsAt: at, provider: patel, patient: bob }),
    await over({ visitType: clinic.procedure, startsAt: at, provider: patel, patient: cy }),
  ]
  expect(new Set(visits.slice(0, 2).map(visit => visit.room))).toEqual(new Set(clinic.rooms))
  expect(visits[2]!.room).not.toBeNull()
  expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
})

async function limit(input: {
  type?: string
  provider: string
  per: 'session' | 'day'
  most: number
  kind: 'warn' | 'refuse'
}) {
  const id = newId()
  await world.inside(
    ctx => ctx.sql`
      insert into schedule.visit_limit (practice_id, id, visit_type_id, provider_id, per, most, kind)
      values (${ctx.practice}, ${id}::uuid, ${input.type ?? null}::uuid, ${input.provider}::uuid, ${input.per}, ${input.most}::int, ${input.kind})`,
  )
  return id
}

test('a limit that warns is booked over knowingly; holds and moves count; elsewhere nothing is in the way', async () => {
  const id = await limit({ type: clinic.followUp, provider: chen, per: 'session', most: 2, kind: 'warn' })
  const at = (hour: number, minute = 0) => `2026-12-01T${hour}:${String(minute).padStart(2, '0')}:00Z`
  await book({ startsAt: at(14), provider: chen })
  const hold = await secretary.do(holdSlot, { visitType: clinic.followUp, provider: chen, startsAt: at(15) } as never)
  const before = await rows()
  const refused = await refusalOf(book({ startsAt: at(16), provider: chen, patient: bob }))
  expect([refused.code, refused.facts]).toMatchObject([
    'schedule.limit-reached',
    { limit: id, per: 'session', most: 2, kind: 'warn', booked: 2 },
  ])
  expect(
    (await refusalOf(secretary.do(holdSlot, { visitType: clinic.followUp, provider: chen, startsAt: at(16) } as never)))
      .code,
  ).toBe('schedule.limit-reached')
  expect(await rows()).toEqual(before)
  // The hold itself may be used, the other session of the day is another session, another type is not limited.
  const used = await book({ startsAt: at(15), provider: chen, patient: bob, hold: (hold as { id: Id<'hold'> }).id })
  await book({ startsAt: at(19), provider: chen, patient: cy })
  await book({ startsAt: at(13), provider: chen, patient: dee, visitType: clinic.procedure })
  // Within the session it may move; into a full one it may not, unless knowingly.
  await secretary.do(moveAppointment, { appointment: used.id, startsAt: at(15, 20) })
  const afternoon = await book({ startsAt: at(20), provider: chen, patient: eve })
  const into = { appointment: afternoon.id, startsAt: at(16) }
  expect((await refusalOf(secretary.do(moveAppointment, into))).code).toBe('schedule.limit-reached')
  expect((await secretary.do(moveAppointment, { ...into, despite: ['limit'] })).startsAt).toBe(at(16))
  expect(
    (await book({ startsAt: at(16, 20), provider: chen, patient: dee, despite: ['limit'] })).overbookedWhy,
  ).toBeNull()
})

test('a limit that refuses asks for the overbooking privilege; a visit taken back counts as a new one', async () => {
  await limit({ provider: patel, per: 'day', most: 2, kind: 'refuse' })
  const at = (hour: number) => `2026-12-02T${hour}:00:00Z`
  const first = await book({ startsAt: at(14), provider: patel })
  await book({ startsAt: at(15), provider: patel, patient: bob })
  const refused = await refusalOf(book({ startsAt: at(16), provider: patel, patient: cy, despite: ['limit'] }))
  expect([refused.code, refused.facts]).toMatchObject([
    'schedule.limit-reached',
    { kind: 'refuse', per: 'day', most: 2 },
  ])
  const over3 = await over({ startsAt: at(16), provider: patel, patient: cy }, 'No other day')
  expect([over3.overbookedWhy, await lanes(over3.id)]).toEqual(['No other day', [0]])
  await secretary.do(cancelAppointment, { appointment: over3.id })
  await secretary.do(cancelAppointment, { appointment: first.id })
  await book({ startsAt: at(18), provider: patel, patient: dee })
  expect((await refusalOf(secretary.do(undoStep, { appointment: first.id }))).code).toBe('schedule.limit-reached')
  // What was over the limit by reason comes back by that reason.
  expect((await secretary.do(undoStep, { appointment: over3.id })).overbookedWhy).toBe('No other day')
  // A wall-clock day in New York lies on two days of UTC: an evening visit counts all the same.
  const late = await refusalOf(
    book({ startsAt: '2026-12-03T00:30:00Z', provider: patel, patient: eve, despite: ['outside-hours'] }),
  )
  expect(late.code).toBe('schedule.limit-reached')
})

test('a device and a second person are taken for the whole visit, one of several, and given back with it', async () => {
  const [type, pool] = [newId<'visit-type'>(), newId()]
  const devices = [newId(), newId()]
  const [doctor, nurse, other] = (await openClinic(world, { providers: 3, patients: 0 })).providers as [
    never,
    never,
    never,
  ]
  const place = (
    await world.asOwner<{ location: string }>('select location_id as location from practice.provider where id = $1', [
      doctor,
    ])
  )[0]!.location as Id<'location'>
  await world.inside(async ctx => {
    await ctx.sql`insert into schedule.visit_type (practice_id, id, name, short_name, minutes, step_minutes) values (${ctx.practice}, ${type}, 'Echo', 'echo', 30, 10)`
    await ctx.sql`insert into schedule.device (practice_id, id, location_id, name, kind)
      select ${ctx.practice}, id, ${place}, 'Echo ' || n, 'echo' from unnest(${devices}::uuid[]) with ordinality as d(id, n)`
    await ctx.sql`insert into schedule.pool (practice_id, id, name) values (${ctx.practice}, ${pool}, 'Nurses')`
    await ctx.sql`insert into schedule.pool_member (practice_id, pool_id, provider_id) select ${ctx.practice}, ${pool}, unnest(${[nurse, other]}::uuid[])`
    await ctx.sql`insert into schedule.visit_type_need (practice_id, visit_type_id, seq, what, device_kind, pool_id)
      values (${ctx.practice}, ${type}, 1, 'device', 'echo', null), (${ctx.practice}, ${type}, 2, 'staff', null, ${pool})`
  })
  const at = '2026-12-01T15:00:00Z'
  const echo = (input: Partial<Wanted>) => book({ visitType: type, provider: doctor, startsAt: at, ...input })
  const visit = await echo({})
  const held = await world.asOwner<{ kind: string; resource: string }>(
    'select resource_kind as kind, resource_id as resource from schedule.occupation where appointment_id = $1 and live order by 1, 2',
    [visit.id],
  )
  expect(held.map(row => row.kind)).toEqual(['device', 'provider', 'provider'])
  const helper = held.find(row => row.kind === 'provider' && row.resource !== doctor)!.resource
  expect([nurse, other]).toContain(helper)
  // The helper is busy; the other one and the other device serve a second visit, a third finds nobody.
  expect((await refusalOf(book({ provider: helper as never, startsAt: at, patient: clinic.patients[6]! }))).code).toBe(
    'schedule.slot-taken',
  )
  const before = await rows()
  const free = [nurse, other].find(id => id !== helper)!
  const refused = await refusalOf(echo({ provider: free, patient: clinic.patients[6]! }))
  expect([refused.code, refused.facts.resource]).toEqual(['schedule.slot-taken', 'staff'])
  expect(await rows()).toEqual(before)
  // Arrived and taken back, moved, cancelled and taken back: it has them again each time.
  await secretary.do(checkIn, { appointment: visit.id })
  await secretary.do(undoStep, { appointment: visit.id })
  await secretary.do(cancelAppointment, { appointment: visit.id })
  const filling = await secretary.do(holdSlot, { visitType: type, provider: doctor, startsAt: at } as never)
  expect((await refusalOf(secretary.do(undoStep, { appointment: visit.id }))).code).toBe('schedule.slot-taken')
  world.clock.advance({ minutes: 11 })
  await secretary.do(undoStep, { appointment: visit.id })
  expect(filling).toBeTruthy()
  const again = await world.asOwner('select 1 from schedule.occupation where appointment_id = $1 and live', [visit.id])
  expect(again).toHaveLength(3)
  // Two devices, but nobody to help: at noon both nurses have no hours.
  const noon = await refusalOf(echo({ startsAt: '2026-12-01T17:00:00Z', patient: clinic.patients[6]! }))
  expect(noon.code).toBe('schedule.outside-hours')
})

test('a hold is prolonged while it lives, not afterwards, and a neighbour has none of it', async () => {
  const hold = await secretary.do(holdSlot, {
    visitType: clinic.followUp,
    provider: lee,
    startsAt: '2026-12-03T14:00:00Z',
  } as never)
  const id = (hold as { id: Id<'hold'> }).id
  world.clock.advance({ minutes: 9 })
  const longer = await secretary.do(extendHold, { hold: id, forMinutes: 5 })
  expect(longer.expiresAt).toBe(world.clock.now().add({ minutes: 5 }).toString())
  world.clock.advance({ minutes: 4 })
  expect((await refusalOf(book({ startsAt: '2026-12-03T14:00:00Z' }))).code).toBe('schedule.slot-taken')
  world.clock.advance({ minutes: 2 })
  expect((await refusalOf(secretary.do(extendHold, { hold: id }))).code).toBe('schedule.hold-gone')
  await book({ startsAt: '2026-12-03T14:00:00Z' })
  expect((await refusalOf(secretary.do(extendHold, { hold: id }))).kind).toBe('missing')
  const neighbour = await world.neighbour()
  expect((await refusalOf(neighbour.as('secretary').do(extendHold, { hold: id }))).kind).toBe('missing')
})
