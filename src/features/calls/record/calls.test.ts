import { beforeAll, expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { type Id, newId } from '../../../core/id.ts'
import { callsCarrier } from '../carry-calls.ts'
import { leaveMessage } from '../messages/leave-message.ts'
import { nowRail } from '../now-rail.ts'
import { callCard } from './call-card.ts'
import { callLog } from './call-log.ts'
import { endCall } from './end-call.ts'
import { giveUp } from './give-up.ts'
import { hangUp } from './hang-up.ts'
import { linkCall } from './link-call.ts'
import { noteCall } from './note-call.ts'
import { openCalls } from './open-calls.ts'
import { ring } from './ring.ts'
import { takeCall } from './take-call.ts'
import { tellAnswered } from './tell-answered.ts'

const world = await openWorld()
const secretary = world.as('secretary')
const biller = world.as('biller')
const manager = world.as('manager')

const sharedNumber = '+15550100142'
const ownNumber = '+15550100177'
let jane: Id<'patient'>
let tom: Id<'patient'>
let max: Id<'patient'>

/** A patient as the patients feature stores one; only what calls read. */
async function patient(given: string, family: string, phone: string): Promise<Id<'patient'>> {
  const id = newId<'patient'>()
  await world.asOwner(
    `insert into patients.patient (practice_id, id, chart_number, family, given, birth_date, registered_at, family_n, given_n)
     values ($1, $2, $3, $4, $5, '1971-04-12', now(), lower($4), lower($5))`,
    [world.practice, id, id.slice(-6), family, given],
  )
  await world.asOwner(
    `insert into patients.phone (practice_id, id, patient_id, e164, kind, place) values ($1, $2, $3, $4, 'mobile', 1)`,
    [world.practice, newId(), id, phone],
  )
  return id
}

const ringing = async (ask: { from?: string; externalId?: string; line?: string } = { from: '+15550100199' }) =>
  secretary.do(ring, ask)
const counted = async (sql: string) =>
  (await world.asOwner<{ n: number }>(`select count(*)::int as n from ${sql}`))[0]!.n
const events = (name: string, call: string) =>
  counted(`platform.event where name = '${name}' and facts->>'call' = '${call}'`)

beforeAll(async () => {
  jane = await patient('Jane', 'Smith-Testing', sharedNumber)
  tom = await patient('Tom', 'Smith-Testing', sharedNumber)
  max = await patient('Max', 'Sample', ownNumber)
})

it('finds nobody, one, or several behind a number, in whatever way the phone system writes it', async () => {
  expect(await ringing({ from: 'sip:+15550100177@pbx.example' })).toMatchObject({ match: 'one', candidates: [max] })
  const several = await ringing({ from: '(555) 010-0142' })
  expect(several.match).toBe('several')
  expect(new Set(several.candidates)).toEqual(new Set([jane, tom]))
  expect(await ringing({ from: '+1 555 010 0100' })).toMatchObject({ match: 'none', candidates: [] })
  expect(await ringing({ from: 'anonymous' })).toMatchObject({ match: 'withheld' })
  expect(await ringing({})).toMatchObject({ match: 'withheld' })
})

it('names in the audit trail everybody whose name the ringing phone showed', async () => {
  const rung = await ringing({ from: sharedNumber })
  const lines = await world.asOwner<{ patients: string[] }>(
    `select patients from platform.audit_line where deed = 'calls.ring' and subject->>'call' = $1`,
    [rung.call],
  )
  expect(new Set(lines[0]!.patients)).toEqual(new Set([jane, tom]))
})

it('takes one call told eight times at once as one call', async () => {
  const told = await Promise.all(Array.from({ length: 8 }, () => ringing({ from: ownNumber, externalId: 'pbx-1' })))
  expect(new Set(told.map(one => one.call)).size).toBe(1)
  expect(told.filter(one => !one.repeated)).toHaveLength(1)
  expect(await counted(`calls.call where external_id = 'pbx-1'`)).toBe(1)
  expect(await events('calls.call-ringing', told[0]!.call)).toBe(1)
})

it('gives the call to one of those who press answer at once, and tells the others who has it', async () => {
  for (let round = 0; round < 5; round++) {
    const { call } = await ringing({ from: ownNumber })
    const answers = await Promise.allSettled([secretary, biller, manager].map(who => who.do(takeCall, { call })))
    expect(answers.filter(one => one.status === 'fulfilled')).toHaveLength(1)
    const refused = answers.filter(one => one.status === 'rejected').map(one => one.reason)
    const [row] = await world.asOwner<{ name: string }>(
      'select s.name from calls.call c join practice.staff s on s.id = c.taken_by where c.id = $1',
      [call],
    )
    for (const one of refused) expect(one).toMatchObject({ code: 'calls.already-taken', facts: { by: row!.name } })
    expect(await events('calls.call-taken', call)).toBe(1)
  }
})

it('lets the same person press answer twice', async () => {
  const { call } = await ringing({ from: ownNumber })
  const first = await secretary.do(takeCall, { call })
  expect(await secretary.do(takeCall, { call })).toEqual(first)
  expect(await events('calls.call-taken', call)).toBe(1)
})

it('links the patient a number belongs to alone, and nobody where several share it', async () => {
  const own = await ringing({ from: ownNumber })
  expect(await secretary.do(takeCall, { call: own.call })).toMatchObject({ patient: max })
  const shared = await ringing({ from: sharedNumber })
  expect(await secretary.do(takeCall, { call: shared.call })).toMatchObject({ patient: null })
  expect(await secretary.do(linkCall, { call: shared.call, patient: tom })).toEqual({ call: shared.call, patient: tom })
  const card = await secretary.do(callCard, { call: shared.call })
  expect(card.people.map(one => one.patient)).toEqual([tom, jane])
  await secretary.do(linkCall, { call: shared.call, patient: null })
  expect((await secretary.do(callCard, { call: shared.call })).patient).toBeNull()
})

it('opens a call by hand, in or out, with the patient in hand', async () => {
  const taken = await secretary.do(takeCall, { direction: 'out', from: '(555) 010-0177', patient: jane })
  expect(taken).toMatchObject({ patient: jane, candidates: [max] })
  const card = await secretary.do(callCard, { call: taken.call })
  expect(card).toMatchObject({
    direction: 'out',
    state: 'taken',
    number: ownNumber,
    takenBy: { name: 'Test secretary' },
  })
  const unknown = newId<'patient'>()
  const before = await counted('calls.call')
  await expect(secretary.do(takeCall, { patient: unknown })).rejects.toMatchObject({ code: 'platform.not-found' })
  expect(await counted('calls.call')).toBe(before)
})

it('links no record that was merged away, and says where the patient is now', async () => {
  const gone = await patient('Janet', 'Gone-Testing', '+15550100112')
  await world.asOwner('update patients.patient set merged_into = $2 where id = $1', [gone, jane])
  const { call } = await secretary.do(takeCall, {})
  const refused = { code: 'patients.merged-away', facts: { survivor: jane } }
  await expect(secretary.do(linkCall, { call, patient: gone })).rejects.toMatchObject(refused)
  await expect(secretary.do(takeCall, { patient: gone })).rejects.toMatchObject(refused)
  const doctor = world.as('provider').caller.staff!
  await expect(secretary.do(leaveMessage, { to: doctor, text: 'x', patient: gone })).rejects.toMatchObject(refused)
  expect((await secretary.do(callCard, { call })).patient).toBeNull()
  expect(await ringing({ from: '+15550100112' })).toMatchObject({ match: 'one', candidates: [jane] })
})

it('refuses to answer a call that is over', async () => {
  const { call } = await ringing({ from: ownNumber, externalId: 'pbx-over' })
  expect(await secretary.do(hangUp, { externalId: 'pbx-over' })).toEqual({ call, outcome: 'abandoned' })
  expect(await secretary.do(hangUp, { externalId: 'pbx-over' })).toEqual({ call, outcome: 'abandoned' })
  expect(await events('calls.call-ended', call)).toBe(1)
  await expect(secretary.do(takeCall, { call })).rejects.toMatchObject({
    code: 'calls.call-over',
    facts: { outcome: 'abandoned' },
  })
  await expect(secretary.do(hangUp, { externalId: 'never-rang' })).rejects.toMatchObject({ code: 'platform.not-found' })
})

it('lets a call that nobody takes and nobody ends be abandoned after a while, and no other', async () => {
  const left = await ringing({ from: ownNumber })
  const taken = await ringing({ from: ownNumber })
  await secretary.do(takeCall, { call: taken.call })
  const jobs = await world.asOwner<{ call: string; run_at: string }>(
    `select payload->>'call' as call, run_at from graphile_worker._private_jobs where payload->>'call' = any ($1)`,
    [[left.call, taken.call]],
  )
  expect(jobs).toHaveLength(2)
  for (const job of jobs) {
    expect(Temporal.Instant.from(job.run_at).since(world.clock.now()).total('minutes')).toBe(10)
    await world.inside(ctx => giveUp.run(ctx, { call: job.call }))
  }
  expect(await secretary.do(callCard, { call: left.call })).toMatchObject({ state: 'over', outcome: 'abandoned' })
  expect(await secretary.do(callCard, { call: taken.call })).toMatchObject({ state: 'taken', outcome: null })
})

it('believes no phone system that is ahead of the clock', async () => {
  const ahead = await secretary.do(ring, { from: ownNumber, at: '2036-01-01T00:00:00Z' })
  const behind = await secretary.do(ring, { from: ownNumber, at: '2026-11-24T15:00:00Z' })
  const now = world.clock.now()
  const at = async (call: string) =>
    Temporal.Instant.from((await secretary.do(callCard, { call: call as Id<'call'> })).ringingAt)
  expect((await at(ahead.call)).equals(now)).toBe(true)
  expect((await at(behind.call)).toString()).toBe('2026-11-24T15:00:00Z')
})

it('keeps a taken call open after the line is free, until somebody says what came of it', async () => {
  const { call } = await ringing({ from: ownNumber, externalId: 'pbx-2' })
  await secretary.do(takeCall, { call })
  world.clock.advance({ minutes: 3 })
  expect(await secretary.do(hangUp, { externalId: 'pbx-2' })).toEqual({ call, outcome: null })
  const freeAt = world.clock.now().toString()
  world.clock.advance({ minutes: 3 })
  await secretary.do(endCall, { call, outcome: 'booked' })
  const [row] = await world.asOwner<{ ended_at: string; closed_at: string }>(
    'select ended_at, closed_at from calls.call where id = $1',
    [call],
  )
  expect(Temporal.Instant.from(row!.ended_at).toString()).toBe(freeAt)
  expect(Temporal.Instant.from(row!.closed_at).toString()).toBe(world.clock.now().toString())
})

it('keeps every note, and refuses a stale tab with the newer text', async () => {
  const { call, revision } = await secretary.do(takeCall, { from: ownNumber })
  const first = await secretary.do(noteCall, { call, note: 'Refill', reasons: ['refill'], revision })
  expect(first.revision).toBe(1)
  expect((await secretary.do(noteCall, { call, note: 'Refill metformin', revision: 1 })).revision).toBe(2)
  await expect(secretary.do(noteCall, { call, note: 'Refi', revision: 1 })).rejects.toMatchObject({
    code: 'calls.changed-meanwhile',
    facts: { revision: 2, note: 'Refill metformin', reasons: ['refill'], by: 'Test secretary' },
  })
  await expect(secretary.do(endCall, { call, outcome: 'answered', note: 'Refi', revision: 1 })).rejects.toMatchObject({
    code: 'calls.changed-meanwhile',
  })
  const card = await secretary.do(callCard, { call })
  expect(card).toMatchObject({ note: 'Refill metformin', revision: 2, reasons: ['refill'], state: 'taken' })
})

it('takes the same text again without a new revision: the browser repeats what got no answer', async () => {
  const { call } = await secretary.do(takeCall, {})
  await secretary.do(noteCall, { call, note: 'Once', revision: 0 })
  expect((await secretary.do(noteCall, { call, note: 'Once', revision: 0 })).revision).toBe(1)
})

it('lets one of two tabs that save at once through, and loses neither text', async () => {
  const { call } = await secretary.do(takeCall, {})
  const saved = await Promise.allSettled(
    ['left tab', 'right tab'].map(note => secretary.do(noteCall, { call, note, revision: 0 })),
  )
  expect(saved.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  const refused = saved.find(one => one.status === 'rejected')
  expect(refused?.reason).toMatchObject({ code: 'calls.changed-meanwhile', facts: { revision: 1 } })
})

it('keeps what another hand wrote before, and what stood when the call was closed', async () => {
  const { call } = await secretary.do(takeCall, {})
  await secretary.do(noteCall, { call, note: 'Hers', revision: 0 })
  await biller.do(noteCall, { call, note: 'His', revision: 1 })
  await biller.do(endCall, { call, outcome: 'answered' })
  await biller.do(noteCall, { call, note: 'Later', revision: 2 })
  expect(
    await world.asOwner('select revision, note from calls.past_note where call_id = $1 order by 1', [call]),
  ).toEqual([
    { revision: 1, note: 'Hers' },
    { revision: 2, note: 'His' },
  ])
})

it('closes a call once; a second end is refused and changes nothing', async () => {
  const { call } = await secretary.do(takeCall, {})
  await secretary.do(endCall, { call, outcome: 'booked', note: 'Tue 9:20', revision: 0 })
  await expect(biller.do(endCall, { call, outcome: 'wrong-number' })).rejects.toMatchObject({
    code: 'calls.call-over',
    facts: { outcome: 'booked' },
  })
  expect(await secretary.do(callCard, { call })).toMatchObject({ outcome: 'booked', note: 'Tue 9:20', state: 'over' })
})

it('leaves a call that reached nobody untaken, and counts any other end as an answer', async () => {
  const missed = await ringing()
  await secretary.do(endCall, { call: missed.call, outcome: 'no-answer' })
  expect(await secretary.do(callCard, { call: missed.call })).toMatchObject({ takenAt: null, outcome: 'no-answer' })
  const wrong = await ringing()
  await secretary.do(endCall, { call: wrong.call, outcome: 'wrong-number' })
  expect((await secretary.do(callCard, { call: wrong.call })).takenBy).toMatchObject({ name: 'Test secretary' })
})

it('shows the open calls with candidates, the longest ringing first, and in the rail by what they are', async () => {
  const before = await secretary.do(nowRail, {})
  const shared = await ringing({ from: sharedNumber, line: 'line 1' })
  world.clock.advance({ seconds: 6 })
  const taken = await secretary.do(takeCall, { from: ownNumber })
  const open = (await secretary.do(openCalls, {})).calls
  expect(open.findIndex(one => one.call === shared.call)).toBeLessThan(open.findIndex(one => one.call === taken.call))
  const line = open.find(one => one.call === shared.call)!
  expect(line).toMatchObject({ state: 'ringing', line: 'line 1', patient: null })
  expect(line.candidates.map(one => one.name).sort()).toEqual(['Jane Smith-Testing', 'Tom Smith-Testing'])
  const rail = await secretary.do(nowRail, {})
  expect(rail.counts.ringing).toBe(before.counts.ringing + 1)
  expect(rail.counts.talking).toBe(before.counts.talking + 1)
  expect(rail.ringing.map(one => one.call)).toContain(shared.call)
  expect((await world.as('provider').do(nowRail, {})).ringing).toEqual([])
})

it('pages the log newest first, narrowed by what is known', async () => {
  world.clock.advance({ hours: 1 })
  const from = world.clock.now().toString()
  const made: string[] = []
  for (let n = 0; n < 5; n++) {
    world.clock.advance({ seconds: 10 })
    const { call } = await secretary.do(takeCall, { from: ownNumber, direction: n % 2 ? 'out' : 'in' })
    await secretary.do(endCall, { call, outcome: n === 0 ? 'booked' : 'answered' })
    made.unshift(call)
  }
  const first = await secretary.do(callLog, { from, limit: 2 })
  expect(first.calls.map(one => one.call)).toEqual(made.slice(0, 2))
  expect(first.more).toBe(true)
  const rest = await secretary.do(callLog, { from, limit: 10, after: first.calls[1]!.call })
  expect(rest).toMatchObject({ more: false })
  expect(rest.calls.map(one => one.call)).toEqual(made.slice(2))
  const outs = await secretary.do(callLog, { from, direction: 'out', patient: max, number: '(555) 010-0177' })
  expect(outs.calls).toHaveLength(2)
  expect((await secretary.do(callLog, { from, outcome: 'booked' })).calls).toHaveLength(1)
  expect((await secretary.do(callLog, { from, takenBy: biller.caller.staff! })).calls).toEqual([])
  expect((await secretary.do(callLog, { from, to: from })).calls).toEqual([])
  expect((await secretary.do(callLog, { from, number: 'nonsense' })).calls).toEqual([])
})

it('does not know the ids of another practice', async () => {
  const { call } = await ringing({ from: ownNumber, externalId: 'pbx-wall' })
  const neighbour = await world.neighbour()
  const other = neighbour.as('secretary')
  const missing = { code: 'platform.not-found' }
  await expect(other.do(takeCall, { call })).rejects.toMatchObject(missing)
  await expect(other.do(noteCall, { call, note: 'x', revision: 0 })).rejects.toMatchObject(missing)
  await expect(other.do(endCall, { call, outcome: 'answered' })).rejects.toMatchObject(missing)
  await expect(other.do(linkCall, { call, patient: null })).rejects.toMatchObject(missing)
  await expect(other.do(callCard, { call })).rejects.toMatchObject(missing)
  await expect(other.do(hangUp, { externalId: 'pbx-wall' })).rejects.toMatchObject(missing)
  await expect(secretary.do(linkCall, { call, patient: newId<'patient'>() })).rejects.toMatchObject(missing)
  for (const filter of [{ after: call }, { patient: max }, { takenBy: secretary.caller.staff! }]) {
    await expect(other.do(callLog, filter)).rejects.toMatchObject(missing)
  }
  expect(await other.do(ring, { from: ownNumber, externalId: 'pbx-wall' })).toMatchObject({
    match: 'none',
    repeated: false,
  })
  expect(await secretary.do(callCard, { call })).toMatchObject({ state: 'ringing' })
})

it('lets calls follow a merged patient and gives exactly those back', async () => {
  const lost = await patient('Jayne', 'Smith-Testing', '+15550100111')
  const { call } = await secretary.do(takeCall, { patient: lost })
  const { call: hers } = await secretary.do(takeCall, { patient: jane })
  await world.inside(async ctx => {
    const moved = await callsCarrier.carry(ctx, lost, jane)
    const now = await ctx.sql<{ patient_id: string }>`select patient_id from calls.call where id = ${call}`
    expect(now[0]!.patient_id).toBe(jane)
    await callsCarrier.giveBack(ctx, lost, jane, moved as never)
  })
  const rows = await world.asOwner<{ id: string; patient_id: string }>(
    'select id, patient_id from calls.call where id = any ($1)',
    [[call, hers]],
  )
  expect(Object.fromEntries(rows.map(row => [row.id, row.patient_id]))).toEqual({ [call]: lost, [hers]: jane })
})

it('gives a call answered at a telephone to who sits there, first come first served, and opens one whose end was told before', async () => {
  const { call } = await ringing({ from: ownNumber, externalId: 'pbx-lifted' })
  const staff = biller.caller.staff!
  const told = { externalId: 'pbx-lifted', staff }
  const answers = await Promise.all([secretary.do(tellAnswered, told), secretary.do(tellAnswered, told)])
  expect(answers.map(one => one.first).sort()).toEqual([false, true])
  expect(await secretary.do(callCard, { call })).toMatchObject({
    state: 'taken',
    takenBy: { staff },
    patient: { patient: max },
  })
  expect(await events('calls.call-taken', call)).toBe(1)
  await expect(secretary.do(takeCall, { call })).rejects.toMatchObject({ code: 'calls.already-taken' })

  const late = await ringing({ from: ownNumber, externalId: 'pbx-late' })
  await secretary.do(hangUp, { externalId: 'pbx-late' })
  expect(await secretary.do(tellAnswered, { externalId: 'pbx-late' })).toMatchObject({ first: true, takenBy: null })
  const card = await secretary.do(callCard, { call: late.call })
  expect(card).toMatchObject({ state: 'taken', outcome: null, takenBy: null })
  expect(card.endedAt).not.toBeNull()
  const missing = { code: 'platform.not-found' }
  await expect(secretary.do(tellAnswered, { externalId: 'never-rang' })).rejects.toMatchObject(missing)
  await expect(secretary.do(tellAnswered, { ...told, staff: newId<'staff'>() })).rejects.toMatchObject(missing)
})
