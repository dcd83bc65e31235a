import { beforeEach, describe, expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { wallClock } from '../../core/time.ts'
import { checkIn } from '../schedule/attendance/check-in.ts'
import { roomPatient } from '../schedule/attendance/room-patient.ts'
import { bookAppointment } from '../schedule/booking/book-appointment.ts'
import { type Clinic, openClinic } from '../schedule/clinic.fixture.ts'
import { refusalOf } from '../schedule/refusal.fixture.ts'
import { endDisruption } from './end-disruption.ts'
import { endLateOf } from './end-late.ts'
import { knockOn } from './knock-on.ts'
import { reportLate } from './report-late.ts'
import { tellPatients } from './tell-patients.ts'
import { worklist } from './worklist.ts'

const world = await openWorld()
const desk = world.as('secretary')
let clinic: Clinic

beforeEach(async () => {
  world.clock.set('2026-11-24T13:00:00Z') // 08:00 in New York
  clinic = await openClinic(world, { providers: 1, rooms: 1, patients: 8 })
})

const book = (n: number, time: string, date = '2026-11-24') =>
  desk.do(bookAppointment, {
    patient: clinic.patients[n]!,
    visitType: clinic.followUp,
    provider: clinic.providers[0]!,
    date,
    time,
  })
const late = (minutes: number) => desk.do(reportLate, { provider: clinic.providers[0]!, minutes })
const mine = async () => (await desk.do(knockOn, {})).late.find(one => one.provider === clinic.providers[0])
const clocks = async () =>
  (await mine())?.visits.map(
    visit => `${wallClock(visit.startsAt, clinic.zone).time} ${wallClock(visit.expectedAt, clinic.zone).time}`,
  )

describe('a provider who runs late', () => {
  it('delays the visits to come until it is caught up, over noon and no further; none is moved', async () => {
    for (const [n, time] of ['10:00', '10:20', '11:40', '13:00'].entries()) await book(n, time)
    world.clock.set('2026-11-24T15:05:00Z') // 10:05
    const { affected } = await late(30)
    expect(affected).toBe(2)
    expect(await clocks()).toEqual(['10:00 10:30', '10:20 10:50'])
    expect(await mine()).toMatchObject({ minutes: 30, overrunMinutes: 0, caughtUpAt: '2026-11-24T16:40:00Z' })
    const rows = await world.asOwner<{ n: number }>(
      `select count(*)::int as n from schedule.appointment_fact where what = 'moved' and provider_id = $1`,
      [clinic.providers[0]],
    )
    expect(rows).toEqual([{ n: 0 }])
  })

  it('says how far the day runs over its end', async () => {
    await book(0, '16:20')
    await book(1, '16:40')
    world.clock.set('2026-11-24T21:22:00Z') // 16:22
    await late(45)
    expect(await clocks()).toEqual(['16:20 17:05', '16:40 17:25'])
    expect(await mine()).toMatchObject({ overrunMinutes: 45, caughtUpAt: null })
  })

  it('knows what has begun since, and ends by itself when it is caught up', async () => {
    const first = await book(0, '10:00')
    await book(1, '10:20')
    world.clock.set('2026-11-24T15:05:00Z')
    const { disruption } = await late(30)
    await desk.do(checkIn, { appointment: first.id })
    world.clock.set('2026-11-24T15:08:00Z')
    await desk.do(roomPatient, { appointment: first.id })
    expect(await clocks()).toEqual(['10:20 10:28'])
    await world.inside(endLateOf)
    expect(await clocks()).toEqual(['10:20 10:28'])
    world.clock.set('2026-11-25T01:00:00Z')
    // The second visit was never begun: it stays late until the day is over or somebody settles it.
    await world.asOwner(
      `update schedule.appointment set state = 'checked-out', state_since = $2 where practice_id = $1`,
      [world.practice, '2026-11-24T15:50:00Z'],
    )
    expect(await world.inside(endLateOf)).toBeGreaterThanOrEqual(1)
    expect((await desk.do(worklist, { disruption })).disruption).toMatchObject({ endedHow: 'caught-up' })
    expect(await mine()).toBeUndefined()
  })

  it('tells whom it concerns once, and again only if it grows', async () => {
    await book(0, '10:00')
    await book(1, '10:20')
    await world.inside(async ctx => {
      await ctx.sql`update patients.patient set email = 'someone@example.org', may_email = true, preferred_channel = 'email'
         where practice_id = ${ctx.practice} and id = ${clinic.patients[0]}`
    })
    world.clock.set('2026-11-24T15:01:00Z')
    const { disruption } = await late(30)
    const told = await desk.do(tellPatients, { disruption })
    expect(told.results.map(result => result.how).toSorted()).toEqual(['e-mail', 'nobody'])
    expect((await desk.do(tellPatients, { disruption })).results).toEqual([])
    const { rows } = await desk.do(worklist, { disruption })
    expect(rows.map(row => row.state).toSorted()).toEqual(['proposed', 'told'])
    const again = await late(50)
    expect((await desk.do(tellPatients, { disruption: again.disruption })).results).toHaveLength(2)
    expect((await desk.do(worklist, { disruption })).disruption.endedHow).toBe('replaced')
  })

  it('is ended by hand at any time', async () => {
    await book(0, '10:00')
    world.clock.set('2026-11-24T15:01:00Z')
    const { disruption } = await late(30)
    await desk.do(endDisruption, { disruption })
    expect(await mine()).toBeUndefined()
    expect((await refusalOf(desk.do(endDisruption, { disruption }))).code).toBe('disruption.already-ended')
    expect((await desk.do(worklist, { disruption })).rows[0]).toMatchObject({ state: 'done', settled: 'caught-up' })
  })

  it('said twice at once leaves one of them', async () => {
    await book(0, '10:00')
    world.clock.set('2026-11-24T15:01:00Z')
    await Promise.all([late(20), late(40)])
    const open = await world.asOwner<{ n: number }>(
      `select count(*)::int as n from disruption.disruption where provider_id = $1 and ended_at is null`,
      [clinic.providers[0]],
    )
    expect(open).toEqual([{ n: 1 }])
  })

  it('counts real minutes on the night the clock goes back', async () => {
    world.clock.set('2026-10-30T13:00:00Z')
    await world.inside(async ctx => {
      await ctx.sql`
        insert into schedule.hours_exception (practice_id, id, provider_id, kind, location_id, on_date, until_date, from_time, to_time)
        values (${ctx.practice}, gen_random_uuid(), ${clinic.providers[0]}, 'open', ${clinic.location}, '2026-11-01', '2026-11-01', '00:00', '06:00')`
    })
    const at = (n: number, startsAt: string) =>
      desk.do(bookAppointment, {
        patient: clinic.patients[n]!,
        visitType: clinic.followUp,
        provider: clinic.providers[0]!,
        startsAt,
      })
    await at(0, '2026-11-01T05:30:00Z') // 01:30, the first time
    await at(1, '2026-11-01T06:30:00Z') // 01:30, the second time
    world.clock.set('2026-11-01T05:31:00Z')
    await late(50)
    const visits = (await mine())!.visits
    expect(visits.map(visit => [visit.startsAt, visit.expectedAt, visit.minutes])).toEqual([
      ['2026-11-01T05:30:00Z', '2026-11-01T06:20:00Z', 50],
      ['2026-11-01T06:30:00Z', '2026-11-01T06:40:00Z', 10],
    ])
  })
})
