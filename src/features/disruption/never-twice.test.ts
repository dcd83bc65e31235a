import { describe, expect, it } from 'vitest'
import { openWorld, type Person, type World } from '../../../test/world.ts'
import type { OutputOf } from '../../core/contract.ts'
import { type Id, newId } from '../../core/id.ts'
import { bookAppointment } from '../schedule/booking/book-appointment.ts'
import { type Clinic, openClinic, overlaps } from '../schedule/clinic.fixture.ts'
import { acceptProposals } from './accept-proposals.ts'
import type * as contract from './contract.ts'
import { proposals } from './proposals.ts'
import { reportDisruption } from './report-disruption.ts'

// What one list proposes must hold together: nobody and nothing is promised to two visits at a time.
let world: World
let desk: Person
let clinic: Clinic

/** A practice of its own for each test: another one's rooms would be ways out too. */
async function settle(ask: Parameters<typeof openClinic>[1]): Promise<void> {
  world = await openWorld()
  world.clock.set('2026-11-24T13:00:00Z') // 08:00 in New York
  desk = world.as('secretary')
  clinic = await openClinic(world, ask)
}

type Rows = OutputOf<typeof contract.proposals>['rows']
type Promised = { appointment: string; provider: string; room: string | undefined; from: number; to: number }
const minute = 60_000

const book = (n: number, time: string, provider: number, visitType: Id<'visit-type'>, room?: Id<'room'>) =>
  desk.do(bookAppointment, {
    patient: clinic.patients[n]!,
    visitType,
    provider: clinic.providers[provider]!,
    date: '2026-11-24',
    time,
    ...(room ? { room } : {}),
  })

/** Every way offered that takes somebody's or something's time, with that time; those that stay with their provider take a room alone. */
const promised = (rows: Rows, length: number, around: { before: number; after: number }) =>
  rows.flatMap(row =>
    row.proposals.map((way): Promised => {
      const from = Date.parse(way.startsAt)
      return {
        appointment: row.appointment,
        provider: way.kind === 'other-room' ? `own time of ${row.appointment}` : way.provider,
        room: way.room,
        from: from - around.before * minute,
        to: from + (length + around.after) * minute,
      }
    }),
  )

/** At most so many ways at any moment, of those that share something. */
const mostAtOnce = (ways: readonly Promised[]) =>
  Math.max(0, ...ways.map(one => ways.filter(other => other.from <= one.from && one.from < other.to).length))

/** The best way of each row, accepted in one deed from the last row to the first: the order must not matter. */
async function acceptAll(disruption: Id<'disruption'>, rows: Rows, nth = 0) {
  const choices = rows
    .filter(row => row.proposals[nth])
    .toReversed()
    .map(({ appointment, version, proposals: ways }) => {
      const { kind, provider, startsAt, location, room } = ways[nth]!
      return { appointment, version, proposal: { kind, provider, startsAt, location, ...(room ? { room } : {}) } }
    })
  return (await desk.do(acceptProposals, { disruption, choices })).results.map(one => one.outcome)
}

describe('proposals of one list', () => {
  it('a room that is out: no room is promised to two visits, named or not', async () => {
    await settle({ providers: 3, rooms: 2, patients: 8 })
    const room = clinic.rooms[0]!
    await book(0, '09:20', 0, clinic.procedure, room)
    await book(1, '10:20', 1, clinic.procedure, room)
    await book(2, '13:20', 2, clinic.procedure, room)
    await book(3, '14:20', 0, clinic.procedure, room)
    const { disruption } = await desk.do(reportDisruption, { kind: 'room-out', room, to: '2026-11-26' })
    const { rows } = await desk.do(proposals, { disruption })
    expect(rows.map(row => row.proposals[0]?.kind)).toEqual(Array(4).fill('other-room'))
    expect(rows.some(row => row.proposals.length > 1)).toBe(true)
    const ways = promised(rows, 40, { before: 10, after: 5 })
    expect(ways.every(way => way.room !== undefined)).toBe(true)
    for (const id of clinic.rooms) expect(mostAtOnce(ways.filter(way => way.room === id))).toBeLessThanOrEqual(1)
    // The second ways of some rows beside the best of the others: any mixture holds.
    const mixed = rows.map((row, n) => ({ ...row, proposals: [row.proposals[n % 2] ?? row.proposals[0]!] }))
    expect(await acceptAll(disruption, mixed)).toEqual(Array(4).fill('done'))
    expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
  })

  it('a provider who is away: others are offered only as many visits at a time as there are rooms', async () => {
    await settle({ providers: 4, rooms: 1, patients: 8 })
    for (const [n, time] of ['09:20', '10:20', '13:20', '14:20'].entries()) await book(n, time, 0, clinic.procedure)
    const { disruption } = await desk.do(reportDisruption, {
      kind: 'provider-away',
      provider: clinic.providers[0]!,
      to: '2026-11-25',
    })
    const { rows } = await desk.do(proposals, { disruption })
    expect(rows.every(row => row.proposals.length > 0)).toBe(true)
    expect(mostAtOnce(promised(rows, 40, { before: 10, after: 5 }))).toBe(1)
    expect(await acceptAll(disruption, rows)).toEqual(Array(4).fill('done'))
    expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
  })

  it('a device and a second person are counted over the whole list as well', async () => {
    await settle({ providers: 5, rooms: 1, patients: 8 })
    const scan = newId<'visit-type'>()
    const nurses = newId<'pool'>()
    await world.inside(async ctx => {
      const here = ctx.practice
      await ctx.sql`insert into schedule.visit_type (practice_id, id, name, short_name, minutes, step_minutes, color)
        values (${here}, ${scan}, ${`Scan ${scan.slice(-6)}`}, ${scan.slice(-6)}, 20, 20, 'proc')`
      await ctx.sql`insert into schedule.device (practice_id, id, location_id, name, kind)
        values (${here}, ${newId()}, ${clinic.location}, 'Scanner 1', 'scanner'), (${here}, ${newId()}, ${clinic.location}, 'Scanner 2', 'scanner')`
      await ctx.sql`insert into schedule.pool (practice_id, id, name) values (${here}, ${nurses}, ${`Nurses ${nurses.slice(-6)}`})`
      await ctx.sql`insert into schedule.pool_member (practice_id, pool_id, provider_id) values (${here}, ${nurses}, ${clinic.providers[4]!})`
      await ctx.sql`insert into schedule.visit_type_need (practice_id, visit_type_id, seq, what, device_kind) values (${here}, ${scan}, 1, 'device', 'scanner')`
    })
    for (const [n, time] of ['09:00', '09:20', '09:40', '10:00', '10:20', '10:40'].entries())
      await book(n, time, 0, scan)
    const { disruption } = await desk.do(reportDisruption, {
      kind: 'provider-away',
      provider: clinic.providers[0]!,
      to: '2026-11-25',
    })
    const devices = await desk.do(proposals, { disruption })
    expect(mostAtOnce(promised(devices.rows, 20, { before: 0, after: 0 }))).toBe(2)
    await world.inside(async ctx => {
      await ctx.sql`insert into schedule.visit_type_need (practice_id, visit_type_id, seq, what, pool_id) values (${ctx.practice}, ${scan}, 2, 'staff', ${nurses})`
    })
    const { rows } = await desk.do(proposals, { disruption })
    expect(rows.every(row => row.proposals.length > 0)).toBe(true)
    const ways = promised(rows, 20, { before: 0, after: 0 })
    expect(mostAtOnce(ways)).toBe(1)
    expect(ways.some(way => way.provider === clinic.providers[4])).toBe(false)
    expect(await acceptAll(disruption, rows)).toEqual(Array(6).fill('done'))
    expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
  })
})
