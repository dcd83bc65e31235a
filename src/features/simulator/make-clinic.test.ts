import { afterAll, expect, inject, it } from 'vitest'
import { cloneDatabase } from '../../../test/test-database.ts'
import { openWorld } from '../../../test/world.ts'
import { assembleApp } from '../../platform/app.ts'
import type { App } from '../../platform/context.ts'
import { passwordFits } from '../../platform/password.ts'
import { features } from '../../servers/features.ts'
import { overlaps } from '../schedule/clinic.fixture.ts'
import { loadDemoClinic } from './load-demo-clinic.ts'
import { demoPassword, makeClinic } from './make-clinic.ts'

const world = await openWorld()
const zone = 'America/New_York'

type Row = { name: string; starts: string; state: string; what: string }
const visits = (practice: string) =>
  world.asOwner<Row>(
    `select trim(p.given || ' ' || p.family) as name, v.starts_at as starts, v.state, v.what
       from schedule.visit v join patients.patient p on p.practice_id = v.practice_id and p.id = v.patient_id
      where v.practice_id = $1 order by v.starts_at, v.provider_name, name, v.state`,
    [practice],
  )
const rows = async <T>(text: string, values: unknown[]) => world.asOwner<T>(text, values)
const number = async (text: string, values: unknown[]) => (await rows<{ n: number }>(text, values))[0]!.n

const small = { providers: 3, patients: 40, weeks: 1, pastWeeks: 1 }
const clinic = await makeClinic(world.app, { ...small, seed: 7 })

it('makes the same clinic from the same seed on the same day, and another from another', async () => {
  const again = await makeClinic(world.app, { ...small, seed: 7 })
  const other = await makeClinic(world.app, { ...small, seed: 8 })
  expect(await visits(again.practice)).toEqual(await visits(clinic.practice))
  expect(await visits(other.practice)).not.toEqual(await visits(clinic.practice))
})

it('lets today stand as it would at this hour', async () => {
  const today = await rows<{ state: string; starts: string; since: string }>(
    `select state, starts_at as starts, state_since as since from schedule.appointment
      where practice_id = $1 and starts_at >= '2026-11-24T05:00:00Z' and starts_at < '2026-11-25T05:00:00Z'`,
    [clinic.practice],
  )
  const now = world.clock.now()
  const age = (one: { starts: string }) => now.since(Temporal.Instant.from(one.starts)).total('minutes')
  expect(today.filter(one => age(one) > 90 && ['booked', 'confirmed', 'arrived'].includes(one.state))).toEqual([])
  expect(today.filter(one => age(one) < -20 && !['booked', 'confirmed', 'cancelled'].includes(one.state))).toEqual([])
  expect(new Set(today.map(one => one.state)).size).toBeGreaterThan(3)
  expect(
    await number(`select count(*)::int as n from schedule.appointment_fact where practice_id = $1 and at > $2`, [
      clinic.practice,
      now.toString(),
    ]),
  ).toBe(0)
})

it('leaves nothing of the past undone and nothing of the future done', async () => {
  const unsettled = `select count(*)::int as n from schedule.appointment where practice_id = $1 and starts_at < $2 and state in ('booked', 'confirmed', 'arrived', 'roomed')`
  expect(await number(unsettled, [clinic.practice, '2026-11-24T05:00:00Z'])).toBe(0)
  const early = `select count(*)::int as n from schedule.appointment where practice_id = $1 and starts_at > $2 and state not in ('booked', 'confirmed', 'cancelled')`
  expect(await number(early, [clinic.practice, '2026-11-25T05:00:00Z'])).toBe(0)
})

it('takes nobody’s time twice, and books within open hours only', async () => {
  expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
  await world.inside(async ctx => {
    await ctx.sql`select set_config('anteroom.practice', ${clinic.practice}, true)`
    const outside = await ctx.sql<{ n: number }>`
      select count(*) as n from schedule.appointment a
       where a.practice_id = ${clinic.practice} and not exists (
         select from schedule.open_hours(array[a.provider_id], null, (a.starts_at at time zone a.zone)::date, (a.starts_at at time zone a.zone)::date) h
          where h.location_id = a.location_id and h.open @> tstzrange(a.starts_at, a.ends_at))`
    expect(outside[0]!.n).toBe(0)
  })
})

it('writes the deeds in the names of those who did them', async () => {
  const names = await rows<{ by: string }>(
    `select distinct by_name as by from schedule.appointment_fact where practice_id = $1 order by 1`,
    [clinic.practice],
  )
  expect(names.map(row => row.by)).toEqual(['Robin Reception', 'Sam Secretary'])
  const lines = await rows<{ deed: string }>(
    'select distinct deed from platform.audit_line where practice_id = $1 order by 1',
    [clinic.practice],
  )
  expect(lines.map(line => line.deed)).toEqual(
    expect.arrayContaining(['patients.register-patient', 'calls.take-call', 'calls.end-call']),
  )
})

it('gives numbers and addresses that belong to nobody', async () => {
  const phones = await rows<{ e164: string }>('select distinct e164 from patients.phone where practice_id = $1', [
    clinic.practice,
  ])
  for (const { e164 } of phones) expect(e164).toMatch(/^\+1\d{3}55501\d\d$/)
  const mails = await rows<{ email: string }>(
    `select email from patients.patient where practice_id = $1 and email <> ''`,
    [clinic.practice],
  )
  expect(mails.length).toBeGreaterThan(5)
  for (const { email } of mails) expect(email).toMatch(/@demo\.example$/)
})

it('has no visits on weekends and holidays, and keeps wall-clock hours over the change of the clocks', async () => {
  world.clock.set('2026-03-07T16:00:00Z')
  const spring = await makeClinic(world.app, { ...small, seed: 9 })
  const days = await rows<{ day: number; first: string; last: string }>(
    `select extract(isodow from starts_at at time zone $2)::int as day, min((starts_at at time zone $2)::time) as first, max((ends_at at time zone $2)::time) as last
       from schedule.appointment where practice_id = $1 group by 1 order by 1`,
    [spring.practice, zone],
  )
  expect(days.map(one => one.day)).toEqual([1, 2, 3, 4, 5])
  for (const one of days) {
    expect(one.first >= '08:00').toBe(true)
    expect(one.last <= '17:00').toBe(true)
  }
  world.clock.set('2026-11-24T15:07:00Z')
  const onThanksgiving = `select count(*)::int as n from schedule.appointment where practice_id = $1 and (starts_at at time zone $2)::date = '2026-11-26'`
  expect(await number(onThanksgiving, [clinic.practice, zone])).toBe(0)
})

it('refuses to load the demo beside another practice', async () => {
  await expect(loadDemoClinic(world.app)).rejects.toMatchObject({ code: 'practice.already-set-up' })
})

it('loads the demo clinic into an empty installation within eight seconds, with sign-ins that work', async () => {
  const load = async () => {
    const database = await cloneDatabase(inject('server'))
    afterAll(() => database.drop())
    const app = assembleApp({
      db: database.db,
      clock: world.clock,
      log: { info() {}, error() {} } as unknown as App['log'],
      features,
      dataFolder: world.app.dataFolder,
    })
    const began = performance.now()
    const demo = await loadDemoClinic(app)
    return { db: database.db, demo, ms: performance.now() - began }
  }
  let loaded = await load()
  // The promise is about the program; a machine that is busy with other tests gets two more tries.
  for (let tries = 1; loaded.ms >= 8_000 && tries < 3; tries++) loaded = await load()
  const { db, demo, ms } = loaded
  expect(ms).toBeLessThan(8_000)
  expect(new Set(demo.signIns.map(one => one.role))).toEqual(
    new Set(['secretary', 'biller', 'provider', 'manager', 'privacy-officer']),
  )
  const { rows: found } = await db.owner.query<{ hash: string }>('select hash from access.find_sign_in($1)', [
    demo.signIns[0]!.email,
  ])
  expect(await passwordFits(demoPassword, found[0]!.hash)).toBe(true)
  const { rows: size } = await db.owner.query<{ patients: number; providers: number; visits: number }>(
    `select (select count(*)::int from patients.patient where merged_into is null) as patients, (select count(*)::int from practice.provider) as providers,
            (select count(*)::int from schedule.appointment) as visits`,
  )
  expect(size[0]).toMatchObject({ patients: 300, providers: 5 })
  expect(size[0]!.visits).toBeGreaterThan(1_500)
})
