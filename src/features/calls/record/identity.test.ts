import { beforeAll, beforeEach, expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { type Id, newId } from '../../../core/id.ts'
import { leaveMessage } from '../messages/leave-message.ts'
import { callCard } from './call-card.ts'
import { callRecord } from './call-record.ts'
import { changeIdentityRules } from './change-identity-rules.ts'
import { checkIdentity } from './check-identity.ts'
import { endCall } from './end-call.ts'
import { identityRules } from './identity-rules.ts'
import { ring } from './ring.ts'
import { takeCall } from './take-call.ts'

const world = await openWorld()
const secretary = world.as('secretary')
const biller = world.as('biller')
const manager = world.as('manager')
const shared = '+15550100160'
const own = '+15550100161'
let nell: Id<'patient'>
let otto: Id<'patient'>
let olga: Id<'patient'>
let sister: Id<'relation'>
let ended: Id<'relation'>

async function patient(given: string, phone: string): Promise<Id<'patient'>> {
  const id = newId<'patient'>()
  await world.asOwner(
    `insert into patients.patient (practice_id, id, chart_number, family, given, birth_date, registered_at, family_n, given_n)
     values ($1, $2, $3, 'Example', $4, '1980-05-06', now(), 'example', lower($4))`,
    [world.practice, id, id.slice(-6), given],
  )
  await world.asOwner(
    `insert into patients.phone (practice_id, id, patient_id, e164, kind, place) values ($1, $2, $3, $4, 'mobile', 1)`,
    [world.practice, newId(), id, phone],
  )
  return id
}

async function relation(name: string, hears: string, over: boolean): Promise<Id<'relation'>> {
  const id = newId<'relation'>()
  await world.asOwner(
    `insert into patients.relation (practice_id, id, patient_id, other_name, kind, may_hear, added_at, ended_at)
     values ($1, $2, $3, $4, 'sibling', $5, now(), case when $6 then now() end)`,
    [world.practice, id, nell, name, hears, over],
  )
  return id
}

const onThePhone = async (from: string, about: Id<'patient'>) =>
  (await secretary.do(takeCall, { from, patient: about })).call
const checks = async () =>
  (await world.asOwner<{ n: number }>('select count(*)::int as n from calls.identity_check'))[0]!.n
const events = async (call: string) =>
  (
    await world.asOwner<{ n: number }>(
      `select count(*)::int as n from platform.event where name = 'calls.call-changed' and facts->>'call' = $1`,
      [call],
    )
  )[0]!.n

beforeAll(async () => {
  nell = await patient('Nell', shared)
  otto = await patient('Otto', shared)
  olga = await patient('Olga', own)
  sister = await relation('Suki Example', 'appointments', false)
  ended = await relation('Past Example', 'everything', true)
  for (const one of [nell, olga]) {
    for (const [at, state] of [
      ['2026-11-20T15:00:00Z', 'checked-out'],
      ['2026-11-27T14:20:00Z', 'booked'],
    ]) {
      await world.asOwner(
        `insert into schedule.appointment (practice_id, id, patient_id, title, starts_at, ends_at, wall_start, zone, origin, state, state_since)
         values ($1, $2, $3, 'Follow-up', $4, $4::timestamptz + interval '20 minutes', $4::timestamptz at time zone 'America/New_York', 'America/New_York', 'import', $5, now())`,
        [world.practice, newId(), one, at, state],
      )
    }
    await secretary.do(leaveMessage, { to: world.as('provider').caller.staff!, text: 'Refill', patient: one })
  }
})
beforeEach(() => manager.do(changeIdentityRules, { needed: 2, veil: 'other-numbers' }))

it('wants two identifiers and veils the card for foreign numbers until the practice says otherwise', async () => {
  const neighbour = await world.neighbour()
  expect(await neighbour.as('secretary').do(identityRules, {})).toEqual({ needed: 2, veil: 'other-numbers' })
  await manager.do(changeIdentityRules, { needed: 3, veil: 'always' })
  expect(await secretary.do(identityRules, {})).toEqual({ needed: 3, veil: 'always' })
  expect(await neighbour.as('secretary').do(identityRules, {})).toEqual({ needed: 2, veil: 'other-numbers' })
  await expect(secretary.do(changeIdentityRules, { needed: 1, veil: 'never' })).rejects.toMatchObject({
    code: 'platform.not-allowed',
  })
})

it('hands out names and what to ask, and neither visits nor messages, until the caller was checked', async () => {
  const call = await onThePhone(shared, nell)
  const before = (await secretary.do(callCard, { call })).people.find(one => one.patient === nell)!
  expect(before).toMatchObject({ veiled: true, needed: 2, check: null, nextVisit: null, lastVisit: null })
  expect(before.openMessages).toEqual([])
  expect(before.identifiers.map(one => one.kind)).toEqual(['birth-date', 'phone', 'chart-number'])
  const answer = await secretary.do(checkIdentity, { call, patient: nell, identifiers: ['birth-date', 'chart-number'] })
  expect(answer).toMatchObject({
    repeated: false,
    check: {
      by: 'Test secretary',
      speaker: 'patient',
      mayHear: 'everything',
      identifiers: ['birth-date', 'chart-number'],
    },
  })
  const after = (await secretary.do(callCard, { call })).people
  expect(after.find(one => one.patient === nell)).toMatchObject({
    veiled: false,
    check: { speaker: 'patient' },
    nextVisit: { startsAt: '2026-11-27T14:20:00Z' },
    lastVisit: { startsAt: '2026-11-20T15:00:00Z', state: 'checked-out' },
    openMessages: [{ text: 'Refill' }],
  })
  expect(after.find(one => one.patient === otto)).toMatchObject({ veiled: true, check: null })
  const [row] = await world.asOwner(
    'select call_id, patient_id, by, identifiers, speaker from calls.identity_check where call_id = $1',
    [call],
  )
  expect(row).toEqual({
    call_id: call,
    patient_id: nell,
    by: secretary.caller.staff,
    identifiers: ['birth-date', 'chart-number'],
    speaker: 'patient',
  })
  expect((await secretary.do(callRecord, { call })).checks).toMatchObject([
    { patient: 'Nell Example', by: 'Test secretary' },
  ])
  const lines = await world.asOwner<{ patients: string[] }>(
    `select patients from platform.audit_line where deed = 'calls.check-identity' and subject->>'call' = $1`,
    [call],
  )
  expect(lines).toEqual([{ patients: [nell] }])
})

it('shows the card of a number that is one patient’s alone, if the practice wants no veil there, and no card if it wants one always', async () => {
  const { call } = await secretary.do(ring, { from: own })
  expect((await secretary.do(callCard, { call })).people[0]).toMatchObject({
    patient: olga,
    veiled: false,
    check: null,
    nextVisit: { what: 'Follow-up' },
  })
  await manager.do(changeIdentityRules, { needed: 2, veil: 'always' })
  expect((await secretary.do(callCard, { call })).people[0]).toMatchObject({ veiled: true, nextVisit: null })
  const foreign = await onThePhone('+15550100169', olga)
  await manager.do(changeIdentityRules, { needed: 2, veil: 'never' })
  expect((await secretary.do(callCard, { call: foreign })).people[0]).toMatchObject({ veiled: false, check: null })
})

it('tells one who may hear of appointments nothing of messages, and anybody else nothing at all', async () => {
  const call = await onThePhone(shared, nell)
  const told = await secretary.do(checkIdentity, {
    call,
    patient: nell,
    identifiers: ['birth-date', 'phone'],
    speaker: 'relation',
    relation: sister,
  })
  expect(told.check).toMatchObject({ name: 'Suki Example', mayHear: 'appointments' })
  const card = (await secretary.do(callCard, { call })).people.find(one => one.patient === nell)!
  expect(card).toMatchObject({ veiled: false, nextVisit: { what: 'Follow-up' }, openMessages: [] })
  const stranger = await onThePhone(own, olga)
  await secretary.do(checkIdentity, {
    call: stranger,
    patient: olga,
    identifiers: ['birth-date', 'phone'],
    speaker: 'other',
  })
  expect((await secretary.do(callCard, { call: stranger })).people[0]).toMatchObject({
    veiled: true,
    check: { speaker: 'other', mayHear: 'nothing' },
    nextVisit: null,
    openMessages: [],
  })
  const before = await checks()
  for (const wrong of [undefined, ended, newId<'relation'>()]) {
    await expect(
      secretary.do(checkIdentity, {
        call,
        patient: nell,
        identifiers: ['birth-date', 'phone'],
        speaker: 'relation',
        ...(wrong ? { relation: wrong } : {}),
      }),
    ).rejects.toMatchObject({ code: 'platform.not-found' })
  }
  expect(await checks()).toBe(before)
})

it('refuses what is no check, and writes nothing', async () => {
  const call = await onThePhone(shared, nell)
  const { call: rings } = await secretary.do(ring, { from: own })
  const before = await checks()
  const two = ['birth-date', 'phone'] as const
  const refused = (input: Parameters<typeof secretary.do<typeof checkIdentity>>[1], code: string) =>
    expect(secretary.do(checkIdentity, input)).rejects.toMatchObject({ code })
  await refused({ call, patient: nell, identifiers: ['birth-date'] }, 'calls.too-few-identifiers')
  await refused({ call, patient: nell, identifiers: ['phone', 'phone'] }, 'calls.too-few-identifiers')
  await refused({ call, patient: nell, identifiers: ['birth-date', 'email'] }, 'calls.not-on-record')
  await refused({ call, patient: otto, identifiers: [...two] }, 'calls.about-somebody-else')
  await refused({ call: rings, patient: olga, identifiers: [...two] }, 'calls.not-taken')
  await refused({ call, patient: newId<'patient'>(), identifiers: [...two] }, 'platform.not-found')
  await refused({ call: newId<'call'>(), patient: nell, identifiers: [...two] }, 'platform.not-found')
  const other = (await world.neighbour()).as('secretary')
  await expect(other.do(checkIdentity, { call, patient: nell, identifiers: [...two] })).rejects.toMatchObject({
    code: 'platform.not-found',
  })
  await secretary.do(endCall, { call, outcome: 'answered' })
  await refused({ call, patient: nell, identifiers: [...two] }, 'calls.call-over')
  expect(await checks()).toBe(before)
})

it('asks for no more identifiers than the record has', async () => {
  await manager.do(changeIdentityRules, { needed: 4, veil: 'always' })
  const call = await onThePhone(own, olga)
  expect((await secretary.do(callCard, { call })).people[0]).toMatchObject({ needed: 3 })
  const all = ['birth-date', 'phone', 'chart-number'] as const
  expect(await secretary.do(checkIdentity, { call, patient: olga, identifiers: [...all] })).toMatchObject({
    repeated: false,
  })
})

it('keeps one check when two desks tick at the same moment, and tells the second of the first', async () => {
  for (let round = 0; round < 5; round++) {
    const call = await onThePhone(shared, nell)
    const before = await events(call)
    const both = await Promise.all(
      [secretary, biller].map(who =>
        who.do(checkIdentity, { call, patient: nell, identifiers: ['birth-date', 'phone'] }),
      ),
    )
    expect(both.filter(one => !one.repeated)).toHaveLength(1)
    expect(both[0]!.check).toEqual(both[1]!.check)
    expect((await secretary.do(callRecord, { call })).checks).toHaveLength(1)
    expect((await events(call)) - before).toBe(1)
  }
})

it('lets either the check or the close come first, never a check on a closed call', async () => {
  for (let round = 0; round < 5; round++) {
    const call = await onThePhone(shared, nell)
    const [checked, closed] = await Promise.allSettled([
      secretary.do(checkIdentity, { call, patient: nell, identifiers: ['birth-date', 'phone'] }),
      biller.do(endCall, { call, outcome: 'answered' }),
    ])
    expect(closed.status).toBe('fulfilled')
    if (checked.status === 'rejected') expect(checked.reason).toMatchObject({ code: 'calls.call-over' })
    const kept = (await secretary.do(callRecord, { call })).checks
    expect(kept).toHaveLength(checked.status === 'fulfilled' ? 1 : 0)
  }
})

it('cannot change or take away a check, whatever the program does', async () => {
  const call = await onThePhone(own, olga)
  await secretary.do(checkIdentity, { call, patient: olga, identifiers: ['birth-date', 'phone'] })
  await expect(
    world.inside(ctx => ctx.sql`update calls.identity_check set speaker = 'other' where call_id = ${call}`),
  ).rejects.toThrow(/permission denied/)
  await expect(world.inside(ctx => ctx.sql`delete from calls.identity_check where call_id = ${call}`)).rejects.toThrow(
    /permission denied/,
  )
})
