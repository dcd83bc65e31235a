import { beforeAll, expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { type Id, newId } from '../../../core/id.ts'
import { bookAppointment, cancelAppointment, moveAppointment } from '../../schedule/index.ts'
import { makeClinic } from '../../simulator/index.ts'
import { leaveMessage } from '../messages/leave-message.ts'
import { callCard } from './call-card.ts'
import { callLog } from './call-log.ts'
import { callRecord } from './call-record.ts'
import { endCall } from './end-call.ts'
import { logChoices } from './log-choices.ts'
import { noteCall } from './note-call.ts'
import { ring } from './ring.ts'
import { takeCall } from './take-call.ts'
import { tieVisit } from './tie-visit.ts'

const world = await openWorld()
const made = await makeClinic(world.app, { practice: world.practice, seed: 7, providers: 2, patients: 20, weeks: 1 })
const secretary = world.as('secretary')
const biller = world.as('biller')
const [first, second] = made.patients as [Id<'patient'>, Id<'patient'>]
let visitType: Id<'visit-type'>
let provider: Id<'provider'>

beforeAll(async () => {
  const [row] = await world.asOwner<{ type: Id<'visit-type'>; provider: Id<'provider'> }>(
    `select (select id from schedule.visit_type where practice_id = $1 and not needs_room limit 1) as type,
            (select id from practice.provider where practice_id = $1 limit 1) as provider`,
    [world.practice],
  )
  visitType = row!.type
  provider = row!.provider
})

const despite = ['outside-hours', 'patient-already-booked', 'for-whom', 'reserved'] as const
let day = 1
async function booked(patient: Id<'patient'>, who = secretary) {
  const date = `2027-05-${String(day++).padStart(2, '0')}`
  return (await who.do(bookAppointment, { patient, visitType, provider, date, time: '06:00', despite: [...despite] }))
    .id
}
const heard = (...visits: Id<'appointment'>[]) =>
  world.inside(async ctx => {
    for (const visit of visits) await tieVisit(ctx, visit)
  })
const links = async (call: Id<'call'>) =>
  (await secretary.do(callRecord, { call })).links.map(link => `${link.noun} ${link.deed}`)

it('ties to a call what was done for its patient while it was in hand, also when that is heard of after its close', async () => {
  const before = await booked(first)
  world.clock.advance({ minutes: 1 })
  const { call } = await secretary.do(takeCall, { patient: first })
  const visit = await booked(first)
  const [{ version } = { version: 0 }] = await world.asOwner<{ version: number }>(
    'select version from schedule.appointment where id = $1',
    [before],
  )
  await secretary.do(moveAppointment, {
    appointment: before,
    version,
    date: '2027-06-01',
    time: '06:00',
    despite: [...despite],
  } as never)
  await secretary.do(cancelAppointment, { appointment: visit })
  const other = await booked(second)
  const biller_s = await booked(first, world.as('manager'))
  await secretary.do(leaveMessage, { to: biller.caller.staff!, text: 'Refill', call })
  await secretary.do(endCall, { call, outcome: 'booked', also: ['moved', 'cancelled', 'message'] })
  world.clock.advance({ minutes: 1 })
  const after = await booked(first)
  await heard(before, visit, other, biller_s, after)
  await heard(before, visit, other, biller_s, after)
  expect((await links(call)).sort()).toEqual([
    'appointment booked',
    'appointment cancelled',
    'appointment moved',
    'message left',
  ])
  const { links: shown } = await secretary.do(callCard, { call })
  expect(shown.find(link => link.deed === 'moved')).toMatchObject({
    thing: before,
    by: 'Test secretary',
    when: '2027-06-01T10:00:00Z',
  })
  expect(shown.find(link => link.noun === 'message')).toMatchObject({ what: 'Test biller' })
})

it('takes no noun into its links that does not exist yet', async () => {
  const { call } = await secretary.do(takeCall, {})
  await expect(
    world.inside(
      ctx =>
        ctx.sql`insert into calls.call_link (practice_id, call_id, noun, thing, deed, at) values (${ctx.practice}, ${call}, 'claim', ${newId()}, 'sent', now())`,
    ),
  ).rejects.toThrow(/call_link_noun/)
})

it('marks a caller who comes back, by number or by patient, today and within three days', async () => {
  world.clock.set('2026-12-07T15:00:00Z')
  const number = '+15550100188'
  const rung = async (from: string, at: string) => {
    world.clock.set(at)
    return (await secretary.do(ring, { from })).call
  }
  const monday = await rung(number, '2026-12-07T15:00:00Z')
  expect((await secretary.do(callCard, { call: monday })).earlier).toEqual({ today: 0, days: 0, lastAt: null })
  const night = await rung(number, '2026-12-10T04:00:00Z')
  const late = await rung(number, '2026-12-10T15:00:01Z')
  // Three days are 72 hours: Monday's call is over them by a second; the night's was the day before in New York.
  expect((await secretary.do(callCard, { call: night })).earlier).toEqual({
    today: 0,
    days: 1,
    lastAt: '2026-12-07T15:00:00Z',
  })
  expect((await secretary.do(callCard, { call: late })).earlier).toEqual({
    today: 0,
    days: 1,
    lastAt: '2026-12-10T04:00:00Z',
  })
  await secretary.do(takeCall, { call: late, patient: second })
  const mobile = (await secretary.do(takeCall, { from: '+15550100189', patient: second })).call
  const card = await secretary.do(callCard, { call: mobile })
  expect(card.earlier).toMatchObject({ today: 1, days: 1 })
  expect(card.earlierCalls.map(one => one.call)).toEqual([late])
  // A call of ours is no call of theirs.
  const out = (await secretary.do(takeCall, { from: number, direction: 'out' })).call
  expect((await secretary.do(callCard, { call: out })).earlier.days).toBe(0)
  await secretary.do(endCall, { call: out, outcome: 'no-answer' })
  const again = (await secretary.do(takeCall, { from: number, direction: 'out' })).call
  expect((await secretary.do(callCard, { call: again })).earlier.days).toBe(1)
})

it('narrows the log by reason, line, what came of it besides, who came back and what nobody took', async () => {
  world.clock.set('2027-01-11T15:00:00Z')
  const from = world.clock.now().toString()
  const say = async (input: Parameters<typeof secretary.do<typeof takeCall>>[1], reasons: string[]) => {
    world.clock.advance({ seconds: 5 })
    const { call } = await secretary.do(takeCall, input)
    await secretary.do(noteCall, { call, note: '', reasons, revision: 0 })
    return call
  }
  const a = await say({ from: '+15550100170', line: 'line 1' }, ['refill', 'billing'])
  await secretary.do(endCall, { call: a, outcome: 'refill', also: ['message'] })
  const b = await say({ from: '+15550100170', line: 'line 2' }, ['billing'])
  await secretary.do(endCall, { call: b, outcome: 'message' })
  const c = await say({ from: '+15550100171', direction: 'out' }, [])
  await secretary.do(endCall, { call: c, outcome: 'no-answer' })
  world.clock.advance({ seconds: 5 })
  const d = (await secretary.do(ring, { from: '+15550100172', line: 'line 2' })).call
  await secretary.do(endCall, { call: d, outcome: 'no-answer' })
  const found = async (input: Parameters<typeof secretary.do<typeof callLog>>[1]) =>
    (await secretary.do(callLog, { from, ...input })).calls.map(one => one.call)
  expect(await found({ reason: 'billing' })).toEqual([b, a])
  expect(await found({ reason: 'refill' })).toEqual([a])
  expect(await found({ line: 'line 2' })).toEqual([d, b])
  expect(await found({ outcome: 'message' })).toEqual([b, a])
  expect(await found({ repeat: true })).toEqual([b])
  expect(await found({ unanswered: true })).toEqual([d, c])
  expect(await found({ unanswered: true, direction: 'in' })).toEqual([d])
  expect(await secretary.do(logChoices, {})).toMatchObject({
    lines: expect.arrayContaining(['line 1', 'line 2']),
    reasons: expect.arrayContaining(['billing', 'refill']),
  })
  const neighbour = await world.neighbour()
  expect(await neighbour.as('secretary').do(logChoices, {})).toEqual({ lines: [], reasons: [] })
})

it('knows a day by the practice’s clocks, also the one that has 25 hours', async () => {
  const calls: string[] = []
  for (const at of ['2027-11-07T03:59:59Z', '2027-11-07T04:00:00Z', '2027-11-08T04:59:59Z', '2027-11-08T05:00:00Z']) {
    world.clock.set(at)
    calls.push((await secretary.do(takeCall, { from: '+15550100198' })).call)
  }
  const of = async (day: string) => (await secretary.do(callLog, { day })).calls.map(one => one.call)
  expect(await of('2027-11-07')).toEqual([calls[2], calls[1]])
  expect(await of('2027-11-06')).toEqual([calls[0]])
  expect(await of('2027-11-08')).toEqual([calls[3]])
})
