import { expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { newId } from '../../../core/id.ts'
import { leaveMessage } from '../messages/leave-message.ts'
import { tryCallBack } from '../messages/try-call-back.ts'
import { endCall } from '../record/end-call.ts'
import { hangUp } from '../record/hang-up.ts'
import { keepCallStory } from '../record/keep-story.ts'
import { ring } from '../record/ring.ts'
import { takeCall } from '../record/take-call.ts'
import { callsBehind } from './calls-behind.ts'
import { makeUpDay, playDay } from './made-day.fixture.ts'
import { phoneFigures } from './phone-figures.ts'
import { phoneStaffing } from './phone-staffing.ts'
import { setPhoneGoal } from './set-phone-goal.ts'
import { wallboard } from './wallboard.ts'

const today = { from: '2026-11-24', to: '2026-11-24' }

it('counts as abandoned, misdialled and in time by what the practice has set, the past too', async () => {
  const world = await openWorld()
  const [secretary, manager] = [world.as('secretary'), world.as('manager')]
  for (const [id, waits_s] of [
    ['a', 4],
    ['b', 8],
  ] as const) {
    await secretary.do(ring, { externalId: id, from: '+15550100142' })
    world.clock.advance({ seconds: waits_s })
    await secretary.do(hangUp, { externalId: id })
  }
  const { call } = await secretary.do(ring, { externalId: 'c', line: 'line 1' })
  world.clock.advance({ seconds: 25 })
  await secretary.do(takeCall, { call })
  const asked = { ...today, by: 'line' } as const
  expect((await manager.do(phoneFigures, asked)).total).toMatchObject({
    offered: 3,
    answered: 1,
    short: 1,
    abandoned: 1,
    again: 1,
    within20: 0,
    within30: 0.5,
    inTime: 0,
  })
  const goal = { answerWithin_s: 30, answerPercent: 90, abandonPercent: 3, short_s: 10 }
  await manager.do(setPhoneGoal, goal)
  await manager.do(setPhoneGoal, goal)
  expect(await manager.do(phoneFigures, asked)).toMatchObject({ goal, total: { short: 2, abandoned: 0, inTime: 1 } })
  const neighbour = await world.neighbour()
  expect(await neighbour.as('manager').do(phoneFigures, asked)).toMatchObject({
    total: { offered: 0 },
    goal: { short_s: 5 },
  })
})

it('keeps a call opened by hand out of waits and shares, and caps the time after a call at ten minutes', async () => {
  const world = await openWorld()
  const secretary = world.as('secretary')
  const byHand = await secretary.do(takeCall, { from: '+15550100142' })
  world.clock.advance({ hours: 9 })
  await secretary.do(endCall, { call: byHand.call, outcome: 'answered' })
  const told = await secretary.do(ring, { externalId: 'late' })
  world.clock.advance({ seconds: 10 })
  await secretary.do(takeCall, { call: told.call })
  world.clock.advance({ minutes: 2 })
  await secretary.do(hangUp, { externalId: 'late' })
  world.clock.advance({ minutes: 100 })
  await secretary.do(endCall, { call: told.call, outcome: 'answered' })
  const { total } = await world.as('manager').do(phoneFigures, { ...today, by: 'person' })
  expect(total).toMatchObject({
    answered: 2,
    byHand: 1,
    waitMean_s: 10,
    inTime: 1,
    finishing_s: 300,
    longestWait_s: 10,
  })
})

it('counts call-backs by when they were asked for, and how long the first try took', async () => {
  const world = await openWorld()
  const secretary = world.as('secretary')
  const to = world.as('manager').caller.staff!
  const { message } = await secretary.do(leaveMessage, { to, text: 'Call back, please', number: '+15550100142' })
  await secretary.do(leaveMessage, { to, text: 'Call back as well', number: '+15550100143' })
  await secretary.do(leaveMessage, { to, text: 'No call asked for' })
  world.clock.advance({ minutes: 40 })
  await secretary.do(tryCallBack, { message, result: 'no-answer' })
  world.clock.advance({ minutes: 10 })
  await secretary.do(tryCallBack, { message, result: 'reached' })
  const { callBacks } = await world.as('manager').do(phoneFigures, { ...today, by: 'day' })
  expect(callBacks).toEqual({ asked: 2, tried: 1, reached: 1, firstTryMean_min: 40, within30min: 0 })
})

it('shows on the wallboard what rings, waits and is due, and nobody at all', async () => {
  const world = await openWorld()
  const secretary = world.as('secretary')
  const since = world.clock.now().toString()
  await secretary.do(ring, { externalId: 'one', from: '+15550100142' })
  world.clock.advance({ seconds: 40 })
  const two = await secretary.do(ring, { externalId: 'two' })
  await secretary.do(takeCall, { call: two.call })
  await secretary.do(leaveMessage, {
    to: secretary.caller.staff!,
    text: 'Back',
    number: '+15550100142',
    priority: 'urgent',
  })
  world.clock.advance({ minutes: 31 })
  const board = await world.as('provider').do(wallboard, {})
  expect(board).toMatchObject({
    ringing: 1,
    talking: 1,
    callBacksDue: 1,
    callBacksOpen: 1,
    today: { offered: 2, answered: 1 },
  })
  expect(Temporal.Instant.from(board.ringingSince!).equals(since)).toBe(true)
  expect(JSON.stringify(board)).not.toMatch(/0142|Test/)
})

it('says how many people each half hour needs, from the same weekdays, and warns of what is thin', async () => {
  const world = await openWorld()
  const manager = world.as('manager')
  expect(await manager.do(phoneStaffing, { date: '2026-11-24' })).toMatchObject({
    days: [],
    handling_s: null,
    halfHours: [],
  })
  const desks = (['secretary', 'biller', 'manager', 'provider', 'privacy-officer'] as const).map(
    role => world.as(role).caller,
  )
  for (const [n, startsAt] of ['2026-11-10T13:00:00Z', '2026-11-17T13:00:00Z', '2026-11-18T13:00:00Z'].entries()) {
    await playDay(world, makeUpDay({ calls: 60, startsAt, weights: [2, 4, 1], seed: n }), desks, n)
  }
  const plan = await manager.do(phoneStaffing, { date: '2026-11-24' })
  // The Wednesday is another weekday.
  expect(plan.days).toEqual(['2026-11-17', '2026-11-10'])
  expect(plan.calls).toBe(120)
  expect(plan.warnings).toEqual(['few-days', 'small-desk'])
  expect(plan.patience_s).toBeGreaterThan(60)
  expect(plan.patience_s).toBeLessThan(140)
  const [first, busiest, last] = plan.halfHours.filter(one => ['08:00', '08:30', '09:00'].includes(one.time))
  expect(busiest!.needed!).toBeGreaterThan(last!.needed!)
  for (const one of [first!, busiest!, last!]) {
    expect(one.outlook!.inTime).toBeGreaterThanOrEqual(0.8)
    expect(one.outlook!.abandons).toBeLessThanOrEqual(0.05)
    expect(one).toMatchObject({ thatDay: 0 })
    expect(one.usually).toBeGreaterThan(0)
  }
})

it('refuses days in the wrong order, too many days, and people of nobody here', async () => {
  const world = await openWorld()
  const manager = world.as('manager')
  for (const [from, to] of [
    ['2026-11-24', '2026-11-23'],
    ['2026-01-01', '2026-12-31'],
  ] as const) {
    await expect(manager.do(phoneFigures, { from, to, by: 'day' })).rejects.toMatchObject({ kind: 'invalid' })
  }
  const person = { ...today, by: 'person', figure: 'offered' } as const
  await expect(manager.do(callsBehind, { ...person, key: newId() })).rejects.toMatchObject({ kind: 'missing' })
  expect(await manager.do(callsBehind, { ...person, key: 'nonsense' })).toEqual({ count: 0, calls: [] })
  await expect(world.as('secretary').do(phoneFigures, { ...today, by: 'person' })).rejects.toMatchObject({
    kind: 'denied',
  })
})

it('compares a running day with the same time of day before, as the clock showed it', async () => {
  const world = await openWorld()
  const [secretary, manager] = [world.as('secretary'), world.as('manager')]
  // 10:07 in New York; a week before the clock showed the same three weeks after it had been set back.
  const now = world.clock.now().toZonedDateTimeISO('America/New_York')
  for (const [n, rang] of [
    now.subtract({ days: 7, minutes: 1 }),
    now.subtract({ days: 7 }),
    now.subtract({ days: 7 }).add({ hours: 3 }),
    now.subtract({ days: 28, minutes: 1 }),
    now.subtract({ days: 28 }).add({ minutes: 1 }),
  ].entries()) {
    await secretary.do(ring, { externalId: `then-${n}`, at: rang.toInstant().toString() })
  }
  const offered = async (day: string, soFar: boolean, by: 'day' | 'half-hour' = 'half-hour') => {
    const { total, rows } = await manager.do(phoneFigures, { from: day, to: day, by, soFar })
    expect(rows.reduce((sum, row) => sum + row.offered, 0)).toBe(total.offered)
    return total.offered
  }
  expect(await offered('2026-11-17', false)).toBe(3)
  expect(await offered('2026-11-17', true)).toBe(1)
  expect(await offered('2026-11-17', true, 'day')).toBe(1)
  // Daylight saving time ended between: the same clock time, not the same number of hours ago.
  expect(await offered('2026-10-27', true)).toBe(1)
  world.clock.advance({ hours: 3, minutes: 1 })
  expect(await offered('2026-11-17', true)).toBe(3)
})

it('counts one of several simultaneous rings of a number as the first, and a number that is named late', async () => {
  const world = await openWorld()
  const secretary = world.as('secretary')
  await Promise.all(
    Array.from({ length: 8 }, (_, n) => secretary.do(ring, { externalId: `same-${n}`, from: '+15550100142' })),
  )
  const total = async () => (await world.as('manager').do(phoneFigures, { ...today, by: 'line' })).total
  expect(await total()).toMatchObject({ offered: 8, again: 7 })
  const told = {
    direction: 'in',
    line: null,
    rangAt: world.clock.now().toString(),
    answered: null,
    endedAt: null,
  } as const
  const bare = { ...told, from: null }
  await world.inside(ctx => keepCallStory(ctx, 'late', bare, null))
  expect(await total()).toMatchObject({ offered: 9, again: 7 })
  await world.inside(ctx => keepCallStory(ctx, 'late', { ...told, from: '+15550100142' }, bare))
  expect(await total()).toMatchObject({ offered: 9, again: 8 })
})

it('counts the calls on which a red flag showed, whatever came of them, and none where it is only denied', async () => {
  const world = await openWorld()
  const [secretary, manager] = [world.as('secretary'), world.as('manager')]
  for (const [note, outcome] of [
    ['Chest pain since an hour, cannot breathe', 'transferred'],
    ['Denies chest pain', 'answered'],
    ['Refill', 'emergency'],
  ] as const) {
    const { call } = await secretary.do(takeCall, {})
    await secretary.do(endCall, { call, outcome, note, revision: 0 })
  }
  const asked = { ...today, by: 'person' } as const
  expect((await manager.do(phoneFigures, asked)).total).toMatchObject({ offered: 3, redFlags: 1, emergencies: 1 })
  const behind = await manager.do(callsBehind, { ...asked, key: null, figure: 'redFlags' })
  expect(behind.calls.map(call => call.outcome)).toEqual(['transferred'])
})
