import { afterAll, expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { type Id, newId } from '../../core/id.ts'
import { loadVisits } from '../../features/schedule/booking/load-visits.ts'
import { openClinic } from '../../features/schedule/clinic.fixture.ts'
import { previewHours } from '../../features/schedule/contract.ts'
import { buildWebServer } from './server.ts'

const world = await openWorld()
const server = await buildWebServer(world.app, { version: 'test' })
const url = await server.fastify.listen({ host: '127.0.0.1', port: 0 })
afterAll(() => server.close())

// The longest question there is: a hundred people's weeks of a hundred stretches, each kept for fifty visit types.
const clinic = await openClinic(world, { providers: 100 })
const visitTypes = Array.from({ length: 50 }, () => newId<'visit-type'>())
await world.inside(
  ctx => ctx.sql`
    insert into schedule.visit_type (practice_id, id, name, short_name, minutes, step_minutes, color)
    select ${ctx.practice}, id, 'Made up ' || n, 'm' || n, 20, 20, 'follow' from unnest(${visitTypes}::uuid[]) with ordinality as t(id, n)`,
)
// One of them has a visit to come, of a type that the new week's sessions are not kept for.
const [visit] = await world.inside(async ctx => {
  const by = { by: world.as('manager').caller.staff as Id<'staff'>, byName: 'Test manager', reason: null }
  return loadVisits(
    ctx,
    ['2026-12-07T15:00:00Z'].map((startsAt, n) => ({
      patient: clinic.patients[n]!,
      visitType: clinic.followUp,
      provider: clinic.providers[99]!,
      location: clinic.location,
      room: null,
      zone: clinic.zone,
      startsAt: Temporal.Instant.from(startsAt),
      endsAt: Temporal.Instant.from(startsAt).add({ minutes: 20 }),
      roomFrom: Temporal.Instant.from(startsAt),
      roomUntil: Temporal.Instant.from(startsAt).add({ minutes: 20 }),
      note: '',
      interpreter: null,
      facts: [{ what: 'booked' as const, at: world.clock.now(), ...by }],
    })),
  )
})
const hour = (n: number) => `${String(n).padStart(2, '0')}:00`
const question = {
  providers: clinic.providers,
  validFrom: '2026-11-30',
  validTo: '2027-06-30',
  hours: Array.from({ length: 100 }, (_, n) => ({
    weekday: (n % 7) + 1,
    location: clinic.location,
    from: hour(5 + Math.floor(n / 7)),
    to: hour(6 + Math.floor(n / 7)),
    name: 'A name of forty letters, as long as it is',
    visitTypes,
    reserve: 'same-day' as const,
    releaseHours: 24,
  })),
}
question.hours.forEach(one => {
  one.name = one.name.slice(0, 40)
})

it('the longest question is asked with a body, and answered as the question in the address is', {
  timeout: 60_000,
}, async () => {
  expect(previewHours.input.safeParse(question).success).toBe(true)
  for (const [field, one] of Object.entries({ providers: newId<'provider'>(), hours: question.hours[0]! })) {
    const more = { ...question, [field]: [...(question[field as 'hours'] as unknown[]), one] }
    expect(previewHours.input.safeParse(more).success, field).toBe(false)
  }
  const headers = { authorization: `Bearer ${await world.token('manager')}` }
  const route = `${url}/api/schedule/preview-hours`
  const asked = (input: object) =>
    fetch(route, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
  const inAddress = (input: object) =>
    fetch(
      `${route}?${new URLSearchParams(Object.entries(input).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]))}`,
      { headers },
    )
  const long = await asked(question)
  expect([long.status, await long.json()]).toMatchObject([200, { total: 1, visits: [{ appointment: visit }] }])
  // Why it must be: the same in the address does not arrive.
  expect((await inAddress(question)).status).toBe(431)
  const short = { ...question, providers: question.providers.slice(0, 1), hours: question.hours.slice(0, 1) }
  for (const answer of [await asked(short), await inAddress(short)])
    expect([answer.status, await answer.json()]).toEqual([200, { total: 0, visits: [] }])
})

it('asked with a body, a question is judged as any other: input, person and origin', async () => {
  const ask = (headers: Record<string, string>, body: unknown) =>
    server.fastify.inject({
      method: 'POST',
      url: '/api/schedule/preview-hours',
      headers: { 'content-type': 'application/json', host: 'desk.example', ...headers },
      payload: JSON.stringify(body),
    })
  const token = { authorization: `Bearer ${await world.token('manager')}` }
  expect((await ask(token, { ...question, providers: [] })).json()).toMatchObject({
    status: 400,
    facts: { fields: [{ path: 'providers' }] },
  })
  expect((await ask({}, question)).statusCode).toBe(401)
  expect((await ask({ authorization: `Bearer ${await world.token('secretary')}` }, question)).statusCode).toBe(403)
  expect((await ask({ ...token, origin: 'https://elsewhere.example' }, question)).statusCode).toBe(403)
})
