-- Who waits for an earlier time, which times have come free, and who was asked.
create schema waitlist;
grant usage on schema waitlist to anteroom_app;

-- How the practice refills freed times. No row: it proposes to staff. Hours are wall clock of the practice: nobody is asked at night.
create table waitlist.setting (
  practice_id uuid primary key references practice.practice,
  mode text not null check (mode in ('off', 'propose', 'by-itself')),
  manner text not null check (manner in ('one-after-another', 'at-once')),
  minutes_each int not null check (minutes_each between 5 and 110),
  at_once int not null check (at_once between 2 and 20),
  from_time time not null,
  to_time time not null,
  tasks_to uuid,
  foreign key (practice_id, tasks_to) references practice.staff (practice_id, id),
  check (from_time < to_time)
);
select platform.wall('waitlist.setting', 'select, insert, update');

-- What somebody waits for. With a visit: that one, earlier; without: a first time. Null lists: any.
create table waitlist.wish (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  appointment_id uuid,
  visit_type_id uuid not null,
  providers uuid[] check (cardinality(providers) > 0),
  pools uuid[] check (cardinality(pools) > 0),
  locations uuid[] check (cardinality(locations) > 0),
  weekdays smallint[] check (weekdays <@ '{1,2,3,4,5,6,7}' and cardinality(weekdays) > 0),
  part text not null default 'any' check (part in ('any', 'am', 'pm', 'evening')),
  from_time time,
  to_time time,
  first_day date,
  last_day date,
  -- How long before the visit the patient must know.
  notice_minutes int not null check (notice_minutes between 0 and 43200),
  urgency text not null check (urgency in ('normal', 'soon', 'urgent')),
  -- Last day on which the patient still waits.
  until date,
  note text not null default '' check (length(note) <= 1000),
  state text not null check (state in ('open', 'fulfilled', 'withdrawn', 'ended')),
  version int not null default 1,
  entered_at timestamptz not null,
  entered_by uuid,
  entered_by_name text not null,
  closed_at timestamptz,
  closed_why text not null default '' check (length(closed_why) <= 300),
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id),
  foreign key (practice_id, appointment_id) references schedule.appointment (practice_id, id),
  foreign key (practice_id, visit_type_id) references schedule.visit_type (practice_id, id),
  check ((state = 'open') = (closed_at is null)),
  check (last_day is null or first_day is null or last_day >= first_day),
  check (from_time is null or to_time is null or from_time < to_time)
);
-- At most one open wish a visit.
create unique index wish_of_visit on waitlist.wish (practice_id, appointment_id) where state = 'open' and appointment_id is not null;
create index wish_open on waitlist.wish (practice_id, visit_type_id, entered_at) where state = 'open';
create index wish_by_patient on waitlist.wish (practice_id, patient_id);
select platform.wall('waitlist.wish', 'select, insert, update');

-- A time that has come free. source and source_seq: the step of a visit that freed it, so that no step is counted twice.
create table waitlist.freed_time (
  practice_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  location_id uuid not null,
  zone text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  why text not null check (why in ('cancelled', 'moved', 'no-show', 'left-over', 'by-hand')),
  source_appointment uuid,
  source_seq int,
  found_at timestamptz not null,
  state text not null check (state in ('open', 'taken', 'gone', 'passed', 'kept-free')),
  -- Whether it goes on from one to the next by itself.
  runs boolean not null,
  manner text not null check (manner in ('one-after-another', 'at-once')),
  -- When to look again, if nothing happens before: a hold in the way runs out, morning comes.
  look_at timestamptz,
  candidates int not null default 0,
  settled_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, provider_id) references practice.provider (practice_id, id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id),
  foreign key (practice_id, source_appointment) references schedule.appointment (practice_id, id),
  check (ends_at > starts_at),
  check ((state = 'open') = (settled_at is null))
);
create unique index freed_time_of_step on waitlist.freed_time (practice_id, source_appointment, source_seq) where source_appointment is not null;
create unique index freed_time_once on waitlist.freed_time (practice_id, provider_id, starts_at, ends_at) where state = 'open';
create index freed_time_open on waitlist.freed_time (practice_id, starts_at) where state = 'open';
select platform.wall('waitlist.freed_time', 'select, insert, update');

-- Somebody asked about a freed time. open: the answer is awaited.
create table waitlist.offer (
  practice_id uuid not null,
  id uuid not null,
  freed_id uuid not null,
  wish_id uuid not null,
  patient_id uuid not null,
  visit_type_id uuid not null,
  provider_id uuid not null,
  location_id uuid not null,
  zone text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  reasons text[] not null,
  how text not null check (how in ('e-mail', 'text', 'phone', 'nobody')),
  language text not null check (language in ('en', 'es')),
  state text not null check (state in ('open', 'yes', 'no', 'ended', 'gone', 'withdrawn', 'skipped')),
  why text not null default '' check (length(why) <= 120),
  -- Only the hash of the link's secret is kept.
  token_hash bytea,
  message_id uuid,
  task_id uuid,
  hold_id uuid,
  offered_at timestamptz not null,
  offered_by_name text not null,
  expires_at timestamptz not null,
  answered_at timestamptz,
  answered_by text check (answered_by in ('link', 'desk')),
  primary key (practice_id, id),
  foreign key (practice_id, freed_id) references waitlist.freed_time (practice_id, id),
  foreign key (practice_id, wish_id) references waitlist.wish (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id),
  foreign key (practice_id, message_id) references outreach.patient_message (practice_id, id),
  foreign key (practice_id, task_id) references calls.message (practice_id, id),
  check ((state in ('yes', 'no')) = (answered_at is not null))
);
-- The judges: one yes a freed time, one question at a time for each wish.
create unique index offer_one_yes on waitlist.offer (practice_id, freed_id) where state = 'yes';
create unique index offer_one_open on waitlist.offer (practice_id, wish_id) where state = 'open';
create index offer_by_token on waitlist.offer (token_hash) where token_hash is not null;
create index offer_ending on waitlist.offer (practice_id, expires_at) where state = 'open';
create index offer_by_patient on waitlist.offer (practice_id, patient_id);
create index offer_by_freed on waitlist.offer (practice_id, freed_id, offered_at);
select platform.wall('waitlist.offer', 'select, insert, update');

-- Where a link leads. The hash of 24 random bytes names one offer of one practice; nothing else leads out of it.
create function waitlist.offer_of_token(wanted bytea) returns table (practice_id uuid, offer_id uuid, freed_id uuid)
language sql stable security definer set search_path = pg_catalog
as $$ select o.practice_id, o.id, o.freed_id from waitlist.offer o where o.token_hash = wanted $$;
revoke all on function waitlist.offer_of_token(bytea) from public;
grant execute on function waitlist.offer_of_token(bytea) to anteroom_app;

-- Practices in which an offer has run out, a freed time has passed, it is time to look again, or somebody waits in vain: their last day is
-- over, or their visit has begun or was cancelled a while ago (a slip is undone before that).
create function waitlist.practices_to_tend(at timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog
as $$
  select practice_id from waitlist.offer where state = 'open' and expires_at <= at
  union
  select practice_id from waitlist.freed_time where state = 'open' and (look_at <= at or starts_at <= at)
  union
  select w.practice_id from waitlist.wish w
    left join schedule.appointment a on a.practice_id = w.practice_id and a.id = w.appointment_id
   where w.state = 'open' and (w.until < (at at time zone 'UTC')::date - 1 or a.starts_at <= at
      or (a.state not in ('booked', 'confirmed') and a.state_since < at - interval '15 minutes'))
$$;
revoke all on function waitlist.practices_to_tend(timestamptz) from public;
grant execute on function waitlist.practices_to_tend(timestamptz) to anteroom_app;
