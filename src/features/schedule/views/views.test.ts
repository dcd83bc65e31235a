import { statSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openWorld } from '../../../../test/world.ts'
import { type Id, newId } from '../../../core/id.ts'
import { loadVisits } from '../booking/load-visits.ts'
import { openClinic } from '../clinic.fixture.ts'
import { refusalOf } from '../refusal.fixture.ts'
import { dayBoard } from './day-board.ts'
import { daySheet } from './day-sheet.ts'
import { downtimePack } from './downtime-pack.ts'
import { keepViewFilter } from './keep-view-filter.ts'
import { downtimeFile, makeDowntimePacks } from './make-downtime-packs.ts'
import { monthLoad } from './month-load.ts'
import { removeViewSet } from './remove-view-set.ts'
import { saveViewSet } from './save-view-set.ts'
import { viewFilters } from './view-filters.ts'
import { weekBoard } from './week-board.ts'

const world = await openWorld()
const clinic = await openClinic(world, { providers: 3, rooms: 2, patients: 8 })
const secretary = world.as('secretary')
const [lee, ortiz, night] = clinic.providers as [Id<'provider'>, Id<'provider'>, Id<'provider'>]

type More = {
  minutes?: number
  provider?: Id<'provider'>
  room?: Id<'room'>
  state?: 'cancelled' | 'no-show'
  note?: string
}
/** A visit at a wall-clock time of New York. */
const visit = (patient: number, wall: string, more: More = {}) => {
  const startsAt = Temporal.PlainDateTime.from(wall).toZonedDateTime(clinic.zone).toInstant()
  const endsAt = startsAt.add({ minutes: more.minutes ?? 20 })
  const by = { by: secretary.caller.staff as Id<'staff'>, byName: 'Test secretary', reason: null }
  return {
    patient: clinic.patients[patient]!,
    visitType: clinic.followUp,
    provider: more.provider ?? lee,
    location: clinic.location,
    room: more.room ?? null,
    zone: clinic.zone,
    startsAt,
    endsAt,
    roomFrom: startsAt,
    roomUntil: endsAt,
    note: more.note ?? '',
    interpreter: null,
    facts: [
      { what: 'booked' as const, at: startsAt.subtract({ hours: 200 }), ...by },
      ...(more.state ? [{ what: more.state, at: startsAt.subtract({ hours: 2 }), ...by }] : []),
    ],
  }
}
await world.inside(async ctx => {
  // A night from Wednesday 22:00 to Thursday 06:00, and the turn of the year.
  for (const weekday of [3, 4]) {
    await ctx.sql`
      insert into schedule.weekly_template (practice_id, id, provider_id, location_id, weekday, from_time, to_time, valid_from)
      values (${ctx.practice}, ${newId()}, ${night}, ${clinic.location}, ${weekday}, '22:00', '06:00', '2020-01-01')`
  }
})
const ids = await world.inside(ctx =>
  loadVisits(ctx, [
    visit(0, '2026-11-24T10:20', { note: 'Bring the <papers> & "card"' }),
    visit(1, '2026-11-24T11:00', { provider: ortiz, room: clinic.rooms[0]!, minutes: 40 }),
    visit(2, '2026-11-24T12:50', { minutes: 20 }),
    visit(3, '2026-11-26T09:00'),
    visit(4, '2026-11-26T09:20', { state: 'cancelled' }),
    visit(5, '2026-11-25T23:50', { provider: night, minutes: 30 }),
    visit(6, '2026-11-26T02:00', { provider: night, minutes: 60 }),
    visit(7, '2026-12-31T23:40', { provider: night, minutes: 40 }),
    visit(0, '2028-02-29T09:00'),
  ]),
)

test('the week of a provider is seven days of the board, each visit in its day', async () => {
  const week = await secretary.do(weekBoard, { provider: lee, date: '2026-11-26' })
  expect(week).toMatchObject({
    span: 'week',
    date: '2026-11-23',
    zone: 'America/New_York',
    fromMinute: 480,
    toMinute: 1020,
  })
  expect(week.columns.map(column => column.date)).toEqual(
    ['23', '24', '25', '26', '27', '28', '29'].map(day => `2026-11-${day}`),
  )
  expect(new Set(week.columns.map(column => column.id))).toEqual(new Set([lee]))
  const day = await secretary.do(dayBoard, { date: '2026-11-24', providers: [lee] })
  expect(week.columns[1]!.bands).toEqual(day.columns[0]!.bands)
  expect(week.columns[5]!.bands.every(band => band.kind === 'closed')).toBe(true)
  expect(week.visits.filter(one => one.startsAt.startsWith('2026-11-24'))).toEqual(day.visits)
  expect(week.visits.map(one => one.id)).toEqual([ids[0], ids[2], ids[3], ids[4]])
  const [line] = await world.asOwner<{ patients: string[] }>(
    "select patients from platform.audit_line where deed = 'schedule.week-board' order by at desc limit 1",
  )
  expect(new Set(line!.patients)).toEqual(new Set([0, 2, 3, 4].map(n => clinic.patients[n])))
  expect((await refusalOf(secretary.do(weekBoard, { provider: newId<'provider'>() }))).kind).toBe('missing')
})

test('the rooms view has rooms for columns, all of them, and the hours of the house', async () => {
  const board = await secretary.do(dayBoard, { date: '2026-11-24', location: clinic.location, columns: 'rooms' })
  expect(board.columns.map(column => [column.kind, column.name])).toEqual([
    ['room', 'Room 1'],
    ['room', 'Room 2'],
  ])
  expect([board.fromMinute, board.toMinute]).toEqual([480, 1020])
  expect(board.visits.find(one => one.room === clinic.rooms[0])!.id).toBe(ids[1])
  const everywhere = await secretary.do(dayBoard, { date: '2026-11-28', columns: 'rooms' })
  expect(everywhere.columns).toHaveLength(2)
  const providers = await secretary.do(dayBoard, {
    date: '2026-11-24',
    location: clinic.location,
    columns: 'providers',
    providers: [ortiz, lee],
  })
  expect(providers.columns.map(column => column.id)).toEqual([ortiz, lee])
})

test('a night is one thing over midnight: both days show their part, and the visit that reaches over stands in both', async () => {
  const eve = await secretary.do(dayBoard, { date: '2026-11-25', providers: [night] })
  const shape = (board: typeof eve) => board.columns[0]!.bands.map(b => [b.kind, b.fromMinute, b.toMinute])
  expect(shape(eve)).toContainEqual(['open', 1320, 1440])
  expect(eve.visits.map(one => one.id)).toEqual([ids[5]])
  const morning = await secretary.do(dayBoard, { date: '2026-11-26', providers: [night] })
  expect(shape(morning)).toContainEqual(['open', 0, 360])
  expect(shape(morning)).toContainEqual(['open', 1320, 1440])
  expect(morning.visits.map(one => one.id)).toEqual([ids[5], ids[6]])
  expect(morning.fromMinute).toBe(0)
  const newYear = await secretary.do(dayBoard, { date: '2027-01-01', providers: [night] })
  expect(newYear.visits.map(one => one.id)).toEqual([ids[7]])
})

test('a day of 25 hours and one of 23 have as many, and the leap day is a day', async () => {
  const length = async (date: string) => {
    const { bands } = (await secretary.do(dayBoard, { date, providers: [lee] })).columns[0]!
    return (Date.parse(bands.at(-1)!.endsAt) - Date.parse(bands[0]!.startsAt)) / 3_600_000
  }
  expect(await length('2026-11-01')).toBe(25)
  expect(await length('2027-03-14')).toBe(23)
  expect(await length('2028-02-29')).toBe(24)
  const leap = await secretary.do(monthLoad, { from: '2028-02-01', to: '2028-02-29', providers: [lee] })
  expect(leap.days).toHaveLength(29)
  expect(leap.days[28]).toMatchObject({ date: '2028-02-29', openMinutes: 480, bookedMinutes: 20, visits: 1 })
  const week = await secretary.do(weekBoard, { provider: lee, date: '2026-11-01' })
  expect(week.columns[6]!.bands.at(-1)!.endsAt).toBe('2026-11-02T05:00:00Z')
})

test('the month says how full each day is: open, booked and free minutes, as adding up by hand gives', async () => {
  const load = await secretary.do(monthLoad, { from: '2026-11-23', to: '2026-11-27' })
  expect(
    load.days.map(d => [d.date.slice(8), d.openMinutes, d.bookedMinutes, d.freeMinutes, d.visits, d.providers]),
  ).toEqual([
    ['23', 1440, 0, 1440, 0, 3],
    // 20 + 40 + 20, of which ten minutes lie in the lunch hour.
    ['24', 1440, 80, 1370, 3, 3],
    // The night of eight hours; the half hour over midnight counts for the day it begins.
    ['25', 1920, 30, 1830, 1, 3],
    // 20 by day; the hour at two in the morning belongs to the night before.
    ['26', 1920, 80, 1900, 2, 3],
    ['27', 1440, 0, 1440, 0, 3],
  ])
  expect(load.today).toBe('2026-11-24')
  const one = await secretary.do(monthLoad, { from: '2026-11-24', to: '2026-11-24', providers: [ortiz] })
  expect(one.days).toMatchObject([{ openMinutes: 480, bookedMinutes: 40, freeMinutes: 440, visits: 1 }])
  await world.inside(
    ctx => ctx.sql`
      insert into schedule.closure (practice_id, id, on_date, until_date, name)
      values (${ctx.practice}, ${newId()}, '2026-11-27', '2026-11-27', 'Inventory')`,
  )
  const closed = await secretary.do(monthLoad, { from: '2026-11-27', to: '2026-11-27', location: clinic.location })
  expect(closed.days).toMatchObject([{ openMinutes: 0, freeMinutes: 0, closure: 'Inventory' }])
  for (const to of ['2026-11-22', '2027-02-01']) {
    expect((await refusalOf(secretary.do(monthLoad, { from: '2026-11-23', to }))).kind).toBe('invalid')
  }
})

test('what one looks at is kept for oneself; a set is for oneself or for all, and only its maker takes it away', async () => {
  const filter = {
    view: 'week' as const,
    location: clinic.location,
    providers: [ortiz, lee],
    provider: lee,
    density: 'close' as const,
  }
  expect(await secretary.do(viewFilters, {})).toEqual({ last: null, sets: [] })
  await secretary.do(keepViewFilter, { filter })
  await secretary.do(keepViewFilter, { filter: { ...filter, view: 'rooms' } })
  expect((await secretary.do(viewFilters, {})).last).toEqual({ ...filter, view: 'rooms' })
  const manager = world.as('manager')
  expect((await manager.do(viewFilters, {})).last).toBeNull()
  const red = await secretary.do(saveViewSet, { name: 'Red team', shared: true, filter })
  const own = await secretary.do(saveViewSet, { name: 'Mine', filter })
  const again = await secretary.do(saveViewSet, {
    name: 'red TEAM',
    shared: true,
    filter: { ...filter, providers: [lee] },
  })
  expect(again.id).toBe(red.id)
  expect((await manager.do(viewFilters, {})).sets).toMatchObject([
    { name: 'red TEAM', mine: false, madeBy: 'Test secretary', filter: { providers: [lee] } },
  ])
  expect((await refusalOf(manager.do(removeViewSet, { set: red.id }))).code).toBe('schedule.not-your-set')
  expect((await refusalOf(manager.do(removeViewSet, { set: own.id }))).kind).toBe('missing')
  await secretary.do(removeViewSet, { set: own.id })
  expect((await secretary.do(viewFilters, {})).sets.map(set => set.name)).toEqual(['red TEAM'])
  const stranger = (await world.neighbour()).as('secretary')
  const wrong = await Promise.all(
    [
      stranger.do(keepViewFilter, { filter }),
      stranger.do(saveViewSet, { name: 'Red team', filter: { ...filter, location: null } }),
      stranger.do(removeViewSet, { set: red.id }),
      stranger.do(monthLoad, { from: '2026-11-23', to: '2026-11-23', location: clinic.location }),
      stranger.do(monthLoad, { from: '2026-11-23', to: '2026-11-23', providers: [lee] }),
      stranger.do(weekBoard, { provider: lee }),
      stranger.do(daySheet, { date: '2026-11-24', providers: [lee] }),
    ].map(refusalOf),
  )
  expect(new Set(wrong.map(refused => refused.kind))).toEqual(new Set(['missing']))
  expect((await stranger.do(viewFilters, {})).sets).toEqual([])
})

test('the day sheet has what paper needs, and says in the audit who was on it', async () => {
  await world.inside(async ctx => {
    await ctx.sql`
      insert into patients.phone (practice_id, id, patient_id, e164, kind, place)
      values (${ctx.practice}, ${newId()}, ${clinic.patients[0]!}, '+15555550142', 'mobile', 1)`
    await ctx.sql`
      insert into patients.alert (practice_id, id, patient_id, kind, text, starts_on, added_at)
      values (${ctx.practice}, ${newId()}, ${clinic.patients[0]!}, 'safety', 'Falls <easily>', '2026-01-01', ${ctx.now.toString()}),
             (${ctx.practice}, ${newId()}, ${clinic.patients[0]!}, 'safety', 'Long over', '2026-01-01', ${ctx.now.toString()})`
    await ctx.sql`update patients.alert set ended_at = ${ctx.now.toString()} where practice_id = ${ctx.practice} and text = 'Long over'`
  })
  const sheet = await secretary.do(daySheet, { date: '2026-11-24', location: clinic.location })
  expect(sheet.visits.map(one => one.id)).toEqual([ids[0], ids[1], ids[2]])
  expect(sheet.visits[0]).toMatchObject({ phones: ['+15555550142'], alerts: ['Falls <easily>'], minutes: 20 })
  const [line] = await world.asOwner<{ patients: string[] }>(
    "select patients from platform.audit_line where deed = 'schedule.day-sheet' and cardinality(patients) > 0 order by at desc limit 1",
  )
  expect(new Set(line!.patients)).toEqual(new Set(clinic.patients.slice(0, 3)))
  const three = await secretary.do(daySheet, { date: '2026-11-24', days: 3, providers: [lee] })
  expect(three.visits.map(one => one.id)).toEqual([ids[0], ids[2], ids[3]])
})

test('the downtime pack lies in the data folder, readable by its owner alone, harmless as HTML, and each practice has its own', async () => {
  expect((await refusalOf(secretary.do(downtimePack, {}))).kind).toBe('missing')
  const neighbour = await world.neighbour()
  await makeDowntimePacks(world.app)
  const file = downtimeFile(world.app, world.practice)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700)
  const { html } = await secretary.do(downtimePack, {})
  expect(html).toContain('Tuesday, November 24')
  expect(html).toContain('Thursday, November 26')
  expect(html).not.toContain('Friday, November 27')
  expect(html).toContain('+15555550142')
  expect(html).toContain('Falls &lt;easily&gt;')
  expect(html).toContain('Bring the &lt;papers&gt; &amp; &quot;card&quot;')
  expect(html).not.toMatch(/<script|https?:|src=|Long over/)
  const [line] = await world.asOwner<{ patients: string[] }>(
    "select patients from platform.audit_line where deed = 'schedule.downtime-pack' and cardinality(patients) > 0 order by at desc limit 1",
  )
  expect(line!.patients).toEqual(expect.arrayContaining([clinic.patients[0], clinic.patients[3], clinic.patients[6]]))
  expect((await neighbour.as('secretary').do(downtimePack, {})).html).not.toContain('FICTIONAL')

  // Names went to the disk: one line of the system's names whose. Made again with nothing new it leaves none, with something new one more.
  const made = () =>
    world.asOwner<{ actor_kind: string; patients: string[] }>(
      "select actor_kind, patients from platform.audit_line where deed = 'schedule.make-downtime-pack' and practice_id = $1 order by at, id",
      [world.practice],
    )
  const first = await made()
  expect(first).toEqual([
    {
      actor_kind: 'system',
      patients: expect.arrayContaining([clinic.patients[0], clinic.patients[3], clinic.patients[6]]),
    },
  ])
  world.clock.advance({ hours: 1 })
  await makeDowntimePacks(world.app)
  expect(await made()).toHaveLength(1)
  expect((await secretary.do(downtimePack, {})).html).not.toBe(html)
  await world.inside(
    ctx =>
      ctx.sql`update patients.patient set birth_date = '1960-02-29' where practice_id = ${ctx.practice} and id = ${clinic.patients[0]!}`,
  )
  await makeDowntimePacks(world.app)
  await makeDowntimePacks(world.app)
  expect(await made()).toHaveLength(2)
  world.clock.advance({ hours: -1 })
  expect((await refusalOf(world.as('biller').do(downtimePack, {}))).code).toBe('platform.not-allowed')
})
