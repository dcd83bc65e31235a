import { expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { addDays } from '../../core/calendar-day.ts'
import { newId } from '../../core/id.ts'
import { openClinic } from '../schedule/clinic.fixture.ts'
import { type Seeded, seeded } from '../simulator/seeded.ts'
import {
  type PlainHistory,
  type PlainVisit,
  plainConfirm,
  plainOrders,
  plainRebook,
  plainRecall,
} from './plain-lists.fixture.ts'

const world = await openWorld()
const clinic = await openClinic(world, { hours: false, providers: 1, patients: 1 })
const zone = clinic.zone
const types = [clinic.followUp, clinic.procedure] as string[]
const day_ms = 86_400_000

/** Mostly ordinary moments, and around every change of the clock, midnight, month's end. */
function momentOf(chance: Seeded): number {
  const near = chance.pick([
    '2026-03-08T06:30:00Z',
    '2026-11-01T05:30:00Z',
    '2027-01-01T04:59:00Z',
    '2028-02-29T05:01:00Z',
    '',
  ])
  if (near) return Date.parse(near) + chance.whole(-36, 36) * 3_600_000
  return Date.parse('2026-06-01T00:00:00Z') + chance.whole(0, 500 * 1440) * 60_000
}

function historyOf(chance: Seeded): PlainHistory {
  const now = momentOf(chance)
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString()
  const locations = [clinic.location as string, newId<'location'>() as string]
  const patients = Array.from({ length: 14 }, () => ({
    id: newId() as string,
    born: chance.chance(0.9) ? addDays('1940-01-01', chance.whole(0, 28_000)) : null,
    dead: chance.chance(0.08),
    stopped: chance.chance(0.1),
  }))
  const visits: PlainVisit[] = []
  for (let n = 0; n < 90; n++) {
    const startsAt = Math.floor((now + chance.whole(-900 * 24, 12 * 24) * 3_600_000) / 600_000) * 600_000
    const soon = chance.chance(0.25)
    const start = soon ? Math.floor((now + chance.whole(-30, 110) * 3_600_000) / 600_000) * 600_000 : startsAt
    const state = chance.pick(
      start < now
        ? (['checked-out', 'checked-out', 'cancelled', 'no-show', 'booked'] as const)
        : (['booked', 'booked', 'booked', 'confirmed', 'cancelled'] as const),
    )
    const stateSince =
      state === 'cancelled'
        ? start - chance.whole(0, 20) * day_ms - 60_000
        : state === 'no-show'
          ? start + 60_000
          : start
    visits.push({
      id: newId() as string,
      patient: chance.pick(patients).id,
      type: chance.pick(types),
      location: chance.pick(locations),
      state,
      startsAt: start,
      endsAt: start + 20 * 60_000,
      stateSince: Math.min(stateSince, Math.max(now, start)),
      reason: state === 'cancelled' ? chance.pick(['patient', 'patient: no ride', 'practice: ill']) : null,
    })
  }
  const hours = locations.flatMap(location =>
    chance.chance(0.2)
      ? []
      : [1, 2, 3, 4, 5, 6]
          .filter(() => chance.chance(0.7))
          .map(weekday => {
            const everyWeeks = chance.pick([1, 1, 2])
            return {
              location,
              weekday,
              everyWeeks,
              week: everyWeeks === 1 ? 0 : chance.whole(0, 1),
              from: chance.chance(0.8) ? '2020-01-01' : addDays(today, chance.whole(-5, 5)),
              to: chance.chance(0.8) ? null : addDays(today, chance.whole(5, 12)),
            }
          }),
  )
  const closed = Array.from({ length: chance.whole(0, 3) }, () => {
    const from = addDays(today, chance.whole(-2, 6))
    return { location: chance.chance(0.5) ? null : chance.pick(locations), from, to: addDays(from, chance.whole(0, 3)) }
  })
  const rules = Array.from({ length: 3 }, () => ({
    id: newId() as string,
    after: chance.pick(types),
    recall: chance.pick(types),
    months: chance.pick([1, 3, 6, 12, 24]),
    lead: chance.pick([0, 14, 30]),
    ageFrom: chance.chance(0.3) ? chance.whole(18, 50) : null,
    ageTo: chance.chance(0.3) ? chance.whole(50, 90) : null,
  }))
  const broken = visits.filter(visit => visit.state !== 'confirmed')
  const orders = Array.from({ length: 8 }, () => {
    const visit = chance.chance(0.6) ? broken.splice(chance.whole(0, broken.length - 1), 1)[0]! : null
    const earliest = addDays(today, chance.whole(-30, 90))
    return {
      id: newId() as string,
      patient: visit?.patient ?? chance.pick(patients).id,
      priority: chance.pick(['routine', 'urgent', 'stat'] as const),
      earliest,
      latest: addDays(earliest, chance.whole(0, 40)),
      visit: visit?.id ?? null,
    }
  })
  return { now, zone, locations, hours, closed, patients, visits, rules, orders }
}

/** What the database makes of a history; everything is written and read in one transaction that is taken back. */
async function listsOf(history: PlainHistory): Promise<Record<string, string[]>> {
  const client = await world.app.db.owner.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('anteroom.practice', $1, true)`, [world.practice])
    await client.query('set local role anteroom_app')
    const write = (text: string, rows: unknown) => client.query(text, [world.practice, JSON.stringify(rows)])
    const iso = (ms: number) => new Date(ms).toISOString()
    await write(
      `insert into practice.location (practice_id, id, name, zone) select $1, id::uuid, 'Other', '${zone}' from jsonb_array_elements_text($2::jsonb) id`,
      [history.locations[1]],
    )
    await write(
      `insert into patients.patient (practice_id, id, chart_number, family, given, family_n, given_n, registered_at, birth_date, deceased_on)
       select $1, id, id::text, 'Fictional', 'Pat', 'fictional', 'pat', '2020-01-01', born, case when dead then '2026-01-01'::date end
         from jsonb_to_recordset($2::jsonb) as p(id uuid, born date, dead boolean)`,
      history.patients.map(one => ({ ...one, id: one.id })),
    )
    await write(
      `insert into worklists.recall_stop (practice_id, id, patient_id, stopped_at) select $1, gen_random_uuid(), id, '2026-01-01'
         from jsonb_to_recordset($2::jsonb) as p(id uuid, stopped boolean) where stopped`,
      history.patients,
    )
    await write(
      `insert into schedule.weekly_template (practice_id, id, provider_id, location_id, weekday, from_time, to_time, valid_from, valid_to, every_weeks, week)
       select $1, gen_random_uuid(), '${clinic.providers[0]}', location, weekday, time '08:00' + n * interval '1 hour', time '09:00' + n * interval '1 hour', since, until, every, week
         from jsonb_to_recordset($2::jsonb) as h(location uuid, weekday int, since date, until date, every int, week int, n int)`,
      history.hours.map(one => ({
        location: one.location,
        weekday: one.weekday,
        since: one.from,
        until: one.to,
        every: one.everyWeeks,
        week: one.week,
        n: history.locations.indexOf(one.location),
      })),
    )
    await write(
      `insert into schedule.closure (practice_id, id, location_id, on_date, until_date, name)
       select $1, gen_random_uuid(), location, since, until, 'Closed' from jsonb_to_recordset($2::jsonb) as c(location uuid, since date, until date)`,
      history.closed.map(one => ({ location: one.location, since: one.from, until: one.to })),
    )
    const visits = history.visits.map(one => ({
      ...one,
      starts: iso(one.startsAt),
      ends: iso(one.endsAt),
      since: iso(one.stateSince),
    }))
    await write(
      `insert into schedule.appointment (practice_id, id, patient_id, visit_type_id, provider_id, location_id, starts_at, ends_at, wall_start, zone, state, state_since)
       select $1, id, patient, type, '${clinic.providers[0]}', location, starts, ends, starts at time zone '${zone}', '${zone}', state, since
         from jsonb_to_recordset($2::jsonb) as v(id uuid, patient uuid, type uuid, location uuid, starts timestamptz, ends timestamptz, state text, since timestamptz)`,
      visits,
    )
    await write(
      `insert into schedule.appointment_fact (practice_id, appointment_id, seq, what, at, by_kind, by_name, state, reason, starts_at, ends_at)
       select $1, id, 1, state, since, 'system', 'Test', state, reason, starts, ends
         from jsonb_to_recordset($2::jsonb) as v(id uuid, starts timestamptz, ends timestamptz, state text, since timestamptz, reason text)`,
      visits,
    )
    await write(
      `insert into worklists.recall_rule (practice_id, id, name, after_type_id, recall_type_id, months, lead_days, age_from, age_to)
       select $1, id, id::text, after, recall, months, lead, "ageFrom", "ageTo"
         from jsonb_to_recordset($2::jsonb) as r(id uuid, after uuid, recall uuid, months int, lead int, "ageFrom" int, "ageTo" int)`,
      history.rules,
    )
    await write(
      `insert into worklists.visit_order (practice_id, id, patient_id, kind, title, visit_type_id, ordered_at, priority, earliest, latest, authorisation, appointment_id)
       select $1, id, patient, 'test', 'Test', '${clinic.followUp}', '2026-01-01', priority, earliest, latest, 'not-needed', visit
         from jsonb_to_recordset($2::jsonb) as o(id uuid, patient uuid, priority text, earliest date, latest date, visit uuid)`,
      history.orders,
    )
    const { rows } = await client.query<{
      list: string
      item: string
      patient_id: string
      visit_type_id: string
      due_on: string
      waiting: boolean
    }>(
      `select list, item, patient_id, visit_type_id, due_on::text, waiting from worklists.open_items(null, $1) order by list, turn`,
      [iso(history.now)],
    )
    const due = (list: string) => rows.filter(row => row.list === list && !row.waiting)
    const recalls = due('recall').map(row => `${row.due_on} ${row.patient_id} ${row.visit_type_id}`)
    return {
      confirm: due('confirm').map(row => row.item),
      rebook: due('rebook').map(row => row.item),
      recall: recalls,
      orders: due('orders').map(row => row.item),
    }
  } finally {
    await client.query('rollback')
    client.release()
  }
}

it('says the same as the plain reference over random histories', { timeout: 120_000 }, async () => {
  const seed = process.env.WORKLISTS_SEED ?? '20261124'
  const chance = seeded(`worklists ${seed}`)
  const seen = { confirm: 0, rebook: 0, recall: 0, orders: 0 }
  for (let n = 0; n < 100; n++) {
    const history = historyOf(chance)
    const found = await listsOf(history)
    const where = `history ${n} of seed ${seed}, now ${new Date(history.now).toISOString()}`
    expect(found.confirm, where).toEqual(plainConfirm(history))
    expect(found.rebook, where).toEqual(plainRebook(history))
    expect(found.orders, where).toEqual(plainOrders(history))
    const days = found.recall!.map(text => text.slice(0, 10))
    expect(days, where).toEqual(days.toSorted())
    expect(found.recall!.toSorted(), where).toEqual(plainRecall(history))
    for (const list of Object.keys(seen) as (keyof typeof seen)[]) seen[list] += found[list]!.length
  }
  // Empty lists would agree as well: each must have had its rows.
  for (const [list, rows] of Object.entries(seen)) expect(rows, list).toBeGreaterThan(100)
})
