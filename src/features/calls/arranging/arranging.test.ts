import { beforeAll, expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { newId } from '../../../core/id.ts'
import { kindKeys } from '../contract.ts'
import { finishMessage } from '../messages/finish-message.ts'
import { leaveMessage } from '../messages/leave-message.ts'
import { addMessagePool } from './add-message-pool.ts'
import { addMessageTemplate } from './add-message-template.ts'
import { changeMessagePool } from './change-message-pool.ts'
import { changeMessageRule } from './change-message-rule.ts'
import { changeMessageTemplate } from './change-message-template.ts'
import { listMessagePools } from './list-message-pools.ts'
import { messageAddresses } from './message-addresses.ts'
import { messageRules } from './message-rules.ts'
import { messageTemplates } from './message-templates.ts'

const world = await openWorld({ max: 12 })
const manager = world.as('manager')
const secretary = world.as('secretary')
const biller = world.as('biller')
const one = secretary.caller.staff!
const two = biller.caller.staff!
const gone = world.as('provider').caller.staff!

// Somebody who worked here once.
beforeAll(async () => {
  await world.asOwner(`update practice.staff set left_at = '2026-11-01T00:00:00Z' where id = $1`, [gone])
})

const left = { code: 'calls.person-has-left', facts: { name: 'Test provider' } }
const missing = { code: 'platform.not-found' }
const pools = async (retired = true) => (await manager.do(listMessagePools, { retired })).pools
const addressed = async () => (await secretary.do(messageAddresses, {})).addresses.map(address => address.name)
const rule = {
  priority: 'normal',
  urgentMinutes: 30,
  todayBy: '17:00',
  normalDays: 1,
  normalBy: '12:00',
  escalateAfterMinutes: null,
  escalateAgainMinutes: 45,
  escalateMost: 2,
  tries: 3,
  tryDays: 2,
  tryHoursApart: 3,
} as const

it('adds a pool, changes only what is given, and takes it out of use and back', async () => {
  const { id } = await manager.do(addMessagePool, { name: 'Nurses', members: [one] })
  expect(await manager.do(changeMessagePool, { pool: id, members: [one, two] })).toMatchObject({ name: 'Nurses' })
  expect(await manager.do(changeMessagePool, { pool: id, name: 'Nurse line' })).toMatchObject({
    members: expect.arrayContaining([one, two]),
    retired: false,
  })
  expect(await addressed()).toContain('Nurse line')
  await manager.do(changeMessagePool, { pool: id, retired: true })
  expect(await addressed()).not.toContain('Nurse line')
  expect((await pools(false)).map(pool => pool.name)).not.toContain('Nurse line')
  expect((await pools()).find(pool => pool.id === id)).toMatchObject({ retired: true })
  // The name is free meanwhile; whoever takes it keeps the old pool from coming back under it.
  const again = await manager.do(addMessagePool, { name: 'nurse LINE', members: [two] })
  await expect(manager.do(changeMessagePool, { pool: id, retired: false })).rejects.toMatchObject({
    code: 'calls.message-pool-exists',
  })
  await manager.do(changeMessagePool, { pool: again.id, name: 'Other nurses' })
  expect(await manager.do(changeMessagePool, { pool: id, retired: false })).toMatchObject({ retired: false })
})

it('refuses a pool of somebody who has left, of nobody, of the same name, and writes nothing', async () => {
  const before = await pools()
  await expect(manager.do(addMessagePool, { name: 'Leavers', members: [one, gone] })).rejects.toMatchObject(left)
  await expect(manager.do(addMessagePool, { name: 'Strangers', members: [newId<'staff'>()] })).rejects.toMatchObject(
    missing,
  )
  await expect(manager.do(addMessagePool, { name: 'OTHER nurses' })).rejects.toMatchObject({
    code: 'calls.message-pool-exists',
  })
  const { id } = before[0]!
  await expect(manager.do(changeMessagePool, { pool: id, name: 'Renamed', members: [gone] })).rejects.toMatchObject(
    left,
  )
  await expect(manager.do(changeMessagePool, { pool: newId<'message-pool'>(), name: 'None' })).rejects.toMatchObject(
    missing,
  )
  await expect(secretary.do(addMessagePool, { name: 'Mine' })).rejects.toMatchObject({ code: 'platform.not-allowed' })
  await expect(secretary.do(changeMessagePool, { pool: id, name: 'Mine' })).rejects.toMatchObject({
    code: 'platform.not-allowed',
  })
  const other = (await world.neighbour()).as('manager')
  await expect(other.do(changeMessagePool, { pool: id, name: 'Theirs' })).rejects.toMatchObject(missing)
  expect(await pools()).toEqual(before)
})

it('keeps a pool that messages wait for', async () => {
  const { id } = await manager.do(addMessagePool, { name: 'Waited for', members: [one] })
  const { message } = await manager.do(leaveMessage, { toPool: id, text: 'Please look' })
  const no = { code: 'calls.pool-has-messages', facts: { n: 1 } }
  await expect(manager.do(changeMessagePool, { pool: id, retired: true })).rejects.toMatchObject(no)
  await expect(manager.do(changeMessagePool, { pool: id, members: [] })).rejects.toMatchObject(no)
  await manager.do(finishMessage, { message })
  await manager.do(changeMessagePool, { pool: id, retired: true })
  await expect(manager.do(leaveMessage, { toPool: id, text: 'Late' })).rejects.toMatchObject({
    code: 'calls.nobody-there',
  })
})

it('lets no message into a pool that is taken out of use at the same moment', async () => {
  for (let n = 0; n < 12; n++) {
    const { id } = await manager.do(addMessagePool, { name: `Raced ${n}`, members: [one] })
    const [leaving, retiring] = await Promise.allSettled([
      secretary.do(leaveMessage, { toPool: id, text: 'Please look' }),
      manager.do(changeMessagePool, { pool: id, retired: true }),
    ])
    const [row] = await world.asOwner<{ open: number; retired: boolean }>(
      `select (select count(*)::int from calls.message where to_pool = p.id and finished_at is null) as open, retired_at is not null as retired
         from calls.message_pool p where id = $1`,
      [id],
    )
    // One of the two came first, and the other was told so.
    expect([leaving.status, retiring.status].filter(status => status === 'fulfilled')).toHaveLength(1)
    expect(row).toEqual(row!.retired ? { open: 0, retired: true } : { open: 1, retired: false })
  }
})

it('has one pool and one text of a name, however many add it at once', async () => {
  const six = Array.from({ length: 6 })
  const poolTries = await Promise.allSettled(
    six.map((_, n) => manager.do(addMessagePool, { name: n % 2 ? 'Billing Desk' : 'billing desk' })),
  )
  expect(poolTries.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  for (const no of poolTries.filter(one => one.status === 'rejected'))
    expect(no.reason).toMatchObject({ code: 'calls.message-pool-exists' })
  const text = { kind: 'refill' as const, text: '{patient} asks for a refill' }
  const textTries = await Promise.allSettled(
    six.map((_, n) => manager.do(addMessageTemplate, { ...text, name: n % 2 ? 'Refill Usual' : 'refill usual' })),
  )
  expect(textTries.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  for (const no of textTries.filter(one => one.status === 'rejected'))
    expect(no.reason).toMatchObject({ code: 'calls.message-template-exists' })
})

it('gives a pool exactly the people of one of those who change it at once', async () => {
  const { id } = await manager.do(addMessagePool, { name: 'Shuffled', members: [one, two] })
  const wanted = [[one], [two], [one, two], [manager.caller.staff!]]
  await Promise.all(wanted.map(members => manager.do(changeMessagePool, { pool: id, members })))
  const found = (await pools()).find(pool => pool.id === id)!.members.toSorted()
  expect(wanted.map(members => members.toSorted())).toContainEqual(found)
})

it('shows a rule for every kind, the practice’s own where it said one, whole', async () => {
  const shown = async () => (await secretary.do(messageRules, {})).rules
  expect((await shown()).map(line => [line.kind, line.own])).toEqual(kindKeys.map(kind => [kind, false]))
  const { id } = await manager.do(addMessagePool, { name: 'Second line', members: [two] })
  const changed = await manager.do(changeMessageRule, {
    ...rule,
    kind: 'refill',
    todayBy: '15:30',
    escalateAfterMinutes: 45,
    escalateToPool: id,
  })
  expect(changed).toMatchObject({
    kind: 'refill',
    todayBy: '15:30',
    own: true,
    escalateTo: { kind: 'pool', id, name: 'Second line' },
  })
  expect((await shown()).find(line => line.kind === 'refill')).toEqual(changed)
  // Said anew without a second address, it has none, and keeps nothing of before.
  const without = await manager.do(changeMessageRule, { ...rule, kind: 'refill' })
  expect(without).toMatchObject({ todayBy: '17:00', escalateAfterMinutes: null, escalateTo: null })
})

it('refuses a rule that leads to nobody, or to two, and keeps the one that was', async () => {
  const late = { ...rule, kind: 'form' as const, escalateAfterMinutes: 30 }
  const before = (await manager.do(messageRules, {})).rules
  const no = (input: object) => expect(manager.do(changeMessageRule, { ...late, ...input })).rejects
  await no({ escalateTo: gone }).toMatchObject(left)
  await no({ escalateTo: newId<'staff'>() }).toMatchObject(missing)
  const empty = await manager.do(addMessagePool, { name: 'Nobody reads this' })
  await no({ escalateToPool: empty.id }).toMatchObject({
    code: 'calls.nobody-there',
    facts: { name: 'Nobody reads this' },
  })
  await no({ escalateToPool: newId<'message-pool'>() }).toMatchObject(missing)
  await no({ escalateTo: one, escalateToPool: empty.id }).toMatchObject({ code: 'platform.invalid-input' })
  await no({}).toMatchObject({ code: 'platform.invalid-input' })
  await no({ escalateTo: one, todayBy: '25:00' }).toMatchObject({ code: 'platform.invalid-input' })
  await no({ escalateTo: one, tries: 0 }).toMatchObject({ code: 'platform.invalid-input' })
  await expect(secretary.do(changeMessageRule, { ...rule, kind: 'form' })).rejects.toMatchObject({
    code: 'platform.not-allowed',
  })
  expect((await manager.do(messageRules, {})).rules).toEqual(before)
})

it('has one rule of a kind, that of one of those who change it at once, whole', async () => {
  const tried = [1, 2, 3, 4, 5]
  await Promise.all(
    tried.map(n =>
      manager.do(changeMessageRule, { ...rule, kind: 'call-back', tries: n, tryDays: n, tryHoursApart: n }),
    ),
  )
  const now = (await manager.do(messageRules, {})).rules.find(line => line.kind === 'call-back')!
  expect(tried).toContain(now.tries)
  expect([now.tryDays, now.tryHoursApart]).toEqual([now.tries, now.tries])
})

it('adds ready texts, changes only what is given, and takes them out of use', async () => {
  const text = { kind: 'result' as const, name: 'Result, ready', text: '{patient} asks for the result of {date}' }
  const { id } = await manager.do(addMessageTemplate, text)
  expect(await manager.do(changeMessageTemplate, { template: id, text: 'Result of {date} for {patient}' })).toEqual({
    id,
    ...text,
    text: 'Result of {date} for {patient}',
    retired: false,
  })
  await manager.do(changeMessageTemplate, { template: id, retired: true })
  const names = async (retired: boolean) =>
    (await secretary.do(messageTemplates, { retired })).templates.map(one => one.name)
  expect(await names(false)).not.toContain('Result, ready')
  expect(await names(true)).toContain('Result, ready')
  const again = await manager.do(addMessageTemplate, text)
  const exists = { code: 'calls.message-template-exists' }
  await expect(manager.do(changeMessageTemplate, { template: id, retired: false })).rejects.toMatchObject(exists)
  await expect(manager.do(addMessageTemplate, { ...text, name: 'RESULT, ready' })).rejects.toMatchObject(exists)
  await expect(
    manager.do(changeMessageTemplate, { template: newId<'message-template'>(), name: 'None' }),
  ).rejects.toMatchObject(missing)
  await expect(secretary.do(addMessageTemplate, text)).rejects.toMatchObject({ code: 'platform.not-allowed' })
  await expect(secretary.do(changeMessageTemplate, { template: again.id, name: 'Mine' })).rejects.toMatchObject({
    code: 'platform.not-allowed',
  })
  const other = (await world.neighbour()).as('manager')
  await expect(other.do(changeMessageTemplate, { template: again.id, name: 'Theirs' })).rejects.toMatchObject(missing)
})

it('keeps what each of two changed in a text at once', async () => {
  const { id } = await manager.do(addMessageTemplate, { kind: 'form', name: 'Form, twice', text: 'A form' })
  await Promise.all([
    manager.do(changeMessageTemplate, { template: id, name: 'Form, renamed' }),
    manager.do(changeMessageTemplate, { template: id, text: 'A form for {patient}' }),
  ])
  const { templates } = await manager.do(messageTemplates, {})
  expect(templates.find(one => one.id === id)).toMatchObject({ name: 'Form, renamed', text: 'A form for {patient}' })
})
