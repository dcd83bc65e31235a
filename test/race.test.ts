import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { type Id, newId } from '../src/core/id.ts'
import { type Clinic, openClinic, overlaps } from '../src/features/schedule/clinic.fixture.ts'
import { buildWebServer } from '../src/servers/web-api/server.ts'
import { openWorld } from './world.ts'

// Two hundred desks want the last ten openings at the same moment, over HTTP, as scripts and browsers would ask.
const CLIENTS = 200
const LAST = 10

const world = await openWorld({ max: 40 })
const server = await buildWebServer(world.app, { version: 'test', requestsPerMinute: 1_000_000 })
await server.fastify.listen({ host: '127.0.0.1', port: 0 })
const { port } = server.fastify.server.address() as AddressInfo
afterAll(() => server.close())
const tokens = await Promise.all(Array.from({ length: CLIENTS }, bearer))

/** A token of its own for one more desk. */
async function bearer(): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const now = world.clock.now()
  await world.inside(
    ctx => ctx.sql`
      insert into access.session (practice_id, id, staff_id, kind, token_hash, created_at, expires_at, seen_at)
      values (${ctx.practice}, ${newId()}, ${world.as('secretary').caller.staff}, 'token', ${createHash('sha256').update(token).digest()},
              ${now.toString()}, ${now.add({ hours: 24 }).toString()}, ${now.toString()})`,
  )
  return token
}

type Answer = { status: number; body: { id?: string; code?: string; facts?: Record<string, unknown> } }

function post(client: number, command: string, input: unknown, key = newId<'key'>() as string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path: `/api/schedule/${command}`,
        method: 'POST',
        agent: false,
        headers: {
          authorization: `Bearer ${tokens[client]}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
      },
      response => {
        let text = ''
        response.on('data', part => (text += part))
        response.on('end', () => resolve({ status: response.statusCode!, body: JSON.parse(text) }))
      },
    )
    sent.on('error', reject)
    sent.end(JSON.stringify(input))
  })
}

const everybody = (ask: (client: number) => Promise<Answer>) =>
  Promise.all(Array.from({ length: CLIENTS }, (_, client) => ask(client)))

/** Ten are served, the rest get a clear no with other times to offer; nobody sees a failure. */
function expectTenServed(answers: Answer[]) {
  const tally = Object.groupBy(answers, answer => `${answer.status} ${answer.body.code ?? 'done'}`)
  expect(Object.fromEntries(Object.entries(tally).map(([what, list]) => [what, list!.length]))).toEqual({
    '200 done': LAST,
    '409 schedule.slot-taken': CLIENTS - LAST,
  })
  const refused = answers.find(answer => answer.status === 409)!
  expect((refused.body.facts!.alternatives as unknown[]).length).toBeGreaterThan(0)
}

const slot = (date: string, n: number) =>
  Temporal.PlainDateTime.from(`${date}T08:00`)
    .add({ minutes: 20 * n })
    .toZonedDateTime('America/New_York')
    .toInstant()
    .toString()

async function live(clinic: Clinic, date: string): Promise<number> {
  const [row] = await world.asOwner<{ n: number }>(
    `select count(*)::int as n from schedule.appointment
      where location_id = $1 and wall_start::date = $2 and state = 'booked'`,
    [clinic.location, date],
  )
  return row!.n
}

async function deadlocks(): Promise<number> {
  // A server process hands in its counts when it ends; until then the figure may be stale.
  const rest = async () => {
    const [row] = await world.asOwner<{ n: number }>(
      `select count(pg_terminate_backend(pid))::int as n from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and application_name = 'anteroom app'`,
    )
    return row!.n
  }
  for (let tries = 0; tries < 1000 && (await rest()) > 0; tries++);
  const [row] = await world.asOwner<{ n: number }>(
    'select deadlocks::int as n from pg_stat_database where datname = current_database()',
  )
  return row!.n
}

test('200 clients on the last ten openings of one provider: ten are booked, 190 are told clearly', async () => {
  const clinic = await openClinic(world, { providers: 1, patients: CLIENTS })
  const date = '2026-12-01'
  const answers = await everybody(client =>
    post(client, 'book-appointment', {
      patient: clinic.patients[client],
      visitType: clinic.followUp,
      provider: clinic.providers[0],
      startsAt: slot(date, client % LAST),
    }),
  )
  expectTenServed(answers)
  expect(await live(clinic, date)).toBe(LAST)
  expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
})

test('200 clients on twenty providers with ten rooms: the rooms decide, and no room is given twice', async () => {
  const clinic = await openClinic(world, { providers: 20, rooms: LAST, patients: CLIENTS })
  const date = '2026-12-02'
  const answers = await everybody(client =>
    post(client, 'book-appointment', {
      patient: clinic.patients[client],
      visitType: clinic.procedure,
      provider: clinic.providers[client % 20],
      startsAt: slot(date, 3),
    }),
  )
  expectTenServed(answers)
  expect(await live(clinic, date)).toBe(LAST)
  expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
})

test('half of the clients move visits they have: ten places are filled, and who is refused keeps what they had', async () => {
  const clinic = await openClinic(world, { providers: 6, rooms: 2, patients: CLIENTS })
  const [wanted, ...others] = clinic.providers as [Id<'provider'>, ...Id<'provider'>[]]
  const date = '2026-12-03'
  const had = await Promise.all(
    Array.from({ length: CLIENTS / 2 }, (_, n) =>
      post(n, 'book-appointment', {
        patient: clinic.patients[n],
        visitType: clinic.followUp,
        provider: others[n % 5],
        startsAt: slot(date, Math.floor(n / 5) % 12),
        ...(n >= 60 ? { startsAt: slot('2026-12-04', Math.floor((n - 60) / 5)) } : {}),
      }),
    ),
  )
  expect(new Set(had.map(answer => answer.status))).toEqual(new Set([200]))
  const answers = await everybody(client =>
    client < CLIENTS / 2
      ? post(client, 'move-appointment', {
          appointment: had[client]!.body.id,
          version: 1,
          provider: wanted,
          startsAt: slot(date, client % LAST),
        })
      : post(client, 'book-appointment', {
          patient: clinic.patients[client],
          visitType: clinic.followUp,
          provider: wanted,
          startsAt: slot(date, client % LAST),
        }),
  )
  expectTenServed(answers)
  const [row] = await world.asOwner<{ there: number; kept: number }>(
    `select count(*) filter (where provider_id = $1)::int as there,
            count(*) filter (where provider_id <> $1 and version = 1)::int as kept
       from schedule.appointment where location_id = $2`,
    [wanted, clinic.location],
  )
  const moved = answers.slice(0, CLIENTS / 2).filter(answer => answer.status === 200).length
  expect(row).toEqual({ there: LAST, kept: CLIENTS / 2 - moved })
  expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
})

test('nothing of this ended in a deadlock, and a deadlock would have been counted', async () => {
  expect(await deadlocks()).toBe(0)
  const lock = (first: number, second: number, met: { here(): Promise<void> }) =>
    world.inside(async ctx => {
      await ctx.sql`select pg_advisory_xact_lock(${first}::bigint)`
      await met.here()
      await ctx.sql`select pg_advisory_xact_lock(${second}::bigint)`
    })
  let arrived = 0
  const both = Promise.withResolvers<void>()
  const met = {
    here: () => {
      if (++arrived === 2) both.resolve()
      return both.promise
    },
  }
  const ends = await Promise.allSettled([lock(1, 2, met), lock(2, 1, met)])
  expect(ends.filter(end => end.status === 'rejected')).toHaveLength(1)
  expect(await deadlocks()).toBe(1)
})

test('one key sent twenty times at once books once and answers the same to all', async () => {
  const clinic = await openClinic(world, { providers: 1, patients: 1 })
  const key = newId<'key'>()
  const input = {
    patient: clinic.patients[0],
    visitType: clinic.followUp,
    provider: clinic.providers[0],
    startsAt: slot('2026-12-08', 0),
  }
  const answers = await Promise.all(Array.from({ length: 20 }, () => post(0, 'book-appointment', input, key)))
  expect(new Set(answers.map(answer => `${answer.status} ${answer.body.id}`)).size).toBe(1)
  expect(answers[0]!.status).toBe(200)
  expect(await live(clinic, '2026-12-08')).toBe(1)
})
