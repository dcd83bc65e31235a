import type pg from 'pg'
import { newId } from '../src/core/id.ts'
import type { Database } from '../src/platform/database.ts'
import type { BookedUp } from './schedule-fill.ts'

// What a careful hand would write for just that case: no permissions, no row-level security, no audit of looks, no holds, no closures.

/** The next four free starts: every grid point of the hours that no occupation touches. */
export const bareNext = (db: Database, clinic: BookedUp, ask: { minutes: number; to: string }) =>
  db.owner.query({
    name: 'bare-next',
    text: `
      select t.provider_id, s.starts_at
        from schedule.weekly_template t
        join practice.location l on l.practice_id = t.practice_id and l.id = t.location_id
        cross join generate_series(0, $4::date - $3::date) d
        cross join lateral generate_series(($3::date + d + t.from_time) at time zone l.zone,
                                           ($3::date + d + t.to_time) at time zone l.zone - make_interval(mins => $2), interval '10 minutes') s(starts_at)
       where t.practice_id = $1 and t.weekday = extract(isodow from $3::date + d) and s.starts_at >= now()
         and not exists (select from schedule.occupation o
                          where o.practice_id = t.practice_id and o.resource_id = t.provider_id and o.live
                            and o.during && tstzrange(s.starts_at, s.starts_at + make_interval(mins => $2)))
       order by s.starts_at, t.provider_id limit 4`,
    values: [clinic.practice, ask.minutes, clinic.day(0), ask.to],
  })

/** The day's visits with their patients, and the hours. */
export async function bareBoard(db: Database, clinic: BookedUp, date: string, columns: number): Promise<void> {
  const providers = clinic.providers.slice(0, columns)
  await db.owner.query({
    name: 'bare-board',
    text: `select a.id, a.starts_at, a.ends_at, a.state, a.provider_id, a.room_id, a.note, p.family, p.given, p.birth_date, p.chart_number, t.short_name, t.color
             from schedule.appointment a
             join patients.patient p on p.practice_id = a.practice_id and p.id = a.patient_id
             join schedule.visit_type t on t.practice_id = a.practice_id and t.id = a.visit_type_id
            where a.practice_id = $1 and a.starts_at >= $2::date and a.starts_at < $2::date + 2 and a.wall_start::date = $2::date and a.provider_id = any($3)`,
    values: [clinic.practice, date, providers],
  })
  await db.owner.query({
    name: 'bare-hours',
    text: `select t.provider_id, t.from_time, t.to_time from schedule.weekly_template t
            where t.practice_id = $1 and t.provider_id = any($3) and t.weekday = extract(isodow from $2::date)`,
    values: [clinic.practice, date, providers],
  })
}

type Wanted = { patient: string; visitType: string; provider: string; startsAt: string }

/** One connection kept open, as a desk's program by hand would. */
export const bareSeries = (db: Database): Promise<pg.PoolClient> => db.owner.connect()

/** The same rows as a booking of ours, in one statement between begin and commit: visit, time, fact, audit line, event. */
export async function bareBook(client: pg.PoolClient, clinic: BookedUp, wanted: Wanted): Promise<void> {
  await client.query('begin')
  await client.query({
    name: 'bare-book',
    text: `
      with visit as (
        insert into schedule.appointment (practice_id, id, patient_id, visit_type_id, provider_id, location_id, starts_at, ends_at, wall_start, zone, state, state_since)
        values ($1, $2, $3, $4, $5, $6, $7::timestamptz, $7::timestamptz + interval '20 minutes', $7::timestamptz at time zone 'America/New_York', 'America/New_York', 'booked', now())
      ), taken as (
        insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, during)
        values ($1, 'provider', $5, $2, tstzrange($7::timestamptz, $7::timestamptz + interval '20 minutes'))
      ), fact as (
        insert into schedule.appointment_fact (practice_id, appointment_id, seq, what, at, by_kind, by_name, state, starts_at, ends_at, provider_id, location_id)
        values ($1, $2, 1, 'booked', now(), 'operator', 'Bench', 'booked', $7::timestamptz, $7::timestamptz + interval '20 minutes', $5, $6)
      ), line as (
        insert into platform.audit_line (practice_id, id, at, actor_kind, deed, outcome, patients, subject)
        values ($1, $2, now(), 'operator', 'schedule.book-appointment', 'done', array[$3::uuid], '{}')
      ), pending as (
        insert into platform.audit_pending (practice_id, line_id) values ($1, $2)
      )
      insert into platform.event (practice_id, at, name, facts) values ($1, now(), 'schedule.appointment-booked', '{}')`,
    values: [
      clinic.practice,
      newId(),
      wanted.patient,
      wanted.visitType,
      wanted.provider,
      clinic.location,
      wanted.startsAt,
    ],
  })
  await client.query('commit')
}

/** Connections of as many desks, as the database's owner: without row-level security, as by hand. Close them after use. */
export const bareDesks = (db: Database, desks: number): Promise<pg.PoolClient[]> =>
  Promise.all(
    Array.from({ length: desks }, async () => {
      const client = await db.app.connect()
      await client.query('set role none')
      return client
    }),
  )
