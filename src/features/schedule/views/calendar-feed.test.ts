import ICAL from 'ical.js'
import { afterAll, expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import type { InputOf } from '../../../core/contract.ts'
import { type Id, newId } from '../../../core/id.ts'
import { buildWebServer } from '../../../servers/web-api/server.ts'
import { loadVisits } from '../booking/load-visits.ts'
import { openClinic } from '../clinic.fixture.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { addException } from '../setting-up/add-exception.ts'
import { removeException } from '../setting-up/remove-exception.ts'
import { calendarFeeds } from './calendar-feeds.ts'
import { closeCalendarFeed } from './close-calendar-feed.ts'
import { openCalendarFeed } from './open-calendar-feed.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 2, rooms: 1, patients: 3 })
const manager = world.as('manager')
const server = await buildWebServer(world.app, { version: 'test' })
afterAll(() => server.close())
const [lee, ortiz] = clinic.providers as [Id<'provider'>, Id<'provider'>]
const read = (path: string, headers: Record<string, string> = {}) => server.fastify.inject({ url: path, headers })

const at = (text: string) => Temporal.Instant.from(text)
const visit = (
  n: number,
  startsAt: string,
  more: { state?: 'cancelled' | 'no-show'; provider?: Id<'provider'> } = {},
) => {
  const by = { by: manager.caller.staff as Id<'staff'>, byName: 'Test manager', reason: null }
  return {
    patient: clinic.patients[n]!,
    visitType: clinic.followUp,
    provider: more.provider ?? lee,
    location: clinic.location,
    room: null,
    zone: clinic.zone,
    startsAt: at(startsAt),
    endsAt: at(startsAt).add({ minutes: 20 }),
    roomFrom: at(startsAt),
    roomUntil: at(startsAt).add({ minutes: 20 }),
    note: 'never outside',
    interpreter: null,
    facts: [
      { what: 'booked' as const, at: at('2026-11-01T12:00:00Z'), ...by },
      ...(more.state ? [{ what: more.state, at: at('2026-11-20T12:00:00Z'), ...by }] : []),
    ],
  }
}
const [first, , moved] = await world.inside(ctx =>
  loadVisits(ctx, [
    visit(0, '2026-11-24T16:00:00Z'),
    visit(1, '2026-11-25T16:00:00Z', { state: 'cancelled' }),
    visit(2, '2026-11-27T16:00:00Z'),
  ]),
)

const eventsOf = (body: string) =>
  new ICAL.Component(ICAL.parse(body)).getAllSubcomponents('vevent').map(part => ({
    uid: part.getFirstPropertyValue('uid'),
    starts: new ICAL.Event(part).startDate.toJSDate().toISOString(),
    summary: part.getFirstPropertyValue('summary'),
    sequence: part.getFirstPropertyValue('sequence'),
    status: part.getFirstPropertyValue('status'),
    location: part.getFirstPropertyValue('location'),
  }))

test('the address shows what its level says and not a letter more, as another library reads it', async () => {
  const shown = async (level: 'busy' | 'type' | 'initials' | 'full') => {
    const feed = await manager.do(openCalendarFeed, { provider: lee, level })
    const answer = await read(feed.path)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(answer.body).not.toContain('never outside')
    if (level !== 'full') expect(answer.body).not.toMatch(/Fictional|Patient1/)
    return eventsOf(answer.body)
  }
  const busy = await shown('busy')
  expect(busy).toMatchObject([
    {
      uid: `${first}@anteroom`,
      starts: '2026-11-24T16:00:00.000Z',
      summary: 'Busy',
      sequence: 1,
      status: 'TENTATIVE',
      location: null,
    },
    { summary: 'Busy', sequence: 2, status: 'CANCELLED' },
    { uid: `${moved}@anteroom`, summary: 'Busy', status: 'TENTATIVE' },
  ])
  expect((await shown('type'))[0]!.summary).toMatch(/^Follow-up \w+$/)
  expect((await shown('initials'))[0]!.summary).toMatch(/^Follow-up \w+, PF$/)
  expect((await shown('full'))[0]!.summary).toMatch(/^Follow-up \w+, Patient1 Fictional$/)
})

test('a visit that goes to somebody else is cancelled in the one calendar and stands in the other, under the same name', async () => {
  const mine = await manager.do(openCalendarFeed, { provider: lee, level: 'busy' })
  const theirs = await manager.do(openCalendarFeed, { provider: ortiz, level: 'busy' })
  await world.inside(async ctx => {
    const now = ctx.now.toString()
    await ctx.sql`update schedule.appointment set provider_id = ${ortiz}::uuid, version = 2 where practice_id = ${ctx.practice} and id = ${moved!}`
    await ctx.sql`
      insert into schedule.appointment_fact (practice_id, appointment_id, seq, what, at, by_kind, by_name, state, starts_at, ends_at, provider_id)
      select practice_id, id, 2, 'moved', ${now}::timestamptz, 'staff', 'Test', state, starts_at, ends_at, provider_id
        from schedule.appointment where practice_id = ${ctx.practice} and id = ${moved!}`
  })
  const of = async (path: string) => eventsOf((await read(path)).body).find(event => event.uid === `${moved}@anteroom`)
  expect(await of(mine.path)).toMatchObject({ status: 'CANCELLED', sequence: 2 })
  expect(await of(theirs.path)).toMatchObject({ status: 'TENTATIVE', sequence: 2 })
})

test('absences and meetings are busy times; why somebody is away is told only where names are', async () => {
  const add = async (input: Omit<Parameters<typeof addNow>[0], 'provider'>) => addNow({ ...input, provider: ortiz })
  const addNow = (input: InputOf<typeof addException.contract>) => manager.do(addException, input)
  // Whole days over the change of the clocks; a meeting on Mondays and Wednesdays; a night; extra hours, which are not busy.
  await add({ kind: 'away', from: '2027-03-13', to: '2027-03-14', reason: 'Own surgery; knee, left' })
  await add({
    kind: 'meeting',
    from: '2026-12-07',
    to: '2026-12-13',
    fromTime: '12:00',
    toTime: '12:45',
    weekdays: [1, 3],
    reason: 'Team',
  })
  const { exception } = await add({ kind: 'away', from: '2026-12-20', fromTime: '22:00', toTime: '06:00', reason: '' })
  await add({
    kind: 'open',
    from: '2026-12-26',
    fromTime: '08:00',
    toTime: '12:00',
    location: clinic.location,
    reason: '',
  })
  const shown = async (level: 'busy' | 'type' | 'initials' | 'full') => {
    const feed = await manager.do(openCalendarFeed, { provider: ortiz, level })
    const { body } = await read(feed.path)
    if (level !== 'full') expect(body).not.toMatch(/surgery|Team/)
    return new ICAL.Component(ICAL.parse(body))
      .getAllSubcomponents('vevent')
      .filter(part => !String(part.getFirstPropertyValue('uid')).startsWith(moved!))
      .map(part => {
        const event = new ICAL.Event(part)
        const at = (time: { toJSDate(): Date }) => time.toJSDate().toISOString().slice(0, 16)
        const busy = `${part.getFirstPropertyValue('status')} ${part.getFirstPropertyValue('transp')}`
        return `${at(event.startDate)} ${at(event.endDate)} ${busy} ${event.summary}`
      })
  }
  const lines = (away: string, meeting: string, night: string) => [
    `2026-12-07T17:00 2026-12-07T17:45 CONFIRMED OPAQUE ${meeting}`,
    `2026-12-09T17:00 2026-12-09T17:45 CONFIRMED OPAQUE ${meeting}`,
    `2026-12-21T03:00 2026-12-21T11:00 CONFIRMED OPAQUE ${night}`,
    // Two days of 47 hours.
    `2027-03-13T05:00 2027-03-15T04:00 CONFIRMED OPAQUE ${away}`,
  ]
  expect(await shown('busy')).toEqual(lines('Busy', 'Busy', 'Busy'))
  for (const level of ['type', 'initials'] as const)
    expect(await shown(level)).toEqual(lines('Away', 'Meeting', 'Away'))
  expect(await shown('full')).toEqual(lines('Away: Own surgery; knee, left', 'Meeting: Team', 'Away'))
  const feed = await manager.do(openCalendarFeed, { provider: ortiz, level: 'busy' })
  const uids = async () => eventsOf((await read(feed.path)).body).map(event => event.uid)
  const before = await uids()
  expect(new Set(before).size).toBe(before.length)
  await manager.do(removeException, { exception })
  expect(await uids()).toEqual(before.filter(uid => !String(uid).startsWith(exception)))
})

test('what has not changed is not sent again; what is cancelled is told for thirty days', async () => {
  const { path } = await manager.do(openCalendarFeed, { provider: lee, level: 'type' })
  const answer = await read(path)
  const etag = String(answer.headers.etag)
  expect((await read(path, { 'if-none-match': etag })).statusCode).toBe(304)
  expect((await read(path, { 'if-none-match': `"other", W/${etag}` })).statusCode).toBe(304)
  expect((await read(path, { 'if-none-match': '"other"' })).statusCode).toBe(200)
  world.clock.set('2026-12-20T11:00:00Z')
  expect(eventsOf((await read(path)).body).filter(event => event.status === 'CANCELLED')).toHaveLength(2)
  world.clock.set('2026-12-20T13:00:00Z')
  expect(eventsOf((await read(path)).body).filter(event => event.status === 'CANCELLED')).toHaveLength(1)
  world.clock.set('2026-11-24T15:07:00Z')
})

test('only the hash is kept, a closed address says nothing, and it says the same as one that never was', async () => {
  const feed = await manager.do(openCalendarFeed, { provider: lee, level: 'full' })
  const token = feed.path.slice('/calendar/'.length, -'.ics'.length)
  const rows = await world.asOwner<{ row: string }>('select f::text as row from schedule.calendar_feed f')
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.some(row => row.row.includes(token))).toBe(false)
  const { feeds } = await manager.do(calendarFeeds, {})
  expect(feeds.find(one => one.id === feed.id)).toMatchObject({ level: 'full', provider: lee, readAt: null })
  await read(feed.path)
  expect((await manager.do(calendarFeeds, {})).feeds.find(one => one.id === feed.id)!.readAt).toBe(
    '2026-11-24T15:07:00Z',
  )
  const [line] = await world.asOwner<{ patients: string[]; subject: { feed: string } }>(
    "select patients, subject from platform.audit_line where deed = 'schedule.read-calendar-feed' order by at desc, patients desc limit 1",
  )
  expect(line!.patients.length).toBeGreaterThan(0)
  await manager.do(closeCalendarFeed, { feed: feed.id })
  await manager.do(closeCalendarFeed, { feed: feed.id })
  const closed = await read(feed.path)
  const never = await read(`/calendar/${'A'.repeat(43)}.ics`)
  expect([closed.statusCode, closed.body]).toEqual([404, never.body])
  expect((await read('/calendar/short.ics')).body).toBe(never.body)
  expect((await manager.do(calendarFeeds, {})).feeds.some(one => one.id === feed.id)).toBe(false)
})

test('names go out only by who may change providers; others and their ids find nothing', async () => {
  const { caller } = manager
  const permissions = new Set(caller.permissions as ReadonlySet<string>)
  permissions.delete('practice.change-provider')
  const held = caller.permissions
  Object.assign(caller, { permissions })
  // `as` gives a new person each time: this one holds less.
  expect((await refusalOf(manager.do(openCalendarFeed, { provider: lee, level: 'full' }))).code).toBe(
    'schedule.names-not-yours',
  )
  expect(await manager.do(openCalendarFeed, { provider: lee, level: 'initials' })).toHaveProperty('path')
  Object.assign(caller, { permissions: held })
  const stranger = (await world.neighbour()).as('manager')
  const mine = await manager.do(openCalendarFeed, { provider: lee, level: 'busy' })
  expect((await refusalOf(stranger.do(closeCalendarFeed, { feed: mine.id }))).kind).toBe('missing')
  expect((await refusalOf(stranger.do(openCalendarFeed, { provider: lee, level: 'busy' }))).kind).toBe('missing')
  expect((await stranger.do(calendarFeeds, {})).feeds).toEqual([])
  expect((await read(mine.path)).statusCode).toBe(200)
  expect((await refusalOf(manager.do(closeCalendarFeed, { feed: newId<'calendar-feed'>() }))).kind).toBe('missing')
  expect((await refusalOf(world.as('secretary').do(calendarFeeds, {}))).code).toBe('platform.not-allowed')
})
