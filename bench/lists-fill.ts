import { type Id, newId } from '../src/core/id.ts'
import { foundPractice } from '../src/features/practice/index.ts'
import type { App } from '../src/platform/context.ts'

const ZONE = 'America/New_York'

/** A practice with a past: every list has its rows. */
export type Grown = { practice: Id<'practice'>; types: string[]; patients: number; visits: number }

/** Three years of visits of so many patients, up to two months ahead, as eighty providers would have had them: of ten that are over eight were
 *  kept, one was cancelled, the rest missed; some of what lies ahead is confirmed. Half of the patients come for the yearly exam. With it recall
 *  rules, follow-ups, orders, requests, and a past of rows that were tried or closed. Straight into the tables, the same every time. */
export async function fillLists(app: App, ask: { patients: number; visits: number }): Promise<Grown> {
  const practice = newId<'practice'>()
  const location = newId() as string
  const ids = (count: number) => Array.from({ length: count }, () => newId() as string)
  const providers = ids(80)
  const types = ids(5)
  await foundPractice(app, { id: practice, name: 'Grown Street Clinic', zone: ZONE }, async () => {})
  const owner = await app.db.owner.connect()
  const write = (text: string, ...values: unknown[]) => owner.query(text, [practice, ...values])
  try {
    // Rows by the hundred thousand: foreign keys are right by construction.
    await owner.query('set session_replication_role = replica')
    await owner.query('select setseed(0.5)')
    await write(
      `insert into practice.location (practice_id, id, name, zone) values ($1, $2, 'Grown Street', '${ZONE}')`,
      location,
    )
    await write(
      `insert into practice.provider (practice_id, id, family, given, location_id)
       select $1, id, 'Grown' || n, 'Ada', $3 from unnest($2::uuid[]) with ordinality as p(id, n)`,
      providers,
      location,
    )
    await write(
      `insert into schedule.visit_type (practice_id, id, name, short_name, minutes, step_minutes)
       select $1, id, name, name, 20, 10 from unnest($2::uuid[], '{Follow-up,Exam,New,Lab,Procedure}'::text[]) as t(id, name)`,
      types,
    )
    await write(
      `insert into schedule.weekly_template (practice_id, id, provider_id, location_id, weekday, from_time, to_time, valid_from)
       select $1, gen_random_uuid(), p, $3, d, '08:00', '17:00', '2020-01-01' from unnest($2::uuid[]) p, generate_series(1, 5) d`,
      providers,
      location,
    )
    await write(
      `insert into patients.patient (practice_id, id, chart_number, family, given, family_n, given_n, birth_date, email, registered_at, deceased_on)
       select $1, md5('${practice}' || n)::uuid, n::text, 'Fictional' || n, 'Grown', 'fictional' || n, 'grown', date '1930-01-01' + (n * 7919) % 33000,
              case when n % 3 = 0 then 'grown.' || n || '@example.org' else '' end, now() - interval '3 years',
              case when n % 97 = 0 then date '2025-01-01' end
         from generate_series(1, $2::int) n`,
      ask.patients,
    )
    await write(
      `insert into patients.phone (practice_id, id, patient_id, e164, kind, place)
       select p.practice_id, gen_random_uuid(), p.id, '+1555' || lpad(p.chart_number, 7, '0'), 'mobile', 0 from patients.patient p where p.practice_id = $1`,
    )
    await write(
      `insert into schedule.appointment (practice_id, id, patient_id, visit_type_id, provider_id, location_id, starts_at, ends_at, wall_start, zone, state,
         state_since)
       select $1, gen_random_uuid(), md5('${practice}' || (1 + floor(power(random(), 1.3) * $5::int)::int))::uuid,
              ($3::uuid[])[case when k < 0.45 then 1 when k < 0.65 then 2 when k < 0.75 then 3 when k < 0.9 then 4 else 5 end],
              ($2::uuid[])[1 + n % 80], $4, w.at, w.at + interval '20 minutes', w.at at time zone '${ZONE}', '${ZONE}',
              case when w.at > now() then case when s < 0.55 then 'booked' when s < 0.93 then 'confirmed' else 'cancelled' end
                   else case when s < 0.83 then 'checked-out' when s < 0.94 then 'cancelled' else 'no-show' end end,
              least(w.at - case when s between 0.83 and 0.94 then interval '2 days' else interval '0' end, now())
         from (select n, random() as k, random() as s, random() as w from generate_series(1, $6::int) n) v,
              lateral (select (current_date - 1095 + floor(v.w * 1155)::int + time '08:00' + v.n % 27 * interval '20 minutes') at time zone '${ZONE}' as at) w`,
      providers,
      types,
      location,
      ask.patients,
      ask.visits,
    )
    await write(
      `insert into schedule.appointment_fact (practice_id, appointment_id, seq, what, at, by_kind, by_name, state, reason, starts_at, ends_at)
       select a.practice_id, a.id, 1, case when a.state in ('cancelled', 'no-show') then a.state else 'booked' end, a.state_since, 'staff', 'Bench', a.state,
              case when a.state = 'cancelled' and random() < 0.2 then 'practice: provider ill' when a.state = 'cancelled' then 'patient: other plans' end,
              a.starts_at, a.ends_at
         from schedule.appointment a where a.practice_id = $1`,
    )
    await write(
      `insert into worklists.recall_rule (practice_id, id, name, after_type_id, recall_type_id, months, lead_days, age_from)
       values ($1, gen_random_uuid(), 'Yearly exam', $2::uuid, $2::uuid, 12, 30, null),
              ($1, gen_random_uuid(), 'Lab twice a year', $3::uuid, $3::uuid, 6, 14, 18),
              ($1, gen_random_uuid(), 'Exam after a procedure', $4::uuid, $2::uuid, 3, 30, null)`,
      types[1],
      types[3],
      types[4],
    )
    await write(
      `insert into schedule.follow_up (practice_id, id, after_appointment_id, patient_id, visit_type_id, provider_id, due_on, window_from, window_until, state, made_at)
       select a.practice_id, gen_random_uuid(), a.id, a.patient_id, a.visit_type_id, a.provider_id, (a.starts_at + interval '3 months')::date,
              (a.starts_at + interval '11 weeks')::date, (a.starts_at + interval '15 weeks')::date, 'open', a.starts_at
         from schedule.appointment a
        where a.practice_id = $1 and a.state = 'checked-out' and a.visit_type_id = $2::uuid and a.starts_at > now() - interval '6 months' and random() < 0.3`,
      types[0],
    )
    await write(
      `insert into worklists.visit_order (practice_id, id, patient_id, kind, title, visit_type_id, ordered_at, priority, earliest, latest, authorisation)
       select $1, gen_random_uuid(), md5('${practice}' || (1 + n * 7 % $3::int))::uuid, 'test', 'Test ' || n, $2, now() - interval '10 days',
              (array['routine', 'routine', 'routine', 'urgent', 'stat'])[1 + n % 5], current_date - 20 + n % 90, current_date + n % 90, 'not-needed'
         from generate_series(1, 1500) n`,
      types[3],
      ask.patients,
    )
    await write(
      `insert into worklists.visit_request (practice_id, id, patient_id, visit_type_id, source, asked_at, state)
       select $1, gen_random_uuid(), md5('${practice}' || (1 + n * 11 % $3::int))::uuid, $2, 'portal', now() - n * interval '1 hour', 'open'
         from generate_series(1, 60) n`,
      types[0],
      ask.patients,
    )
    await owner.query('reset session_replication_role')
    await owner.query('analyze')
    await write(`select set_config('anteroom.practice', $1, false)`)
    await write(
      `insert into worklists.work_item (practice_id, list, id, patient_id, state, next_at, tries, last_at, last_by_name, last_what, closed_reason)
       select $1, i.list, i.item, i.patient_id, case when n % 2 = 0 then 'closed' else 'open' end, now() + (n % 40 - 10) * interval '1 day', 1 + n % 4,
              now() - interval '3 days', 'Bench', 'no-answer', case when n % 2 = 0 then 'no-answer' end
         from (select i.*, row_number() over (order by i.item) as n from worklists.standing_rows(null, now(), false) i where i.list in ('recall', 'rebook')) i
        where n % 2 = 0 or n % 3 = 0`,
    )
    await owner.query('vacuum (analyze)')
    await owner.query('checkpoint')
  } finally {
    owner.release(true)
  }
  return { practice, types, patients: ask.patients, visits: ask.visits }
}
