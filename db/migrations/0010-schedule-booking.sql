-- Booking, whole: several resources at once, overbooking in lanes, limits counted in the queue, groups with seats, visits that belong together, the
-- pinboard, reasons for cancelling, and what a missed visit costs.

-- Visits made or moved as one: lab then doctor, a family, every second Tuesday.
create table schedule.bundle (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  kind text not null check (kind in ('chain', 'family', 'series')),
  rule text check (length(rule) <= 300),
  made_at timestamptz not null,
  made_by uuid,
  made_by_name text not null,
  primary key (practice_id, id)
);
select platform.wall('schedule.bundle', 'select, insert');

-- One meeting of a group: it holds the time of provider and room, the visits that join it hold a seat each. Closed when the last one has left.
create table schedule.group_session (
  practice_id uuid not null,
  id uuid not null default gen_random_uuid(),
  visit_type_id uuid not null,
  provider_id uuid not null,
  room_id uuid,
  location_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  seats smallint not null check (seats between 2 and 200),
  closed_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, visit_type_id) references schedule.visit_type (practice_id, id),
  foreign key (practice_id, provider_id) references practice.provider (practice_id, id),
  foreign key (practice_id, room_id) references practice.room (practice_id, id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id),
  check (ends_at > starts_at)
);
create unique index group_session_open on schedule.group_session (practice_id, provider_id, starts_at, ends_at, visit_type_id) where closed_at is null;
create index group_session_by_start on schedule.group_session (practice_id, starts_at) where closed_at is null;
select platform.wall('schedule.group_session', 'select, insert, update');

alter table schedule.appointment
  add column mode text not null default 'in-person' check (mode in ('in-person', 'video', 'phone')),
  add column urgent boolean not null default false,
  add column overbooked_why text check (length(overbooked_why) between 1 and 300),
  add column bundle_id uuid,
  add column group_session_id uuid,
  add column seat smallint check (seat >= 1),
  add foreign key (practice_id, bundle_id) references schedule.bundle (practice_id, id),
  -- Deferred: a seat is taken before the visit is written, in one statement.
  add foreign key (practice_id, group_session_id) references schedule.group_session (practice_id, id) deferrable initially deferred,
  add check ((group_session_id is null) = (seat is null));
create index appointment_by_bundle on schedule.appointment (practice_id, bundle_id, starts_at) where bundle_id is not null;
-- The judge of seats, as occupation_no_overlap is of time.
create unique index appointment_seat on schedule.appointment (practice_id, group_session_id, seat)
  where group_session_id is not null and state not in ('cancelled', 'no-show');

-- Each fact also says whether the visit stood over somebody else's time, who cancelled, and how long before the start.
alter table schedule.appointment_fact
  add column overbooked_why text,
  add column cancel_by text check (cancel_by in ('patient', 'practice')),
  add column cancel_reason text,
  add column notice_minutes int;

-- lane 0 is the ordinary time of a resource; what is knowingly booked over it stands in lane 1, 2 and so on.
alter table schedule.occupation drop constraint occupation_no_overlap;
alter table schedule.occupation drop constraint occupation_resource_kind_check;
alter table schedule.occupation drop constraint occupation_check1;
alter table schedule.occupation
  add column lane smallint not null default 0 check (lane between 0 and 9),
  add column group_session_id uuid,
  add foreign key (practice_id, group_session_id) references schedule.group_session (practice_id, id) deferrable initially deferred,
  add constraint occupation_resource_kind_check check (resource_kind in ('provider', 'room', 'device')),
  add constraint occupation_of_one check (num_nonnulls(appointment_id, hold_id, group_session_id) = 1),
  add constraint occupation_no_overlap exclude using gist (practice_id with =, resource_id with =, lane with =, during with &&) where (live);
create index occupation_over on schedule.occupation (practice_id, resource_id, starts_at) where live and lane > 0;
create index occupation_by_group on schedule.occupation (practice_id, group_session_id) where group_session_id is not null;

grant update on schedule.hold to anteroom_app;

-- What is parked for the moment: a visit (kept where it is, or its time given back) or a wish.
create table schedule.pin (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  appointment_id uuid,
  visit_type_id uuid not null,
  provider_id uuid,
  minutes int check (minutes between 1 and 720),
  keeps_time boolean not null default false,
  note text not null default '' check (length(note) <= 2000),
  pinned_at timestamptz not null,
  pinned_by uuid,
  pinned_by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id),
  foreign key (practice_id, appointment_id) references schedule.appointment (practice_id, id),
  foreign key (practice_id, visit_type_id) references schedule.visit_type (practice_id, id),
  foreign key (practice_id, provider_id) references practice.provider (practice_id, id),
  check (not keeps_time or appointment_id is not null)
);
create unique index pin_of_visit on schedule.pin (practice_id, appointment_id) where appointment_id is not null;
select platform.wall('schedule.pin');

-- A practice's own reasons; none: those the program comes with.
create table schedule.cancel_reason (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  place smallint not null,
  text text not null check (length(text) between 1 and 120),
  by text not null check (by in ('patient', 'practice')),
  fee_free boolean not null default false,
  primary key (practice_id, id)
);
create unique index cancel_reason_once on schedule.cancel_reason (practice_id, by, lower(text));
select platform.wall('schedule.cancel_reason');

-- What a visit cancelled late or missed costs. Cents of the practice's currency. No row: nothing is charged.
create table schedule.missed_policy (
  practice_id uuid primary key references practice.practice,
  active boolean not null,
  late_hours int not null check (late_hours between 0 and 720),
  late_cents int not null check (late_cents between 0 and 10000000),
  no_show_cents int not null check (no_show_cents between 0 and 10000000),
  first_free boolean not null
);
select platform.wall('schedule.missed_policy', 'select, insert, update');

create table schedule.fee (
  practice_id uuid not null,
  id uuid not null,
  appointment_id uuid not null,
  patient_id uuid not null,
  -- The step it was made by; taken back with it unless paid.
  seq int not null,
  kind text not null check (kind in ('late-cancel', 'no-show')),
  cents int not null check (cents >= 0),
  state text not null check (state in ('due', 'waived', 'paid', 'taken-back')),
  made_at timestamptz not null,
  waived_why text,
  waived_by_name text,
  primary key (practice_id, id),
  foreign key (practice_id, appointment_id) references schedule.appointment (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id),
  check ((state = 'waived') = (waived_why is not null))
);
create unique index fee_of_step on schedule.fee (practice_id, appointment_id, seq);
create index fee_by_patient on schedule.fee (practice_id, patient_id);
select platform.wall('schedule.fee', 'select, insert, update');

-- Queues for everything named, in one order for all, until the transaction ends. A key is a resource's id and a day (YYYYMMDD, UTC).
create function schedule.stand_in_line(keys text[]) returns void
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(queue.number) from (
    select distinct hashtextextended(current_setting('anteroom.practice') || wanted.key, 7) as number from unnest(keys) as wanted(key) order by 1
  ) as queue;
end $$;

-- The keys a visit's own former time stands under, that of its group included.
create function schedule.keys_of(appointments uuid[]) returns text[]
language sql stable as $$
  select coalesce(array_agg(distinct o.resource_id::text || to_char(d.day, 'YYYYMMDD')), '{}')
    from (
      select o.resource_id, o.starts_at, o.ends_at from schedule.occupation o
       where o.practice_id = current_setting('anteroom.practice')::uuid and o.appointment_id = any(appointments)
      union all
      select o.resource_id, o.starts_at, o.ends_at
        from schedule.appointment a
        join schedule.occupation o on o.practice_id = a.practice_id and o.group_session_id = a.group_session_id
       where a.practice_id = current_setting('anteroom.practice')::uuid and a.id = any(appointments)
    ) o
    cross join lateral (values (o.starts_at at time zone 'UTC'), (o.ends_at at time zone 'UTC')) as d(day)
$$;

-- Removes the holds on some resources that have run out and reach into a span. In the order of their ids: two who clear the same holds do not
-- wait for each other in a ring.
drop function schedule.clear_run_out(uuid, tstzrange, timestamptz);
create function schedule.clear_run_out(resources uuid[], span tstzrange, at timestamptz) returns void
language sql as $$
  delete from schedule.hold
   where practice_id = current_setting('anteroom.practice')::uuid and id in (
     select h.id
       from schedule.hold h
      where h.practice_id = current_setting('anteroom.practice')::uuid and h.expires_at <= at and h.id in (
        select o.hold_id from schedule.occupation o
         where o.practice_id = current_setting('anteroom.practice')::uuid and o.resource_id = any(resources) and o.live and o.expires_at <= at
           and o.starts_at < upper(span) and o.starts_at > lower(span) - interval '20 hours' and o.ends_at > lower(span))
      order by h.id
        for update)
$$;
grant execute on function schedule.stand_in_line(text[]), schedule.keys_of(uuid[]), schedule.clear_run_out(uuid[], tstzrange, timestamptz) to anteroom_app;

-- One who leaves a group: the last one out gives its time back.
create function schedule.leave_group(session uuid, leaving uuid, at timestamptz) returns void
language plpgsql as $$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
begin
  perform from schedule.group_session g where g.practice_id = here and g.id = session for update;
  if not exists (select from schedule.appointment a where a.practice_id = here and a.group_session_id = session and a.id <> leaving
                    and a.state not in ('cancelled', 'no-show')) then
    update schedule.occupation o set live = false where o.practice_id = here and o.group_session_id = session and o.live;
    update schedule.group_session g set closed_at = at where g.practice_id = here and g.id = session and g.closed_at is null;
  end if;
end $$;
grant execute on function schedule.leave_group(uuid, uuid, timestamptz) to anteroom_app;

-- Claims time for a visit or a hold: the provider, the first free room of `rooms` (empty: no room is wanted), and what `more` asks for beside them.
-- Everybody who wants the same day of the same resource or patient queues here first, in one order, so that nobody deadlocks; the constraints are the
-- judges. A visit's own former time, the hold it uses and holds that have run out make way. On anything but 'ok' nothing is left behind, not even
-- the place in the queue. `more`, null for the ordinary visit:
--   overbook: true      what is taken is booked over, in the next free lane
--   again: true         a step is taken back: whoever was booked over the time it had may stay
--   needs:  [{kind, of: [resource ids]}]   one of each, in their order
--   limits: [{id, per, most, kind, type, since, until}], over: null | 'warn' | 'refuse'   the kinds of limit that may be passed
--   group:  {type, seats, location}   join the group that meets then, or open it
-- overbooked: true if somebody else's time, or a limit that refuses, was booked over.
drop function schedule.occupy(uuid, uuid, uuid, uuid[], tstzrange, tstzrange, timestamptz, uuid, uuid, timestamptz);
create function schedule.occupy(
  for_appointment uuid, for_hold uuid, provider uuid, rooms uuid[], span tstzrange, room_span tstzrange,
  expires timestamptz, patient uuid, using_hold uuid, at timestamptz, more jsonb default null
) returns table (outcome text, room uuid, other uuid, overbooked boolean, facts jsonb, group_session uuid, seat int)
language plpgsql as $$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
  owner uuid := for_appointment;
  former_group uuid;
  former_seat int;
  former tstzrange;
  was_here boolean := false;
  crowded boolean;
  overbook boolean := coalesce((more->>'overbook')::boolean, false);
  need jsonb;
  booked int;
  candidate uuid;
begin
  overbooked := false;
  begin
    if more is null then
      perform pg_advisory_xact_lock(queue.number) from (
        select distinct hashtextextended(here::text || wanted.resource::text || to_char(wanted.day, 'YYYYMMDD'), 7) as number
          from (
            select r.resource, d.day
              from unnest(array[provider, patient] || rooms) as r(resource)
              cross join (values
                (lower(room_span) at time zone 'UTC'), (upper(room_span) at time zone 'UTC'),
                (lower(span) at time zone 'UTC'), (upper(span) at time zone 'UTC')) as d(day)
             where r.resource is not null
            union all
            select o.resource_id, d.day
              from schedule.occupation o
              cross join lateral (values (o.starts_at at time zone 'UTC'), (o.ends_at at time zone 'UTC')) as d(day)
             where o.practice_id = here and o.appointment_id = for_appointment
          ) as wanted
         order by 1
      ) as queue;
    else
      perform schedule.stand_in_line(schedule.keys_of(array[for_appointment]) || schedule.keys_wanted(provider, patient, rooms, span, room_span, more));
    end if;

    if patient is not null then
      select a.id into other from schedule.appointment a
       where a.practice_id = here and a.patient_id = patient and a.id is distinct from for_appointment
         and a.starts_at < upper(span) and a.starts_at > lower(span) - interval '12 hours' and a.ends_at > lower(span)
         and a.state not in ('cancelled', 'no-show') and a.origin = 'desk'
       limit 1;
      if found then raise sqlstate 'AN001' using message = 'patient'; end if;
    end if;

    if using_hold is not null then
      delete from schedule.hold h where h.practice_id = here and h.id = using_hold and h.expires_at > at;
      if not found then raise sqlstate 'AN001' using message = 'hold'; end if;
    end if;
    if for_appointment is not null then
      -- The visit's own row before its time, as those do who only cancel: one order for all.
      select a.group_session_id, a.seat into former_group, former_seat from schedule.appointment a where a.practice_id = here and a.id = for_appointment for no key update;
      was_here := found;
    end if;
    if was_here then
      select o.during into former from schedule.occupation o
       where o.practice_id = here and o.appointment_id = for_appointment and o.resource_id = provider;
      delete from schedule.occupation o where o.practice_id = here and o.appointment_id = for_appointment;
    end if;

    if more is not null then
      for need in select jsonb_array_elements(more->'limits') loop
        select count(distinct coalesce(b.group_session_id, b.id)) into booked from (
          select a.id, a.group_session_id from schedule.appointment a
           where a.practice_id = here and a.provider_id = provider and a.id is distinct from for_appointment and a.origin = 'desk'
             and a.starts_at >= (need->>'since')::timestamptz and a.starts_at < (need->>'until')::timestamptz
             and a.state not in ('cancelled', 'no-show') and (need->>'type' is null or a.visit_type_id = (need->>'type')::uuid)
             -- Whoever joins a group takes no further place in the day.
             and (more->'group' is null or a.group_session_id is null or a.starts_at <> lower(span) or a.visit_type_id <> (more->'group'->>'type')::uuid)
          union all
          select h.id, null from schedule.hold h
           where h.practice_id = here and h.provider_id = provider and h.expires_at > at
             and h.starts_at >= (need->>'since')::timestamptz and h.starts_at < (need->>'until')::timestamptz
             and (need->>'type' is null or h.visit_type_id = (need->>'type')::uuid)
        ) as b;
        if booked >= (need->>'most')::int then
          if more->>'over' is null or (more->>'over' = 'warn' and need->>'kind' = 'refuse') then
            facts := jsonb_build_object('limit', need->'id', 'per', need->'per', 'most', need->'most', 'kind', need->'kind', 'booked', booked);
            raise sqlstate 'AN001' using message = 'limit';
          end if;
          overbooked := overbooked or need->>'kind' = 'refuse';
        end if;
      end loop;
    end if;

    if more ? 'group' then
      select g.id, g.room_id into group_session, room from schedule.group_session g
       where g.practice_id = here and g.provider_id = provider and g.starts_at = lower(span) and g.ends_at = upper(span)
         and g.visit_type_id = (more->'group'->>'type')::uuid and g.closed_at is null
         for update;
      if former_group is not null and former_group is distinct from group_session then
        perform schedule.leave_group(former_group, for_appointment, at);
      end if;
      if group_session is not null then
        -- Its own seat, if it sits here already; else the first that is free.
        select n into seat
          from schedule.group_session g, generate_series(1, g.seats) n
         where g.practice_id = here and g.id = group_session
           and not exists (select from schedule.appointment a where a.practice_id = here and a.group_session_id = g.id and a.seat = n
                              and a.state not in ('cancelled', 'no-show') and a.id is distinct from for_appointment)
         order by n is distinct from former_seat, n
         limit 1;
        if seat is null then
          facts := jsonb_build_object('seats', (select g.seats from schedule.group_session g where g.practice_id = here and g.id = group_session));
          raise sqlstate 'AN001' using message = 'group';
        end if;
        outcome := 'ok';
        return next;
        return;
      end if;
      group_session := gen_random_uuid();
      seat := 1;
      owner := null;
      insert into schedule.group_session (practice_id, id, visit_type_id, provider_id, location_id, starts_at, ends_at, seats)
      values (here, group_session, (more->'group'->>'type')::uuid, provider, (more->'group'->>'location')::uuid, lower(span), upper(span),
              (more->'group'->>'seats')::int);
    elsif former_group is not null then
      perform schedule.leave_group(former_group, for_appointment, at);
    end if;

    if cardinality(rooms) > 0 or more is not null then
      perform schedule.clear_run_out(provider || rooms || schedule.needed(more), span + room_span, at);
    end if;
    -- Who overlapped a visit where it was may go on doing so; anybody else's time counts, whatever its lane.
    crowded := exists (
      select from schedule.occupation o
       where o.practice_id = here and o.resource_id = provider and o.live and o.lane > 0
         and o.starts_at < upper(span) and o.starts_at > lower(span) - interval '12 hours' and o.ends_at > lower(span)
         and (former is null or not o.during && former));
    if crowded and not overbook and not coalesce((more->>'again')::boolean, false) then raise sqlstate 'AN001' using message = 'provider'; end if;

    insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, hold_id, group_session_id, during, expires_at)
    values (here, 'provider', provider, owner, for_hold, group_session, span, expires)
    on conflict on constraint occupation_no_overlap do nothing;
    if not found then
      perform schedule.clear_run_out(array[provider], span, at);
      insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, hold_id, group_session_id, during, expires_at)
      values (here, 'provider', provider, owner, for_hold, group_session, span, expires)
      on conflict on constraint occupation_no_overlap do nothing;
      if not found then
        if not overbook or not schedule.take_lane('provider', provider, owner, for_hold, group_session, span, expires) then
          raise sqlstate 'AN001' using message = 'provider';
        end if;
        overbooked := true;
      end if;
    elsif crowded then
      overbooked := true;
    end if;

    foreach candidate in array rooms loop
      insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, hold_id, group_session_id, during, expires_at)
      values (here, 'room', candidate, owner, for_hold, group_session, room_span, expires)
      on conflict on constraint occupation_no_overlap do nothing;
      if found then
        room := candidate;
        exit;
      end if;
    end loop;
    if cardinality(rooms) > 0 and room is null then
      if not overbook or not schedule.take_lane('room', rooms[1], owner, for_hold, group_session, room_span, expires) then
        raise sqlstate 'AN001' using message = 'room';
      end if;
      room := rooms[1];
      overbooked := true;
    end if;
    if group_session is not null and room is not null then
      update schedule.group_session g set room_id = occupy.room where g.practice_id = here and g.id = group_session;
    end if;

    if more is not null then
      for need in select jsonb_array_elements(more->'needs') loop
        candidate := schedule.take_one(need, owner, for_hold, group_session, span, expires);
        if candidate is null then
          if not overbook or not coalesce(schedule.take_lane(need->>'kind', (need->'of'->>0)::uuid, owner, for_hold, group_session, span, expires), false) then
            facts := need - 'of';
            raise sqlstate 'AN001' using message = 'need';
          end if;
          overbooked := true;
        end if;
      end loop;
    end if;
    outcome := 'ok';
  exception when sqlstate 'AN001' then
    outcome := sqlerrm;
    room := null;
    group_session := null;
    seat := null;
  end;
  return next;
end $$;

-- The resources `more` asks for beside provider and room.
create function schedule.needed(more jsonb) returns uuid[]
language sql immutable as $$
  select coalesce(array_agg(distinct r::uuid), '{}') from jsonb_array_elements(more->'needs') n, jsonb_array_elements_text(n->'of') r
$$;

-- Where a claim queues: its resources' days, and the sessions or days whose limits it counts.
create function schedule.keys_wanted(provider uuid, patient uuid, rooms uuid[], span tstzrange, room_span tstzrange, more jsonb) returns text[]
language sql stable as $$
  select coalesce(array_agg(distinct w.key), '{}') from (
    select r.resource::text || to_char(d.day, 'YYYYMMDD') as key
      from unnest(array[provider, patient] || rooms || schedule.needed(more)) as r(resource)
      cross join (values
        (lower(room_span) at time zone 'UTC'), (upper(room_span) at time zone 'UTC'),
        (lower(span) at time zone 'UTC'), (upper(span) at time zone 'UTC')) as d(day)
     where r.resource is not null
    union all
    -- A session or a wall-clock day may lie over two UTC days: it has a place in the queue of its own.
    select provider::text || 'limit' || (l->>'since') from jsonb_array_elements(more->'limits') l
  ) w
$$;

-- The first free one of those a need names; null if none is free. Whoever is booked over already counts as taken.
create function schedule.take_one(need jsonb, owner uuid, for_hold uuid, session uuid, span tstzrange, expires timestamptz) returns uuid
language plpgsql as $$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
  candidate uuid;
begin
  for candidate in select r.id::uuid from jsonb_array_elements_text(need->'of') with ordinality as r(id, n) order by r.n loop
    insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, hold_id, group_session_id, during, expires_at)
    select here, need->>'kind', candidate, owner, for_hold, session, span, expires
     where not exists (
       select from schedule.occupation o
        where o.practice_id = here and o.resource_id = candidate and o.live and o.lane > 0
          and o.starts_at < upper(span) and o.starts_at > lower(span) - interval '12 hours' and o.ends_at > lower(span))
    on conflict on constraint occupation_no_overlap do nothing;
    if found then return candidate; end if;
  end loop;
  return null;
end $$;

-- Books over: the lowest lane that is free over the span. False after nine.
create function schedule.take_lane(kind text, resource uuid, owner uuid, for_hold uuid, session uuid, span tstzrange, expires timestamptz) returns boolean
language plpgsql as $$
declare
  n int;
begin
  if resource is null then return false; end if;
  for n in 1..9 loop
    insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, hold_id, group_session_id, during, expires_at, lane)
    values (current_setting('anteroom.practice')::uuid, kind, resource, owner, for_hold, session, span, expires, n)
    on conflict on constraint occupation_no_overlap do nothing;
    if found then return true; end if;
  end loop;
  return false;
end $$;
grant execute on function schedule.occupy(uuid, uuid, uuid, uuid[], tstzrange, tstzrange, timestamptz, uuid, uuid, timestamptz, jsonb),
  schedule.needed(jsonb), schedule.keys_wanted(uuid, uuid, uuid[], tstzrange, tstzrange, jsonb),
  schedule.take_one(jsonb, uuid, uuid, uuid, tstzrange, timestamptz),
  schedule.take_lane(text, uuid, uuid, uuid, uuid, tstzrange, timestamptz) to anteroom_app;

-- A visit with the names a list shows.
create or replace view schedule.visit with (security_invoker = true) as
select a.practice_id, a.id, a.patient_id, a.visit_type_id, coalesce(t.name, a.title) as what, coalesce(t.short_name, a.title) as short_name,
       coalesce(t.color, 'other') as color, coalesce(t.video, false) as video,
       a.provider_id, case when p.id is null then '' else concat_ws(', ', concat_ws(' ', nullif(p.given, ''), p.family), nullif(p.credential, '')) end as provider_name,
       a.room_id, r.name as room_name, a.location_id, l.name as location_name, a.zone, a.starts_at, a.ends_at,
       (extract(epoch from a.ends_at - a.starts_at) / 60)::int as minutes, a.state, a.state_since, a.note, a.interpreter, a.version, a.origin,
       a.confirmed_at, a.arrived_at,
       a.mode, a.urgent, a.overbooked_why, a.bundle_id, a.group_session_id, a.seat, g.seats
  from schedule.appointment a
  left join schedule.visit_type t on t.practice_id = a.practice_id and t.id = a.visit_type_id
  left join practice.provider p on p.practice_id = a.practice_id and p.id = a.provider_id
  left join practice.room r on r.practice_id = a.practice_id and r.id = a.room_id
  left join practice.location l on l.practice_id = a.practice_id and l.id = a.location_id
  left join schedule.group_session g on g.practice_id = a.practice_id and g.id = a.group_session_id;
