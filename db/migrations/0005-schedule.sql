-- The schedule: what can be booked, when people work, what is booked, and what happened to it.
create schema schedule;
grant usage on schema schedule to anteroom_app;

create table schedule.visit_type (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  name text not null check (length(name) between 1 and 80),
  short_name text not null check (length(short_name) between 1 and 12),
  aliases text[] not null default '{}',
  minutes int not null check (minutes between 1 and 720),
  prepare_minutes int not null default 0 check (prepare_minutes between 0 and 240),
  clean_minutes int not null default 0 check (clean_minutes between 0 and 240),
  step_minutes int not null check (step_minutes between 1 and 240),
  color text not null default 'follow',
  needs_room boolean not null default false,
  video boolean not null default false,
  retired_at timestamptz,
  primary key (practice_id, id)
);
create unique index visit_type_by_name on schedule.visit_type (practice_id, lower(name)) where retired_at is null;
create unique index visit_type_by_short_name on schedule.visit_type (practice_id, lower(short_name)) where retired_at is null;
select platform.wall('schedule.visit_type', 'select, insert, update');

-- Weekly hours in wall-clock time: nine o'clock stays nine o'clock over every change of the clock. valid_to is the last day.
create table schedule.weekly_template (
  practice_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  location_id uuid not null,
  weekday smallint not null check (weekday between 1 and 7),
  from_time time not null,
  to_time time not null,
  valid_from date not null,
  valid_to date,
  primary key (practice_id, id),
  foreign key (practice_id, provider_id) references practice.provider (practice_id, id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id),
  check (from_time < to_time),
  check (valid_to is null or valid_to >= valid_from),
  constraint weekly_template_no_overlap exclude using gist (
    practice_id with =, provider_id with =, weekday with =,
    daterange(valid_from, valid_to, '[]') with &&,
    int4range((extract(epoch from from_time) / 60)::int, (extract(epoch from to_time) / 60)::int) with &&
  )
);
create index weekly_template_by_provider on schedule.weekly_template (practice_id, provider_id, valid_from);
select platform.wall('schedule.weekly_template');

-- Away, or extra hours, on some days. No times: the whole of each day.
create table schedule.hours_exception (
  practice_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  kind text not null check (kind in ('away', 'open')),
  location_id uuid,
  on_date date not null,
  until_date date not null,
  from_time time,
  to_time time,
  reason text not null default '',
  primary key (practice_id, id),
  foreign key (practice_id, provider_id) references practice.provider (practice_id, id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id),
  check (until_date >= on_date and until_date <= on_date + 366),
  check ((from_time is null) = (to_time is null) and (from_time is null or from_time < to_time)),
  check (kind = 'away' or (location_id is not null and from_time is not null))
);
create index hours_exception_by_provider on schedule.hours_exception (practice_id, provider_id, until_date);
select platform.wall('schedule.hours_exception');

-- Holidays and storms: the whole practice, or one location.
create table schedule.closure (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  location_id uuid,
  on_date date not null,
  until_date date not null,
  from_time time,
  to_time time,
  name text not null check (length(name) between 1 and 120),
  primary key (practice_id, id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id),
  check (until_date >= on_date and until_date <= on_date + 366),
  check ((from_time is null) = (to_time is null) and (from_time is null or from_time < to_time))
);
create index closure_by_date on schedule.closure (practice_id, until_date);
select platform.wall('schedule.closure');

-- A visit. The columns after `version` repeat what the facts say, for lists and boards; every command writes both.
-- wall_start and zone are what was promised to the patient; starts_at is computed from them and is computed anew when zone rules change.
create table schedule.appointment (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  visit_type_id uuid,
  title text,
  provider_id uuid,
  room_id uuid,
  location_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  wall_start timestamp not null,
  zone text not null,
  note text not null default '',
  interpreter text,
  origin text not null default 'desk' check (origin in ('desk', 'import')),
  version int not null default 1,
  state text not null check (state in ('booked', 'confirmed', 'arrived', 'roomed', 'checked-out', 'cancelled', 'no-show')),
  state_since timestamptz not null,
  confirmed_at timestamptz,
  arrived_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id),
  foreign key (practice_id, visit_type_id) references schedule.visit_type (practice_id, id),
  foreign key (practice_id, provider_id) references practice.provider (practice_id, id),
  foreign key (practice_id, room_id) references practice.room (practice_id, id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id),
  check (ends_at > starts_at),
  check (origin = 'import' or (ends_at <= starts_at + interval '12 hours'
    and visit_type_id is not null and provider_id is not null and location_id is not null)),
  check (visit_type_id is not null or title is not null)
);
create index appointment_by_start on schedule.appointment (practice_id, starts_at);
create index appointment_by_patient on schedule.appointment (practice_id, patient_id, starts_at);
create index appointment_by_provider on schedule.appointment (practice_id, provider_id, starts_at);
create index appointment_waiting on schedule.appointment (practice_id, arrived_at) where state in ('arrived', 'roomed');
select platform.wall('schedule.appointment', 'select, insert, update');

-- What happened to a visit, with who and when; never changed, only added to. A step that is taken back gets a row that says so.
-- seq is the visit's version from then on: order does not hang on the server's clock. Each row also says how the visit stood after it, so
-- that a step can be taken back to exactly what was before.
create table schedule.appointment_fact (
  practice_id uuid not null,
  appointment_id uuid not null,
  seq int not null,
  what text not null check (what in ('booked', 'moved', 'confirmed', 'arrived', 'roomed', 'checked-out', 'cancelled', 'no-show', 'undone')),
  undoes int,
  at timestamptz not null,
  by_kind text not null,
  by_staff uuid,
  by_name text not null,
  state text not null,
  reason text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  provider_id uuid,
  room_id uuid,
  location_id uuid,
  confirmed_at timestamptz,
  arrived_at timestamptz,
  primary key (practice_id, appointment_id, seq),
  foreign key (practice_id, appointment_id) references schedule.appointment (practice_id, id),
  check ((what = 'undone') = (undoes is not null))
);
create unique index appointment_fact_undone_once on schedule.appointment_fact (practice_id, appointment_id, undoes) where undoes is not null;
select platform.wall('schedule.appointment_fact', 'select, insert');

-- A time kept free for some minutes. Ended holds are deleted; the audit has their story.
create table schedule.hold (
  practice_id uuid not null,
  id uuid not null,
  visit_type_id uuid not null,
  provider_id uuid not null,
  room_id uuid,
  location_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  expires_at timestamptz not null,
  held_by uuid,
  held_by_name text not null,
  note text not null default '',
  primary key (practice_id, id),
  foreign key (practice_id, visit_type_id) references schedule.visit_type (practice_id, id),
  foreign key (practice_id, provider_id) references practice.provider (practice_id, id),
  foreign key (practice_id, room_id) references practice.room (practice_id, id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id),
  check (ends_at > starts_at)
);
create index hold_by_start on schedule.hold (practice_id, starts_at);
select platform.wall('schedule.hold', 'select, insert, delete');

-- Whose time is taken: one row a provider or room and visit or hold. The constraint is the last judge of every booking. Plain columns
-- stand beside the range because range operators use no index behind row-level security.
create table schedule.occupation (
  practice_id uuid not null,
  id uuid not null default gen_random_uuid(),
  resource_kind text not null check (resource_kind in ('provider', 'room')),
  resource_id uuid not null,
  appointment_id uuid,
  hold_id uuid,
  during tstzrange not null check (not isempty(during) and upper(during) - lower(during) <= case resource_kind when 'room' then interval '20 hours' else interval '12 hours' end),
  starts_at timestamptz not null generated always as (lower(during)) stored,
  ends_at timestamptz not null generated always as (upper(during)) stored,
  expires_at timestamptz,
  live boolean not null default true,
  primary key (practice_id, id),
  -- Deferred: the time is claimed before the visit is written, in one statement.
  foreign key (practice_id, appointment_id) references schedule.appointment (practice_id, id) deferrable initially deferred,
  foreign key (practice_id, hold_id) references schedule.hold (practice_id, id) on delete cascade deferrable initially deferred,
  check (num_nonnulls(appointment_id, hold_id) = 1),
  check ((hold_id is null) = (expires_at is null)),
  constraint occupation_no_overlap exclude using gist (practice_id with =, resource_id with =, during with &&) where (live)
);
create index occupation_by_resource on schedule.occupation (practice_id, resource_id, starts_at) include (ends_at, expires_at, during) where live;
create index occupation_by_appointment on schedule.occupation (practice_id, appointment_id) where appointment_id is not null;
create index occupation_by_hold on schedule.occupation (practice_id, hold_id) where hold_id is not null;
select platform.wall('schedule.occupation');

-- A stretch of one wall-clock day as instants. A time the clock skips counts from the moment it jumps by as much; a stretch swallowed
-- by the gap is empty, not an error.
create function schedule.wall_range(day date, from_time time, to_time time, zone text) returns tstzrange
language sql immutable parallel safe
return tstzrange(least((day + from_time) at time zone zone, (day + to_time) at time zone zone), (day + to_time) at time zone zone);
grant execute on function schedule.wall_range(date, time, time, text) to anteroom_app;

-- Hours of providers (null: of all) at locations (null: at all) on the days from first to last of the locations' wall calendars.
-- planned: weekly hours and extra hours; open: planned less closures less absences. Days without planned hours have no row.
create function schedule.open_hours(asked uuid[], places uuid[], first date, last date)
returns table (provider_id uuid, location_id uuid, zone text, day date, planned tstzmultirange, open tstzmultirange, holiday text, away text)
language sql stable
as $$
  with here as (select current_setting('anteroom.practice')::uuid as practice),
  stretch as (
    select t.provider_id, t.location_id, t.from_time, t.to_time,
           d.start + 7 * week as day
      from here
      join schedule.weekly_template t on t.practice_id = here.practice
      cross join lateral (
        select since + (t.weekday - extract(isodow from since)::int + 7) % 7 as start
          from (select greatest(first, t.valid_from) as since) s
      ) d
      cross join lateral generate_series(0, (least(last, t.valid_to) - d.start) / 7) as week
     where (asked is null or t.provider_id = any(asked)) and t.valid_from <= last and (t.valid_to is null or t.valid_to >= first)
       and d.start <= least(last, t.valid_to)
    union all
    select e.provider_id, e.location_id, e.from_time, e.to_time, greatest(first, e.on_date) + n
      from here
      join schedule.hours_exception e on e.practice_id = here.practice
      cross join lateral generate_series(0, least(last, e.until_date) - greatest(first, e.on_date)) as n
     where e.kind = 'open' and (asked is null or e.provider_id = any(asked)) and e.until_date >= first and e.on_date <= last
  ),
  planned as materialized (
    select s.provider_id, s.location_id, l.zone, s.day,
           range_agg(schedule.wall_range(s.day, s.from_time, s.to_time, l.zone)) as planned
      from here
      cross join stretch s
      join practice.location l on l.practice_id = here.practice and l.id = s.location_id and l.closed_at is null
      join practice.provider p on p.practice_id = here.practice and p.id = s.provider_id and p.left_at is null
     where places is null or s.location_id = any(places)
     group by s.provider_id, s.location_id, l.zone, s.day
  ),
  closed as (
    select d.location_id, d.day, string_agg(distinct c.name, ', ') as name,
           range_agg(schedule.wall_range(d.day, coalesce(c.from_time, '00:00'), coalesce(c.to_time, '24:00'), d.zone)) as span
      from (select distinct location_id, zone, day from planned) d
      cross join here
      join schedule.closure c on c.practice_id = here.practice and c.until_date >= first and c.on_date <= last
       and d.day between c.on_date and c.until_date and (c.location_id is null or c.location_id = d.location_id)
     group by d.location_id, d.day
  ),
  away as (
    select d.provider_id, d.location_id, d.day, string_agg(distinct e.reason, ', ') as reason,
           range_agg(schedule.wall_range(d.day, coalesce(e.from_time, '00:00'), coalesce(e.to_time, '24:00'), d.zone)) as span
      from here
      join schedule.hours_exception e on e.practice_id = here.practice and e.until_date >= first and e.on_date <= last
      join planned d on d.provider_id = e.provider_id and d.day between e.on_date and e.until_date
     where e.kind = 'away' and (asked is null or e.provider_id = any(asked))
     group by d.provider_id, d.location_id, d.day
  )
  select p.provider_id, p.location_id, p.zone, p.day, p.planned,
         p.planned - coalesce(c.span, '{}') - coalesce(a.span, '{}'), c.name, a.reason
    from planned p
    left join closed c on c.location_id = p.location_id and c.day = p.day
    left join away a on a.provider_id = p.provider_id and a.location_id = p.location_id and a.day = p.day
$$;
grant execute on function schedule.open_hours(uuid[], uuid[], date, date) to anteroom_app;

-- Claims time for a visit or a hold: the provider, and the first free room of `rooms` (empty: no room is wanted). Everybody who wants
-- the same day of the same provider, room or patient queues here first, in one order, so that nobody deadlocks; the constraint is the judge.
-- A visit's own former time, the hold it uses and holds that have run out make way. On anything but 'ok' nothing is left behind,
-- not even the place in the queue.
create function schedule.occupy(
  for_appointment uuid, for_hold uuid, provider uuid, rooms uuid[], span tstzrange, room_span tstzrange,
  expires timestamptz, patient uuid, using_hold uuid, at timestamptz
) returns table (outcome text, room uuid, other uuid)
language plpgsql as $$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
  candidate uuid;
begin
  begin
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

    if patient is not null then
      select a.id into other from schedule.appointment a
       where a.practice_id = here and a.patient_id = patient and a.id <> for_appointment
         and a.starts_at < upper(span) and a.starts_at > lower(span) - interval '12 hours' and a.ends_at > lower(span)
         and a.state not in ('cancelled', 'no-show') and a.origin = 'desk'
       limit 1;
      if found then raise sqlstate 'AN001' using message = 'patient'; end if;
    end if;

    if using_hold is not null then
      delete from schedule.hold h where h.practice_id = here and h.id = using_hold and h.expires_at > at;
      if not found then raise sqlstate 'AN001' using message = 'hold'; end if;
    end if;
    -- The visit's own row before its time, as those do who only cancel: one order for all.
    perform from schedule.appointment a where a.practice_id = here and a.id = for_appointment for no key update;
    delete from schedule.occupation o where o.practice_id = here and o.appointment_id = for_appointment;
    delete from schedule.hold h
     using schedule.occupation o
     where o.practice_id = here and o.resource_id = any(provider || rooms) and o.live and o.expires_at <= at
       and o.starts_at < greatest(upper(span), upper(room_span)) and o.starts_at > least(lower(span), lower(room_span)) - interval '20 hours'
       and o.ends_at > least(lower(span), lower(room_span))
       and h.practice_id = here and h.id = o.hold_id;

    insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, hold_id, during, expires_at)
    values (here, 'provider', provider, for_appointment, for_hold, span, expires)
    on conflict on constraint occupation_no_overlap do nothing;
    if not found then raise sqlstate 'AN001' using message = 'provider'; end if;

    foreach candidate in array rooms loop
      insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, hold_id, during, expires_at)
      values (here, 'room', candidate, for_appointment, for_hold, room_span, expires)
      on conflict on constraint occupation_no_overlap do nothing;
      if found then
        room := candidate;
        exit;
      end if;
    end loop;
    if cardinality(rooms) > 0 and room is null then raise sqlstate 'AN001' using message = 'room'; end if;
    outcome := 'ok';
  exception when sqlstate 'AN001' then
    outcome := sqlerrm;
  end;
  return next;
end $$;
grant execute on function schedule.occupy(uuid, uuid, uuid, uuid[], tstzrange, tstzrange, timestamptz, uuid, uuid, timestamptz) to anteroom_app;

-- A visit with the names a list shows.
create view schedule.visit with (security_invoker = true) as
select a.practice_id, a.id, a.patient_id, a.visit_type_id, coalesce(t.name, a.title) as what, coalesce(t.short_name, a.title) as short_name,
       coalesce(t.color, 'other') as color, coalesce(t.video, false) as video,
       a.provider_id, case when p.id is null then '' else concat_ws(', ', concat_ws(' ', nullif(p.given, ''), p.family), nullif(p.credential, '')) end as provider_name,
       a.room_id, r.name as room_name, a.location_id, l.name as location_name, a.zone, a.starts_at, a.ends_at,
       (extract(epoch from a.ends_at - a.starts_at) / 60)::int as minutes, a.state, a.state_since, a.note, a.interpreter, a.version, a.origin,
       a.confirmed_at, a.arrived_at
  from schedule.appointment a
  left join schedule.visit_type t on t.practice_id = a.practice_id and t.id = a.visit_type_id
  left join practice.provider p on p.practice_id = a.practice_id and p.id = a.provider_id
  left join practice.room r on r.practice_id = a.practice_id and r.id = a.room_id
  left join practice.location l on l.practice_id = a.practice_id and l.id = a.location_id;
grant select on schedule.visit to anteroom_app;
