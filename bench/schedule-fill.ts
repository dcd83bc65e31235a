import { addDays } from '../src/core/calendar-day.ts'
import { type Id, newId } from '../src/core/id.ts'
import { foundPractice } from '../src/features/practice/index.ts'
import type { App } from '../src/platform/context.ts'

const ZONE = 'America/New_York'

export type BookedUp = {
  practice: Id<'practice'>
  location: string
  visitType: string
  providers: string[]
  patients: string[]
  /** The day so many days after the first. */
  day(n: number): string
  /** Start of the n-th free 20 minutes (24 a working day), long after everything that is booked. */
  slot(n: number): string
}

/** A practice of its own: providers who work seven days a week, 08:00-12:00 and 13:00-17:00, booked up for some days but for one gap of
 *  20 minutes in six or so. Straight into the tables; the figures of asking do not depend on how the rows came there. */
export async function fillSchedule(
  app: App,
  ask: { providers: number; days: number; patients: number },
): Promise<BookedUp> {
  const ids = (count: number) => Array.from({ length: count }, () => newId() as string)
  const clinic = { practice: newId<'practice'>(), location: newId() as string, visitType: newId() as string }
  const providers = ids(ask.providers)
  const patients = ids(ask.patients)
  const first = addDays(app.clock.now().toZonedDateTimeISO(ZONE).toPlainDate().toString(), 1)
  await foundPractice(app, { id: clinic.practice, name: 'Bench Street Clinic', zone: ZONE }, async () => {})
  const owner = await app.db.owner.connect()
  const here = clinic.practice
  try {
    // Rows by the hundred thousand: foreign keys are right by construction, and the constraint is built once at the end.
    await owner.query(`set session_replication_role = replica`)
    await owner.query(
      `insert into practice.location (practice_id, id, name, zone) values ($1, $2, 'Bench Street', $3)`,
      [here, clinic.location, ZONE],
    )
    await owner.query(
      `insert into practice.provider (practice_id, id, family, given, location_id) select $1, id, 'Bench' || n, 'Ada', $3 from unnest($2::uuid[]) with ordinality as p(id, n)`,
      [here, providers, clinic.location],
    )
    await owner.query(
      `insert into patients.patient (practice_id, id, chart_number, family, given, family_n, given_n, registered_at)
       select $1, id, n::text, 'Fictional' || n, 'Bench', 'fictional' || n, 'bench', now() from unnest($2::uuid[]) with ordinality as p(id, n)`,
      [here, patients],
    )
    await owner.query(
      `insert into schedule.visit_type (practice_id, id, name, short_name, minutes, step_minutes, horizon_days) values ($1, $2, 'Follow-up', 'f/u', 20, 10, 1830)`,
      [here, clinic.visitType],
    )
    await owner.query(
      `insert into schedule.weekly_template (practice_id, id, provider_id, location_id, weekday, from_time, to_time, valid_from)
       select $1, gen_random_uuid(), p, $3, d, s.a::time, s.b::time, '2020-01-01'
         from unnest($2::uuid[]) p, generate_series(1, 7) d, (values ('08:00', '12:00'), ('13:00', '17:00')) s(a, b)`,
      [here, providers, clinic.location],
    )
    if (ask.days > 0) await bookUp(owner, { ...clinic, providers, patients, first, days: ask.days })
    await owner.query('reset session_replication_role')
    await owner.query(
      'analyze schedule.occupation, schedule.appointment, schedule.weekly_template, practice.provider, patients.patient',
    )
  } finally {
    owner.release()
  }
  const free = addDays(first, 400)
  return {
    ...clinic,
    providers,
    patients,
    day: n => addDays(first, n),
    slot(n) {
      const day = addDays(free, Math.floor(n / 24))
      const place = n % 24
      const minute = 8 * 60 + 20 * place + (place >= 12 ? 60 : 0)
      return Temporal.PlainDate.from(day)
        .toZonedDateTime({
          timeZone: ZONE,
          plainTime: Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 }),
        })
        .toInstant()
        .toString()
    },
  }
}

async function bookUp(
  owner: { query(text: string, values?: unknown[]): Promise<unknown> },
  clinic: {
    practice: string
    location: string
    visitType: string
    providers: string[]
    patients: string[]
    first: string
    days: number
  },
): Promise<void> {
  await owner.query('alter table schedule.occupation drop constraint occupation_no_overlap')
  await owner.query(
    `insert into schedule.appointment (practice_id, id, patient_id, visit_type_id, provider_id, location_id, starts_at, ends_at, wall_start, zone, state, state_since)
     select $1, gen_random_uuid(), ($6::uuid[])[1 + ((p.n * 24 + s) * 7 + d) % cardinality($6::uuid[])], $3, p.id, $2, w.wall at time zone '${ZONE}',
            w.wall at time zone '${ZONE}' + interval '20 minutes', w.wall, '${ZONE}', 'booked', now()
       from unnest($5::uuid[]) with ordinality as p(id, n), generate_series(0, $7::int - 1) d, generate_series(0, 23) s,
            lateral (select $4::date + d + make_interval(mins => 480 + 20 * s + case when s >= 12 then 60 else 0 end) as wall) w
      where (hashint8(p.n * 100000 + d * 100 + s) & 7) <> 0 or s % 6 = 0`,
    [clinic.practice, clinic.location, clinic.visitType, clinic.first, clinic.providers, clinic.patients, clinic.days],
  )
  await owner.query(
    `insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, during)
     select practice_id, 'provider', provider_id, id, tstzrange(starts_at, ends_at) from schedule.appointment where practice_id = $1
      order by provider_id, starts_at`,
    [clinic.practice],
  )
  await owner.query(
    `alter table schedule.occupation add constraint occupation_no_overlap exclude using gist
       (practice_id with =, resource_id with =, lane with =, during with &&) where (live)`,
  )
}
