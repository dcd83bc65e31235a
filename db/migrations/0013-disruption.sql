-- The day goes wrong: what happened, which visits it touches, and how each of them is settled.

-- A room that cannot be used. It is kept out by rows of its own in schedule.occupation, so that bookings and findings need to know nothing of it.
create table schedule.block (
  practice_id uuid not null,
  id uuid not null,
  room_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  reason text not null default '' check (length(reason) <= 120),
  ended_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, room_id) references practice.room (practice_id, id),
  check (ends_at > starts_at and ends_at <= starts_at + interval '367 days')
);
create index block_by_room on schedule.block (practice_id, room_id) where ended_at is null;
select platform.wall('schedule.block', 'select, insert, update');

alter table schedule.occupation
  add column block_id uuid,
  add foreign key (practice_id, block_id) references schedule.block (practice_id, id);
create index occupation_by_block on schedule.occupation (practice_id, block_id) where block_id is not null;
-- Whatever else may hold time by now, a row still belongs to exactly one of them.
do $$
declare
  rule record;
begin
  for rule in select conname, pg_get_constraintdef(oid) as def from pg_constraint
               where conrelid = 'schedule.occupation'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%num_nonnulls(%'
  loop
    execute format('alter table schedule.occupation drop constraint %I, add constraint %1$I %s',
      rule.conname, replace(rule.def, 'num_nonnulls(', 'num_nonnulls(block_id, '));
  end loop;
end $$;

-- Fills what is free of a blocked room within a span; visits that still stand there keep their time until they leave. No piece is longer than
-- half a day, as every taken time is bounded.
create function schedule.fill_block(for_block uuid, span tstzrange) returns void
language sql as $$
  insert into schedule.occupation (practice_id, resource_kind, resource_id, block_id, during)
  select b.practice_id, 'room', b.room_id, b.id, piece.during
    from schedule.block b
    cross join lateral (select tstzrange(b.starts_at, b.ends_at) * span as during) w
    cross join lateral (
      select coalesce(range_agg(o.during), '{}') as during from schedule.occupation o
       where o.practice_id = b.practice_id and o.resource_id = b.room_id and o.live and o.lane = 0
         and o.starts_at < upper(w.during) and o.starts_at > lower(w.during) - interval '20 hours' and o.ends_at > lower(w.during)
    ) taken
    cross join lateral unnest(tstzmultirange(w.during) - taken.during) as gap
    cross join lateral (
      select tstzrange(greatest(lower(gap), since), least(upper(gap), since + interval '12 hours')) as during
        from generate_series(lower(gap), upper(gap), interval '12 hours') as since
    ) piece
   where b.practice_id = current_setting('anteroom.practice')::uuid and b.id = for_block and b.ended_at is null
     and not isempty(w.during) and not isempty(piece.during)
  on conflict on constraint occupation_no_overlap do nothing
$$;

-- Puts a block into force: queues where bookings of that room queue, day by day, then takes what is free.
create function schedule.put_block(for_block uuid, at timestamptz) returns void
language plpgsql as $$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
  b schedule.block;
begin
  select * into strict b from schedule.block k where k.practice_id = here and k.id = for_block;
  perform schedule.stand_in_line(array(
    select b.room_id::text || to_char(d.day, 'YYYYMMDD')
      from generate_series((b.starts_at at time zone 'UTC')::date, (b.ends_at at time zone 'UTC')::date, interval '1 day') as d(day)));
  perform schedule.clear_run_out(array[b.room_id], tstzrange(b.starts_at, b.ends_at), at);
  perform schedule.fill_block(b.id, tstzrange(b.starts_at, b.ends_at));
end $$;

-- A visit that leaves a blocked room leaves no opening behind.
create function schedule.keep_blocked() returns trigger
language plpgsql as $$
begin
  if old.resource_kind = 'room' and old.live and old.block_id is null and (tg_op = 'DELETE' or not new.live) then
    perform schedule.fill_block(b.id, old.during)
       from schedule.block b
      where b.practice_id = old.practice_id and b.room_id = old.resource_id and b.ended_at is null
        and b.starts_at < upper(old.during) and b.ends_at > lower(old.during);
  end if;
  return null;
end $$;
create trigger occupation_keeps_blocked after delete or update of live on schedule.occupation
  for each row execute function schedule.keep_blocked();
grant execute on function schedule.fill_block(uuid, tstzrange), schedule.put_block(uuid, timestamptz), schedule.keep_blocked() to anteroom_app;

-- How a visit was held before a step that changed it, so that taking the step back brings that back too.
alter table schedule.appointment_fact add column mode_was text check (mode_was in ('in-person', 'video', 'phone'));

create schema disruption;
grant usage on schema disruption to anteroom_app;

-- What went wrong, from when to when. exceptions, closures, block: what stands in the schedule for it. minutes: how late, as of reported_at.
create table disruption.disruption (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  kind text not null check (kind in ('provider-away', 'provider-late', 'room-out', 'location-closed')),
  provider_id uuid,
  room_id uuid,
  location_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  minutes int check (minutes between 1 and 600),
  reason text not null default '' check (length(reason) <= 120),
  exceptions uuid[] not null default '{}',
  closures uuid[] not null default '{}',
  block_id uuid,
  reported_at timestamptz not null,
  reported_by uuid,
  reported_by_name text not null,
  ended_at timestamptz,
  ended_by_name text,
  ended_how text check (ended_how in ('settled', 'taken-back', 'caught-up', 'replaced')),
  primary key (practice_id, id),
  foreign key (practice_id, provider_id) references practice.provider (practice_id, id),
  foreign key (practice_id, room_id) references practice.room (practice_id, id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id),
  check (ends_at > starts_at),
  check ((ended_at is null) = (ended_how is null)),
  check (case kind when 'provider-away' then provider_id is not null
                   when 'provider-late' then provider_id is not null and minutes is not null
                   when 'room-out' then room_id is not null
                   else location_id is not null end)
);
create index disruption_open on disruption.disruption (practice_id, starts_at) where ended_at is null;
create unique index disruption_late_once on disruption.disruption (practice_id, provider_id) where kind = 'provider-late' and ended_at is null;
select platform.wall('disruption.disruption', 'select, insert, update');

-- A visit it touches: where it stood, where it stands in being settled, and in whose hands it is. The columns after `seq` repeat what the
-- facts say. settled: how it left the list; moved_version: the visit's version after our own move, so that others' moves are told apart.
create table disruption.affected (
  practice_id uuid not null,
  disruption_id uuid not null,
  appointment_id uuid not null,
  patient_id uuid not null,
  old_starts_at timestamptz not null,
  old_ends_at timestamptz not null,
  old_provider_id uuid,
  seq int not null default 1,
  state text not null check (state in ('open', 'proposed', 'told', 'agreed', 'declined', 'done')),
  state_since timestamptz not null,
  settled text check (settled in ('moved', 'cancelled', 'kept', 'taken-back', 'moved-back', 'caught-up', 'over')),
  moved_version int,
  attempts int not null default 0,
  last_attempt text,
  told_minutes int,
  told_how text,
  claimed_by uuid,
  claimed_by_name text,
  claimed_until timestamptz,
  primary key (practice_id, disruption_id, appointment_id),
  foreign key (practice_id, disruption_id) references disruption.disruption (practice_id, id),
  foreign key (practice_id, appointment_id) references schedule.appointment (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id),
  check ((state = 'done') = (settled is not null))
);
create index affected_by_appointment on disruption.affected (practice_id, appointment_id);
create index affected_by_patient on disruption.affected (practice_id, patient_id);
select platform.wall('disruption.affected', 'select, insert, update');

-- What happened to it on the list, only added to.
create table disruption.affected_fact (
  practice_id uuid not null,
  disruption_id uuid not null,
  appointment_id uuid not null,
  seq int not null,
  what text not null check (what in ('found', 'moved', 'told', 'to-call', 'no-answer', 'voicemail', 'agreed', 'declined', 'kept', 'cancelled',
    'moved-elsewhere', 'over', 'taken-back', 'moved-back', 'put-back', 'caught-up')),
  state text not null,
  at timestamptz not null,
  by_staff uuid,
  by_name text not null,
  primary key (practice_id, disruption_id, appointment_id, seq),
  foreign key (practice_id, disruption_id, appointment_id) references disruption.affected (practice_id, disruption_id, appointment_id)
);
select platform.wall('disruption.affected_fact', 'select, insert');
