import { beforeAll, beforeEach, expect, it } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { type Id, newId } from '../../../core/id.ts'
import { callRecord } from './call-record.ts'
import { correctCall } from './correct-call.ts'
import { endCall } from './end-call.ts'
import { hangUp } from './hang-up.ts'
import { linkCall } from './link-call.ts'
import { noteCall } from './note-call.ts'
import { ring } from './ring.ts'
import { takeCall } from './take-call.ts'

const world = await openWorld()
const secretary = world.as('secretary')
const biller = world.as('biller')
const start = world.clock.now()
let ann: Id<'patient'>
let bob: Id<'patient'>

async function patient(given: string, mergedInto?: string): Promise<Id<'patient'>> {
  const id = newId<'patient'>()
  await world.asOwner(
    `insert into patients.patient (practice_id, id, chart_number, family, given, birth_date, registered_at, family_n, given_n, merged_into)
     values ($1, $2, $3, 'Specimen', $4, '1980-05-06', now(), 'specimen', lower($4), $5)`,
    [world.practice, id, id.slice(-6), given, mergedInto ?? null],
  )
  return id
}

beforeAll(async () => {
  ann = await patient('Ann')
  bob = await patient('Bob')
})
beforeEach(() => world.clock.set(start))

async function closed(): Promise<Id<'call'>> {
  const { call } = await secretary.do(takeCall, { patient: ann })
  await secretary.do(endCall, {
    call,
    outcome: 'message',
    also: ['booked'],
    note: 'As said',
    reasons: ['refill'],
    revision: 0,
  })
  return call
}
const facts = (call: string) =>
  world.asOwner<Record<string, unknown>>('select * from calls.correction where call_id = $1 order by at, id', [call])
const row = async (call: string) =>
  (
    await world.asOwner<Record<string, unknown>>(
      'select outcome, also, reasons, patient_id, revision, closed_at, note from calls.call where id = $1',
      [call],
    )
  )[0]!

it('puts right what came of a call, why and about whom, and keeps what stood with who, when and why', async () => {
  const call = await closed()
  world.clock.advance({ hours: 23, minutes: 59, seconds: 59 })
  const { closed_at, note } = await row(call)
  const change = {
    call,
    outcome: 'booked',
    also: ['booked', 'refill'],
    reasons: ['billing'],
    patient: bob,
    why: 'Wrong key',
  } as const
  expect(await biller.do(correctCall, { ...change, also: [...change.also], reasons: [...change.reasons] })).toEqual({
    call,
    changed: true,
  })
  expect(await row(call)).toEqual({
    outcome: 'booked',
    also: ['refill'],
    reasons: ['billing'],
    patient_id: bob,
    revision: 2,
    closed_at,
    note,
  })
  // The same again changes nothing and is no second fact.
  expect(await biller.do(correctCall, { call, outcome: 'booked', patient: bob })).toEqual({ call, changed: false })
  const record = await secretary.do(callRecord, { call })
  expect(record.corrections).toEqual([
    {
      at: record.corrections[0]!.at,
      by: biller.caller.name,
      why: 'Wrong key',
      was: { outcome: 'message', also: ['booked'], reasons: ['refill'], patient: 'Ann Specimen' },
      became: { outcome: 'booked', also: ['refill'], reasons: ['billing'], patient: 'Bob Specimen' },
    },
  ])
  expect(Temporal.Instant.from(record.corrections[0]!.at).equals(world.clock.now())).toBe(true)
  const lines = await world.asOwner<{ patients: string[] }>(
    `select patients from platform.audit_line where deed = 'calls.correct-call' and subject->>'call' = $1 and jsonb_array_length(to_jsonb(patients)) = 2`,
    [call],
  )
  expect(new Set(lines[0]!.patients)).toEqual(new Set([ann, bob]))
})

it('changes nothing of a settled call, of an open one, and says that nobody took what was missed', async () => {
  const call = await closed()
  world.clock.advance({ hours: 24 })
  const before = await row(call)
  await expect(secretary.do(correctCall, { call, outcome: 'booked' })).rejects.toMatchObject({
    code: 'calls.call-settled',
  })
  expect(await row(call)).toEqual(before)
  const open = await secretary.do(takeCall, { patient: ann })
  await expect(secretary.do(correctCall, { call: open.call, outcome: 'booked' })).rejects.toMatchObject({
    code: 'calls.not-closed',
  })
  const missed = await secretary.do(ring, { externalId: 'missed', from: '+15550100199' })
  await secretary.do(hangUp, { externalId: 'missed' })
  await expect(secretary.do(correctCall, { call: missed.call, outcome: 'answered' })).rejects.toMatchObject({
    code: 'calls.nobody-spoke',
    facts: { outcome: 'abandoned' },
  })
  const gone = await patient('Gone', ann)
  await expect(secretary.do(correctCall, { call: missed.call, patient: gone })).rejects.toMatchObject({
    code: 'patients.merged-away',
  })
  for (const one of [call, open.call, missed.call]) expect(await facts(one)).toEqual([])
  // About whom it was can be said of a missed call as well.
  expect(await secretary.do(correctCall, { call: missed.call, patient: ann })).toMatchObject({ changed: true })
})

it('keeps every one of several corrections made at once, each on what the one before it left', async () => {
  const call = await closed()
  const outcomes = ['booked', 'moved', 'billing', 'result'] as const
  await Promise.all(outcomes.map((outcome, n) => (n % 2 ? biller : secretary).do(correctCall, { call, outcome })))
  const kept = await facts(call)
  expect(kept).toHaveLength(outcomes.length)
  const became = new Map(kept.map(fact => [fact.was_outcome, fact.outcome]))
  const chain = ['message']
  while (became.has(chain.at(-1))) chain.push(became.get(chain.at(-1)) as string)
  expect(new Set(chain)).toEqual(new Set(['message', ...outcomes]))
  expect((await row(call)).outcome).toBe(chain.at(-1))
})

it('keeps the same facts when the link or the reasons of a closed call are changed by the usual ways, none of an open one', async () => {
  const { call } = await secretary.do(takeCall, {})
  await secretary.do(linkCall, { call, patient: ann })
  await secretary.do(noteCall, { call, note: 'Said', reasons: ['refill'], revision: 0 })
  await secretary.do(endCall, { call, outcome: 'answered' })
  expect(await facts(call)).toEqual([])
  await secretary.do(linkCall, { call, patient: bob })
  await secretary.do(noteCall, { call, note: 'Said', reasons: ['forms'], revision: 1 })
  expect(await facts(call)).toMatchObject([
    { was_patient_id: ann, patient_id: bob, by: secretary.caller.staff },
    { was_reasons: ['refill'], reasons: ['forms'] },
  ])
})

it('lets no fact be changed or taken away', async () => {
  const call = await closed()
  await secretary.do(correctCall, { call, outcome: 'booked' })
  for (const text of ['update calls.correction set why = why', 'delete from calls.correction']) {
    await expect(
      world.inside(ctx =>
        text.startsWith('u') ? ctx.sql`update calls.correction set why = why` : ctx.sql`delete from calls.correction`,
      ),
    ).rejects.toThrow(/permission denied/)
  }
})
