-- Coming in: what happens between the room and the door, what patients tell of their coming, kiosks and personal links, the queue of those
-- without an appointment, and what is due after a visit.
create schema arrivals;
grant usage on schema arrivals to anteroom_app;

-- Where a patient in a room stands: with the provider, or at check-out. A fact belongs to one stay in the room (since = the visit's state_since):
-- once the visit has another state, or another room, its facts no longer count, so they never say otherwise than the visit. Only added to;
-- taking one back is a row that names the stage before.
create table arrivals.stage_fact (
  practice_id uuid not null,
  appointment_id uuid not null,
  seq int not null,
  since timestamptz not null,
  stage text not null check (stage in ('roomed', 'with-provider', 'checkout')),
  undoes int,
  at timestamptz not null,
  by_kind text not null,
  by_staff uuid,
  by_name text not null,
  primary key (practice_id, appointment_id, seq),
  foreign key (practice_id, appointment_id) references schedule.appointment (practice_id, id),
  check (undoes < seq)
);
select platform.wall('arrivals.stage_fact', 'select, insert');

-- What a patient told of coming, by phone or through the personal link; the last one counts, while the visit keeps its start.
create table arrivals.word_fact (
  practice_id uuid not null,
  appointment_id uuid not null,
  seq int not null,
  word text not null check (word in ('on-the-way', 'late', 'in-the-car', 'nothing')),
  minutes int check (minutes between 1 and 240),
  note text not null default '' check (length(note) <= 120),
  starts_at timestamptz not null,
  at timestamptz not null,
  by_kind text not null,
  by_staff uuid,
  by_name text not null,
  primary key (practice_id, appointment_id, seq),
  foreign key (practice_id, appointment_id) references schedule.appointment (practice_id, id),
  check ((word = 'late') = (minutes is not null))
);
select platform.wall('arrivals.word_fact', 'select, insert');

-- After how many minutes a stage is marked, and marked as late. No row: as the program comes.
create table arrivals.wait_target (
  practice_id uuid not null references practice.practice,
  stage text not null check (stage in ('expected', 'arrived', 'roomed', 'with-provider', 'checkout')),
  warn_minutes int not null check (warn_minutes between 1 and 480),
  late_minutes int not null check (late_minutes between 1 and 480),
  primary key (practice_id, stage),
  check (warn_minutes <= late_minutes)
);
select platform.wall('arrivals.wait_target', 'select, insert, update');

-- The desk has gone over address and phone with the patient.
create table arrivals.details_fact (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  at timestamptz not null,
  by_staff uuid,
  by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id)
);
create index details_fact_by_patient on arrivals.details_fact (practice_id, patient_id, at);
select platform.wall('arrivals.details_fact', 'select, insert, update');

-- A page without sign-in, bound to one location. Only the hash of its address is kept.
create table arrivals.kiosk (
  practice_id uuid not null,
  id uuid not null,
  location_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  token_hash bytea not null,
  language text not null default 'en' check (language in ('en', 'es')),
  before_minutes int not null default 60 check (before_minutes between 0 and 720),
  after_minutes int not null default 30 check (after_minutes between 0 and 720),
  made_at timestamptz not null,
  made_by uuid,
  made_by_name text not null,
  used_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid,
  -- Until then it answers everybody with "please go to the desk": somebody has guessed.
  resting_until timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id)
);
create unique index kiosk_by_name on arrivals.kiosk (practice_id, location_id, lower(name)) where revoked_at is null;
create index kiosk_by_token on arrivals.kiosk (token_hash);
select platform.wall('arrivals.kiosk', 'select, insert, update');

-- Tries at a kiosk that did not find a visit; written before anything is compared, so that a thousand guesses at one moment are a thousand rows.
create table arrivals.kiosk_try (
  practice_id uuid not null,
  id uuid not null,
  kiosk_id uuid not null,
  origin_hash bytea not null,
  at timestamptz not null,
  primary key (practice_id, id),
  foreign key (practice_id, kiosk_id) references arrivals.kiosk (practice_id, id)
);
create index kiosk_try_by_kiosk on arrivals.kiosk_try (practice_id, kiosk_id, at);
select platform.wall('arrivals.kiosk_try', 'select, insert, delete');

-- Whose kiosk an address is: nobody is signed in, so the practice is found by the hash alone.
create function arrivals.kiosk_of(wanted bytea) returns table (practice_id uuid, id uuid, name text)
language sql stable security definer set search_path = pg_catalog
as $$ select k.practice_id, k.id, k.name from arrivals.kiosk k where k.token_hash = wanted and k.revoked_at is null $$;
revoke all on function arrivals.kiosk_of(bytea) from public;
grant execute on function arrivals.kiosk_of(bytea) to anteroom_app;

-- Takes the right to try once at a kiosk. Five misses in a quarter of an hour from one place are free, then the pause doubles from 30 seconds
-- to 15 minutes; thirty misses from anywhere let the kiosk rest. rested: this try is the one that sent it to rest.
create function arrivals.begin_kiosk_try(wanted uuid, try_id uuid, origin bytea, now timestamptz, out wait int, out rested boolean)
language plpgsql set search_path = pg_catalog
as $$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
  missed int;
  last_try timestamptz;
  resting timestamptz;
begin
  wait := 0;
  rested := false;
  select k.resting_until into resting from arrivals.kiosk k where k.practice_id = here and k.id = wanted for update;
  if resting > now then
    wait := ceil(extract(epoch from resting - now));
    return;
  end if;
  select count(*), max(t.at) into missed, last_try from arrivals.kiosk_try t
   where t.practice_id = here and t.kiosk_id = wanted and t.origin_hash = origin and t.at > now - interval '15 minutes';
  if missed >= 5 then
    wait := greatest(0, ceil(extract(epoch from last_try - now)) + least(900, 30 * power(2, least(missed - 5, 10)))::int);
    rested := missed = 5 and wait > 0;
  end if;
  if wait <= 0 then
    select count(*) into missed from arrivals.kiosk_try t
     where t.practice_id = here and t.kiosk_id = wanted and t.at > now - interval '15 minutes';
    if missed >= 30 then
      update arrivals.kiosk k set resting_until = now + interval '15 minutes' where k.practice_id = here and k.id = wanted;
      wait := 900;
      rested := true;
    end if;
  end if;
  if wait > 0 then
    return;
  end if;
  wait := 0;
  insert into arrivals.kiosk_try (practice_id, id, kiosk_id, origin_hash, at) values (here, try_id, wanted, origin, now);
end $$;
revoke all on function arrivals.begin_kiosk_try(uuid, uuid, bytea, timestamptz) from public;
grant execute on function arrivals.begin_kiosk_try(uuid, uuid, bytea, timestamptz) to anteroom_app;

-- One visit's own address, for its day; taken by the first arrival through it. Only the hash is kept.
create table arrivals.arrival_link (
  practice_id uuid not null,
  id uuid not null,
  appointment_id uuid not null,
  token_hash bytea not null,
  made_at timestamptz not null,
  made_by uuid,
  used_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, appointment_id) references schedule.appointment (practice_id, id)
);
create index arrival_link_by_token on arrivals.arrival_link (token_hash);
create index arrival_link_by_visit on arrivals.arrival_link (practice_id, appointment_id);
select platform.wall('arrivals.arrival_link', 'select, insert, update');

create function arrivals.arrival_link_of(wanted bytea) returns table (practice_id uuid, id uuid, appointment_id uuid)
language sql stable security definer set search_path = pg_catalog
as $$ select l.practice_id, l.id, l.appointment_id from arrivals.arrival_link l where l.token_hash = wanted $$;
revoke all on function arrivals.arrival_link_of(bytea) from public;
grant execute on function arrivals.arrival_link_of(bytea) to anteroom_app;

-- Somebody who came without an appointment: in exactly one state. Placed means booked and checked in.
create table arrivals.walk_in (
  practice_id uuid not null,
  id uuid not null,
  location_id uuid not null,
  patient_id uuid,
  name text not null default '' check (length(name) <= 120),
  birth_date date,
  reason text not null check (length(reason) between 1 and 200),
  urgency smallint not null check (urgency between 1 and 4),
  visit_type_id uuid,
  came_at timestamptz not null,
  state text not null check (state in ('waiting', 'placed', 'left', 'turned-away')),
  state_since timestamptz not null,
  appointment_id uuid,
  turned_away_reason text check (length(turned_away_reason) between 1 and 200),
  version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id),
  foreign key (practice_id, visit_type_id) references schedule.visit_type (practice_id, id),
  foreign key (practice_id, appointment_id) references schedule.appointment (practice_id, id),
  constraint walk_in_somebody check (patient_id is not null or name <> ''),
  constraint walk_in_placed check ((state = 'placed') = (appointment_id is not null)),
  constraint walk_in_placed_is_known check (state <> 'placed' or patient_id is not null),
  constraint walk_in_turned_away check ((state = 'turned-away') = (turned_away_reason is not null))
);
-- One person stands in the queue once.
create unique index walk_in_once on arrivals.walk_in (practice_id, patient_id) where state = 'waiting' and patient_id is not null;
create index walk_in_waiting on arrivals.walk_in (practice_id, came_at) where state = 'waiting';
create index walk_in_by_day on arrivals.walk_in (practice_id, state_since);
create index walk_in_by_patient on arrivals.walk_in (practice_id, patient_id) where patient_id is not null;
select platform.wall('arrivals.walk_in', 'select, insert, update');

create table arrivals.walk_in_fact (
  practice_id uuid not null,
  walk_in_id uuid not null,
  seq int not null,
  what text not null check (what in ('came', 'changed', 'placed', 'left', 'turned-away', 'undone')),
  state text not null,
  reason text,
  at timestamptz not null,
  by_kind text not null,
  by_staff uuid,
  by_name text not null,
  primary key (practice_id, walk_in_id, seq),
  foreign key (practice_id, walk_in_id) references arrivals.walk_in (practice_id, id)
);
select platform.wall('arrivals.walk_in_fact', 'select, insert');

-- "Back in three months with the same provider": due, and open until a booking or a person closes it. Belongs to the schedule, whose lists
-- and bookings it lives with.
create table schedule.follow_up (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  after_appointment_id uuid,
  visit_type_id uuid not null,
  provider_id uuid,
  due_on date not null,
  window_from date not null,
  window_until date not null,
  note text not null default '' check (length(note) <= 500),
  state text not null check (state in ('open', 'booked', 'closed')),
  appointment_id uuid,
  closed_reason text check (length(closed_reason) between 1 and 300),
  made_at timestamptz not null,
  version int not null default 1,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id),
  foreign key (practice_id, after_appointment_id) references schedule.appointment (practice_id, id),
  foreign key (practice_id, visit_type_id) references schedule.visit_type (practice_id, id),
  foreign key (practice_id, provider_id) references practice.provider (practice_id, id),
  foreign key (practice_id, appointment_id) references schedule.appointment (practice_id, id),
  check (due_on between window_from and window_until),
  constraint follow_up_booked check ((state = 'booked') = (appointment_id is not null)),
  constraint follow_up_closed check ((state = 'closed') = (closed_reason is not null))
);
create index follow_up_due on schedule.follow_up (practice_id, due_on) where state = 'open';
create index follow_up_by_patient on schedule.follow_up (practice_id, patient_id);
create index follow_up_by_visit on schedule.follow_up (practice_id, appointment_id) where appointment_id is not null;
select platform.wall('schedule.follow_up', 'select, insert, update');

create table schedule.follow_up_fact (
  practice_id uuid not null,
  follow_up_id uuid not null,
  seq int not null,
  what text not null check (what in ('made', 'booked', 'closed', 'opened')),
  reason text,
  appointment_id uuid,
  at timestamptz not null,
  by_kind text not null,
  by_staff uuid,
  by_name text not null,
  primary key (practice_id, follow_up_id, seq),
  foreign key (practice_id, follow_up_id) references schedule.follow_up (practice_id, id)
);
select platform.wall('schedule.follow_up_fact', 'select, insert');
