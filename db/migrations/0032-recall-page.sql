-- The recall list reads less: the day of the last visit stands in the index, who is called for nothing is a short list beside everybody, only who
-- would be called in is looked for among the broken visits, and of a page only its own rows are put in their places. Same rows, same order as before.
drop index schedule.appointment_done;
create index appointment_done on schedule.appointment (practice_id, visit_type_id, patient_id, starts_at desc, id desc) include (zone, wall_start)
  where state = 'checked-out';

-- What is on one list, or on all (wanted null): each row with what was done about it. A list that is not wanted costs nothing, for what it is made
-- of is computed when it is first read. Not `ranked`: who only counts is spared what gives rebook its order. `source` is the visit a row comes of (recall by rule: the last visit; rebook: the broken one).
--   confirm   booked visits of the next working day
--   rebook    cancelled and missed visits that nothing has followed: the latest of each patient and visit type, unless a visit of that type came
--             after. A visit of an order is the order list's.
--   recall    follow-ups that a provider asked for, then what the rules say: one row a patient and visit type, the one due first; nobody who has
--             such a visit ahead or had it since, is dead, wants no recalls, or waits in the rebook list for that very visit
--   orders    orders that have no visit, or whose visit was cancelled or missed; each comes onto the list some weeks before its window
--   requests  requests nobody has answered, and those that wait for the patient
create or replace function worklists.standing_rows(wanted text, at timestamptz, ranked boolean)
returns table (list text, item uuid, patient_id uuid, visit_type_id uuid, source uuid, rule_id uuid, starts_at timestamptz, zone text, due_on date,
               hurry int, next_at timestamptz, waiting boolean, kept_state text, tries int, letters int, mark text, last_at timestamptz, last_by text,
               last_what text, version int)
language sql stable
-- The sets below are held in memory: a page of a list is no place to write temporary files.
set work_mem = '32MB'
-- What the planner guesses of these sets is far too small, and nothing at all before the first analyze: sets are joined by hash whatever it thinks,
-- and where a look into an index for each row is wanted, a lateral says so. Nothing here runs long enough to be compiled.
set enable_mergejoin = off
set enable_nestloop = off
set jit = off
as $$
  with here as materialized (
    select p.practice_id, p.zone, (at at time zone p.zone)::date as today from practice.practice p
     where p.practice_id = current_setting('anteroom.practice')::uuid
  ),
  rules as materialized (select * from worklists.rules()),
  kept as materialized (
    select w.list, w.id, w.state, w.next_at, w.tries::int, w.letters::int, w.mark, w.last_at, w.last_by_name, w.last_what, w.version
      from worklists.work_item w
     where w.practice_id = current_setting('anteroom.practice')::uuid and (wanted is null or w.list = wanted or w.list = 'rebook')
  ),
  -- A few who are called for nothing, beside all who may be; who has died or is another record by now is on no list.
  gone as materialized (
    select p.id from patients.patient p
     where (p.merged_into is not null or p.deceased_on is not null) and p.practice_id = current_setting('anteroom.practice')::uuid
  ),
  stopped as materialized (
    select s.patient_id from worklists.recall_stop s where s.practice_id = current_setting('anteroom.practice')::uuid and s.ended_at is null
    union all
    select id from gone
  ),
  -- When each patient's visits of a type that are booked, or going on, begin and end at the latest.
  live as materialized (
    select a.patient_id, a.visit_type_id, max(a.starts_at) as starts_at, max(a.ends_at) as ends_at
      from schedule.appointment a
     where a.practice_id = current_setting('anteroom.practice')::uuid and a.state in ('booked', 'confirmed', 'arrived', 'roomed')
     group by a.patient_id, a.visit_type_id
  ),
  -- Whoever has such a visit ahead, or had it since yesterday, is not called in.
  ahead as materialized (
    select l.patient_id, l.visit_type_id from live l where l.ends_at > at - interval '1 day' and l.visit_type_id is not null
  ),
  day as materialized (select * from worklists.confirm_days(at)),
  booked as materialized (
    select a.id, a.patient_id, a.visit_type_id, a.starts_at, a.zone
      from day d
      cross join lateral (
        select v.id, v.patient_id, v.visit_type_id, v.starts_at, v.zone
          from schedule.appointment v
         where v.practice_id = current_setting('anteroom.practice')::uuid and v.starts_at >= d.since and v.starts_at < d.until
           and v.location_id = d.location_id and v.state = 'booked' and v.origin = 'desk'
        offset 0
      ) a
  ),
  rule as materialized (
    select r.id, r.id::text as text, r.after_type_id, r.recall_type_id, make_interval(months => r.months) as after, r.age_from, r.age_to, h.today + r.lead_days as until,
           ((h.today + r.lead_days + 2) - make_interval(months => r.months))::timestamp at time zone 'UTC' as at_most
      from here h
      join worklists.recall_rule r on r.practice_id = h.practice_id and r.retired_at is null
  ),
  -- The last such visit of each patient, rule by rule, read in the order of the index and kept nowhere. The day is reckoned once a visit and rule
  -- ("offset 0"): the clock of a zone is what costs here. What only few are asked about is looked up, what all are asked about is in a hash.
  due as materialized (
    select md5(n.rule_text || n.source::text)::uuid as item, n.patient_id, n.visit_type_id, n.source, n.rule_id, n.zone, n.due_on, 1 as hurry
      from (
        select d.patient_id, r.recall_type_id as visit_type_id, d.id as source, r.id as rule_id, r.text as rule_text, d.zone,
               (d.wall_start::date + r.after)::date as due_on, r.age_from, r.age_to, r.until
          from rule r
          cross join lateral (
            select distinct on (v.patient_id) v.patient_id, v.id, v.starts_at, v.wall_start, v.zone
              from schedule.appointment v
             where v.practice_id = current_setting('anteroom.practice')::uuid and v.state = 'checked-out' and v.visit_type_id = r.after_type_id
             order by v.patient_id, v.starts_at desc, v.id desc
            offset 0
          ) d
         where d.starts_at < r.at_most and d.patient_id not in (select s.patient_id from stopped s)
           and ((d.patient_id, r.recall_type_id) in (select l.patient_id, l.visit_type_id from ahead l)) is not true
           and (r.recall_type_id = r.after_type_id or not exists (
             select from schedule.appointment v
              where v.practice_id = current_setting('anteroom.practice')::uuid and v.state = 'checked-out' and v.visit_type_id = r.recall_type_id
                and v.patient_id = d.patient_id and v.starts_at > d.starts_at))
        offset 0
      ) n
     where n.due_on <= n.until
       and (n.age_from is null and n.age_to is null or exists (
         select from patients.patient p
          where p.practice_id = current_setting('anteroom.practice')::uuid and p.id = n.patient_id
            and (n.age_from is null or extract(year from age(n.due_on, p.birth_date)) >= n.age_from)
            and (n.age_to is null or extract(year from age(n.due_on, p.birth_date)) <= n.age_to)))
    union all
    select f.id, f.patient_id, f.visit_type_id, f.from_appointment, null, (select zone from here), f.due_on, 0
      from worklists.follow_ups((select today from here) + 30) f
      -- The last such visit; mostly it is the very one the follow-up was asked for at.
      left join lateral (
        select d.id, d.starts_at
          from schedule.appointment d
         where d.practice_id = current_setting('anteroom.practice')::uuid and d.state = 'checked-out' and d.visit_type_id = f.visit_type_id
           and d.patient_id = f.patient_id
         order by d.starts_at desc, d.id desc
         limit 1
      ) last on true
      left join lateral (
        select true as came
          from schedule.appointment v
         where last.id <> f.from_appointment and v.practice_id = current_setting('anteroom.practice')::uuid and v.id = f.from_appointment
           and v.starts_at < last.starts_at
         limit 1
      ) since on true
     where f.patient_id not in (select s.patient_id from stopped s) and since.came is null
       and ((f.patient_id, f.visit_type_id) in (select l.patient_id, l.visit_type_id from ahead l)) is not true
  ),
  since as materialized (select at - make_interval(days => r.rebook_days) as moment from rules r),
  broken as materialized (
    select distinct on (a.patient_id, a.visit_type_id) a.id, a.patient_id, a.visit_type_id, a.starts_at, a.zone, a.state, a.state_since, a.version, a.urgent
      from since
      join schedule.appointment a on a.practice_id = current_setting('anteroom.practice')::uuid and a.starts_at >= since.moment
     where a.state in ('cancelled', 'no-show') and a.origin = 'desk'
     order by a.patient_id, a.visit_type_id, a.state_since desc, a.starts_at desc, a.id desc
  ),
  -- Where only recalls are asked for, of those only who would be called in for the same.
  rebook as materialized (
    select b.*
      from broken b
      left join live l on l.patient_id = b.patient_id and l.visit_type_id = b.visit_type_id
      left join lateral (
        select true as came
          from schedule.appointment d
         where d.practice_id = current_setting('anteroom.practice')::uuid and d.state = 'checked-out' and d.visit_type_id = b.visit_type_id
           and d.patient_id = b.patient_id and d.starts_at > least(b.starts_at, b.state_since)
         limit 1
      ) since on true
     where (wanted is distinct from 'recall' or (b.patient_id, b.visit_type_id) in (select d.patient_id, d.visit_type_id from due d))
       and b.patient_id not in (select id from gone)
       and (l.starts_at is null or l.starts_at <= least(b.starts_at, b.state_since)) and since.came is null
       and not exists (
         select from worklists.visit_order o where o.practice_id = current_setting('anteroom.practice')::uuid and o.appointment_id = b.id)
  ),
  -- Who waits to be rebooked. A row that comes back to be looked at is closed until somebody opens it.
  waits as materialized (
    select b.patient_id, b.visit_type_id
      from rebook b
      left join kept w on w.list = 'rebook' and w.id = b.id
     where coalesce(w.state, 'open') = 'open'
  ),
  candidate as (
    select 'confirm' as list, v.id as item, v.patient_id, v.visit_type_id, v.id as source, null::uuid as rule_id, v.starts_at, v.zone,
           (v.starts_at at time zone v.zone)::date as due_on, null::timestamptz as from_at,
           -- First whose risk to miss it is highest; where no risk is known, who missed before, who is new.
           case when k.risk is not null then 1000 - round(k.risk * 1000)::int
                else 1000 - least(past.missed, 4)::int * 150 - case when past.came = 0 then 100 else 0 end end as hurry
      from booked v
      left join worklists.risks((select array_agg(id) from booked)) k on k.appointment_id = v.id
      cross join lateral worklists.past_of(v.patient_id, v.starts_at) past
     where coalesce(wanted, 'confirm') = 'confirm'
    union all
    -- First what the practice itself called off, then what was missed, then what the patient cancelled.
    select 'rebook', b.id, b.patient_id, b.visit_type_id, b.id, null, b.starts_at, b.zone, (b.starts_at at time zone b.zone)::date, null,
           case when b.urgent then 0 when fact.by_practice then 1 when b.state = 'no-show' then 2 else 3 end
      from rebook b
      left join lateral (
        select f.reason like 'practice%' as by_practice
          from schedule.appointment_fact f
         where ranked and f.practice_id = current_setting('anteroom.practice')::uuid and f.appointment_id = b.id and f.seq = b.version
         limit 1
      ) fact on true
     where coalesce(wanted, 'rebook') = 'rebook'
    union all
    select 'recall', one.* from (
      select distinct on (d.patient_id, d.visit_type_id) d.item, d.patient_id, d.visit_type_id, d.source, d.rule_id, null::timestamptz, d.zone, d.due_on,
             null::timestamptz, d.hurry
        from due d
       where ((d.patient_id, d.visit_type_id) in (select w.patient_id, w.visit_type_id from waits w where w.visit_type_id is not null)) is not true
       order by d.patient_id, d.visit_type_id, d.due_on, d.hurry, d.item
    ) one
     where coalesce(wanted, 'recall') = 'recall'
    union all
    select 'orders', o.id, o.patient_id, o.visit_type_id, o.appointment_id, null, null, h.zone, o.latest,
           (o.earliest - (select r.order_days from rules r)::int)::timestamp at time zone h.zone,
           case o.priority when 'stat' then 0 when 'urgent' then 1 else 2 end
      from here h
      join worklists.visit_order o on o.practice_id = h.practice_id
      join patients.patient p on p.practice_id = o.practice_id and p.id = o.patient_id and p.deceased_on is null
      left join lateral (
        select v.id, v.state from schedule.appointment v where v.practice_id = o.practice_id and v.id = o.appointment_id limit 1
      ) a on true
     where (a.id is null or a.state in ('cancelled', 'no-show')) and coalesce(wanted, 'orders') = 'orders'
    union all
    select 'requests', q.id, q.patient_id, q.visit_type_id, null, null, q.asked_at, h.zone, (q.asked_at at time zone h.zone)::date, null, 1
      from here h
      join worklists.visit_request q on q.practice_id = h.practice_id and q.state in ('open', 'proposed')
     where coalesce(wanted, 'requests') = 'requests'
  )
  select c.list, c.item, c.patient_id, c.visit_type_id, c.source, c.rule_id, c.starts_at, c.zone, c.due_on, c.hurry, coalesce(w.next_at, c.from_at),
         coalesce(coalesce(w.next_at, c.from_at) > at, false), w.state, coalesce(w.tries, 0), coalesce(w.letters, 0), w.mark, w.last_at, w.last_by_name,
         w.last_what, coalesce(w.version, 0)
    from candidate c
    left join kept w on w.list = c.list and w.id = c.item
   where w.state is null or w.state = 'open' or w.next_at <= at
$$;
-- The rows of one list, or of all (wanted null), in their order: `turn` is a row's place, `total` how many its list has. The first `upto` of them (null:
-- all), or the `chosen` ones that are asked for; only of these is read what a page shows.
create or replace function worklists.open_items(wanted text, at timestamptz, upto int default null, chosen uuid[] default null)
returns table (list text, item uuid, patient_id uuid, visit_type_id uuid, provider_id uuid, appointment_id uuid, starts_at timestamptz, zone text,
               due_on date, hurry int, why jsonb, next_at timestamptz, waiting boolean, step text, tries int, mark text, last_at timestamptz, last_by text,
               last_what text, version int, held_by uuid, held_until timestamptz, turn bigint, total bigint)
language sql stable
set jit = off
as $$
  with standing as materialized (
    select s.*, s.mark is distinct from 'wants-to-move' as stays, case when s.list in ('recall', 'orders') then null else s.starts_at end as by_start
      from worklists.standing_rows(wanted, at, true) s
  ),
  page as materialized (
    -- The first of one list are picked out; the others need no place.
    select f.*, (select count(*) from standing) as total,
           row_number() over (order by f.waiting, f.stays, f.hurry, f.by_start, f.due_on, f.item) as turn
      from (
        select s.* from standing s where upto is not null and wanted is not null and chosen is null
         order by s.waiting, s.stays, s.hurry, s.by_start, s.due_on, s.item
         limit upto
      ) f
    union all
    select p.*
      from (
        select s.*, count(*) over (partition by s.list) as total,
               row_number() over (partition by s.list order by s.waiting, s.stays, s.hurry, s.by_start, s.due_on, s.item) as turn
          from standing s
         where upto is null or wanted is null or chosen is not null
      ) p
     where (upto is null or p.turn <= upto) and (chosen is null or p.item = any(chosen))
  )
  select n.list, n.item, n.patient_id, n.visit_type_id, coalesce(f.provider_id, o.provider_id, q.provider_id, case when n.list <> 'orders' then a.provider_id end),
         case when n.list <> 'recall' then a.id end, n.starts_at, n.zone, n.due_on, n.hurry,
         jsonb_strip_nulls(case n.list
           when 'confirm' then jsonb_build_object('risk', round(k.risk::numeric, 3), 'missed', nullif(past.missed, 0), 'new', nullif(past.came = 0, false))
           when 'rebook' then jsonb_build_object('broken', a.state, 'at', a.state_since, 'urgent', nullif(a.urgent, false),
             'byPractice', nullif(fact.reason like 'practice%', false), 'reason', nullif(regexp_replace(fact.reason, '^(patient|practice)(: )?', ''), ''))
           when 'recall' then jsonb_build_object('rule', r.name, 'followUp', nullif(n.rule_id is null, false), 'last', a.starts_at)
           when 'orders' then jsonb_build_object('priority', o.priority, 'broken', a.state,
             'overdue', nullif(o.latest < (at at time zone n.zone)::date, false))
           else jsonb_build_object('source', q.source, 'asked', q.asked_at) end),
         n.next_at, n.waiting,
         case when n.kept_state = 'closed' then 'review' when n.list in ('confirm', 'orders', 'requests') then 'call'
              when n.tries < rules.tries then 'call' when n.letters = 0 then 'letter' else 'close' end,
         n.tries, n.mark, n.last_at, n.last_by, n.last_what, n.version, c.staff_id, c.expires_at, n.turn, n.total
    from page n
    cross join worklists.rules() rules
    left join worklists.claim c on c.practice_id = rules.practice_id and c.list = n.list and c.item_id = n.item and c.expires_at > at
    left join schedule.appointment a on a.practice_id = rules.practice_id and a.id = n.source
    left join schedule.appointment_fact fact on fact.practice_id = a.practice_id and fact.appointment_id = a.id and fact.seq = a.version and n.list = 'rebook'
    left join worklists.recall_rule r on r.practice_id = rules.practice_id and r.id = n.rule_id
    left join schedule.follow_up f on f.practice_id = rules.practice_id and f.id = n.item and n.list = 'recall'
    left join worklists.visit_order o on o.practice_id = rules.practice_id and o.id = n.item and n.list = 'orders'
    left join worklists.visit_request q on q.practice_id = rules.practice_id and q.id = n.item and n.list = 'requests'
    left join lateral worklists.past_of(n.patient_id, n.starts_at) past on n.list = 'confirm'
    left join worklists.risks((select array_agg(p.item) from page p where p.list = 'confirm')) k on k.appointment_id = n.item and n.list = 'confirm'
$$;
