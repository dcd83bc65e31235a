import type { World } from '../../../../test/world.ts'
import { newId } from '../../../core/id.ts'
import { openClinic } from '../clinic.fixture.ts'

type Span = readonly [number, number]

export type Given = {
  date: string
  zone: string
  hours: Span[]
  away: Span[]
  closed: Span[]
  taken: Span[]
  roomTaken: Span[]
  minutes: number
  step: number
  needsRoom: boolean
  part: 'am' | 'pm' | 'evening' | 'any'
}

const PREPARE = 10
const CLEAN = 5

/** Writes one provider's day into the tables and finds its openings the slow way: every minute of the day is tried, every minute of the visit
 *  and its room is looked at. */
export async function naiveOpenings(world: World, given: Given) {
  const clinic = await openClinic(world, { providers: 1, rooms: 1, patients: 1, zone: given.zone, hours: false })
  const type = newId<'visit-type'>()
  const [provider, room, patient] = [clinic.providers[0]!, clinic.rooms[0]!, clinic.patients[0]!]
  const text = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  // Wall-clock time to instant, as PostgreSQL has it: skipped times count on, times shown twice are the later.
  const at = (minute: number) =>
    Temporal.PlainDateTime.from(`${given.date}T${text(minute)}`).toZonedDateTime(given.zone, {
      disambiguation: 'later',
    }).epochMilliseconds / 60_000
  const taken = apart(given.taken, at)
  const roomTaken = apart(given.roomTaken, at)
  await world.inside(async ctx => {
    await ctx.sql`
      insert into schedule.visit_type (practice_id, id, name, short_name, minutes, prepare_minutes, clean_minutes, step_minutes, needs_room)
      values (${ctx.practice}, ${type}, ${type}, ${type.slice(-12)}, ${given.minutes}, ${PREPARE}, ${CLEAN}, ${given.step}, ${given.needsRoom})`
    for (const [from, to] of given.hours) {
      await ctx.sql`
        insert into schedule.hours_exception (practice_id, id, provider_id, kind, location_id, on_date, until_date, from_time, to_time)
        values (${ctx.practice}, ${newId()}, ${provider}, 'open', ${clinic.location}, ${given.date}, ${given.date}, ${text(from)}, ${text(to)})`
    }
    for (const [from, to] of given.away) {
      await ctx.sql`
        insert into schedule.hours_exception (practice_id, id, provider_id, kind, on_date, until_date, from_time, to_time)
        values (${ctx.practice}, ${newId()}, ${provider}, 'away', ${given.date}, ${given.date}, ${text(from)}, ${text(to)})`
    }
    for (const [from, to] of given.closed) {
      await ctx.sql`
        insert into schedule.closure (practice_id, id, location_id, on_date, until_date, from_time, to_time, name)
        values (${ctx.practice}, ${newId()}, ${clinic.location}, ${given.date}, ${given.date}, ${text(from)}, ${text(to)}, 'Storm')`
    }
    for (const [resource, kind, spans] of [
      [provider, 'provider', taken],
      [room, 'room', roomTaken],
    ] as const) {
      for (const [from, to] of spans) {
        if (at(from) >= at(to)) continue
        const appointment = newId()
        await ctx.sql`
          with visit as (
            insert into schedule.appointment (practice_id, id, patient_id, visit_type_id, provider_id, location_id, starts_at, ends_at, wall_start, zone,
                   state, state_since)
            values (${ctx.practice}, ${appointment}, ${patient}, ${type}, ${provider}, ${clinic.location}, to_timestamp(${at(from)}::bigint * 60),
                    to_timestamp(${at(from)}::bigint * 60) + interval '5 minutes', '2027-01-01', ${given.zone}, 'booked', ${ctx.now.toString()})
          )
          insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, during)
          values (${ctx.practice}, ${kind}, ${resource}, ${appointment},
                  tstzrange(to_timestamp(${at(from)}::bigint * 60), to_timestamp(${at(to)}::bigint * 60)))`
      }
    }
  })

  const inside = (spans: readonly Span[], minute: number) =>
    spans.some(([from, to]) => minute >= at(from) && minute < at(to))
  const open = (minute: number) =>
    inside(given.hours, minute) &&
    !inside(given.away, minute) &&
    !inside(given.closed, minute) &&
    !inside(taken, minute)
  const every = (from: number, to: number, good: (minute: number) => boolean) => {
    for (let minute = from; minute < to; minute++) if (!good(minute)) return false
    return true
  }
  const midnight = at(0)
  const expected: string[] = []
  let anchor = 0
  for (let minute = midnight; minute < midnight + 26 * 60; minute++) {
    if (inside(given.hours, minute) && !inside(given.hours, minute - 1)) anchor = minute
    if (!inside(given.hours, minute) || (minute - anchor) % given.step !== 0) continue
    const hour = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(given.zone).hour
    const part = hour < 12 ? 'am' : hour < 17 ? 'pm' : 'evening'
    if (given.part !== 'any' && given.part !== part) continue
    if (!every(minute, minute + given.minutes, open)) continue
    const roomFree = (m: number) => !inside(roomTaken, m)
    if (given.needsRoom && !every(minute - PREPARE, minute + given.minutes + CLEAN, roomFree)) continue
    expected.push(Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toString())
  }
  const asked = {
    visitType: type,
    providers: [provider],
    from: given.date,
    to: given.date,
    partOfDay: given.part,
    limit: 100,
  }
  return { asked, expected: expected.slice(0, 100) }
}

/** Spans that do not overlap as instants, as occupations cannot. */
function apart(spans: readonly Span[], at: (minute: number) => number): Span[] {
  const kept: Span[] = []
  for (const [from, to] of spans) {
    if (!kept.some(other => at(from) < at(other[1]) && at(other[0]) < at(to))) kept.push([from, to])
  }
  return kept
}
