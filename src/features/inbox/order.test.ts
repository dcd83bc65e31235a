import { expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { answerMessage } from '../calls/messages/answer-message.ts'
import { finishMessage } from '../calls/messages/finish-message.ts'
import { leaveMessage } from '../calls/messages/leave-message.ts'
import { counts } from './counts.ts'
import { missCall, ringPhone } from './inbox.fixture.ts'
import { items } from './items.ts'
import { snoozeItem } from './snooze-item.ts'
import { takeItem } from './take-item.ts'
import { wakeItem } from './wake-item.ts'

// A plain model beside the database: what should be in the list, in which order, for whom. It knows nothing of the statements.
type Role = 'secretary' | 'manager' | 'provider'
type Waits = {
  kind: 'message' | 'missed' | 'ringing'
  id: string
  to: Role | null
  by: Role
  urgency: 1 | 2 | 3
  due: Temporal.Instant
  since: Temporal.Instant
  asleepUntil: Temporal.Instant | null
  heldBy: Role | null
  heldUntil: Temporal.Instant | null
}

const world = await openWorld()
const roles: Role[] = ['secretary', 'manager', 'provider']
const staff = (role: Role) => world.as(role).caller.staff!
const model = new Map<string, Waits>()
const later = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) > 0

let state = 20261124
const random = (n: number) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return Math.floor((state / 2 ** 32) * n)
}
const pick = <T>(list: readonly T[]): T => list[random(list.length)]!

const asleep = (one: Waits) => one.asleepUntil !== null && later(one.asleepUntil, world.clock.now())
const overdue = (one: Waits) => one.kind !== 'ringing' && !later(one.due, world.clock.now())
const held = (one: Waits) => (one.heldUntil && later(one.heldUntil, world.clock.now()) ? one.heldBy : null)
const sees = (role: Role, one: Waits) => one.kind === 'message' || role !== 'provider'
/** 1 mine, 2 ours, 3 somebody else's; a message that a colleague has taken is theirs, and stays in the list of whom it was for. */
const near = (role: Role, one: Waits) => {
  if (held(one) === role) return 1
  if (one.to === null) return 2
  if (one.to !== role) return 3
  return held(one) ? 2 : 1
}
function rank(one: Waits): number {
  const now = world.clock.now()
  const midnight = now.toZonedDateTimeISO('America/New_York').startOfDay().add({ days: 1 }).toInstant()
  if (one.kind === 'ringing') return 0
  if (one.urgency === 1) return overdue(one) ? 1 : 3
  if (overdue(one)) return 4
  return later(one.due, midnight) ? 6 : 5
}
const inOrder = (rows: Waits[]) =>
  rows.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      Temporal.Instant.compare(a.due, b.due) ||
      Temporal.Instant.compare(a.since, b.since) ||
      (a.id < b.id ? -1 : 1),
  )

const fresh = (more: Partial<Waits> & Pick<Waits, 'kind' | 'id' | 'due'>): Waits => ({
  to: null,
  by: 'secretary',
  urgency: 2,
  since: world.clock.now(),
  asleepUntil: null,
  heldBy: null,
  heldUntil: null,
  ...more,
})

let number = 100
const deeds: (() => Promise<unknown>)[] = [
  async () => {
    const by = pick(roles)
    const to = pick(roles)
    const priority = pick(['urgent', 'today', 'normal'] as const)
    const due = world.clock.now().add({ minutes: random(3000) - 1000 })
    const { message } = await world
      .as(by)
      .do(leaveMessage, { to: staff(to), text: 'Anything', priority, dueAt: due.toString() })
    const urgency = priority === 'urgent' ? 1 : priority === 'today' ? 2 : 3
    model.set(message, fresh({ kind: 'message', id: message, to, by, due, urgency }))
  },
  async () => {
    const call = await missCall(world, `+1212555${String(number++).padStart(4, '0')}`)
    model.set(call, fresh({ kind: 'missed', id: call, due: world.clock.now().add({ minutes: 30 }) }))
  },
  async () => {
    if ([...model.values()].some(one => one.kind === 'ringing')) return
    const { call } = await ringPhone(world, `+1212555${String(number++).padStart(4, '0')}`)
    model.set(call, fresh({ kind: 'ringing', id: call, urgency: 1, due: world.clock.now() }))
  },
  async () => {
    const one = some('message')
    if (!one) return
    await world.as(one.to!).do(answerMessage, { message: one.id as never, text: 'So be it' })
    // The next thing is with whoever left it; who has left it answers themselves nothing new.
    model.set(one.id, { ...one, to: one.by, since: world.clock.now() })
    world.clock.advance({ seconds: 1 })
    await world.as(one.by).do(finishMessage, { message: one.id as never })
    model.delete(one.id)
  },
  async () => {
    const one = some()
    if (!one || one.kind === 'ringing' || asleep(one)) return
    const role = pick(roles.filter(each => sees(each, one)))
    const who = held(one)
    const deed = world.as(role).do(takeItem, { kind: one.kind, item: one.id as never })
    if (who && who !== role) return expect(deed).rejects.toMatchObject({ code: 'inbox.taken' })
    await deed
    model.set(one.id, {
      ...one,
      heldBy: role,
      heldUntil:
        one.kind === 'message' ? world.clock.now().add({ hours: 24 * 365 }) : world.clock.now().add({ minutes: 10 }),
    })
  },
  async () => {
    const one = some()
    if (!one || one.kind === 'ringing') return
    const role = pick(roles.filter(each => sees(each, one)))
    if (asleep(one)) {
      await world.as(role).do(wakeItem, { kind: one.kind, item: one.id as never })
      model.set(one.id, { ...one, asleepUntil: null })
      return
    }
    const who = held(one)
    if (who && who !== role) return
    const until = world.clock.now().add({ minutes: 1 + random(600) })
    await world.as(role).do(snoozeItem, {
      kind: one.kind,
      item: one.id as never,
      until: until.toString(),
      reason: 'call-later',
    })
    model.set(one.id, { ...one, asleepUntil: until, heldBy: null, heldUntil: null })
  },
  async () => world.clock.advance({ minutes: random(240) }),
]
function some(kind?: Waits['kind']): Waits | undefined {
  const all = [...model.values()].filter(one => !kind || one.kind === kind)
  return all.length > 0 ? pick(all) : undefined
}

it('lists and counts what a plain model says, in its order, for everybody, over random days', {
  timeout: 120_000,
}, async () => {
  let compared = 0
  for (let step = 0; step < 240; step++) {
    await pick(deeds)()
    if (step % 8 !== 0) continue
    for (const role of roles) {
      const mine = [...model.values()].filter(one => sees(role, one))
      const awake = mine.filter(one => !asleep(one))
      const told = await world.as(role).do(counts, {})
      for (const [view, most] of [
        ['mine', 1],
        ['list', 2],
        ['all', 3],
      ] as const) {
        const rows = inOrder(awake.filter(one => near(role, one) <= most))
        const answer = await world.as(role).do(items, { view, limit: 500 })
        expect(answer.rows.map(row => `${row.rank} ${row.item}`)).toEqual(rows.map(one => `${rank(one)} ${one.id}`))
        expect(answer.total).toBe(rows.length)
        expect(told[view]).toEqual({
          total: rows.length,
          overdue: rows.filter(overdue).length,
          urgent: rows.filter(one => one.urgency === 1).length,
        })
        compared += rows.length
      }
      expect(told.snoozed).toBe(mine.filter(asleep).length)
      const sleeping = await world.as(role).do(items, { view: 'snoozed', limit: 500 })
      expect(sleeping.rows.map(row => row.item as string).toSorted()).toEqual(
        mine
          .filter(asleep)
          .map(one => one.id)
          .toSorted(),
      )
    }
  }
  expect(compared).toBeGreaterThan(250)
})
