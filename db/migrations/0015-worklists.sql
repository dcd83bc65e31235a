-- Lists that work themselves. What is on a list is computed from the schedule's facts at the moment of asking; kept here is only what people did
-- about it (attempts, closings), who has a row in hand, and what has no other home: recall rules, orders, requests.
create schema worklists;
grant usage on schema worklists to anteroom_app;

-- How the lists work in this practice. No row: the defaults.
create table worklists.settings (
  practice_id uuid primary key references practice.practice,
  tries smallint not null default 3 check (tries between 1 and 9),
  over_days smallint not null default 14 check (over_days between 1 and 180),
  letter_days smallint not null default 14 check (letter_days between 1 and 180),
  review_months smallint not null default 6 check (review_months between 1 and 60),
  retry_hours smallint not null default 3 check (retry_hours between 1 and 72),
  confirm_days smallint not null default 1 check (confirm_days between 1 and 10),
  rebook_days smallint not null default 180 check (rebook_days between 7 and 730),
  order_days smallint not null default 60 check (order_days between 0 and 365),
  claim_minutes smallint not null default 10 check (claim_minutes between 1 and 120)
);
select platform.wall('worklists.settings', 'select, insert, update');

create function worklists.rules() returns worklists.settings language sql stable as $$
  select here, coalesce(s.tries, 3::smallint), coalesce(s.over_days, 14::smallint), coalesce(s.letter_days, 14::smallint),
         coalesce(s.review_months, 6::smallint), coalesce(s.retry_hours, 3::smallint), coalesce(s.confirm_days, 1::smallint),
         coalesce(s.rebook_days, 180::smallint), coalesce(s.order_days, 60::smallint), coalesce(s.claim_minutes, 10::smallint)
    from (select current_setting('anteroom.practice')::uuid as here) p
    left join worklists.settings s on s.practice_id = p.here
$$;
grant execute on function worklists.rules() to anteroom_app;

-- "An annual exam 12 months after the last one": a visit type done leads to a visit type due.
create table worklists.recall_rule (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  after_type_id uuid not null,
  recall_type_id uuid not null,
  months smallint not null check (months between 1 and 120),
  lead_days smallint not null default 30 check (lead_days between 0 and 365),
  age_from smallint check (age_from between 0 and 130),
  age_to smallint check (age_to between 0 and 130),
  retired_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, after_type_id) references schedule.visit_type (practice_id, id),
  foreign key (practice_id, recall_type_id) references schedule.visit_type (practice_id, id),
  check (age_to >= age_from)
);
create unique index recall_rule_by_name on worklists.recall_rule (practice_id, lower(name)) where retired_at is null;
select platform.wall('worklists.recall_rule', 'select, insert, update');

-- Patients who want no recalls.
create table worklists.recall_stop (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  reason text not null default '' check (length(reason) <= 300),
  stopped_at timestamptz not null,
  stopped_by uuid,
  ended_at timestamptz,
  ended_by uuid,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id)
);
create unique index recall_stop_once on worklists.recall_stop (practice_id, patient_id) where ended_at is null;
select platform.wall('worklists.recall_stop', 'select, insert, update');

-- What was done about a row of a list: it stands in exactly one state, open with its next moment, or closed with a reason and, where somebody is
-- to look again, that moment. `id` is the visit's, the follow-up's, the order's or the request's; a recall by rule is named by its rule and the
-- visit it comes of. A row that nobody has touched has none of these: it is open, and due as the list says.
create table worklists.work_item (
  practice_id uuid not null,
  list text not null check (list in ('confirm', 'recall', 'rebook', 'orders', 'requests')),
  id uuid not null,
  patient_id uuid not null,
  state text not null check (state in ('open', 'closed')),
  next_at timestamptz,
  mark text check (mark in ('asked', 'wants-to-move')),
  tries smallint not null default 0,
  letters smallint not null default 0,
  last_at timestamptz not null,
  last_by_name text not null,
  last_what text not null,
  closed_reason text,
  version int not null default 1,
  primary key (practice_id, list, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id),
  check (state = 'closed' or next_at is not null),
  check ((state = 'closed') = (closed_reason is not null))
);
create index work_item_by_patient on worklists.work_item (practice_id, patient_id);
select platform.wall('worklists.work_item', 'select, insert, update');

-- Who did what about a row, when; only added to. seq is the row's version from then on.
create table worklists.item_fact (
  practice_id uuid not null,
  list text not null,
  item_id uuid not null,
  seq int not null,
  what text not null check (what in ('attempt', 'asked', 'letter', 'answered', 'put-off', 'closed', 'reopened', 'added', 'changed', 'booked', 'proposed', 'accepted', 'declined')),
  channel text check (channel in ('phone', 'text', 'e-mail', 'letter', 'portal', 'in-person')),
  result text,
  note text not null default '' check (length(note) <= 2000),
  next_at timestamptz,
  at timestamptz not null,
  by_kind text not null,
  by_staff uuid,
  by_name text not null,
  primary key (practice_id, list, item_id, seq),
  foreign key (practice_id, list, item_id) references worklists.work_item (practice_id, list, id)
);
select platform.wall('worklists.item_fact', 'select, insert');

-- Whose hands a row is in. It ends by itself, so that a crashed desk keeps nobody waiting; the key lets one person have it.
create table worklists.claim (
  practice_id uuid not null,
  list text not null check (list in ('confirm', 'recall', 'rebook', 'orders', 'requests')),
  item_id uuid not null,
  staff_id uuid not null,
  taken_at timestamptz not null,
  expires_at timestamptz not null,
  constraint claim_once primary key (practice_id, list, item_id),
  foreign key (practice_id, staff_id) references practice.staff (practice_id, id),
  check (expires_at > taken_at)
);
create index claim_by_staff on worklists.claim (practice_id, staff_id);
select platform.wall('worklists.claim');

-- A test, referral or procedure that somebody asked for and that is to be booked within a window. Whether it is scheduled or done is what its
-- visit says: a cancelled or missed visit brings it back by itself.
create table worklists.visit_order (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  kind text not null check (kind in ('test', 'referral', 'procedure')),
  title text not null check (length(title) between 1 and 200),
  visit_type_id uuid not null,
  provider_id uuid,
  ordered_by uuid,
  ordered_at timestamptz not null,
  priority text not null check (priority in ('routine', 'urgent', 'stat')),
  earliest date not null,
  latest date not null,
  preparation text not null default '' check (length(preparation) <= 2000),
  authorisation text not null check (authorisation in ('not-needed', 'requested', 'granted', 'denied')),
  authorised_until date,
  authorisation_number text not null default '' check (length(authorisation_number) <= 60),
  note text not null default '' check (length(note) <= 2000),
  appointment_id uuid,
  version int not null default 1,
  primary key (practice_id, id),
  constraint visit_order_one_visit unique (practice_id, appointment_id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id),
  foreign key (practice_id, visit_type_id) references schedule.visit_type (practice_id, id),
  foreign key (practice_id, provider_id) references practice.provider (practice_id, id),
  foreign key (practice_id, ordered_by) references practice.provider (practice_id, id),
  foreign key (practice_id, appointment_id) references schedule.appointment (practice_id, id),
  check (latest >= earliest),
  check (authorised_until is null or authorisation = 'granted')
);
create index visit_order_by_patient on worklists.visit_order (practice_id, patient_id, visit_type_id);
select platform.wall('worklists.visit_order', 'select, insert, update');

-- A visit that a patient asks for: it lands on nobody's day before somebody has accepted it.
create table worklists.visit_request (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  visit_type_id uuid not null,
  provider_id uuid,
  source text not null check (source in ('portal', 'api', 'phone')),
  wished jsonb not null default '[]' check (jsonb_typeof(wished) = 'array' and jsonb_array_length(wished) <= 6),
  text text not null default '' check (length(text) <= 2000),
  asked_at timestamptz not null,
  state text not null check (state in ('open', 'proposed', 'accepted', 'declined')),
  proposed jsonb not null default '[]' check (jsonb_typeof(proposed) = 'array' and jsonb_array_length(proposed) <= 6),
  declined_reason text check (length(declined_reason) between 1 and 500),
  appointment_id uuid,
  version int not null default 1,
  primary key (practice_id, id),
  constraint visit_request_one_visit unique (practice_id, appointment_id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id),
  foreign key (practice_id, visit_type_id) references schedule.visit_type (practice_id, id),
  foreign key (practice_id, provider_id) references practice.provider (practice_id, id),
  foreign key (practice_id, appointment_id) references schedule.appointment (practice_id, id),
  check ((state = 'accepted') = (appointment_id is not null)),
  check ((state = 'declined') = (declined_reason is not null)),
  check (state <> 'proposed' or jsonb_array_length(proposed) > 0)
);
create index visit_request_open on worklists.visit_request (practice_id, asked_at) where state in ('open', 'proposed');
create index visit_request_by_patient on worklists.visit_request (practice_id, patient_id, visit_type_id);
select platform.wall('worklists.visit_request', 'select, insert, update');

-- The link in a message that asks to confirm: only the hash of its token is kept. It is answered once, and ends when the visit begins.
create table worklists.confirm_link (
  practice_id uuid not null,
  id uuid not null,
  appointment_id uuid not null,
  token_hash bytea not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  answer text check (answer in ('come', 'move')),
  answered_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, appointment_id) references schedule.appointment (practice_id, id),
  check ((answer is null) = (answered_at is null))
);
create index confirm_link_by_token on worklists.confirm_link (token_hash);
create index confirm_link_by_visit on worklists.confirm_link (practice_id, appointment_id);
select platform.wall('worklists.confirm_link', 'select, insert, update');

-- Nobody is signed in on the page behind the link: its token's hash leads to the practice, and to nothing else.
create function worklists.practice_of_link(hash bytea) returns uuid
language sql stable security definer set search_path = pg_catalog
as $$ select l.practice_id from worklists.confirm_link l where l.token_hash = hash limit 1 $$;
revoke all on function worklists.practice_of_link(bytea) from public;
grant execute on function worklists.practice_of_link(bytea) to anteroom_app;

-- What the lists look for in the schedule; each is written to only by check-out, or by cancelling.
create index appointment_done on schedule.appointment (practice_id, visit_type_id, patient_id, starts_at desc, id desc) where state = 'checked-out';
create index appointment_broken on schedule.appointment (practice_id, starts_at) where state in ('cancelled', 'no-show');

-- The days whose visits are to be confirmed now, by location: from tomorrow to the end of the next working day (or the nth). Working is a day with
-- weekly or extra hours at that location that is not closed for the whole day. A location without any hours works Monday to Friday.
create function worklists.confirm_days(at timestamptz)
returns table (location_id uuid, zone text, since timestamptz, until timestamptz, last_day date)
language sql stable as $$
  with place as materialized (
    select l.practice_id, l.id, l.zone, (at at time zone l.zone)::date as today
      from practice.location l
     where l.practice_id = current_setting('anteroom.practice')::uuid and l.closed_at is null
  ),
  span as materialized (select min(today) as first, max(today) + 35 as last from place),
  held as materialized (
    select distinct t.location_id, t.weekday, t.every_weeks, t.week, t.valid_from, t.valid_to
      from schedule.weekly_template t
     where t.practice_id = current_setting('anteroom.practice')::uuid
       and (t.valid_to is null or t.valid_to >= (select first from span)) and t.valid_from <= (select last from span)
  ),
  extra as materialized (
    select e.location_id, e.on_date, e.until_date, e.weekdays
      from schedule.hours_exception e
     where e.practice_id = current_setting('anteroom.practice')::uuid and e.kind = 'open'
       and e.until_date >= (select first from span) and e.on_date <= (select last from span)
  ),
  shut as materialized (
    select c.location_id, c.on_date, c.until_date
      from span, lateral schedule.closed_days(span.first, span.last) c
     where c.from_time is null
  ),
  working as (
    select p.id, p.zone, p.today, p.today + n as day
      from place p
      cross join generate_series(1, 35) n
     where (exists (select from held h where h.location_id = p.id and h.weekday = extract(isodow from p.today + n)::int
                       and p.today + n >= h.valid_from and (h.valid_to is null or p.today + n <= h.valid_to)
                       and schedule.week_number(p.today + n) % h.every_weeks = h.week)
            or exists (select from extra e where e.location_id = p.id and p.today + n between e.on_date and e.until_date
                          and (e.weekdays is null or extract(isodow from p.today + n)::int = any(e.weekdays)))
            or (extract(isodow from p.today + n) <= 5 and not exists (select from held h where h.location_id = p.id)))
       and not exists (select from shut s where (s.location_id is null or s.location_id = p.id) and p.today + n between s.on_date and s.until_date)
  )
  select w.id, w.zone, (w.today + 1)::timestamp at time zone w.zone, (w.day + 1)::timestamp at time zone w.zone, w.day
    from (select id, zone, today, day, row_number() over (partition by id order by day) as nth from working) w
   where w.nth = (select r.confirm_days from worklists.rules() r)
$$;
grant execute on function worklists.confirm_days(timestamptz) to anteroom_app;

-- No-show risk of these visits, where the practice computes it.
create function worklists.risks(visits uuid[]) returns table (appointment_id uuid, risk real)
language plpgsql stable as $$
begin
  if to_regclass('schedule.no_show_risk') is null then return; end if;
  return query execute
    'select r.appointment_id, r.risk::real from schedule.no_show_risk r
       join schedule.risk_model m on m.practice_id = r.practice_id and m.wanted and m.useful
      where r.practice_id = current_setting(''anteroom.practice'')::uuid and r.appointment_id = any($1)' using visits;
end $$;
grant execute on function worklists.risks(uuid[]) to anteroom_app;

-- Follow-ups that a provider asked for at check-out and that nobody has booked or closed, whose window begins by a day.
create function worklists.follow_ups(until date)
returns table (id uuid, patient_id uuid, visit_type_id uuid, provider_id uuid, due_on date, from_appointment uuid)
language plpgsql stable as $$
begin
  if to_regclass('schedule.follow_up') is null then return; end if;
  return query execute
    'select f.id, f.patient_id, f.visit_type_id, f.provider_id, f.due_on, f.after_appointment_id from schedule.follow_up f
      where f.practice_id = current_setting(''anteroom.practice'')::uuid and f.state = ''open'' and f.window_from <= $1' using until;
end $$;
grant execute on function worklists.follow_ups(date) to anteroom_app;

-- Unconfirmed visits of the next working day. First whose risk to miss it is highest; where no risk is known, who missed before, who is new.
create function worklists.confirm_rows(at timestamptz)
returns table (item uuid, patient_id uuid, visit_type_id uuid, provider_id uuid, appointment_id uuid, starts_at timestamptz, zone text,
               due_on date, from_at timestamptz, hurry int, why jsonb)
language sql stable as $$
  with days as materialized (select * from worklists.confirm_days(at)),
  visit as materialized (
    select a.id, a.patient_id, a.visit_type_id, a.provider_id, a.starts_at, a.zone
      from days d
      join schedule.appointment a on a.practice_id = current_setting('anteroom.practice')::uuid and a.starts_at >= d.since and a.starts_at < d.until
       and a.location_id = d.location_id and a.state = 'booked' and a.origin = 'desk'
  )
  select v.id, v.patient_id, v.visit_type_id, v.provider_id, v.id, v.starts_at, v.zone, (v.starts_at at time zone v.zone)::date, null::timestamptz,
         case when r.risk is not null then 1000 - round(r.risk * 1000)::int
              else 1000 - least(past.missed, 4)::int * 150 - case when past.came = 0 then 100 else 0 end end,
         jsonb_strip_nulls(jsonb_build_object('risk', round(r.risk::numeric, 3), 'missed', nullif(past.missed, 0), 'new', nullif(past.came = 0, false)))
    from visit v
    left join worklists.risks((select array_agg(id) from visit)) r on r.appointment_id = v.id
    cross join lateral (
      select count(*) filter (where h.state = 'no-show') as missed, count(*) filter (where h.state = 'checked-out') as came
        from schedule.appointment h
       where h.practice_id = current_setting('anteroom.practice')::uuid and h.patient_id = v.patient_id and h.starts_at < v.starts_at
    ) past
$$;
grant execute on function worklists.confirm_rows(timestamptz) to anteroom_app;

-- Cancelled and missed visits that nothing has followed: the latest of each patient and visit type, unless a visit of that type came after. A visit
-- of an order is the order list's. First what the practice itself called off, then what was missed, then what the patient cancelled.
create function worklists.rebook_rows(at timestamptz)
returns table (item uuid, patient_id uuid, visit_type_id uuid, provider_id uuid, appointment_id uuid, starts_at timestamptz, zone text,
               due_on date, from_at timestamptz, hurry int, why jsonb)
language sql stable as $$
  with since as materialized (select at - make_interval(days => r.rebook_days) as moment from worklists.rules() r),
  broken as materialized (
    select distinct on (a.patient_id, a.visit_type_id) a.practice_id, a.id, a.patient_id, a.visit_type_id, a.provider_id, a.starts_at, a.zone, a.state,
           a.state_since, a.version, coalesce((to_jsonb(a) ->> 'urgent')::boolean, false) as urgent
      from since
      join schedule.appointment a on a.practice_id = current_setting('anteroom.practice')::uuid and a.starts_at >= since.moment
     where a.state in ('cancelled', 'no-show') and a.origin = 'desk'
     order by a.patient_id, a.visit_type_id, a.state_since desc, a.starts_at desc, a.id desc
  )
  select b.id, b.patient_id, b.visit_type_id, b.provider_id, b.id, b.starts_at, b.zone, (b.starts_at at time zone b.zone)::date, null::timestamptz,
         case when b.urgent then 0 when fact.by_practice then 1 when b.state = 'no-show' then 2 else 3 end,
         jsonb_strip_nulls(jsonb_build_object('broken', b.state, 'at', b.state_since, 'urgent', nullif(b.urgent, false),
           'byPractice', nullif(fact.by_practice, false), 'reason', nullif(fact.reason, '')))
    from broken b
    join patients.patient p on p.practice_id = b.practice_id and p.id = b.patient_id and p.merged_into is null and p.deceased_on is null
    left join lateral (
      select f.reason like 'practice%' as by_practice, regexp_replace(f.reason, '^(patient|practice)(: )?', '') as reason
        from schedule.appointment_fact f
       where f.practice_id = b.practice_id and f.appointment_id = b.id and f.seq = b.version
    ) fact on true
   where not exists (
     select from schedule.appointment l
      where l.practice_id = b.practice_id and l.patient_id = b.patient_id and l.visit_type_id = b.visit_type_id
        and l.state not in ('cancelled', 'no-show') and l.starts_at > least(b.starts_at, b.state_since))
     and not exists (select from worklists.visit_order o where o.practice_id = b.practice_id and o.appointment_id = b.id)
$$;
grant execute on function worklists.rebook_rows(timestamptz) to anteroom_app;

-- Who is to be called in: follow-ups that a provider asked for, then what the rules say. One row a patient and visit type, the one due first; nobody
-- who has such a visit ahead or had it since, is dead, wants no recalls, or waits in the rebook list for that very visit.
create function worklists.recall_rows(at timestamptz)
returns table (item uuid, patient_id uuid, visit_type_id uuid, provider_id uuid, appointment_id uuid, starts_at timestamptz, zone text,
               due_on date, from_at timestamptz, hurry int, why jsonb)
language sql stable as $$
  with here as materialized (
    select p.practice_id, p.zone, (at at time zone p.zone)::date as today from practice.practice p
     where p.practice_id = current_setting('anteroom.practice')::uuid
  ),
  -- The last such visit of each patient, type by type: read off the index in its order, with no sorting.
  done as materialized (
    select t.after_type_id, a.*
      from (select distinct r.after_type_id from worklists.recall_rule r
             where r.practice_id = current_setting('anteroom.practice')::uuid and r.retired_at is null) t
      cross join lateral (
        select distinct on (a.patient_id) a.patient_id, a.id as source, a.starts_at, a.zone, a.provider_id
          from schedule.appointment a
         where a.practice_id = current_setting('anteroom.practice')::uuid and a.visit_type_id = t.after_type_id and a.state = 'checked-out'
         order by a.patient_id, a.starts_at desc, a.id desc
      ) a
  ),
  waiting as materialized (
    select b.patient_id, b.visit_type_id
      from worklists.rebook_rows(at) b
      left join worklists.work_item w on w.practice_id = (select practice_id from here) and w.list = 'rebook' and w.id = b.item
     where coalesce(w.state, 'open') = 'open' and b.visit_type_id is not null
  ),
  due as (
    select md5(r.id::text || d.source::text)::uuid as item, d.patient_id, r.recall_type_id as visit_type_id, d.provider_id, d.starts_at as last_at,
           d.zone, day.due_on, 1 as hurry, jsonb_build_object('rule', r.name, 'last', d.starts_at) as why, r.age_from, r.age_to
      from done d
      join worklists.recall_rule r on r.practice_id = (select practice_id from here) and r.after_type_id = d.after_type_id and r.retired_at is null
      cross join lateral (select ((d.starts_at at time zone d.zone)::date + make_interval(months => r.months))::date as due_on) day
     where day.due_on <= (select today from here) + r.lead_days
    union all
    select f.id, f.patient_id, f.visit_type_id, f.provider_id, a.starts_at, (select zone from here), f.due_on, 0,
           jsonb_strip_nulls(jsonb_build_object('followUp', true, 'last', a.starts_at)), null, null
      from worklists.follow_ups((select today from here) + 30) f
      left join schedule.appointment a on a.practice_id = (select practice_id from here) and a.id = f.from_appointment
  )
  select distinct on (d.patient_id, d.visit_type_id) d.item, d.patient_id, d.visit_type_id, d.provider_id, null::uuid, null::timestamptz, d.zone, d.due_on,
         null::timestamptz, d.hurry, d.why
    from due d
    join patients.patient p on p.practice_id = (select practice_id from here) and p.id = d.patient_id and p.merged_into is null and p.deceased_on is null
   where (d.age_from is null or extract(year from age(d.due_on, p.birth_date)) >= d.age_from)
     and (d.age_to is null or extract(year from age(d.due_on, p.birth_date)) <= d.age_to)
     and not exists (select from worklists.recall_stop s where s.practice_id = p.practice_id and s.patient_id = p.id and s.ended_at is null)
     and not exists (
       select from schedule.appointment l
        where l.practice_id = p.practice_id and l.patient_id = p.id and (d.visit_type_id is null or l.visit_type_id = d.visit_type_id)
          and case when l.state = 'checked-out' then l.starts_at > d.last_at
                   when l.state in ('cancelled', 'no-show') then false
                   else l.ends_at > at - interval '1 day' end)
     -- "not in", so that it is looked up by hash whatever the planner thinks of the functions' sizes.
     and (d.visit_type_id is null or (d.patient_id, d.visit_type_id) not in (select w.patient_id, w.visit_type_id from waiting w))
   order by d.patient_id, d.visit_type_id, d.due_on, d.hurry, d.item
$$;
grant execute on function worklists.recall_rows(timestamptz) to anteroom_app;

-- Orders that have no visit, or whose visit was cancelled or missed. Each comes onto the list some weeks before its window.
create function worklists.order_rows(at timestamptz)
returns table (item uuid, patient_id uuid, visit_type_id uuid, provider_id uuid, appointment_id uuid, starts_at timestamptz, zone text,
               due_on date, from_at timestamptz, hurry int, why jsonb)
language sql stable as $$
  select o.id, o.patient_id, o.visit_type_id, o.provider_id, o.appointment_id, null::timestamptz, h.zone, o.latest,
         (o.earliest - (select r.order_days from worklists.rules() r)::int)::timestamp at time zone h.zone,
         case o.priority when 'stat' then 0 when 'urgent' then 1 else 2 end,
         jsonb_strip_nulls(jsonb_build_object('priority', o.priority, 'broken', a.state, 'overdue', nullif(o.latest < (at at time zone h.zone)::date, false)))
    from practice.practice h
    join worklists.visit_order o on o.practice_id = h.practice_id
    join patients.patient p on p.practice_id = o.practice_id and p.id = o.patient_id and p.deceased_on is null
    left join schedule.appointment a on a.practice_id = o.practice_id and a.id = o.appointment_id
   where h.practice_id = current_setting('anteroom.practice')::uuid and (a.id is null or a.state in ('cancelled', 'no-show'))
$$;
grant execute on function worklists.order_rows(timestamptz) to anteroom_app;

-- Requests nobody has answered, oldest first, and those that wait for the patient.
create function worklists.request_rows(at timestamptz)
returns table (item uuid, patient_id uuid, visit_type_id uuid, provider_id uuid, appointment_id uuid, starts_at timestamptz, zone text,
               due_on date, from_at timestamptz, hurry int, why jsonb)
language sql stable as $$
  select q.id, q.patient_id, q.visit_type_id, q.provider_id, null::uuid, q.asked_at, h.zone, (q.asked_at at time zone h.zone)::date, null::timestamptz, 1,
         jsonb_build_object('source', q.source, 'asked', q.asked_at)
    from practice.practice h
    join worklists.visit_request q on q.practice_id = h.practice_id and q.state in ('open', 'proposed')
   where h.practice_id = current_setting('anteroom.practice')::uuid
$$;
grant execute on function worklists.request_rows(timestamptz) to anteroom_app;

-- Every row of one list, or of all (wanted null), with what was done about it and whose hands it is in. `turn` is its place.
create function worklists.open_items(wanted text, at timestamptz)
returns table (list text, item uuid, patient_id uuid, visit_type_id uuid, provider_id uuid, appointment_id uuid, starts_at timestamptz, zone text,
               due_on date, hurry int, why jsonb, next_at timestamptz, waiting boolean, step text, tries int, mark text, last_at timestamptz, last_by text,
               last_what text, version int, held_by uuid, held_until timestamptz, turn bigint)
language sql stable as $$
  with rules as materialized (select * from worklists.rules()),
  candidate as (
    select 'confirm' as list, r.* from worklists.confirm_rows(at) r where coalesce(wanted, 'confirm') = 'confirm'
    union all select 'recall', r.* from worklists.recall_rows(at) r where coalesce(wanted, 'recall') = 'recall'
    union all select 'rebook', r.* from worklists.rebook_rows(at) r where coalesce(wanted, 'rebook') = 'rebook'
    union all select 'orders', r.* from worklists.order_rows(at) r where coalesce(wanted, 'orders') = 'orders'
    union all select 'requests', r.* from worklists.request_rows(at) r where coalesce(wanted, 'requests') = 'requests'
  ),
  standing as (
    select c.*, coalesce(w.next_at, c.from_at) as next_at, coalesce(w.tries, 0)::int as tries, w.mark, w.last_at, w.last_by_name, w.last_what,
           coalesce(w.version, 0) as version, w.state as kept_state, coalesce(w.letters, 0) as letters
      from candidate c
      left join worklists.work_item w on w.practice_id = current_setting('anteroom.practice')::uuid and w.list = c.list and w.id = c.item
     where w.state is null or w.state = 'open' or w.next_at <= at
  )
  select s.list, s.item, s.patient_id, s.visit_type_id, s.provider_id, s.appointment_id, s.starts_at, s.zone, s.due_on, s.hurry, s.why, s.next_at,
         coalesce(s.next_at > at, false),
         case when s.kept_state = 'closed' then 'review' when s.list in ('confirm', 'orders', 'requests') then 'call'
              when s.tries < r.tries then 'call' when s.letters = 0 then 'letter' else 'close' end,
         s.tries, s.mark, s.last_at, s.last_by_name, s.last_what, s.version, c.staff_id, c.expires_at,
         row_number() over (partition by s.list
           order by coalesce(s.next_at > at, false), s.mark is distinct from 'wants-to-move', s.hurry,
                    case when s.list in ('recall', 'orders') then null else s.starts_at end, s.due_on, s.item)
    from standing s
    cross join rules r
    left join worklists.claim c on c.practice_id = r.practice_id and c.list = s.list and c.item_id = s.item and c.expires_at > at
$$;
grant execute on function worklists.open_items(text, timestamptz) to anteroom_app;
