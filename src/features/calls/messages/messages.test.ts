import { beforeAll, expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { type Id, newId } from '../../../core/id.ts'
import { nowRail } from '../now-rail.ts'
import { takeCall } from '../record/take-call.ts'
import { answerMessage } from './answer-message.ts'
import { finishMessage } from './finish-message.ts'
import { leaveMessage } from './leave-message.ts'
import { openMessages } from './open-messages.ts'
import { reopenMessage } from './reopen-message.ts'
import { seeMessage } from './see-message.ts'
import { tellDue } from './tell-due.ts'
import { tryCallBack } from './try-call-back.ts'

const world = await openWorld()
const secretary = world.as('secretary')
const provider = world.as('provider')
const manager = world.as('manager')
const doctor = provider.caller.staff!

let jane: Id<'patient'>

beforeAll(async () => {
  jane = newId<'patient'>()
  await world.asOwner(
    `insert into patients.patient (practice_id, id, chart_number, family, given, birth_date, registered_at, family_n, given_n)
     values ($1, $2, 'T-1', 'Testing', 'Jane', '1971-04-12', now(), 'testing', 'jane')`,
    [world.practice, jane],
  )
})

const leave = (more: object = {}) =>
  secretary.do(leaveMessage, { to: doctor, text: 'Refill of metformin, two tablets left', patient: jane, ...more })
const mine = async (who = provider) => (await who.do(openMessages, { whose: 'mine' })).messages
const all = async () => (await secretary.do(openMessages, { whose: 'all' })).messages
const steps = (message: string) =>
  world.asOwner<{ kind: string }>('select kind from calls.message_step where message_id = $1 order by id', [message])
const kinds = async (message: string) => (await steps(message)).map(step => step.kind)
const jobs = (message: string) =>
  world.asOwner<{ run_at: string; payload: { dueAt: string } }>(
    `select run_at, payload from graphile_worker._private_jobs where payload->>'message' = $1`,
    [message],
  )
/** Runs the waiting job of a message, as the worker does. */
const runJob = async (message: string) => {
  const [job] = await jobs(message)
  await world.inside(ctx => tellDue.run(ctx, job!.payload as unknown as Record<string, unknown>))
}
const told = async (message: string) =>
  (
    await world.asOwner<{ n: number }>(
      `select count(*)::int as n from platform.event where name = 'calls.message-due' and facts->>'message' = $1`,
      [message],
    )
  )[0]!.n

it('travels: left with its step, seen, answered back to whoever left it, finished', async () => {
  const { message } = await leave()
  expect((await mine()).find(one => one.message === message)).toMatchObject({
    turn: 'to',
    mine: true,
    from: { name: 'Test secretary' },
    patient: { name: 'Jane Testing', birthDate: '1971-04-12' },
    seenAt: null,
  })
  expect((await mine(secretary)).map(one => one.message)).not.toContain(message)
  const seen = await provider.do(seeMessage, { message })
  expect(seen.seenAt).not.toBeNull()
  await provider.do(answerMessage, { message, text: '90 days, ready at five' })
  expect((await mine()).map(one => one.message)).not.toContain(message)
  expect((await mine(secretary)).find(one => one.message === message)).toMatchObject({
    turn: 'from',
    reply: '90 days, ready at five',
  })
  await secretary.do(finishMessage, { message, text: 'Told the patient' })
  expect((await all()).map(one => one.message)).not.toContain(message)
  expect(await kinds(message)).toEqual(['left', 'seen', 'answered', 'finished'])
  const done = (await secretary.do(openMessages, { whose: 'all', finished: true })).messages
  expect(done[0]).toMatchObject({ message, turn: 'nobody', overdue: false })
})

it('is seen once, and only by the person it is for', async () => {
  const { message } = await leave()
  expect((await secretary.do(seeMessage, { message })).seenAt).toBeNull()
  const answers = await Promise.all([1, 2, 3].map(() => provider.do(seeMessage, { message })))
  expect(new Set(answers.map(one => one.seenAt)).size).toBe(1)
  expect(await kinds(message)).toEqual(['left', 'seen'])
})

it('takes patient and number along from the call it came of', async () => {
  const { call } = await secretary.do(takeCall, { from: '(555) 010-0142', patient: jane })
  const { message } = await secretary.do(leaveMessage, { to: doctor, text: 'Asks for lab results', call })
  expect((await all()).find(one => one.message === message)).toMatchObject({
    call,
    number: '+15550100142',
    patient: { patient: jane },
  })
  const other = await secretary.do(leaveMessage, {
    to: doctor,
    text: 'At work',
    call,
    number: '555 010 0188 ask for Jo',
  })
  expect((await all()).find(one => one.message === other.message)?.number).toBe('555 010 0188 ask for Jo')
})

it('is due by its hurry, if nobody said when', async () => {
  const now = world.clock.now()
  expect((await leave({ priority: 'urgent' })).dueAt).toBe(now.add({ minutes: 30 }).toString())
  expect((await leave({ priority: 'today' })).dueAt).toBe('2026-11-24T22:00:00Z')
  expect((await leave()).dueAt).toBe('2026-11-25T17:00:00Z')
  expect((await leave({ dueAt: '2026-12-01T09:00:00-05:00' })).dueAt).toBe('2026-12-01T14:00:00Z')
})

it('stands overdue first, then by due time, and is counted', async () => {
  const { message: late } = await leave({ dueAt: world.clock.now().subtract({ hours: 2 }).toString() })
  const { message: soon } = await leave({ dueAt: world.clock.now().add({ minutes: 5 }).toString() })
  const list = await mine()
  expect(list[0]).toMatchObject({ message: late, overdue: true })
  expect(list[1]).toMatchObject({ message: soon, overdue: false })
  const rail = await provider.do(nowRail, {})
  expect(rail.due.slice(0, 2).map(one => one.message)).toEqual([late, soon])
  expect(rail.counts).toMatchObject({ mineOverdue: 1, allOverdue: 1, mine: list.length, all: (await all()).length })
  expect((await manager.do(nowRail, {})).counts).toMatchObject({ mine: 0, all: rail.counts.all })
  await provider.do(finishMessage, { message: late })
  await provider.do(finishMessage, { message: soon })
})

it('is told when it falls due, unless it was finished or put off', async () => {
  const { message, dueAt } = await leave({ priority: 'urgent' })
  const [job] = await jobs(message)
  expect(Temporal.Instant.from(job!.payload.dueAt).toString()).toBe(dueAt)
  expect(Temporal.Instant.from(job!.run_at).toString()).toBe(dueAt)
  const stale = job!.payload as unknown as Record<string, unknown>
  await runJob(message)
  expect(await told(message)).toBe(1)

  const later = world.clock.now().add({ hours: 4 }).toString()
  await provider.do(tryCallBack, { message, result: 'no-answer', nextAt: later })
  expect(await jobs(message)).toHaveLength(1)
  await world.inside(ctx => tellDue.run(ctx, stale))
  expect(await told(message)).toBe(1)
  await runJob(message)
  expect(await told(message)).toBe(2)

  await provider.do(finishMessage, { message })
  await runJob(message)
  expect(await told(message)).toBe(2)
})

it('counts attempts to call back, and may be due again later', async () => {
  const { message, dueAt } = await leave()
  expect(await provider.do(tryCallBack, { message, result: 'busy' })).toMatchObject({ attempts: 1, dueAt })
  const nextAt = world.clock.now().add({ hours: 1 }).toString()
  const second = await provider.do(tryCallBack, { message, result: 'voicemail', text: 'Asked to call back', nextAt })
  expect(second.attempts).toBe(2)
  expect(Temporal.Instant.from(second.dueAt).toString()).toBe(nextAt)
  expect((await mine()).find(one => one.message === message)).toMatchObject({ attempts: 2 })
})

it('is finished once; afterwards nothing more is done to it', async () => {
  const { message } = await leave()
  const both = await Promise.allSettled([provider, secretary].map(who => who.do(finishMessage, { message })))
  expect(both.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  const refused = { code: 'calls.message-finished', facts: { by: expect.stringMatching(/^Test /) } }
  expect(both.find(one => one.status === 'rejected')?.reason).toMatchObject(refused)
  await expect(provider.do(answerMessage, { message, text: 'Late' })).rejects.toMatchObject(refused)
  await expect(provider.do(tryCallBack, { message, result: 'reached' })).rejects.toMatchObject(refused)
  expect(await kinds(message)).toEqual(['left', 'finished'])
})

it('can be opened again after a slip, and is then due as before', async () => {
  const { message, dueAt } = await leave()
  await expect(provider.do(reopenMessage, { message })).rejects.toMatchObject({ code: 'calls.message-open' })
  await provider.do(finishMessage, { message })
  expect((await provider.do(reopenMessage, { message })).dueAt).toBe(dueAt)
  expect((await mine()).map(one => one.message)).toContain(message)
  expect(await kinds(message)).toEqual(['left', 'finished', 'reopened'])
})

it('goes to nobody who has left the practice, and writes nothing then', async () => {
  const gone = newId<'staff'>()
  await world.asOwner(
    `insert into practice.staff (practice_id, id, name, email, left_at, created_at) values ($1, $2, 'Gone Example', 'gone@example.org', now(), now())`,
    [world.practice, gone],
  )
  const before = (await all()).length
  await expect(leave({ to: gone })).rejects.toMatchObject({
    code: 'calls.person-has-left',
    facts: { name: 'Gone Example' },
  })
  await expect(leave({ to: newId<'staff'>() })).rejects.toMatchObject({ code: 'platform.not-found' })
  await expect(leave({ patient: newId<'patient'>() })).rejects.toMatchObject({ code: 'platform.not-found' })
  await expect(leave({ call: newId<'call'>() })).rejects.toMatchObject({ code: 'platform.not-found' })
  await expect(leave({ text: '  ' })).rejects.toMatchObject({ code: 'platform.invalid-input' })
  expect((await all()).length).toBe(before)
})

it('does not know the messages of another practice', async () => {
  const { message } = await leave()
  const other = (await world.neighbour()).as('secretary')
  const missing = { code: 'platform.not-found' }
  await expect(other.do(seeMessage, { message })).rejects.toMatchObject(missing)
  await expect(other.do(answerMessage, { message, text: 'x' })).rejects.toMatchObject(missing)
  await expect(other.do(tryCallBack, { message, result: 'busy' })).rejects.toMatchObject(missing)
  await expect(other.do(finishMessage, { message })).rejects.toMatchObject(missing)
  await expect(other.do(reopenMessage, { message })).rejects.toMatchObject(missing)
  await expect(other.do(leaveMessage, { to: doctor, text: 'x' })).rejects.toMatchObject(missing)
  expect((await other.do(openMessages, { whose: 'all' })).messages).toEqual([])
  await expect(other.do(openMessages, { whose: 'all', patient: jane })).rejects.toMatchObject(missing)
})

it('shows the messages about one patient, and leaves a line in the audit trail for each look', async () => {
  const about = await secretary.do(openMessages, { whose: 'all', patient: jane, limit: 1 })
  expect(about.messages).toHaveLength(1)
  expect(about.total).toBeGreaterThan(1)
  const [line] = await world.asOwner<{ patients: string[] }>(
    `select patients from platform.audit_line where deed = 'calls.open-messages' order by id desc limit 1`,
  )
  expect(line!.patients).toEqual([jane])
})
