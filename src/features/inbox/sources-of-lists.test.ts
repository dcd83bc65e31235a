import { expect, it } from 'vitest'
import { openWorld } from '../../../test/world.ts'
import { newId } from '../../core/id.ts'
import { openClinic } from '../schedule/clinic.fixture.ts'

// Orders and requests stand in the inbox as they stand in their lists: the inbox reads the tables itself, for speed, and must find the same rows.
const world = await openWorld()
await openClinic(world, { providers: 2, patients: 12 })

type Row = { kind: string; item: string; patient: string; due: string; tries: string | null }

it('shows of orders and requests what their lists show as due, whatever became of their visits, tries and patients', async () => {
  const at = world.clock.now().toString()
  const owner = await world.app.db.owner.connect()
  const write = (text: string) => owner.query(text, [world.practice])
  try {
    await owner.query('begin')
    // Rows in every state: foreign keys are right by construction, and the states need no history here.
    await owner.query('set local session_replication_role = replica')
    await owner.query('select setseed(0.5)')
    await write(`update patients.patient set deceased_on = '2026-01-01' where practice_id = $1 and id in
      (select p.id from patients.patient p where p.practice_id = $1 order by p.id limit 3)`)
    await write(`insert into schedule.appointment (practice_id, id, patient_id, visit_type_id, provider_id, location_id, starts_at, ends_at, wall_start, zone, state, state_since)
      select $1, gen_random_uuid(), p.id, t.id, v.id, l.id, w.at, w.at + interval '20 minutes', w.at at time zone 'America/New_York', 'America/New_York',
             (array['booked', 'confirmed', 'cancelled', 'no-show', 'checked-out'])[1 + n % 5], w.at
        from generate_series(1, 60) n, lateral (select timestamptz '${at}' + make_interval(hours => n) as at) w,
             lateral (select p.id from patients.patient p where p.practice_id = $1 order by md5(p.id::text || n) limit 1) p,
             lateral (select t.id from schedule.visit_type t where t.practice_id = $1 limit 1) t,
             lateral (select v.id from practice.provider v where v.practice_id = $1 limit 1) v,
             lateral (select l.id from practice.location l where l.practice_id = $1 limit 1) l`)
    await write(`insert into worklists.visit_order (practice_id, id, patient_id, kind, title, visit_type_id, ordered_at, priority, earliest, latest, authorisation, appointment_id)
      select $1, gen_random_uuid(), a.patient_id, (array['test', 'referral', 'procedure'])[1 + n % 3], 'Test ' || n, a.visit_type_id, timestamptz '${at}' - interval '9 days',
             (array['routine', 'urgent', 'stat'])[1 + n % 3], date '2026-11-24' + n * 2 - 100, date '2026-11-24' + n * 2 - 60, 'not-needed', case when k = 0 then a.id end
        from (select a.*, row_number() over (order by a.id)::int as n from schedule.appointment a where a.practice_id = $1) a, generate_series(0, 3) k`)
    await write(`insert into worklists.visit_request (practice_id, id, patient_id, visit_type_id, source, text, asked_at, state, proposed, declined_reason, appointment_id)
      select $1, gen_random_uuid(), a.patient_id, a.visit_type_id, 'portal', case when n % 2 = 0 then 'soon' else '' end, timestamptz '${at}' - make_interval(hours => n),
             s.state, case when s.state = 'proposed' then '[{}]'::jsonb else '[]' end, case when s.state = 'declined' then 'no' end, case when s.state = 'accepted' then a.id end
        from (select a.*, row_number() over (order by a.id)::int as n from schedule.appointment a where a.practice_id = $1) a,
             lateral (select (array['open', 'proposed', 'accepted', 'declined'])[1 + n % 4] as state) s`)
    await write(`insert into worklists.work_item (practice_id, list, id, patient_id, state, next_at, tries, last_at, last_by_name, last_what, closed_reason)
      select $1, i.list, i.id, i.patient_id, case when r.a < 0.5 then 'open' else 'closed' end,
             case when r.a < 0.5 or r.b < 0.5 then timestamptz '${at}' + (random() * 20 - 10) * interval '1 day' end, floor(random() * 3), timestamptz '${at}', 'Test', 'no-answer',
             case when r.a >= 0.5 then 'no-answer' end
        from (select 'orders' as list, o.id, o.patient_id from worklists.visit_order o where o.practice_id = $1
              union all select 'requests', q.id, q.patient_id from worklists.visit_request q where q.practice_id = $1) i,
             lateral (select random() as a, random() as b, i.id) r
       where random() < 0.7`)
    await owner.query('commit')
  } finally {
    owner.release(true)
  }
  const found = await world.inside(
    ctx => ctx.sql<Row>`
      select g.kind, g.item, g.patient_id as patient, g.due_at as due, g.facts->>'tries' as tries
        from inbox.gather(array['order', 'request'], ${at}::timestamptz, ${newId()}::uuid) g order by g.item`,
  )
  const lists = await world.inside(
    ctx => ctx.sql<Row>`
      select 'order' as kind, s.item, s.patient_id as patient, (s.due_on + 1)::timestamp at time zone s.zone as due, nullif(s.tries, 0)::text as tries
        from worklists.standing_rows('orders', ${at}::timestamptz, false) s where not s.waiting
      union all
      select 'request', s.item, s.patient_id, s.starts_at + interval '1 day', nullif(s.tries, 0)::text
        from worklists.standing_rows('requests', ${at}::timestamptz, false) s where not s.waiting
       order by 2`,
  )
  expect(found).toEqual(lists)
  // Some of everything: an empty list is equal to an empty list.
  const all = await world.asOwner<{ n: number }>(
    'select (select count(*) from worklists.visit_order) + (select count(*) from worklists.visit_request) as n',
  )
  const kinds = Map.groupBy(found, row => row.kind)
  expect(kinds.get('order')!.length).toBeGreaterThan(20)
  expect(kinds.get('request')!.length).toBeGreaterThan(5)
  expect(found.length).toBeLessThan(Number(all[0]!.n) - 50)
})
