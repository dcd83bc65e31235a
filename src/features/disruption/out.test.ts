import { beforeEach, describe, expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { type Id, newId } from '../../core/id.ts'
import { bookAppointment } from '../schedule/booking/book-appointment.ts'
import { cancelAppointment } from '../schedule/booking/cancel-appointment.ts'
import { moveAppointment } from '../schedule/booking/move-appointment.ts'
import { type Clinic, openClinic, overlaps } from '../schedule/clinic.fixture.ts'
import { refusalOf } from '../schedule/refusal.fixture.ts'
import { dayBoard } from '../schedule/views/day-board.ts'
import { acceptProposals } from './accept-proposals.ts'
import { claimVisit } from './claim-visit.ts'
import { endDisruption } from './end-disruption.ts'
import { markedVisits } from './marked-visits.ts'
import { moveBack } from './move-back.ts'
import { noteCall } from './note-call.ts'
import { proposals } from './proposals.ts'
import { reportDisruption } from './report-disruption.ts'
import { reportLate } from './report-late.ts'
import { settleVisits } from './settle-visits.ts'
import { takeBackDisruption } from './take-back-disruption.ts'
import { tellPatients } from './tell-patients.ts'
import { worklist } from './worklist.ts'

const world = await openWorld()
const desk = world.as('secretary')
let clinic: Clinic

beforeEach(async () => {
  world.clock.set('2026-11-24T13:00:00Z') // 08:00 in New York
  clinic = await openClinic(world, { providers: 3, rooms: 2, patients: 8 })
})

const procedure = (n: number, time: string, provider: number, room?: Id<'room'>, date = '2026-11-24') =>
  desk.do(bookAppointment, {
    patient: clinic.patients[n]!,
    visitType: clinic.procedure,
    provider: clinic.providers[provider]!,
    date,
    time,
    ...(room ? { room } : {}),
  })
const blocked = (room: Id<'room'>) =>
  world.asOwner<{ from: string; to: string }>(
    `select to_char(starts_at at time zone 'America/New_York', 'HH24:MI') as from, to_char(ends_at at time zone 'America/New_York', 'HH24:MI') as to
       from schedule.occupation where resource_id = $1 and block_id is not null order by starts_at`,
    [room],
  )

describe('a room that is out', () => {
  it('is really blocked: around visits that stand in it, and behind those that leave', async () => {
    const room = clinic.rooms[0]!
    const visit = await procedure(0, '10:00', 0, room)
    const { disruption, affected } = await desk.do(reportDisruption, {
      kind: 'room-out',
      room,
      fromTime: '08:00',
      toTime: '17:00',
    })
    expect(affected).toBe(1)
    expect(await blocked(room)).toEqual([
      { from: '08:00', to: '09:50' },
      { from: '10:45', to: '17:00' },
    ])
    expect((await refusalOf(procedure(1, '13:00', 1, room))).code).toBe('schedule.slot-taken')
    // The other room alone is left: one procedure at a time.
    await procedure(1, '13:00', 1)
    expect((await refusalOf(procedure(2, '13:10', 2))).code).toBe('schedule.slot-taken')
    const { rows } = await desk.do(proposals, { disruption })
    expect(rows[0]!.proposals[0]).toMatchObject({ kind: 'other-room', room: clinic.rooms[1], minutesLater: 0 })
    const { kind, provider, startsAt, location, room: to } = rows[0]!.proposals[0]!
    const proposal = { kind, provider, startsAt, location, room: to }
    const choices = [{ appointment: visit.id, version: rows[0]!.version, proposal }]
    expect((await desk.do(acceptProposals, { disruption, choices })).results[0]!.outcome).toBe('done')
    expect((await desk.do(worklist, { disruption })).rows[0]).toMatchObject({ state: 'done', settled: 'moved' })
    const whole = await blocked(room)
    expect([whole[0]!.from, whole.at(-1)!.to, whole.length]).toEqual(['08:00', '17:00', 3])
    expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
  })

  it('leaves no opening behind when a visit in it is cancelled, and is free again when taken back', async () => {
    const room = clinic.rooms[0]!
    const visit = await procedure(0, '10:00', 0, room)
    const { disruption } = await desk.do(reportDisruption, {
      kind: 'room-out',
      room,
      fromTime: '08:00',
      to: '2026-11-27',
    })
    await desk.do(cancelAppointment, { appointment: visit.id })
    expect((await refusalOf(procedure(1, '10:00', 1, room))).code).toBe('schedule.slot-taken')
    expect((await refusalOf(procedure(1, '10:00', 1, room, '2026-11-26'))).code).toBe('schedule.slot-taken')
    await desk.do(takeBackDisruption, { disruption })
    expect(await blocked(room)).toEqual([])
    await procedure(1, '10:00', 1, room)
  })

  it('races bookings of that room: a booking and the block never hold the same time', { timeout: 30_000 }, async () => {
    const room = clinic.rooms[0]!
    const times = ['08:20', '09:20', '10:20', '13:20', '14:20', '15:20']
    await Promise.allSettled([
      ...times.map((time, n) => procedure(n, time, n % 3, room)),
      desk.do(reportDisruption, { kind: 'room-out', room, fromTime: '08:00' }),
    ])
    expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
    const [free] = await world.asOwner<{ gaps: string }>(
      `select (tstzmultirange(tstzrange(b.starts_at, b.ends_at)) - range_agg(o.during))::text as gaps
         from schedule.block b join schedule.occupation o on o.practice_id = b.practice_id and o.resource_id = b.room_id and o.live
        where b.room_id = $1 group by b.id, b.starts_at, b.ends_at`,
      [room],
    )
    expect(free!.gaps).toBe('{}')
  })
})

describe('the board', () => {
  it('shows rooms that are out and those of a closed house as shut, with the reason, and marks the visits still to settle', async () => {
    const [room, other] = clinic.rooms
    const visit = await procedure(0, '10:00', 0, room)
    const here = { date: '2026-11-24', location: clinic.location, columns: 'rooms' } as const
    const bandsOf = async (id: string) =>
      (await desk.do(dayBoard, here)).columns
        .find(column => column.id === id)!
        .bands.map(({ kind, fromMinute, toMinute, reason }) => ({ kind, fromMinute, toMinute, reason }))
    const marked = async () =>
      (await desk.do(markedVisits, { from: '2026-11-24', to: '2026-11-24' })).visits
        .filter(one => one.appointment === visit.id)
        .map(one => ({
          visit: one.appointment,
          kind: one.kind,
          state: one.state,
        }))
    expect([await bandsOf(room!), await marked()]).toEqual([[], []])

    const { disruption } = await desk.do(reportDisruption, {
      kind: 'room-out',
      room: room!,
      fromTime: '09:00',
      toTime: '17:00',
      reason: 'Leaking tap',
    })
    const leak = { kind: 'closed', fromMinute: 540, toMinute: 1020, reason: 'Leaking tap' }
    expect(await bandsOf(room!)).toEqual([leak])
    expect(await bandsOf(other!)).toEqual([])
    expect(await marked()).toEqual([{ visit: visit.id, kind: 'room-out', state: 'open' }])
    const [named] = await world.asOwner<{ name: string }>('select name from practice.room where id = $1', [room])
    expect((await desk.do(worklist, { disruption })).disruption.what).toBe(named!.name)
    // Other days know nothing of it.
    expect(
      (await desk.do(markedVisits, { from: '2026-11-27', to: '2026-11-27' })).visits.map(one => one.appointment),
    ).not.toContain(visit.id)

    const closed = { kind: 'location-closed', location: clinic.location, reason: 'No water' } as const
    await desk.do(reportDisruption, { ...closed, fromTime: '15:00' })
    expect(await bandsOf(room!)).toEqual([leak, { ...leak, fromMinute: 1020, toMinute: 1440, reason: 'No water' }])
    expect(await bandsOf(other!)).toEqual([{ ...leak, fromMinute: 900, toMinute: 1440, reason: 'No water' }])

    const appointments = [{ appointment: visit.id, version: 1 }]
    await desk.do(settleVisits, { disruption, appointments, as: 'kept' })
    expect(await marked()).toEqual([])
    await desk.do(takeBackDisruption, { disruption })
    expect(await bandsOf(room!)).toEqual([{ ...leak, fromMinute: 900, toMinute: 1440, reason: 'No water' }])
  })
})

describe('a location that is closed', () => {
  it('takes no bookings and lists what stands there; the day the clock changes has 25 hours', async () => {
    world.clock.set('2026-10-30T12:00:00Z')
    const visit = await procedure(0, '10:00', 0, undefined, '2026-11-02')
    const { disruption, affected } = await desk.do(reportDisruption, {
      kind: 'location-closed',
      location: clinic.location,
      from: '2026-11-01',
      to: '2026-11-02',
      toTime: '12:00',
      reason: 'No water',
    })
    expect(affected).toBe(1)
    const list = await desk.do(worklist, { disruption })
    expect(list.disruption).toMatchObject({ startsAt: '2026-11-01T04:00:00Z', endsAt: '2026-11-02T17:00:00Z' })
    const refused = await refusalOf(procedure(1, '11:00', 1, undefined, '2026-11-02'))
    expect(refused).toMatchObject({ code: 'schedule.outside-hours', facts: { name: 'No water' } })
    await procedure(1, '13:00', 1, undefined, '2026-11-02')
    const { rows } = await desk.do(proposals, { disruption })
    expect(rows[0]!.appointment).toBe(visit.id)
    for (const way of rows[0]!.proposals) {
      const open = Date.parse(way.startsAt) >= Date.parse('2026-11-02T18:00:00Z')
      expect(open || way.otherLocation, `${way.kind} ${way.startsAt}`).toBe(true)
    }
    expect(rows[0]!.proposals.find(way => way.kind === 'same-provider')).toMatchObject({
      daysLater: 0,
      otherLocation: false,
    })
  })

  it('is refused backwards, over already, or without a name', async () => {
    const ask = { kind: 'location-closed', location: clinic.location } as const
    for (const wrong of [
      { ...ask, from: '2026-11-25', to: '2026-11-24' },
      { ...ask, from: '2026-11-20' },
      { ...ask, fromTime: '12:00', toTime: '11:00' },
      { kind: 'room-out', location: clinic.location } as const,
    ]) {
      expect((await refusalOf(desk.do(reportDisruption, wrong))).code).toBe('platform.invalid-input')
    }
    expect(await world.asOwner('select 1 from schedule.closure where location_id = $1', [clinic.location])).toEqual([])
  })
})

describe('by video or phone', () => {
  it('the visit stays with its provider at its time while the house is closed, and goes back to how it was', async () => {
    await world.inside(async ctx => {
      await ctx.sql`update schedule.visit_type set modes = '{in-person,video}' where practice_id = ${ctx.practice} and id = ${clinic.procedure}`
    })
    const visit = await procedure(0, '10:00', 0)
    const ask = { kind: 'location-closed', location: clinic.location } as const
    const { disruption } = await desk.do(reportDisruption, ask)
    const [row] = (await desk.do(proposals, { disruption })).rows
    const way = row!.proposals[0]!
    expect(way).toMatchObject({ kind: 'video', provider: clinic.providers[0], minutesLater: 0, otherProvider: false })
    expect(row!.proposals.some(one => one.kind === 'phone')).toBe(false)
    const { kind, provider, startsAt, location } = way
    const choices = [{ appointment: visit.id, version: row!.version, proposal: { kind, provider, startsAt, location } }]
    const { results } = await desk.do(acceptProposals, { disruption, choices })
    expect(results).toMatchObject([{ outcome: 'done' }])
    const stands = () =>
      world.asOwner<{ mode: string; room_id: string | null }>(
        'select mode, room_id from schedule.appointment where id = $1',
        [visit.id],
      )
    expect(await stands()).toEqual([{ mode: 'video', room_id: null }])
    const version = results[0]!.version!
    await desk.do(moveBack, { disruption, appointments: [{ appointment: visit.id, version }] })
    expect(await stands()).toEqual([{ mode: 'in-person', room_id: visit.room }])
  })

  it('is refused where the visit type does not allow it', async () => {
    const visit = await procedure(0, '10:00', 0)
    const refused = await refusalOf(desk.do(moveAppointment, { appointment: visit.id, mode: 'video' }))
    expect(refused).toMatchObject({ code: 'schedule.not-in-use', facts: { what: 'mode' } })
  })
})

describe("another practice's ids", () => {
  it('find nothing', async () => {
    const neighbour = await world.neighbour()
    const theirs = await openClinic(neighbour)
    const visit = await neighbour.as('secretary').do(bookAppointment, {
      patient: theirs.patients[0]!,
      visitType: theirs.followUp,
      provider: theirs.providers[0]!,
      date: '2026-11-24',
      time: '10:00',
    })
    const { disruption } = await neighbour
      .as('secretary')
      .do(reportDisruption, { kind: 'provider-away', provider: theirs.providers[0]! })
    const one = { appointment: visit.id, version: 1 }
    const proposal = { kind: 'anybody', provider: clinic.providers[0]!, startsAt: '2026-11-24T16:00:00Z' } as const
    const tries = [
      () => desk.do(reportDisruption, { kind: 'provider-away', provider: theirs.providers[0]! }),
      () => desk.do(reportDisruption, { kind: 'room-out', room: theirs.rooms[0]! }),
      () => desk.do(reportDisruption, { kind: 'location-closed', location: theirs.location }),
      () => desk.do(reportLate, { provider: theirs.providers[0]!, minutes: 20 }),
      () => desk.do(worklist, { disruption }),
      () => desk.do(proposals, { disruption }),
      () => desk.do(acceptProposals, { disruption, choices: [{ ...one, proposal }] }),
      () => desk.do(settleVisits, { disruption, appointments: [one], as: 'kept' }),
      () => desk.do(noteCall, { disruption, appointment: visit.id, outcome: 'no-answer' }),
      () => desk.do(tellPatients, { disruption }),
      () => desk.do(claimVisit, { disruption, appointment: visit.id }),
      () => desk.do(takeBackDisruption, { disruption }),
      () => desk.do(moveBack, { disruption, appointments: [one] }),
      () => desk.do(endDisruption, { disruption }),
    ]
    for (const attempt of tries) expect((await refusalOf(attempt())).code).toBe('platform.not-found')
    const ours = await desk.do(reportDisruption, { kind: 'provider-away', provider: clinic.providers[0]! })
    for (const appointment of [visit.id, newId<'appointment'>()]) {
      const attempt = desk.do(claimVisit, { disruption: ours.disruption, appointment })
      expect((await refusalOf(attempt)).code).toBe('platform.not-found')
    }
  })
})
