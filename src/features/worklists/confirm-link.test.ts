import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import type { Id } from '../../core/id.ts'
import { buildWebServer } from '../../servers/web-api/server.ts'
import { bookAppointment } from '../schedule/booking/book-appointment.ts'
import { cancelAppointment } from '../schedule/booking/cancel-appointment.ts'
import { type Clinic, openClinic } from '../schedule/clinic.fixture.ts'
import { askToConfirm } from './ask-to-confirm.ts'
import { itemHistory } from './item-history.ts'
import { openItems } from './open-items.ts'
import { sealedLinks } from './sealed-links.fixture.ts'
import { takeItem } from './take-item.ts'

const world = await openWorld()
const secretary = world.as('secretary')
const { fastify, close } = await buildWebServer(world.app, { version: 'test', requestsPerMinute: 1_000_000 })
afterAll(close)
let clinic: Clinic
const visits: Id<'appointment'>[] = []

beforeAll(async () => {
  clinic = await openClinic(world, { patients: 6 })
  await world.asOwner(
    `update patients.patient set email = 'pat' || chart_number || '@example.org', may_email = case when id = $2 then false end where practice_id = $1`,
    [world.practice, clinic.patients[4]],
  )
  for (const [at, time] of ['09:00', '09:20', '09:40', '10:00', '10:20', '10:40'].entries()) {
    const visit = await secretary.do(bookAppointment, {
      patient: clinic.patients[at]!,
      visitType: clinic.followUp,
      provider: clinic.providers[0]!,
      date: '2026-11-25',
      time,
    })
    visits.push(visit.id)
  }
})

const see = async (token: string) => {
  const answer = await fastify.inject({ url: `/api/worklists/see-confirm-link?token=${token}` })
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown> }
}
const say = async (token: string, answer: 'come' | 'move') => {
  const given = await fastify.inject({
    method: 'POST',
    url: '/api/worklists/answer-confirm-link',
    headers: { 'content-type': 'application/json' },
    payload: { token, answer },
  })
  return { status: given.statusCode, body: given.json() as Record<string, unknown> }
}
const stateOf = async (appointment: string) =>
  (await world.asOwner<{ state: string }>('select state from schedule.appointment where id = $1', [appointment]))[0]!
    .state

let tokens: Map<string, string>

it('asks everybody who may be asked by e-mail, and leaves alone who is in other hands', async () => {
  await world.as('manager').do(takeItem, { list: 'confirm', item: visits[5] as string as Id<'work-item'> })
  expect(await secretary.do(askToConfirm, {})).toEqual({ asked: 4, withoutWay: 1 })
  expect(await secretary.do(askToConfirm, {})).toEqual({ asked: 0, withoutWay: 1 })
  tokens = await sealedLinks(world)
  expect([...tokens.keys()].sort()).toEqual(visits.slice(0, 4).sort())
  const { rows } = await secretary.do(openItems, { list: 'confirm' })
  expect(rows.filter(row => row.mark === 'asked' && row.waiting)).toHaveLength(4)
  const kept = await world.asOwner<{ row: string }>('select to_jsonb(l)::text as row from worklists.confirm_link l')
  for (const token of tokens.values()) for (const { row } of kept) expect(row).not.toContain(token)
})

it('shows when and where, and nobody’s name', async () => {
  const { status, body } = await see(tokens.get(visits[0]!)!)
  expect(status).toBe(200)
  expect(Object.keys(body).sort()).toEqual([
    'language',
    'location',
    'phone',
    'practice',
    'startsAt',
    'state',
    'street',
    'zone',
  ])
  expect(body).toMatchObject({ state: 'open', practice: 'Testing Street Family Medicine' })
  expect(JSON.stringify(body)).not.toMatch(/Fictional|Patient|Follow-up/)
  expect(await stateOf(visits[0]!)).toBe('booked')
})

it('speaks the language the record says, and leaves it to the device where it says none', async () => {
  expect((await see(tokens.get(visits[0]!)!)).body.language).toBe(null)
  for (const [written, spoken] of [
    ['es-MX', 'es'],
    ['en', 'en'],
    ['vi', 'en'],
  ]) {
    await world.asOwner('update patients.patient set language = $2 where id = $1', [clinic.patients[0], written])
    expect((await see(tokens.get(visits[0]!)!)).body.language).toBe(spoken)
  }
})

it('confirms once, however often it is pressed', async () => {
  const token = tokens.get(visits[0]!)!
  const all = await Promise.all([1, 2, 3].map(() => say(token, 'come')))
  expect(all.map(one => [one.status, one.body.state])).toEqual([
    [200, 'confirmed'],
    [200, 'confirmed'],
    [200, 'confirmed'],
  ])
  expect((await say(token, 'move')).body.state).toBe('confirmed')
  expect(await stateOf(visits[0]!)).toBe('confirmed')
  const { facts } = await secretary.do(itemHistory, { list: 'confirm', item: visits[0] as string as Id<'work-item'> })
  expect(facts.map(fact => [fact.what, fact.result])).toEqual([
    ['asked', null],
    ['answered', 'confirmed'],
  ])
})

it('brings who asks for another time to the top of the list, still booked', async () => {
  expect((await say(tokens.get(visits[1]!)!, 'move')).body.state).toBe('move-asked')
  expect(await stateOf(visits[1]!)).toBe('booked')
  const { rows } = await secretary.do(openItems, { list: 'confirm' })
  expect(rows[0]).toMatchObject({ item: visits[1], mark: 'wants-to-move', waiting: false })
})

it('answers unknown, cancelled and past in the same words', async () => {
  await secretary.do(cancelAppointment, { appointment: visits[2]! })
  const bodies = [await say('x'.repeat(32), 'come'), await say(tokens.get(visits[2]!)!, 'come')]
  world.clock.set('2026-11-25T15:00:01Z')
  bodies.push(await say(tokens.get(visits[3]!)!, 'come'), await see(tokens.get(visits[3]!)!))
  for (const one of bodies) {
    expect(one.status).toBe(404)
    expect(one.body).toMatchObject({ code: 'worklists.link-gone', facts: {} })
  }
  expect(await stateOf(visits[3]!)).toBe('booked')
})
