import { type Id, newId } from '../src/core/id.ts'
import type { App, Caller } from '../src/platform/context.ts'
import { everybody } from './bench-app.ts'
import { fillLists } from './lists-fill.ts'

/** A practice whose inbox is full: who looks at it, and how much is in it. */
export type FullDesk = { practice: Id<'practice'>; me: Id<'staff'>; caller: Caller; patients: string[] }

/** A practice with years of visits behind it, so many settled messages and calls, and some five thousand things that wait, of every kind a busy house
 *  has: `scale` 1; a tenth of it for a quick look. Straight into the tables, the same every time. */
export async function fillInbox(
  app: App,
  ask: { scale: number; settled: number; patients: number; visits: number },
): Promise<FullDesk> {
  const grown = await fillLists(app, { patients: ask.patients, visits: ask.visits })
  const { practice } = grown
  const many = (count: number) => Math.max(3, Math.round(count * ask.scale))
  const staff = Array.from({ length: 40 }, () => newId<'staff'>())
  const pools = Array.from({ length: 4 }, () => newId() as string)
  const me = staff[0]!
  const owner = await app.db.owner.connect()
  const write = (text: string, ...values: unknown[]) => owner.query(text, [practice, ...values])
  try {
    await owner.query('set session_replication_role = replica')
    await owner.query('select setseed(0.25)')
    await write(
      `insert into practice.staff (practice_id, id, name, email, created_at)
       select $1, id, 'Made-up Person ' || n, 'made.up.' || n || '@example.org', now() from unnest($2::uuid[]) with ordinality as s (id, n)`,
      staff,
    )
    await write(
      `insert into practice.staff_role (practice_id, staff_id, role_id)
       select $1, s.id, r.id from unnest($2::uuid[]) with ordinality as s (id, n)
         join practice.role r on r.practice_id = $1 and r.key = case when s.n % 4 = 1 then 'secretary' else 'provider' end`,
      staff,
    )
    await write(
      `insert into calls.message_pool (practice_id, id, name) select $1, id, 'Pool ' || n from unnest($2::uuid[]) with ordinality as p (id, n)`,
      pools,
    )
    await write(
      `insert into calls.message_pool_member (practice_id, pool_id, staff_id)
       select $1, p.id, s.id from unnest($2::uuid[]) with ordinality as p (id, n) join unnest($3::uuid[]) with ordinality as s (id, n) on s.n % 4 + 1 = p.n`,
      pools,
      staff,
    )
    // Years of telephone: of ten calls nine were answered, one was missed, most of these long ago.
    await write(
      `insert into calls.call (practice_id, id, direction, number, number_text, ringing_at, taken_at, ended_at, outcome, closed_at, patient_id, note)
       select $1, gen_random_uuid(), case when n % 5 = 0 then 'out' else 'in' end, '+1555' || lpad((n % $2::int + 1)::text, 7, '0'), '', h.at,
              case when n % 10 > 0 then h.at end, h.at, case when n % 10 > 0 then 'answered' else 'abandoned' end, h.at,
              case when n % 10 > 0 then md5('${practice}' || (n % $2::int + 1))::uuid end, 'Made up'
         from generate_series(1, $3::int) n, lateral (select now() - make_interval(mins => (n * 7 % 1500000)) as at) h`,
      ask.patients,
      ask.settled,
    )
    const message = `insert into calls.message (practice_id, id, to_staff, to_pool, to_role, left_by, left_at, patient_id, text, priority, due_at, kind, number, fields,
        answered_at, finished_at, finished_as, claimed_by, claimed_at, next_try_at)
       select $1, gen_random_uuid(), case when n % 10 < 6 then ($2::uuid[])[1 + n % 40] end, case when n % 10 in (6, 7) then ($3::uuid[])[1 + n % 4] end,
              case when n % 10 > 7 then (select r.id from practice.role r where r.practice_id = $1 and r.key = case when n % 20 < 10 then 'secretary' else 'provider' end) end,
              ($2::uuid[])[1 + (n * 7) % 40], h.at, md5('${practice}' || (1 + n * 13 % $4::int))::uuid,
              (array['asks for a refill of the blue tablets', 'wants to know whether the result is there', 'needs the form for school', 'asks about the bill', 'please call back'])[1 + n % 5] || ' ' || n,
              (array['normal', 'normal', 'today', 'urgent'])[1 + n % 4], h.at + interval '1 day', k.kind, case when k.kind = 'call-back' then '+15550' || lpad((n % 1000000)::text, 6, '0') end,
              case when k.kind = 'refill' then '{"medicine": "Blue tablets"}'::jsonb else '{}' end,`
    const kindOf = `lateral (select (array['note', 'note', 'refill', 'result', 'form', 'billing', 'call-back', 'call-back'])[1 + n % 8] as kind) k`
    await write(
      `${message} null, h.at + interval '5 hours', 'done', null, null, null
         from generate_series(1, $5::int) n, lateral (select now() - interval '1 day' - make_interval(mins => (n * 11 % 1500000)) as at) h, ${kindOf}`,
      staff,
      pools,
      ask.patients,
      ask.settled,
    )
    await write(
      `${message} case when n % 9 = 0 then h.at + interval '1 hour' end, null, null, case when n % 11 = 0 then ($2::uuid[])[1 + n % 40] end, case when n % 11 = 0 then h.at end,
              case when k.kind = 'call-back' then h.at + interval '2 hours' end
         from generate_series(1, $5::int) n, lateral (select now() - make_interval(mins => (n * 11 % 3000)) as at) h, ${kindOf}`,
      staff,
      pools,
      ask.patients,
      many(2_600),
    )
    // Who gave up today and was not called back.
    await write(
      `insert into calls.call (practice_id, id, direction, number, number_text, ringing_at, ended_at, outcome, closed_at)
       select $1, gen_random_uuid(), 'in', '+1907' || lpad((n % $2::int)::text, 7, '0'), '', h.at, h.at, 'abandoned', h.at
         from generate_series(1, $3::int) n, lateral (select now() - make_interval(mins => n % 1400) as at) h`,
      many(250),
      many(400),
    )
    await write(
      `insert into calls.call (practice_id, id, direction, number, number_text, ringing_at) select $1, gen_random_uuid(), 'in', '+1555000000' || n, '', now() from generate_series(1, 3) n`,
    )
    await write(
      `insert into voicemail.voicemail (practice_id, id, kind, received_at, number, seconds, patient_id, settled_at)
       select $1, gen_random_uuid(), 'voicemail', now() - make_interval(mins => n), '+1555' || lpad(n::text, 7, '0'), 30 + n % 60,
              md5('${practice}' || n % $4::int)::uuid, case when n > $2::int then now() end from generate_series(1, $3::int) n`,
      many(150),
      many(3_000),
      ask.patients,
    )
    await write(
      `insert into arrivals.walk_in (practice_id, id, location_id, name, reason, urgency, came_at, state, state_since)
       select $1, gen_random_uuid(), (select l.id from practice.location l where l.practice_id = $1), 'Made-up Walk-in ' || n, 'sore throat', 1 + n % 4,
              now() - make_interval(mins => n * 3), 'waiting', now() - make_interval(mins => n * 3) from generate_series(1, $2::int) n`,
      many(25),
    )
    await write(
      `update schedule.appointment a set state = 'arrived', arrived_at = now() - interval '40 minutes', state_since = now() - interval '40 minutes'
        where a.practice_id = $1 and a.id in (select v.id from schedule.appointment v where v.practice_id = $1 and v.starts_at > now() - interval '2 hours'
              and v.state in ('booked', 'confirmed') order by v.starts_at limit $2::int)`,
      many(40),
    )
    await write(
      `insert into outreach.patient_message (practice_id, id, patient_id, purpose, channel, language, address, subject, body, state, why, queued_at, sent_at, told_by_name)
       select $1, gen_random_uuid(), md5('${practice}' || (1 + n % $4::int))::uuid, 'reminder', 'e-mail', 'en', 'nobody@example.org', 'Your visit', 'See you.',
              case when n <= $2::int then 'failed' else 'sent' end, '', now() - make_interval(mins => n), case when n > $2::int then now() end, 'Bench'
         from generate_series(1, $3::int) n`,
      many(180),
      many(50_000),
      ask.patients,
    )
    await write(
      `insert into worklists.visit_request (practice_id, id, patient_id, visit_type_id, source, asked_at, state)
       select $1, gen_random_uuid(), md5('${practice}' || (1 + n * 17 % $3::int))::uuid, $4, 'portal', now() - n * interval '10 minutes', 'open' from generate_series(1, $2::int) n`,
      many(200),
      ask.patients,
      grown.types[0],
    )
    await write(
      `insert into inbox.snooze (practice_id, id, kind, item_id, since, until, reason, at, by_name)
       select $1, gen_random_uuid(), 'message', m.id, now(), now() + interval '1 day', 'waiting-for-patient', now(), 'Bench'
         from calls.message m where m.practice_id = $1 and m.finished_at is null and m.kind <> 'call-back' order by m.id limit $2::int`,
      many(120),
    )
    await owner.query('reset session_replication_role')
    await owner.query('vacuum (analyze)')
    await owner.query('checkpoint')
  } finally {
    owner.release(true)
  }
  const { rows } = await app.db.owner.query<{ id: string }>(
    'select p.id from patients.patient p where p.practice_id = $1 order by p.id limit 500',
    [practice],
  )
  return { practice, me, caller: { ...everybody(practice), staff: me }, patients: rows.map(row => row.id) }
}
