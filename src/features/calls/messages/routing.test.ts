import { beforeAll, expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { type Id, newId } from '../../../core/id.ts'
import { drain } from '../../waitlist/drain.fixture.ts'
import { addMessagePool } from '../arranging/add-message-pool.ts'
import { changeMessagePool } from '../arranging/change-message-pool.ts'
import { changeMessageRule } from '../arranging/change-message-rule.ts'
import { nowRail } from '../now-rail.ts'
import { answerMessage } from './answer-message.ts'
import { claimMessage } from './claim-message.ts'
import { finishMessage } from './finish-message.ts'
import { leaveMessage } from './leave-message.ts'
import { openMessages } from './open-messages.ts'
import { reassignMessage } from './reassign-message.ts'
import { releaseMessage } from './release-message.ts'
import { reopenMessage } from './reopen-message.ts'
import { seeMessage } from './see-message.ts'
import { tryCallBack } from './try-call-back.ts'

const world = await openWorld({ max: 12 })
const secretary = world.as('secretary')
const biller = world.as('biller')
const provider = world.as('provider')
const manager = world.as('manager')
const staff = (who: typeof secretary) => who.caller.staff!

let desk: Id<'message-pool'>
let billers: Id<'role'>

beforeAll(async () => {
  const made = await manager.do(addMessagePool, { name: 'Front desk', members: [staff(secretary), staff(biller)] })
  desk = made.id
  const [role] = await world.asOwner<{ id: Id<'role'> }>(
    `select id from practice.role where practice_id = $1 and key = 'biller'`,
    [world.practice],
  )
  billers = role!.id
})

type List = 'mine' | 'team' | 'all'
const list = async (who: typeof secretary, whose: List = 'mine') => (await who.do(openMessages, { whose })).messages
const has = async (who: typeof secretary, message: string, whose: List = 'mine') =>
  (await list(who, whose)).some(one => one.message === message)
const line = async (message: string) => (await list(manager, 'all')).find(one => one.message === message)!
const counted = async (who: typeof secretary) => (await who.do(nowRail, {})).counts.mine
const ask = (more: object) => manager.do(leaveMessage, { text: 'Please look', ...more })
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

it('goes to everybody of a pool, to everybody with a role, or to oneself, and never to two addresses', async () => {
  const pool = await ask({ toPool: desk })
  expect([
    await has(secretary, pool.message),
    await has(biller, pool.message),
    await has(provider, pool.message),
  ]).toEqual([true, true, false])
  expect(await line(pool.message)).toMatchObject({
    address: { kind: 'pool', id: desk, name: 'Front desk' },
    to: { staff: null, name: 'Front desk' },
  })
  const role = await ask({ toRole: billers })
  expect([await has(secretary, role.message), await has(biller, role.message)]).toEqual([false, true])
  const own = await ask({})
  expect(await line(own.message)).toMatchObject({ address: { kind: 'person', id: staff(manager) } })
  await expect(ask({ toPool: desk, toRole: billers })).rejects.toMatchObject({ code: 'platform.invalid-input' })
  await expect(
    world.asOwner('update calls.message set to_role = $1 where id = $2', [billers, pool.message]),
  ).rejects.toMatchObject({ constraint: 'message_one_address' })
})

it('goes to no pool that nobody reads', async () => {
  const empty = await manager.do(addMessagePool, { name: 'Nobody yet' })
  await expect(ask({ toPool: empty.id })).rejects.toMatchObject({
    code: 'calls.nobody-there',
    facts: { name: 'Nobody yet' },
  })
  await expect(ask({ toPool: newId<'message-pool'>() })).rejects.toMatchObject({ code: 'platform.not-found' })
  const { message } = await ask({ toPool: desk })
  await expect(manager.do(changeMessagePool, { pool: desk, retired: true })).rejects.toMatchObject({
    code: 'calls.pool-has-messages',
  })
  await expect(manager.do(addMessagePool, { name: 'front DESK' })).rejects.toMatchObject({
    code: 'calls.message-pool-exists',
  })
  await manager.do(finishMessage, { message })
})

it('has the fields of its kind, and no others', async () => {
  const fields = { medicine: 'metformin', pharmacy: 'Main Street Pharmacy', lastFilled: '2026-10-24' }
  const { message } = await ask({ to: staff(provider), kind: 'refill', fields })
  expect(await line(message)).toMatchObject({ kind: 'refill', fields })
  const wrong = async (more: object) => {
    const error = await ask({ to: staff(provider), ...more }).then(
      () => null,
      (no: { code: string; facts: { fields: { path: unknown }[] } }) => no,
    )
    expect(error?.code).toBe('platform.invalid-input')
    return error!.facts.fields.map(one => [one.path].flat().join('.'))
  }
  expect(await wrong({ kind: 'refill', fields: { pharmacy: 'Main Street' } })).toEqual(['fields.medicine'])
  expect(await wrong({ kind: 'refill', fields: { medicine: 'x', lastFilled: 'May' } })).toEqual(['fields.lastFilled'])
  expect(await wrong({ kind: 'note', fields: { medicine: 'x' } })).toEqual(['fields'])
  expect(await wrong({ kind: 'referral', fields: { to: 'Cardiology', urgency: 'now' } })).toEqual(['fields.urgency'])
})

it('is taken by one of eight who take it at once; the others are told who', async () => {
  const { message } = await ask({ toPool: desk })
  const eight = [secretary, biller, provider, manager, secretary, biller, provider, manager]
  const answers = await Promise.allSettled(eight.map(who => who.do(claimMessage, { message })))
  const won = answers.filter(one => one.status === 'fulfilled')
  // Each of the four asks twice: the winner's second ask is the same claim.
  expect(won).toHaveLength(2)
  for (const no of answers.filter(one => one.status === 'rejected')) {
    expect(no.reason).toMatchObject({ code: 'calls.message-claimed', facts: { by: expect.stringMatching(/^Test /) } })
  }
  const now = await line(message)
  expect(now.steps.filter(step => step.kind === 'claimed')).toHaveLength(1)
  const winner = eight[answers.findIndex(one => one.status === 'fulfilled')]!
  expect(now.claimed?.by.staff).toBe(staff(winner))
})

it('shows a taken one to the others of the pool with who has it, and waits for them no longer', async () => {
  const { message } = await ask({ toPool: desk })
  const before = await counted(biller)
  await secretary.do(claimMessage, { message })
  expect([await has(secretary, message), await has(biller, message), await has(biller, message, 'team')]).toEqual([
    true,
    false,
    true,
  ])
  expect(await counted(biller)).toBe(before - 1)
  const shown = (await list(biller, 'team')).find(one => one.message === message)!
  expect(shown).toMatchObject({ mine: false, claimed: { by: { name: 'Test secretary' }, mine: false } })
  await biller.do(releaseMessage, { message })
  expect(await has(biller, message)).toBe(true)
  await expect(biller.do(releaseMessage, { message })).rejects.toMatchObject({ code: 'calls.message-not-claimed' })
  await biller.do(finishMessage, { message })
  await expect(biller.do(claimMessage, { message })).rejects.toMatchObject({ code: 'calls.message-finished' })
  await expect(biller.do(releaseMessage, { message })).rejects.toMatchObject({ code: 'calls.message-finished' })
})

it('is passed on with a reason, to be taken anew, and stays where it is when refused', async () => {
  const { message } = await ask({ toPool: desk })
  await secretary.do(claimMessage, { message })
  await secretary.do(reassignMessage, { message, to: staff(provider), reason: 'Clinical question' })
  expect([await has(secretary, message), await has(provider, message)]).toEqual([false, true])
  expect((await line(message)).steps.at(-1)).toMatchObject({
    kind: 'reassigned',
    by: 'Test secretary',
    to: 'Test provider',
    text: 'Clinical question',
  })
  await expect(secretary.do(reassignMessage, { message, to: staff(provider), reason: 'Again' })).rejects.toMatchObject({
    code: 'calls.already-there',
  })
  await expect(secretary.do(reassignMessage, { message, to: newId<'staff'>(), reason: 'Gone' })).rejects.toMatchObject({
    code: 'platform.not-found',
  })
  expect(await has(provider, message)).toBe(true)
  await provider.do(finishMessage, { message })
  await expect(secretary.do(reassignMessage, { message, reason: 'Late' })).rejects.toMatchObject({
    code: 'calls.message-finished',
  })
})

it('is seen once by each it is for, and goes back and forth as a thread', async () => {
  const { message } = await ask({ toPool: desk })
  await secretary.do(seeMessage, { message })
  await biller.do(seeMessage, { message })
  await biller.do(seeMessage, { message })
  await provider.do(seeMessage, { message })
  expect((await line(message)).steps.map(step => [step.kind, step.by])).toEqual([
    ['left', 'Test manager'],
    ['seen', 'Test secretary'],
    ['seen', 'Test biller'],
  ])
  await secretary.do(answerMessage, { message, text: 'Which one?' })
  expect(await line(message)).toMatchObject({ turn: 'from', mine: true, reply: 'Which one?' })
  expect(await has(secretary, message)).toBe(false)
  await manager.do(answerMessage, { message, text: 'The blue one' })
  expect(await line(message)).toMatchObject({ turn: 'to', mine: false, reply: 'The blue one' })
  expect(await has(secretary, message)).toBe(true)
  await secretary.do(finishMessage, { message, as: 'otherwise', text: 'Went to urgent care' })
  const done = (await manager.do(openMessages, { whose: 'all', finished: true })).messages[0]!
  expect(done).toMatchObject({ message, finishedAs: 'otherwise' })
  expect(done.steps.at(-1)).toMatchObject({ kind: 'finished', finishedAs: 'otherwise', text: 'Went to urgent care' })
  await secretary.do(reopenMessage, { message })
  expect(await line(message)).toMatchObject({ finishedAs: null })
})

it('is due by the rule of its kind', async () => {
  await manager.do(changeMessageRule, { ...rule, kind: 'form', priority: 'normal', normalDays: 3, normalBy: '15:30' })
  await manager.do(changeMessageRule, { ...rule, kind: 'result', priority: 'urgent', urgentMinutes: 90 })
  const form = await ask({ to: staff(provider), kind: 'form', fields: { form: 'Sports form' } })
  expect(form.dueAt).toBe('2026-11-27T20:30:00Z')
  const result = await ask({ to: staff(provider), kind: 'result', fields: { test: 'HbA1c' } })
  expect(result.dueAt).toBe(world.clock.now().add({ minutes: 90 }).toString())
  await expect(
    manager.do(changeMessageRule, { ...rule, kind: 'form', escalateAfterMinutes: 30 }),
  ).rejects.toMatchObject({ code: 'platform.invalid-input' })
})

it('goes also to a second address when overdue, as often as said, unless somebody acted', async () => {
  await manager.do(changeMessageRule, {
    ...rule,
    kind: 'billing',
    priority: 'urgent',
    escalateAfterMinutes: 60,
    escalateToRole: billers,
  })
  const fields = { question: 'Billed twice' }
  const { message } = await ask({ to: staff(provider), kind: 'billing', fields })
  const late = await ask({ to: staff(provider), kind: 'billing', fields })
  const told = () =>
    world.asOwner(`select from platform.event where name = 'calls.message-escalated' and facts->>'message' = $1`, [
      message,
    ])
  world.clock.advance({ minutes: 89 })
  await drain(world)
  expect(await has(biller, message)).toBe(false)
  await provider.do(finishMessage, { message: late.message })
  world.clock.advance({ minutes: 2 })
  await drain(world)
  expect([await has(biller, message), await has(provider, message)]).toEqual([true, true])
  expect(await line(message)).toMatchObject({ escalated: { times: 1, to: { kind: 'role', id: billers } } })
  for (let n = 0; n < 4; n++) {
    world.clock.advance({ minutes: 46 })
    await drain(world)
  }
  expect(await told()).toHaveLength(2)
  const now = await line(message)
  expect(now.escalated?.times).toBe(2)
  expect(now.steps.filter(step => step.kind === 'escalated').map(step => step.by)).toEqual([null, null])
  const done = (await manager.do(openMessages, { whose: 'all', finished: true, kind: 'billing' })).messages
  expect(done.find(one => one.message === late.message)?.escalated).toBeNull()
})

it('a call-back is tried by its rule, and wants a letter after the last try', async () => {
  world.clock.set('2026-11-24T15:07:00Z')
  const { message } = await ask({ toPool: desk, kind: 'call-back', number: '(212) 555-0142' })
  const first = await secretary.do(tryCallBack, { message, result: 'no-answer' })
  // 10:07: three hours on is in the afternoon of the same day.
  expect(first).toMatchObject({ attempts: 1, letterDue: false })
  expect(Temporal.Instant.from(first.nextTryAt!).toString()).toBe('2026-11-24T18:07:00Z')
  world.clock.set('2026-11-24T18:30:00Z')
  const second = await secretary.do(tryCallBack, { message, result: 'voicemail' })
  // Morning and afternoon were tried: the evening of the next working day.
  expect(Temporal.Instant.from(second.dueAt).toString()).toBe('2026-11-25T21:00:00Z')
  expect(await line(message)).toMatchObject({ tries: 2, overdue: false })
  world.clock.set('2026-11-25T21:10:00Z')
  const third = await secretary.do(tryCallBack, { message, result: 'busy' })
  expect(third).toMatchObject({ attempts: 3, letterDue: true, nextTryAt: null })
  const now = await line(message)
  expect(now.steps.map(step => step.kind)).toEqual(['left', 'attempt', 'attempt', 'attempt', 'letter-due'])
  expect(now.letterDueAt).not.toBeNull()
  expect(
    await world.asOwner(`select from platform.event where name = 'calls.letter-due' and facts->>'message' = $1`, [
      message,
    ]),
  ).toHaveLength(1)
  await secretary.do(finishMessage, { message, as: 'letter' })
})

it('a wrong number wants a letter at once', async () => {
  const { message } = await ask({ toPool: desk, kind: 'call-back', number: '(212) 555-0143' })
  expect(await secretary.do(tryCallBack, { message, result: 'wrong-number' })).toMatchObject({ letterDue: true })
})
