import { afterAll, describe, expect, test } from 'vitest'
import { type Id, newId } from '../src/core/id.ts'
import { Refusal } from '../src/core/refusal.ts'
import { bookAppointment } from '../src/features/schedule/booking/book-appointment.ts'
import { bookTogether } from '../src/features/schedule/booking/book-together.ts'
import { cancelAppointment } from '../src/features/schedule/booking/cancel-appointment.ts'
import { cancelBundle } from '../src/features/schedule/booking/cancel-bundle.ts'
import { holdSlot } from '../src/features/schedule/booking/hold-slot.ts'
import { moveAppointment } from '../src/features/schedule/booking/move-appointment.ts'
import { moveSeries } from '../src/features/schedule/booking/move-series.ts'
import { overbookAppointment } from '../src/features/schedule/booking/overbook-appointment.ts'
import { pinWish } from '../src/features/schedule/booking/pin-wish.ts'
import { placePin } from '../src/features/schedule/booking/place-pin.ts'
import { splitAppointment } from '../src/features/schedule/booking/split-appointment.ts'
import { undoStep } from '../src/features/schedule/booking/undo-step.ts'
import { undoTogether } from '../src/features/schedule/booking/undo-together.ts'
import { openClinic, overlaps } from '../src/features/schedule/clinic.fixture.ts'
import type { Visit } from '../src/features/schedule/contract.ts'
import { openWorld } from './world.ts'

// Everything that touches time against everything that touches time: each pair gets a morning of its own, two providers and one room, and both kinds of
// desk press at the same moment.
const DESKS = 6
const MOST = 3
const SEATS = 4

const world = await openWorld({ max: 16 })
const clinic = await openClinic(world, { providers: 2, rooms: 1, patients: 48 })
const [lee, ortiz] = clinic.providers as [Id<'provider'>, Id<'provider'>]
const manager = world.as('manager')
const [group, limited] = [newId<'visit-type'>(), newId<'visit-type'>()]
await world.inside(async ctx => {
  await ctx.sql`
    insert into schedule.visit_type (practice_id, id, name, short_name, minutes, step_minutes, needs_room, seats)
    values (${ctx.practice}, ${group}, 'Class', 'class', 40, 20, true, ${SEATS}::int), (${ctx.practice}, ${limited}, 'Few', 'few', 20, 20, false, 1)`
  await ctx.sql`
    insert into schedule.visit_limit (practice_id, id, visit_type_id, per, most, kind)
    values (${ctx.practice}, ${newId()}, ${limited}, 'day', ${MOST}::int, 'refuse')`
})
let failures: unknown[] = []
afterAll(() => expect(failures).toEqual([]))

/** One morning: what the desks find on it, and when its slots are. */
type Morning = { at(slot: number): string; patient(n: number): Id<'patient'>; far: string }
type Deed = (n: number) => Promise<unknown>
/** Lays out what a deed needs, and returns it. The desks' numbers differ, so do their patients; the times are few. */
type Kind = (morning: Morning, from: number) => Promise<Deed>

const despite = ['outside-hours' as const, 'patient-already-booked' as const]
const plain = (morning: Morning, n: number, slot: number, more: object = {}) => ({
  patient: morning.patient(n),
  visitType: clinic.followUp,
  provider: lee,
  startsAt: morning.at(slot),
  despite,
  ...more,
})
const standing = (morning: Morning, n: number, more: object = {}) =>
  manager.do(bookAppointment, plain(morning, n, 0, { startsAt: away(morning, n), provider: ortiz, ...more }) as never)
/** A time in the afternoon where nobody is. */
const away = (morning: Morning, n: number) =>
  Temporal.Instant.from(morning.far)
    .add({ minutes: 20 * n })
    .toString()

const kinds: Record<string, Kind> = {
  book: async (morning, from) => n =>
    manager.do(
      bookAppointment,
      plain(morning, from + n, n % 2, n === 3 ? { visitType: clinic.procedure, provider: ortiz } : {}) as never,
    ),
  limit: async (morning, from) => n =>
    manager.do(bookAppointment, plain(morning, from + n, 2 + n, { visitType: limited }) as never),
  'hold a seat': async (morning, from) => n =>
    manager.do(holdSlot, {
      visitType: group,
      provider: lee,
      startsAt: morning.at(0),
      note: `${from}`,
      forMinutes: 1 + n,
    } as never),
  hold: async (morning, from) => n =>
    manager.do(holdSlot, {
      visitType: n % 2 ? clinic.procedure : clinic.followUp,
      provider: lee,
      startsAt: morning.at(n % 3),
      note: `${from}`,
    } as never),
  move: async (morning, from) => {
    const visits = await Promise.all(Array.from({ length: DESKS }, (_, n) => standing(morning, from + n)))
    return n =>
      manager.do(moveAppointment, { appointment: visits[n]!.id, startsAt: morning.at(n % 2), provider: lee, despite })
  },
  'undo move': async (morning, from) => {
    const visits = await Promise.all(
      Array.from({ length: DESKS }, (_, n) =>
        standing(morning, from + n, { provider: lee, startsAt: morning.at(4 + n) }),
      ),
    )
    for (const [n, visit] of visits.entries()) {
      await manager.do(moveAppointment, {
        appointment: visit.id,
        startsAt: away(morning, from + n),
        provider: ortiz,
        despite,
      })
    }
    return n => manager.do(undoStep, { appointment: visits[n]!.id, despite: ['patient-already-booked'] })
  },
  together: async (morning, from) => n => {
    // Half of the desks go the other way round: who waits for whom must not depend on the order asked for.
    const visits = [
      plain(morning, from + n, 0, { provider: ortiz }),
      plain(morning, from + n, 1),
      plain(morning, from + n, 3, { visitType: clinic.procedure }),
    ]
    return manager.do(bookTogether, { kind: 'chain', visits: (n % 2 ? visits : visits.toReversed()) as never })
  },
  overbook: async (morning, from) => n =>
    manager.do(
      overbookAppointment,
      plain(morning, from + n, n % 2, { overbookWhy: 'Race', ...(n ? {} : { visitType: limited }) }) as never,
    ),
  split: async (morning, from) => {
    const visits: Visit[] = []
    for (let n = 0; n < DESKS; n++) visits.push(await standing(morning, from + n, { minutes: 20 }))
    return async n => {
      const at = { appointment: visits[n]!.id, startsAt: morning.at(n % 2), provider: lee, minutes: 40, despite }
      await manager.do(moveAppointment, at).catch(expected)
      return manager.do(splitAppointment, { appointment: visits[n]!.id, despite: [...despite, 'limit'] })
    }
  },
  'move series': async (morning, from) => {
    const series: Visit[][] = []
    for (let n = 0; n < DESKS; n++) {
      const visits = [0, 1].map(k =>
        plain(morning, from + n, 0, { provider: ortiz, startsAt: away(morning, 2 * (from + n) + k) }),
      )
      series.push((await manager.do(bookTogether, { kind: 'series', visits: visits as never })).visits)
    }
    return n =>
      manager.do(moveSeries, {
        appointment: series[n]![0]!.id,
        reach: 'all',
        startsAt: morning.at(n % 2),
        provider: n % 2 ? lee : ortiz,
        despite,
      })
  },
  'undo together': async (morning, from) => {
    const deeds: { appointment: Id<'appointment'>; version: number }[][] = []
    for (let n = 0; n < DESKS; n++) {
      const visits = [0, 1].map(k => plain(morning, from + n, 4 + 2 * n + k))
      const made = await manager.do(bookTogether, { kind: 'series', visits: visits as never })
      const { moved } = await manager.do(moveSeries, {
        appointment: made.visits[0]!.id,
        reach: 'all',
        startsAt: away(morning, 2 * (from + n)),
        provider: ortiz,
        despite,
      })
      deeds.push(moved.map(visit => ({ appointment: visit.id, version: visit.version })))
    }
    return n => manager.do(undoTogether, { visits: deeds[n]! })
  },
  group: async (morning, from) => n =>
    manager.do(bookAppointment, plain(morning, from + n, n === 3 ? 1 : 0, { visitType: group }) as never),
  'leave group': async (morning, from) => {
    const members = await Promise.all(
      [0, 1].map(n => manager.do(bookAppointment, plain(morning, from + n, 6, { visitType: group }) as never)),
    )
    return n =>
      n < 2
        ? manager.do(cancelAppointment, { appointment: members[n]!.id })
        : manager.do(
            bookAppointment,
            plain(morning, from + n, n === 2 ? 6 : 7, n === 2 ? { visitType: group } : {}) as never,
          )
  },
  'cancel bundle': async (morning, from) => {
    const visits = [0, 1].map(k => plain(morning, from, k, { provider: ortiz }))
    const made = await manager.do(bookTogether, { kind: 'chain', visits: visits as never }).catch(expected)
    const bundle = (made as { bundle: Id<'bundle'> } | null)?.bundle
    return n =>
      n < 2 && bundle
        ? manager.do(cancelBundle, { bundle, reach: 'all' })
        : manager.do(bookAppointment, plain(morning, from + n, n % 2, { provider: ortiz }) as never)
  },
  'place pin': async (morning, from) => {
    const pins = await Promise.all(
      [0, 1].map(n =>
        manager.do(pinWish, { patient: morning.patient(from + n), visitType: clinic.followUp, provider: lee }),
      ),
    )
    return n => manager.do(placePin, { pin: pins[n % 2]!.id, startsAt: morning.at(n % 3), despite })
  },
}

/** A refusal is an answer; anything else is a failure. */
function expected(error: unknown): null {
  if (!(error instanceof Refusal) || error.kind === 'busy') failures.push(error)
  return null
}

const names = Object.keys(kinds)
const pairs = names.flatMap((one, n) => names.slice(n).map(other => [one, other] as const))

let day = 0
function nextMorning(): Morning {
  // Working days only, far apart enough from each other; every one begins at eight in New York.
  const date = Temporal.PlainDate.from('2027-01-04').add({ weeks: Math.floor(day / 5), days: day % 5 })
  day += 1
  const start = date.toZonedDateTime({ timeZone: clinic.zone, plainTime: '08:00' }).toInstant()
  return {
    at: slot => start.add({ minutes: 20 * slot }).toString(),
    patient: n => clinic.patients[n % clinic.patients.length]!,
    far: start.add({ hours: 5 }).toString(),
  }
}

async function state() {
  const [row] = await world.asOwner<{
    seats: number
    sameSeat: number
    limits: number
    shared: number
    deadlocks: number
  }>(
    `select (select coalesce(max(n), 0)::int from (select count(*) as n from schedule.appointment a
               where group_session_id is not null and state not in ('cancelled', 'no-show') group by group_session_id) s) as seats,
            (select count(*)::int from (select 1 from schedule.appointment where group_session_id is not null and state not in ('cancelled', 'no-show')
               group by group_session_id, seat having count(*) > 1) s) as "sameSeat",
            (select coalesce(max(n), 0)::int from (select count(*) as n from schedule.appointment a
               where visit_type_id = $1 and state <> 'cancelled' and overbooked_why is null group by provider_id, wall_start::date) l) as limits,
            (select count(*)::int from schedule.occupation a join schedule.occupation b on b.practice_id = a.practice_id and b.resource_id = a.resource_id
               and b.lane = a.lane and b.id > a.id and b.during && a.during where a.live and b.live) as shared,
            (select deadlocks::int from pg_stat_database where datname = current_database()) as deadlocks`,
    [limited],
  )
  return row!
}

describe('every deed that touches time beside every other', () => {
  test.each(pairs)('%s and %s', async (one, other) => {
    const morning = nextMorning()
    const first = await kinds[one]!(morning, 0)
    const second = await kinds[other]!(morning, 20)
    const done = await Promise.all(
      Array.from({ length: DESKS }, (_, n) => [first(n).catch(expected), second(n).catch(expected)]).flat(),
    )
    // A race nobody wins would prove nothing.
    expect(done.some(answer => answer !== null)).toBe(true)
    expect(failures).toEqual([])
  })
})

test('after all of it: no overlap within a lane, no seat twice, no limit passed, no time without its visit, no deadlock', async () => {
  expect(await overlaps(world)).toEqual({ overlapping: 0, unclaimed: 0 })
  const after = await state()
  expect(after.shared).toBe(0)
  expect(after.seats).toBeLessThanOrEqual(SEATS)
  expect(after.seats).toBeGreaterThan(1)
  expect(after.sameSeat).toBe(0)
  expect(after.limits).toBe(MOST)
  expect(await deadlocks()).toBe(0)
  failures = []
})

/** A server process hands in its counts when it ends; until then the figure may be stale. */
async function deadlocks(): Promise<number> {
  const rest = async () =>
    (
      await world.asOwner<{ n: number }>(
        `select count(pg_terminate_backend(pid))::int as n from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and application_name = 'anteroom app'`,
      )
    )[0]!.n
  for (let tries = 0; tries < 1000 && (await rest()) > 0; tries++);
  return (await state()).deadlocks
}
