import { appendFileSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openWorld, type World } from '../../test/world.ts'
import { changePractice } from '../features/practice/change-practice.ts'
import { type AuditTrouble, sealAudit, verifyAudit } from './audit.ts'
import { chained, GENESIS, type SealedText } from './audit-line.ts'

type Line = { seq: number; line_id: string }

/** A practice of its own with so many sealed lines; their places and ids. */
async function sealed(world: World, count: number): Promise<Line[]> {
  for (let n = 0; n < count; n++)
    await world.as('manager').do(changePractice, { name: `Name ${n}` }, { why: `reason ${n}` })
  await sealAudit(world.app)
  return world.asOwner<Line>('select seq, line_id from platform.audit_seal where practice_id = $1 order by seq', [
    world.practice,
  ])
}
const check = async (world: World) => (await verifyAudit(world.app, world.practice))[0]!
const world = await openWorld()

/** Each case has a practice of its own, so that one case's damage is not the next one's. */
async function afterDamage(count: number, damage: (world: World, lines: Line[]) => Promise<unknown>) {
  const practice = await world.neighbour()
  const lines = await sealed(practice, count)
  expect(await check(practice)).toMatchObject({ sound: true, lines: count, unsealed: 0, trouble: null })
  await damage(practice, lines)
  const checked = await check(practice)
  expect(checked.sound).toBe(checked.trouble === null)
  return { lines, trouble: checked.trouble as AuditTrouble, checked }
}

it('seals the lines of each practice in a chain of its own, without a gap', async () => {
  const one = await world.neighbour()
  const two = await world.neighbour()
  await sealed(one, 3)
  const lines = await sealed(two, 2)
  expect(lines.map(line => line.seq)).toEqual([1, 2])
  await sealed(one, 2)
  expect(await check(one)).toEqual({
    practice: one.practice,
    sound: true,
    lines: 5,
    unsealed: 0,
    overdue: 0,
    trouble: null,
  })
  expect(await one.asOwner('select 1 from platform.audit_pending where practice_id = $1', [one.practice])).toEqual([])
})

it('lets two sealers at once make one chain', async () => {
  const practice = await world.neighbour()
  for (let n = 0; n < 20; n++) await practice.as('manager').do(changePractice, { name: `Name ${n}` })
  await Promise.all([sealAudit(world.app), sealAudit(world.app), sealAudit(world.app)])
  expect(await check(practice)).toMatchObject({ sound: true, lines: 20 })
})

it('lets a second sealer wait for the first instead of taking its places', async () => {
  const practice = await world.neighbour()
  await practice.as('manager').do(changePractice, { name: 'One' })
  const [line] = await practice.asOwner<SealedText>(
    `select id, at, actor_kind, actor_id, session_id, deed, outcome, refusal, patients::text[] as patients,
            subject::text as subject, why, request_id from platform.audit_line where practice_id = $1`,
    [practice.practice],
  )
  const first = await world.app.db.owner.connect()
  await first.query('begin')
  await first.query('select pg_advisory_xact_lock(7103, hashtext($1))', [practice.practice])
  const hash = chained(GENESIS, practice.practice, line!)
  await first.query('insert into platform.audit_seal values ($1, 1, $2, $3, now())', [
    practice.practice,
    line!.id,
    hash,
  ])
  await first.query('delete from platform.audit_pending where practice_id = $1', [practice.practice])
  await practice.as('manager').do(changePractice, { name: 'Two' })
  let ended = false
  const second = sealAudit(world.app).finally(() => {
    ended = true
  })
  const waits = async () =>
    (
      await practice.asOwner(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
    ).length > 0
  while (!ended && !(await waits()));
  await first.query('commit')
  first.release()
  await second
  expect(await check(practice)).toMatchObject({ sound: true, lines: 2, unsealed: 0 })
})

it('names an altered line, whatever was altered in it', async () => {
  const fields = [
    `at = at + interval '1 microsecond'`,
    `actor_id = gen_random_uuid()`,
    `deed = 'practice.other'`,
    `outcome = 'refused'`,
    `patients = array[gen_random_uuid()]`,
    `subject = '{"a": 1}'`,
    `why = null`,
    `why = why || ' '`,
    `request_id = 'x'`,
  ]
  for (const field of fields) {
    const { lines, trouble } = await afterDamage(4, (practice, all) =>
      practice.asOwner(`update platform.audit_line set ${field} where id = $1`, [all[2]!.line_id]),
    )
    expect([field, trouble]).toEqual([field, { kind: 'altered', seq: 3, line: lines[2]!.line_id }])
  }
})

it('names the first of several damages', async () => {
  const { lines, trouble } = await afterDamage(5, async (practice, all) => {
    await practice.asOwner(`update platform.audit_line set why = 'x' where id = any($1)`, [
      [all[3]!.line_id, all[1]!.line_id],
    ])
    await practice.asOwner('delete from platform.audit_line where id = $1', [all[2]!.line_id])
  })
  expect(trouble).toEqual({ kind: 'altered', seq: 2, line: lines[1]!.line_id })
})

it('names a deleted line, also when its seal went with it', async () => {
  const { lines, trouble } = await afterDamage(4, (practice, all) =>
    practice.asOwner('delete from platform.audit_line where id = $1', [all[1]!.line_id]),
  )
  expect(trouble).toEqual({ kind: 'missing', seq: 2, line: lines[1]!.line_id })

  const whole = await afterDamage(4, async (practice, all) => {
    await practice.asOwner('delete from platform.audit_line where id = $1', [all[1]!.line_id])
    await practice.asOwner('delete from platform.audit_seal where line_id = $1', [all[1]!.line_id])
  })
  expect(whole.trouble).toEqual({ kind: 'missing', seq: 2, line: null })

  const closed = await afterDamage(4, async (practice, all) => {
    await practice.asOwner('delete from platform.audit_line where id = $1', [all[1]!.line_id])
    await practice.asOwner('delete from platform.audit_seal where line_id = $1', [all[1]!.line_id])
    await practice.asOwner('update platform.audit_seal set seq = 2 where line_id = $1', [all[2]!.line_id])
    await practice.asOwner('update platform.audit_seal set seq = 3 where line_id = $1', [all[3]!.line_id])
  })
  expect(closed.trouble).toEqual({ kind: 'altered', seq: 2, line: closed.lines[2]!.line_id })
})

it('names the first of two swapped lines, whether the lines or their whole seals were swapped', async () => {
  const swapLines = await afterDamage(5, async (practice, all) => {
    const [, second, , fourth] = all
    const set = (line: string, seq: number) =>
      practice.asOwner('update platform.audit_seal set line_id = $1 where practice_id = $2 and seq = $3', [
        line,
        practice.practice,
        seq,
      ])
    await set('00000000-0000-7000-8000-000000000000', 2)
    await set(second!.line_id, 4)
    await set(fourth!.line_id, 2)
  })
  expect(swapLines.trouble).toEqual({ kind: 'reordered', seq: 2, line: swapLines.lines[3]!.line_id })

  const swapSeals = await afterDamage(5, async (practice, all) => {
    const set = (line: string, seq: number) =>
      practice.asOwner('update platform.audit_seal set seq = $1 where line_id = $2', [seq, line])
    await set(all[1]!.line_id, 99)
    await set(all[3]!.line_id, 2)
    await set(all[1]!.line_id, 4)
  })
  expect(swapSeals.trouble).toEqual({ kind: 'reordered', seq: 2, line: swapSeals.lines[3]!.line_id })
})

it('finds an end that was cut off with everything that pointed to it, by the head kept outside the database', async () => {
  const { trouble } = await afterDamage(4, async (practice, all) => {
    await practice.asOwner('delete from platform.audit_seal where line_id = any($1)', [
      [all[2]!.line_id, all[3]!.line_id],
    ])
    await practice.asOwner('delete from platform.audit_line where id = any($1)', [[all[2]!.line_id, all[3]!.line_id]])
  })
  expect(trouble).toEqual({ kind: 'cut-off', seq: 3, line: null })
})

it('finds a chain that was reckoned anew over an altered line, by the head kept outside', async () => {
  const { lines, trouble } = await afterDamage(2, async (practice, all) => {
    await practice.asOwner(`update platform.audit_line set why = 'rewritten' where id = $1`, [all[1]!.line_id])
    await practice.asOwner('delete from platform.audit_seal where line_id = $1', [all[1]!.line_id])
    await practice.asOwner('insert into platform.audit_pending (practice_id, line_id) values ($1, $2)', [
      practice.practice,
      all[1]!.line_id,
    ])
    await sealAudit(world.app)
  })
  expect(trouble).toEqual({ kind: 'altered', seq: 2, line: lines[1]!.line_id })
})

it('finds a practice whose whole trail is gone', async () => {
  const { trouble } = await afterDamage(2, async practice => {
    await practice.asOwner('delete from platform.audit_seal where practice_id = $1', [practice.practice])
    await practice.asOwner('delete from platform.audit_line where practice_id = $1', [practice.practice])
  })
  expect(trouble).toEqual({ kind: 'cut-off', seq: 1, line: null })
})

it('names a line that vanished while it waited, and one that was slipped in unsealed', async () => {
  const practice = await world.neighbour()
  await practice.as('manager').do(changePractice, { name: 'Waiting' })
  const [line] = await practice.asOwner<{ id: string }>(
    'delete from platform.audit_line where practice_id = $1 returning id',
    [practice.practice],
  )
  await sealAudit(world.app)
  expect((await check(practice)).trouble).toEqual({ kind: 'missing', seq: null, line: line!.id })

  const slipped = await afterDamage(1, async other => {
    await other.asOwner(
      `insert into platform.audit_line select practice_id, gen_random_uuid(), at - interval '61 seconds', actor_kind, actor_id, session_id,
              deed, outcome, refusal, patients, subject, why, request_id from platform.audit_line where practice_id = $1`,
      [other.practice],
    )
  })
  expect(slipped.checked).toMatchObject({ unsealed: 1, overdue: 1, trouble: { kind: 'overdue', seq: null } })
})

it('lets lines wait a minute for their seal before it complains', async () => {
  const practice = await world.neighbour()
  await practice.as('manager').do(changePractice, { name: 'Waiting' })
  expect(await check(practice)).toMatchObject({ sound: true, lines: 0, unsealed: 1, overdue: 0 })
  world.clock.advance({ seconds: 61 })
  const [line] = await practice.asOwner<{ id: string }>('select id from platform.audit_line where practice_id = $1', [
    practice.practice,
  ])
  expect(await check(practice)).toMatchObject({
    sound: false,
    overdue: 1,
    trouble: { kind: 'overdue', line: line!.id },
  })
  await sealAudit(world.app)
  expect(await check(practice)).toMatchObject({ sound: true, lines: 1 })
})

it('checks chains longer than a page', async () => {
  const practice = await world.neighbour()
  await sealed(practice, 1)
  await practice.asOwner(
    `insert into platform.audit_line (practice_id, id, at, actor_kind, deed, outcome)
     select $1, gen_random_uuid(), $2::timestamptz, 'system', 'test.line', 'done' from generate_series(1, 4500)`,
    [practice.practice, world.clock.now().toString()],
  )
  await practice.asOwner(
    `insert into platform.audit_pending select practice_id, id from platform.audit_line where practice_id = $1 and deed = 'test.line'`,
    [practice.practice],
  )
  await sealAudit(world.app)
  expect(await check(practice)).toMatchObject({ sound: true, lines: 4501 })
  const [last] = await practice.asOwner<Line>(
    'select seq, line_id from platform.audit_seal where practice_id = $1 and seq = 4321',
    [practice.practice],
  )
  await practice.asOwner(`update platform.audit_line set why = 'x' where id = $1`, [last!.line_id])
  expect((await check(practice)).trouble).toEqual({ kind: 'altered', seq: 4321, line: last!.line_id })
})

it('keeps the application itself from changing or deleting what was written', async () => {
  const practice = await world.neighbour()
  await sealed(practice, 1)
  await expect(practice.inside(ctx => ctx.sql`update platform.audit_line set why = 'x'`)).rejects.toMatchObject({
    code: '42501',
  })
  await expect(practice.inside(ctx => ctx.sql`delete from platform.audit_line`)).rejects.toMatchObject({
    code: '42501',
  })
  await expect(practice.inside(ctx => ctx.sql`truncate platform.audit_line`)).rejects.toMatchObject({ code: '42501' })
  await expect(practice.inside(ctx => ctx.sql`update platform.audit_seal set seq = 7`)).rejects.toMatchObject({
    code: '42501',
  })
  await expect(practice.inside(ctx => ctx.sql`delete from platform.audit_seal`)).rejects.toMatchObject({
    code: '42501',
  })
})

it('anchors a head at most once a minute, but never leaves the last one out, and reads past a line that a crash cut short', async () => {
  const practice = await world.neighbour()
  const file = path.join(world.app.dataFolder, 'audit-heads.jsonl')
  const heads = () =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(text => text.includes(practice.practice))
      .map(text => JSON.parse(text).seq)
  await sealed(practice, 2)
  expect(heads()).toEqual([2])
  await sealed(practice, 1)
  expect(heads()).toEqual([2])
  world.clock.advance({ minutes: 1 })
  await sealAudit(world.app)
  expect(heads()).toEqual([2, 3])
  await sealAudit(world.app)
  expect(heads()).toEqual([2, 3])
  appendFileSync(file, `{"practice":"${practice.practice}","seq":9`)
  expect(await check(practice)).toMatchObject({ sound: true, lines: 3 })
})

it('checks every practice when none is named', async () => {
  const checks = await verifyAudit(world.app)
  expect(checks.length).toBeGreaterThan(20)
  expect(checks.some(one => one.sound) && checks.some(one => !one.sound)).toBe(true)
})
