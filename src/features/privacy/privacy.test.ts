import { expect, it } from 'vitest'
import { z } from 'zod'
import { openWorld, type World } from '../../../test/world.ts'
import { queryContract, type RoleKey } from '../../core/contract.ts'
import { type Id, idOf, newId } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import { sealAudit } from '../../platform/audit.ts'
import { query } from '../../platform/feature.ts'
import { forgetServed } from '../../platform/retention.ts'
import { changePractice } from '../practice/change-practice.ts'
import { auditLines } from './audit-lines.ts'
import { verifyAudit } from './verify-audit.ts'
import { whoLooked } from './who-looked.ts'

const world = await openWorld()

/** A look at a patient, as any feature has it. */
const card = query(
  queryContract({
    name: 'patients.card-for-test',
    summary: 'Looks at a patient.',
    open: 'anybody',
    input: z.object({ patient: idOf('patient'), missing: z.boolean().optional() }),
    output: z.object({}),
  }),
  async (ctx, input) => {
    ctx.concerns([input.patient])
    if (input.missing) throw notFound({ what: 'patient' })
    return {}
  },
)
const look = (patient: Id<'patient'>, role: RoleKey = 'secretary', why?: string, at: World = world) =>
  at.as(role).do(card, { patient }, why ? { why } : {})

it('tells who looked at a patient, when and why, and that one has asked', async () => {
  const patient = newId<'patient'>()
  await look(patient, 'secretary', 'calls about the bill')
  world.clock.advance({ minutes: 5 })
  await look(patient, 'provider')
  await look(newId<'patient'>(), 'provider')
  world.clock.advance({ minutes: 5 })
  const officer = world.as('privacy-officer')
  const { looks, next } = await officer.do(whoLooked, { patient })
  expect(looks).toEqual([
    {
      at: '2026-11-24T15:12:00Z',
      kind: 'staff',
      person: { id: world.as('provider').caller.staff, name: 'Test provider' },
      deed: 'patients.card-for-test',
      outcome: 'done',
      why: null,
    },
    {
      at: '2026-11-24T15:07:00Z',
      kind: 'staff',
      person: { id: world.as('secretary').caller.staff, name: 'Test secretary' },
      deed: 'patients.card-for-test',
      outcome: 'done',
      why: 'calls about the bill',
    },
  ])
  expect(next).toBeNull()
  const again = await world.as('manager').do(whoLooked, { patient })
  expect(again.looks[0]).toMatchObject({ deed: 'privacy.who-looked', person: { name: 'Test privacy-officer' } })
})

it('turns pages without losing or doubling a line, also among lines of one moment', async () => {
  const patient = newId<'patient'>()
  for (let n = 0; n < 7; n++) await look(patient, 'secretary', `look ${n}`)
  const officer = world.as('privacy-officer')
  const seen: (string | null)[] = []
  let before: string | undefined
  do {
    // Each page leaves a line of its own at the same moment, newer than all of these.
    const page = await officer.do(whoLooked, { patient, limit: 3, ...(before ? { before } : {}) })
    seen.push(...page.looks.map(one => one.why))
    before = page.next ?? undefined
  } while (before)
  expect(seen).toEqual(['look 6', 'look 5', 'look 4', 'look 3', 'look 2', 'look 1', 'look 0'])
})

it('is asked by privacy officer and manager alone, the trail by the privacy officer alone', async () => {
  const patient = newId<'patient'>()
  await look(patient)
  const may: [RoleKey, boolean, boolean, boolean][] = [
    ['secretary', false, false, false],
    ['biller', false, false, false],
    ['provider', false, false, false],
    ['manager', true, false, true],
    ['privacy-officer', true, true, true],
  ]
  for (const [role, looked, lines, verify] of may) {
    const done = async (run: Promise<unknown>) =>
      run.then(
        () => true,
        error => (error.code === 'platform.not-allowed' ? false : error),
      )
    const person = world.as(role)
    expect([
      role,
      await done(person.do(whoLooked, { patient })),
      await done(person.do(auditLines, {})),
      await done(person.do(verifyAudit, {})),
    ]).toEqual([role, looked, lines, verify])
  }
})

it('knows no patient of another practice, nor one of nobody, and a refused look does not make one known', async () => {
  const other = await world.neighbour()
  const theirs = newId<'patient'>()
  await look(theirs, 'secretary', 'a visit', other)
  const unknown = newId<'patient'>()
  const officer = world.as('privacy-officer')
  for (const patient of [theirs, unknown]) {
    await expect(world.as('secretary').do(card, { patient, missing: true })).rejects.toMatchObject({ kind: 'missing' })
    await expect(officer.do(whoLooked, { patient })).rejects.toMatchObject({ code: 'platform.not-found' })
    await expect(officer.do(auditLines, { patient })).rejects.toMatchObject({ code: 'platform.not-found' })
  }
  await expect(officer.do(auditLines, { person: other.as('secretary').caller.staff! })).rejects.toMatchObject({
    code: 'platform.not-found',
  })
  const { lines } = await officer.do(auditLines, { limit: 200 })
  expect(lines.some(line => line.patients.includes(theirs))).toBe(false)
})

it('filters the trail by time, person, deed, outcome and patient', async () => {
  const here = await world.neighbour()
  const officer = here.as('privacy-officer')
  const patient = newId<'patient'>()
  const start = world.clock.now().toString()
  await here.as('manager').do(changePractice, { name: 'First' })
  world.clock.advance({ minutes: 10 })
  const middle = world.clock.now().toString()
  await expect(here.as('secretary').do(changePractice, { name: 'No' })).rejects.toThrow()
  await look(patient, 'provider', 'a visit', here)
  world.clock.advance({ minutes: 10 })
  await here.as('manager').do(changePractice, { name: 'Last' })
  const deeds = async (ask: Parameters<typeof officer.do<typeof auditLines>>[1]) =>
    (await officer.do(auditLines, ask)).lines
      .filter(line => !line.deed.startsWith('privacy.'))
      .map(line => `${line.deed} ${line.outcome} ${line.person?.name}`)
  const first = 'practice.change-practice done Test manager'
  const refused = 'practice.change-practice refused Test secretary'
  const visit = 'patients.card-for-test done Test provider'
  expect(await deeds({})).toEqual([first, visit, refused, first])
  expect(await deeds({ from: middle })).toEqual([first, visit, refused])
  expect(await deeds({ to: middle })).toEqual([first])
  expect(await deeds({ from: start, to: middle })).toEqual([first])
  expect(await deeds({ outcome: 'refused' })).toEqual([refused])
  expect(await deeds({ deed: 'practice.change-practice', outcome: 'done' })).toEqual([first, first])
  expect(await deeds({ person: here.as('provider').caller.staff! })).toEqual([visit])
  expect(await deeds({ patient })).toEqual([visit])
  expect(await deeds({ patient, outcome: 'refused' })).toEqual([])
})

it('shows a line whole, and leaves a line about the patients it shows', async () => {
  const here = await world.neighbour()
  const officer = here.as('privacy-officer')
  const patient = newId<'patient'>()
  await look(patient, 'secretary', 'a visit', here)
  const page = await officer.do(auditLines, { limit: 1 })
  expect(page.lines[0]).toMatchObject({
    kind: 'staff',
    person: { name: 'Test secretary' },
    deed: 'patients.card-for-test',
    outcome: 'done',
    refusal: null,
    patients: [patient],
    subject: {},
    why: 'a visit',
    sealed: false,
  })
  await sealAudit(world.app)
  const { lines } = await officer.do(auditLines, { patient })
  expect(lines.map(line => [line.deed, line.sealed])).toEqual([
    ['privacy.audit-lines', true],
    ['patients.card-for-test', true],
  ])
})

it('refuses a page start or a time that is none', async () => {
  const officer = world.as('privacy-officer')
  for (const ask of [
    { before: 'x' },
    { before: '2026-11-24T15:07:00Z' },
    { before: '2026-13-45T99:99:99Z~0192d3a0-0000-7000-8000-000000000001' },
    { from: '2026-02-30T00:00:00Z' },
    { to: '2026-11-24T15:07:00+99:00' },
    { from: 'yesterday' },
    { limit: 0 },
    { limit: 201 },
  ]) {
    await expect(officer.do(auditLines, ask)).rejects.toMatchObject({ code: 'platform.invalid-input' })
  }
})

it('says whether the trail of this practice is sound, and where not', async () => {
  const here = await world.neighbour()
  const manager = here.as('manager')
  for (let n = 0; n < 3; n++) await manager.do(changePractice, { name: `Name ${n}` })
  await sealAudit(world.app)
  expect(await manager.do(verifyAudit, {})).toEqual({ sound: true, lines: 3, unsealed: 0, overdue: 0, trouble: null })
  const [line] = await here.asOwner<{ id: string }>(
    `update platform.audit_line set why = 'x' where id = (select line_id from platform.audit_seal where practice_id = $1 and seq = 2) returning id`,
    [here.practice],
  )
  expect(await manager.do(verifyAudit, {})).toMatchObject({
    sound: false,
    trouble: { kind: 'altered', seq: 2, line: line!.id },
  })
})

it('throws away what has served and never a line of the trail', async () => {
  const here = await world.neighbour()
  await here.as('manager').do(changePractice, { name: 'Old' }, { key: 'old' })
  await here.asOwner(`insert into platform.request_count (who, minute, count) values ('s:test', 1, 1)`)
  const count = async () =>
    (
      await here.asOwner(
        `select (select count(*)::int from platform.idempotency where practice_id = $1) as keys,
                (select count(*)::int from platform.event where practice_id = $1) as events,
                (select count(*)::int from platform.audit_line where practice_id = $1) as lines,
                (select count(*)::int from platform.request_count where who = 's:test') as requests`,
        [here.practice],
      )
    )[0]
  await forgetServed(world.app)
  expect(await count()).toEqual({ keys: 1, events: 1, lines: 1, requests: 0 })
  world.clock.advance({ hours: 49 })
  await forgetServed(world.app)
  expect(await count()).toEqual({ keys: 0, events: 1, lines: 1, requests: 0 })
  world.clock.advance({ hours: 24 * 5 })
  await forgetServed(world.app)
  expect(await count()).toEqual({ keys: 0, events: 0, lines: 1, requests: 0 })
})
