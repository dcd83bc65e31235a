import { afterAll, describe, expect, it } from 'vitest'
import { type Id, newId } from '../src/core/id.ts'
import { addMessagePool } from '../src/features/calls/arranging/add-message-pool.ts'
import { addMessageTemplate } from '../src/features/calls/arranging/add-message-template.ts'
import { setCover } from '../src/features/calls/arranging/set-cover.ts'
import { fireRedFlag } from '../src/features/calls/guidance/fire-red-flag.ts'
import { guidance } from '../src/features/calls/guidance/guidance.ts'
import { startScript } from '../src/features/calls/guidance/start-script.ts'
import { takeCall } from '../src/features/calls/record/take-call.ts'
import { reportLate } from '../src/features/disruption/report-late.ts'
import { setMissedPolicy } from '../src/features/schedule/attendance/set-missed-policy.ts'
import { bookTogether } from '../src/features/schedule/booking/book-together.ts'
import { cancelAppointment } from '../src/features/schedule/booking/cancel-appointment.ts'
import { pinWish } from '../src/features/schedule/booking/pin-wish.ts'
import { addDevice } from '../src/features/schedule/setting-up/add-device.ts'
import { addException } from '../src/features/schedule/setting-up/add-exception.ts'
import { addHolidayRule } from '../src/features/schedule/setting-up/add-holiday-rule.ts'
import { addPool } from '../src/features/schedule/setting-up/add-pool.ts'
import { addVisitLimit } from '../src/features/schedule/setting-up/add-visit-limit.ts'
import { openCalendarFeed } from '../src/features/schedule/views/open-calendar-feed.ts'
import { saveViewSet } from '../src/features/schedule/views/save-view-set.ts'
import { makeClinic } from '../src/features/simulator/index.ts'
import { addExtension } from '../src/features/telephony/setting-up/add-extension.ts'
import { addLine } from '../src/features/telephony/setting-up/add-line.ts'
import { addPhoneSystem } from '../src/features/telephony/setting-up/add-phone-system.ts'
import { addMailbox } from '../src/features/voicemail/add-mailbox.ts'
import { giveVoicemail } from '../src/features/voicemail/give-voicemail.ts'
import { spokenWav } from '../src/features/voicemail/sound.fixture.ts'
import { jsonSchema } from '../src/servers/web-api/query-input.ts'
import { buildWebServer } from '../src/servers/web-api/server.ts'
import { exampleInput, type InputField, idPaths, withValue } from './example-input.ts'
import { openWorld, type World } from './world.ts'

// Two whole clinics in one database. Everything is taken from the OpenAPI description and the catalog: a new route or table is
// covered the day it appears.
const world = await openWorld()
const neighbour = await world.neighbour()
for (const [at, seed] of [
  [world, 1],
  [neighbour, 2],
] as const) {
  await makeClinic(world.app, { practice: at.practice, seed, providers: 2, patients: 12, weeks: 1 })
}
const { fastify, close } = await buildWebServer(world.app, { version: 'test', requestsPerMinute: 1_000_000 })
afterAll(close)
const token = await world.token('everything')
await neighbour.token('everything')
for (const at of [world, neighbour]) {
  const [provider] = await at.asOwner<{ id: Id<'provider'> }>(
    'select id from practice.provider where practice_id = $1 limit 1',
    [at.practice],
  )
  const [place] = await at.asOwner<{ id: Id<'location'> }>(
    'select id from practice.location where practice_id = $1 limit 1',
    [at.practice],
  )
  const [staff, other] = await at.asOwner<{ id: Id<'staff'> }>(
    'select id from practice.staff where practice_id = $1 order by id desc limit 2',
    [at.practice],
  )
  await at.as('manager').do(addMessagePool, { name: 'Nurses', members: [staff!.id] })
  await at.as('manager').do(addMessageTemplate, { kind: 'note', name: 'Call me', text: '{patient} asks for a call' })
  const away = { from: '2027-04-01T08:00', until: '2027-04-02T18:00' }
  await at.as('manager').do(setCover, { staff: staff!.id, by: other!.id, ...away })
  await at.as('secretary').do(giveVoicemail, { sound: spokenWav(1).toString('base64'), from: '(212) 555-0190' })
  await at.as('manager').do(addMailbox, {
    name: 'Main line',
    host: '127.0.0.1',
    port: 9,
    secure: false,
    user: 'voicemail',
    password: 'not real',
  })
  await at.as('manager').do(addDevice, { location: place!.id, name: 'Ultrasound 1', kind: 'Ultrasound' })
  const wording = await at.as('secretary').do(guidance, {})
  const { call } = await at.as('secretary').do(takeCall, {})
  await at.as('secretary').do(startScript, { call, script: wording.scripts[0]!.guidance })
  await at.as('secretary').do(fireRedFlag, { call, flag: wording.redFlags[0]!.guidance, words: ['chest pain'] })
  await at.as('manager').do(addPool, { name: 'Red team', members: [provider!.id] })
  await at.as('manager').do(addVisitLimit, { per: 'day', most: 500, kind: 'warn' })
  await at.as('manager').do(addHolidayRule, { name: 'Nobody works then', kind: 'fixed', month: 2, day: 29 })
  await at.as('manager').do(reportLate, { provider: provider!.id, minutes: 20 })
  await at.as('manager').do(openCalendarFeed, { provider: provider!.id, level: 'busy' })
  await at.as('manager').do(saveViewSet, {
    name: 'Red team',
    filter: { view: 'day', location: null, providers: [], provider: null, density: 'roomy' },
  })
  await at.as('manager').do(addPhoneSystem, { kind: 'signed-json', name: 'Hosted exchange', secret: 'a shared key' })
  await at.as('manager').do(addLine, { number: '(555) 010-0100', name: 'Main line' })
  await at.as('manager').do(addExtension, { number: '101', staff: at.as('secretary').caller.staff! })
  await at.as('manager').do(addException, {
    provider: provider!.id,
    kind: 'away',
    from: '2027-03-01',
    to: '2027-03-05',
    reason: 'Vacation',
  })
  const [of] = await at.asOwner<{ patient: Id<'patient'>; type: Id<'visit-type'> }>(
    `select (select id from patients.patient where practice_id = $1 limit 1) as patient,
            (select id from schedule.visit_type where practice_id = $1 and not needs_room limit 1) as type`,
    [at.practice],
  )
  await at.as('manager').do(pinWish, { patient: of!.patient, visitType: of!.type, provider: provider!.id })
  await at.as('manager').do(setMissedPolicy, {
    active: true,
    lateHours: 720,
    lateCents: 2500,
    noShowCents: 5000,
    firstFree: false,
  })
  const despite = ['outside-hours', 'patient-already-booked', 'for-whom', 'reserved'] as const
  const late = { date: '2026-12-13', time: '06:00', despite: [...despite] }
  const made = await at.as('manager').do(bookTogether, {
    kind: 'series',
    visits: [{ patient: of!.patient, visitType: of!.type, provider: provider!.id, ...late }],
  })
  await at.as('manager').do(cancelAppointment, { appointment: made.visits[0]!.id })
}
const ours = await idsOf(world)
const theirs = await idsOf(neighbour)

type Operation = {
  operationId: string
  security?: unknown[]
  parameters?: { name: string; in: string; schema: InputField; required?: boolean }[]
  requestBody?: { content: { 'application/json': { schema: InputField } } }
}
const description = (await fastify.inject({ url: '/api/openapi.json' })).json() as {
  paths: Record<string, Record<string, Operation>>
}
const routes = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    method: method.toUpperCase() as 'GET' | 'POST',
    operation,
    input: inputOf(operation),
  })),
)
const attempts = routes
  .filter(route => !(route.operation.security && route.operation.security.length === 0))
  .flatMap(route =>
    idPaths(route.input).map(found => ({
      ...route,
      ...found,
      title: `${route.operation.operationId}: ${found.idPath.join('.')} (${found.noun})`,
    })),
  )

describe("another practice's ids", () => {
  it('are tried in a good many places, each of a noun we have', () => {
    expect(attempts.length).toBeGreaterThan(60)
    expect([...new Set(attempts.map(attempt => attempt.noun).filter(noun => !theirs[noun]))]).toEqual([])
  })

  it.each(attempts)('$title is missing', async ({ path, method, input, noun, ...attempt }) => {
    const before = await fingerprint(neighbour)
    const filled = withValue(exampleInput(input, ours), attempt.idPath, theirs[noun]!)
    const answer = await send(path, method, filled)
    expect(
      { status: answer.statusCode, kind: answer.json().kind, code: answer.json().code },
      JSON.stringify(answer.json()),
    ).toMatchObject({ status: 404, kind: 'missing' })
    expect(answer.body).not.toContain(neighbour.practice)
    expect(await fingerprint(neighbour)).toBe(before)
  })

  // An id that exists nowhere is answered in the same words: nobody can learn whether another practice has it.
  it.each(attempts)('$title reads like an id that never was', async ({ path, method, input, noun, ...attempt }) => {
    const bodies: unknown[] = []
    for (const id of [theirs[noun]!, newId()]) {
      const { facts, code, status } = (
        await send(path, method, withValue(exampleInput(input, ours), attempt.idPath, id))
      ).json()
      bodies.push(JSON.parse(JSON.stringify({ facts, code, status }).replaceAll(id, 'ID')))
    }
    expect(bodies[0]).toEqual(bodies[1])
  })
})

describe('row-level security alone', async () => {
  const { rows: tables } = await world.app.db.owner.query<{ name: string }>(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'practice_id'
     where c.relkind = 'r' and n.nspname not in ('graphile_worker', 'public') order by 1`)

  it.each(tables)('shows nothing of another practice in $name, though the query has no filter', async ({ name }) => {
    const seen = await asApplication(
      world,
      `select count(*)::int as n from ${name} where practice_id <> '${world.practice}'`,
    )
    expect(seen).toEqual([{ n: 0 }])
    const named = await asApplication(
      world,
      `select count(*)::int as n from ${name} where practice_id = '${neighbour.practice}'`,
    )
    expect(named).toEqual([{ n: 0 }])
  })

  it.each(tables)('lets nothing of another practice be changed or removed in $name', async ({ name }) => {
    const before = await fingerprint(neighbour)
    for (const text of [
      `update ${name} set practice_id = practice_id where practice_id = '${neighbour.practice}' returning 1`,
      `delete from ${name} where practice_id = '${neighbour.practice}' returning 1`,
    ]) {
      const touched = await asApplication(world, text).catch((error: { code: string }) => error.code)
      // 42501: the application may not do this to any row of that table.
      expect([[], '42501']).toContainEqual(touched)
    }
    expect(await fingerprint(neighbour)).toBe(before)
  })

  it('refuses a row written for another practice', async () => {
    const text = `insert into practice.location (practice_id, id, name, zone) values ('${neighbour.practice}', '${newId()}', 'Smuggled', 'America/New_York')`
    await expect(asApplication(world, text)).rejects.toMatchObject({ code: '42501' })
  })

  it('fails when no practice is set, instead of showing everything', async () => {
    const client = await world.app.db.app.connect()
    await expect(client.query('select count(*) from practice.location')).rejects.toThrow(/anteroom\.practice|uuid/)
    client.release()
  })
})

function inputOf(operation: Operation): InputField {
  if (operation.requestBody) return operation.requestBody.content['application/json'].schema
  const parameters = (operation.parameters ?? []).filter(one => one.in === 'query')
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map(one => [one.name, one.schema])),
    required: parameters.filter(one => one.required).map(one => one.name),
  }
}

function send(path: string, method: 'GET' | 'POST', input: Record<string, unknown>) {
  const headers = { authorization: `Bearer ${token}` }
  if (method === 'POST')
    return fastify.inject({
      method,
      url: path,
      headers: { ...headers, 'content-type': 'application/json' },
      payload: JSON.stringify(input),
    })
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input)) {
    for (const one of Array.isArray(value) ? value : [value])
      query.append(name, typeof one === 'string' ? one : JSON.stringify(one))
  }
  return fastify.inject({ method, url: `${path}?${query}`, headers })
}

/** One id of each noun: the table that holds it is the one named after it. */
async function idsOf(at: World): Promise<Record<string, string>> {
  const named: Record<string, string> = {
    session: 'access.session',
    'schedule-exception': 'schedule.hours_exception',
    // Any row will do: kind and id are read together, and nothing of another practice is there.
    'inbox-item': 'calls.message',
  }
  const nouns = new Set(routesNouns())
  const { rows } = await at.app.db.owner.query<{ schema: string; table: string }>(`
    select n.nspname as schema, c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'id' and a.atttypid = 'uuid'::regtype where c.relkind = 'r'`)
  const ids: Record<string, string> = { practice: at.practice }
  for (const noun of nouns) {
    if (noun === 'practice') continue
    const table =
      named[noun] ??
      rows.filter(row => row.table === noun.replaceAll('-', '_')).map(row => `${row.schema}.${row.table}`)[0]
    if (!table) continue
    const found = await at.asOwner<{ id: string }>(
      `select id from ${table} t where practice_id = $1 order by to_jsonb(t)->>'state' = 'booked' desc nulls last, id limit 1`,
      [at.practice],
    )
    if (found[0]) ids[noun] = found[0].id
  }
  return ids
}

function routesNouns(): string[] {
  return [...world.app.operations.values()].flatMap(({ contract }) =>
    idPaths(jsonSchema(contract.input, 'input') as InputField).map(found => found.noun),
  )
}

async function asApplication(at: World, text: string): Promise<unknown[]> {
  const client = await at.app.db.app.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('anteroom.practice', '${at.practice}', true)`)
    const { rows } = await client.query(text)
    await client.query('commit')
    return rows
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** One hash over every row of a practice, to show that nothing was written there. */
async function fingerprint(at: World): Promise<string> {
  const { rows } = await at.app.db.owner.query<{ name: string }>(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'practice_id'
     where c.relkind = 'r' and n.nspname not in ('graphile_worker', 'public') order by 1`)
  const union = rows
    .map(
      row =>
        `select md5(string_agg(t::text, '|' order by t::text)) as h from ${row.name} t where practice_id = '${at.practice}'`,
    )
    .join(' union all ')
  const found = await at.asOwner<{ all: string }>(
    `select md5(string_agg(coalesce(h, '-'), ',')) as all from (${union}) as every`,
  )
  return found[0]!.all
}
