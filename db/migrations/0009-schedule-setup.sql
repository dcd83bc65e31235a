-- Setting up time: what a visit type asks for, who holds it how long, named sessions, alternate weeks, nights, meetings, computed holidays, pools.

create table schedule.device (
  practice_id uuid not null,
  id uuid not null,
  location_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  kind text not null check (length(kind) between 1 and 40),
  retired_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id)
);
create unique index device_by_name on schedule.device (practice_id, location_id, lower(name)) where retired_at is null;
create index device_by_kind on schedule.device (practice_id, location_id, kind) where retired_at is null;
select platform.wall('schedule.device', 'select, insert, update');

-- Providers one may stand in for another: "any doctor of the red team", "a nurse".
create table schedule.pool (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  retired_at timestamptz,
  primary key (practice_id, id)
);
create unique index pool_by_name on schedule.pool (practice_id, lower(name)) where retired_at is null;
select platform.wall('schedule.pool', 'select, insert, update');

create table schedule.pool_member (
  practice_id uuid not null,
  pool_id uuid not null,
  provider_id uuid not null,
  primary key (practice_id, pool_id, provider_id),
  foreign key (practice_id, pool_id) references schedule.pool (practice_id, id),
  foreign key (practice_id, provider_id) references practice.provider (practice_id, id)
);
create index pool_member_by_provider on schedule.pool_member (practice_id, provider_id);
select platform.wall('schedule.pool_member');

-- mode of a visit: the first of `modes` unless another is asked for. `video` stays what it was: held by video at first.
alter table schedule.visit_type
  add column modes text[] not null default '{in-person}' check (modes <@ '{in-person,video,phone}' and cardinality(modes) between 1 and 3),
  add column for_whom text not null default 'anybody' check (for_whom in ('anybody', 'new', 'established')),
  add column instructions text not null default '' check (length(instructions) <= 2000),
  add column room_kind text check (length(room_kind) between 1 and 40),
  add column seats smallint not null default 1 check (seats between 1 and 200),
  add column notice_minutes int not null default 0 check (notice_minutes between 0 and 525600),
  add column horizon_days int not null default 366 check (horizon_days between 1 and 1830),
  add column bookable_by text[] not null default '{desk,provider}' check (bookable_by <@ '{desk,provider,portal}');
update schedule.visit_type set modes = '{video}' where video;

-- What a visit takes beside the provider and the room: one device of a kind, or one more person of a pool, each for the whole visit.
create table schedule.visit_type_need (
  practice_id uuid not null,
  visit_type_id uuid not null,
  seq smallint not null check (seq between 1 and 5),
  what text not null check (what in ('device', 'staff')),
  device_kind text check (length(device_kind) between 1 and 40),
  pool_id uuid,
  primary key (practice_id, visit_type_id, seq),
  foreign key (practice_id, visit_type_id) references schedule.visit_type (practice_id, id),
  foreign key (practice_id, pool_id) references schedule.pool (practice_id, id),
  check ((what = 'device') = (device_kind is not null) and (what = 'staff') = (pool_id is not null))
);
select platform.wall('schedule.visit_type_need');

-- A provider's own way with a visit type: another length, or not at all. No row: as the visit type says.
create table schedule.provider_visit_type (
  practice_id uuid not null,
  provider_id uuid not null,
  visit_type_id uuid not null,
  offered boolean not null default true,
  minutes int check (minutes between 1 and 720),
  primary key (practice_id, visit_type_id, provider_id),
  foreign key (practice_id, provider_id) references practice.provider (practice_id, id),
  foreign key (practice_id, visit_type_id) references schedule.visit_type (practice_id, id)
);
select platform.wall('schedule.provider_visit_type');

-- At most so many visits of a type (null: of any) with a provider (null: with each) in a session or a day. 'warn' can be booked over with despite
-- 'limit'; 'refuse' asks for the overbooking privilege.
create table schedule.visit_limit (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  visit_type_id uuid,
  provider_id uuid,
  per text not null check (per in ('session', 'day')),
  most smallint not null check (most between 0 and 500),
  kind text not null check (kind in ('warn', 'refuse')),
  primary key (practice_id, id),
  foreign key (practice_id, visit_type_id) references schedule.visit_type (practice_id, id),
  foreign key (practice_id, provider_id) references practice.provider (practice_id, id)
);
create unique index visit_limit_once on schedule.visit_limit (practice_id, visit_type_id, provider_id, per) nulls not distinct;
select platform.wall('schedule.visit_limit');

-- Weeks are counted from a Monday long ago, so that "every other week" needs no anchor: week = schedule.week_number(day) % every_weeks.
create function schedule.week_number(day date) returns int language sql immutable parallel safe
return (day - date '1970-01-05') / 7;
grant execute on function schedule.week_number(date) to anteroom_app;

-- The minutes a stretch takes in twelve weeks laid end to end (every rhythm of 1, 2, 3 or 4 weeks returns after twelve). A night goes on into the
-- next day, Sunday's into the next week's Monday.
create function schedule.cycle_minutes(every_weeks int, week int, weekday int, from_time time, to_time time) returns int4multirange
language sql immutable parallel safe
as $$
  select range_agg(r)
    from (select (weekday - 1) * 1440 + (extract(epoch from from_time) / 60)::int as since,
                 ((extract(epoch from to_time) - extract(epoch from from_time)) / 60)::int + case when to_time <= from_time then 1440 else 0 end as length) s
    cross join generate_series(week, 11, every_weeks) n
    cross join lateral (
      select int4range(n * 10080 + since, least(n * 10080 + since + length, 120960)) as r
      union all
      select int4range(0, n * 10080 + since + length - 120960) where n * 10080 + since + length > 120960
    ) laid
$$;
grant execute on function schedule.cycle_minutes(int, int, int, time, time) to anteroom_app;

-- A stretch has a name (session), may be held every second to fourth week, may end after midnight (to_time <= from_time), may be kept for some
-- visit types or for short notice, and is released to everybody so many hours before it begins.
alter table schedule.weekly_template drop constraint weekly_template_no_overlap;
alter table schedule.weekly_template drop constraint weekly_template_check;
alter table schedule.weekly_template
  add column name text not null default '' check (length(name) <= 40),
  add column every_weeks smallint not null default 1 check (every_weeks in (1, 2, 3, 4)),
  add column week smallint not null default 0,
  add column visit_types uuid[] check (cardinality(visit_types) > 0),
  add column reserve text check (reserve in ('same-day', 'same-week', 'urgent')),
  add column release_hours int check (release_hours between 0 and 2160),
  add check (week >= 0 and week < every_weeks),
  add check (from_time <> to_time),
  add constraint weekly_template_no_overlap exclude using gist (
    practice_id with =, provider_id with =, daterange(valid_from, valid_to, '[]') with &&,
    schedule.cycle_minutes(every_weeks, week, weekday, from_time, to_time) with &&
  );

-- Meetings take time as absences do, by name; weekdays: only these days of the span ("Tuesdays until June"). Any of them may end after midnight
-- (to_time <= from_time).
alter table schedule.hours_exception drop constraint hours_exception_kind_check;
alter table schedule.hours_exception drop constraint hours_exception_check1;
alter table schedule.hours_exception drop constraint hours_exception_check2;
alter table schedule.hours_exception
  add column weekdays smallint[] check (weekdays <@ '{1,2,3,4,5,6,7}' and cardinality(weekdays) > 0),
  add column entered_at timestamptz,
  add constraint hours_exception_kind_check check (kind in ('away', 'open', 'meeting')),
  add check ((from_time is null) = (to_time is null) and (from_time is null or from_time <> to_time)),
  add check (kind = 'away' or from_time is not null),
  add check (kind <> 'open' or location_id is not null);

-- Holidays are rules: a day of the year, the nth weekday of a month (nth -1: the last), or so many days from Easter Sunday (western).
-- days_after moves any of them ("the day after Thanksgiving"); observed: on a weekend the nearest working day is kept.
create table schedule.holiday_rule (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  location_id uuid,
  name text not null check (length(name) between 1 and 120),
  kind text not null check (kind in ('fixed', 'nth-weekday', 'easter')),
  month smallint check (month between 1 and 12),
  day smallint check (day between 1 and 31),
  weekday smallint check (weekday between 1 and 7),
  nth smallint check (nth in (-1, 1, 2, 3, 4, 5)),
  days_after smallint not null default 0 check (days_after between -120 and 120),
  observed boolean not null default false,
  from_time time,
  to_time time,
  since date not null default '1970-01-01',
  until date,
  primary key (practice_id, id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id),
  check (kind <> 'fixed' or (month is not null and day is not null)),
  check (kind <> 'nth-weekday' or (month is not null and weekday is not null and nth is not null)),
  check ((from_time is null) = (to_time is null) and (from_time is null or from_time < to_time))
);
create unique index holiday_rule_by_name on schedule.holiday_rule (practice_id, location_id, lower(name)) nulls not distinct;
select platform.wall('schedule.holiday_rule');

-- The day a rule falls on in a year; null if that year has no such day (29 February, a fifth Monday). Easter: the anonymous Gregorian computus.
create function schedule.holiday_date(kind text, month int, day int, weekday int, nth int, days_after int, observed boolean, year int) returns date
language plpgsql immutable parallel safe as $$
declare
  found date;
  a int := year % 19; b int := year / 100; c int := year % 100; h int; l int; m int;
begin
  if kind = 'fixed' then
    if day > extract(day from (make_date(year, month, 1) + interval '1 month - 1 day')) then return null; end if;
    found := make_date(year, month, day);
  elsif kind = 'nth-weekday' then
    if nth = -1 then
      found := (make_date(year, month, 1) + interval '1 month - 1 day')::date;
      found := found - (extract(isodow from found)::int - weekday + 7) % 7;
    else
      found := make_date(year, month, 1);
      found := found + (weekday - extract(isodow from found)::int + 7) % 7 + 7 * (nth - 1);
      if extract(month from found) <> month then return null; end if;
    end if;
  else
    h := (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    l := (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    m := (a + 11 * h + 22 * l) / 451;
    found := make_date(year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
  end if;
  found := found + days_after;
  if observed then
    found := found + case extract(isodow from found)::int when 6 then -1 when 7 then 1 else 0 end;
  end if;
  return found;
end $$;
grant execute on function schedule.holiday_date(text, int, int, int, int, int, boolean, int) to anteroom_app;

-- Closures and holidays that touch the days from first to last. rule_id: the holiday rule it comes from.
create function schedule.closed_days(first date, last date)
returns table (closure_id uuid, rule_id uuid, location_id uuid, on_date date, until_date date, from_time time, to_time time, name text)
language sql stable as $$
  select c.id, null::uuid, c.location_id, c.on_date, c.until_date, c.from_time, c.to_time, c.name
    from schedule.closure c
   where c.practice_id = current_setting('anteroom.practice')::uuid and c.until_date >= first and c.on_date <= last
  union all
  select null, r.id, r.location_id, d.day, d.day, r.from_time, r.to_time, r.name
    from schedule.holiday_rule r
    -- Only the years whose day, moved by days_after and by a weekend, can lie between first and last.
    cross join lateral generate_series(extract(year from first - r.days_after - 1)::int, extract(year from last - r.days_after + 1)::int) y
    cross join lateral (select schedule.holiday_date(r.kind, r.month, r.day, r.weekday, r.nth, r.days_after, r.observed, y) as day) d
   where r.practice_id = current_setting('anteroom.practice')::uuid and d.day between first and last
     and d.day >= r.since and (r.until is null or d.day <= r.until)
$$;
grant execute on function schedule.closed_days(date, date) to anteroom_app;

-- A stretch of one wall-clock day as instants; one that ends no later than it begins ends the next day.
create or replace function schedule.wall_range(day date, from_time time, to_time time, zone text) returns tstzrange
language sql immutable parallel safe
return tstzrange(
  least((day + from_time) at time zone zone, ((case when to_time <= from_time then day + 1 else day end) + to_time) at time zone zone),
  ((case when to_time <= from_time then day + 1 else day end) + to_time) at time zone zone);

-- The sessions held on some days: weekly stretches and extra hours, one row each, not yet less closures and absences. Nights begun the day before
-- `first` are among them. Rows whose day lies before first are only such nights.
create function schedule.sessions(asked uuid[], places uuid[], first date, last date)
returns table (provider_id uuid, location_id uuid, zone text, day date, name text, during tstzrange, visit_types uuid[], reserve text, release_hours int)
language sql stable as $$
  with here as (select current_setting('anteroom.practice')::uuid as practice),
  stretch as (
    select t.provider_id, t.location_id, t.from_time, t.to_time, d.start + 7 * w as day, t.name, t.visit_types, t.reserve, t.release_hours
      from here
      join schedule.weekly_template t on t.practice_id = here.practice
      cross join lateral (
        select since + (t.weekday - extract(isodow from since)::int + 7) % 7 as start
          from (select greatest(case when t.to_time <= t.from_time then first - 1 else first end, t.valid_from) as since) s
      ) d
      cross join lateral generate_series(0, (least(last, t.valid_to) - d.start) / 7) as w
     where (asked is null or t.provider_id = any(asked)) and t.valid_from <= last and (t.valid_to is null or t.valid_to >= first - 1)
       and d.start <= least(last, t.valid_to) and schedule.week_number(d.start + 7 * w) % t.every_weeks = t.week
    union all
    select e.provider_id, e.location_id, e.from_time, e.to_time, e.on_date + n, '', null, null, null
      from here
      join schedule.hours_exception e on e.practice_id = here.practice
      cross join lateral generate_series(greatest(0, case when e.to_time <= e.from_time then first - 1 else first end - e.on_date),
        least(last, e.until_date) - e.on_date) as n
     where e.kind = 'open' and (asked is null or e.provider_id = any(asked)) and e.until_date >= first - 1 and e.on_date <= last
       and (e.weekdays is null or extract(isodow from e.on_date + n)::int = any(e.weekdays))
  )
  select s.provider_id, s.location_id, l.zone, s.day, s.name, schedule.wall_range(s.day, s.from_time, s.to_time, l.zone),
         s.visit_types, s.reserve, s.release_hours
    from here
    cross join stretch s
    join practice.location l on l.practice_id = here.practice and l.id = s.location_id and l.closed_at is null
    join practice.provider p on p.practice_id = here.practice and p.id = s.provider_id and p.left_at is null
   where places is null or s.location_id = any(places)
$$;
grant execute on function schedule.sessions(uuid[], uuid[], date, date) to anteroom_app;

-- Whether a session takes a visit type at a moment: kept for others, kept for short notice, or released already.
create function schedule.session_takes(visit_types uuid[], reserve text, release_hours int, during tstzrange, day date, zone text,
  for_type uuid, at timestamptz, urgent boolean) returns boolean
language sql immutable parallel safe
return coalesce(lower(during) - make_interval(hours => release_hours) <= at, false)
  or ((visit_types is null or for_type = any(visit_types))
    and case reserve when 'same-day' then day = (at at time zone zone)::date
                     when 'same-week' then schedule.week_number(day) = schedule.week_number((at at time zone zone)::date)
                     when 'urgent' then urgent
                     else true end);
grant execute on function schedule.session_takes(uuid[], text, int, tstzrange, date, text, uuid, timestamptz, boolean) to anteroom_app;

-- Hours of providers (null: of all) at locations (null: at all) on the days from first to last of the locations' wall calendars.
-- planned: weekly hours and extra hours; open: planned less closures, absences and meetings. Days without planned hours have no row.
-- for_type: only sessions that take that visit type at the moment `at`.
drop function schedule.open_hours(uuid[], uuid[], date, date);
create function schedule.open_hours(asked uuid[], places uuid[], first date, last date,
  for_type uuid default null, at timestamptz default null, urgent boolean default false)
returns table (provider_id uuid, location_id uuid, zone text, day date, planned tstzmultirange, open tstzmultirange, holiday text, away text)
language sql stable
as $$
  with planned as materialized (
    select s.provider_id, s.location_id, s.zone, s.day, range_agg(s.during) as planned
      from schedule.sessions(asked, places, first, last) s
     where for_type is null
        or schedule.session_takes(s.visit_types, s.reserve, s.release_hours, s.during, s.day, s.zone, for_type, at, urgent)
     group by s.provider_id, s.location_id, s.zone, s.day
  ),
  closed as (
    -- A night reaches into the next day, and so into that day's closures; the name is that of its own day.
    select d.location_id, d.day, string_agg(distinct c.name, ', ') filter (where c.on_date + n = d.day) as name,
           range_agg(schedule.wall_range(c.on_date + n, coalesce(c.from_time, '00:00'), coalesce(c.to_time, '24:00'), d.zone)) as span
      from (select distinct location_id, zone, day from planned) d
      join schedule.closed_days(first - 1, last + 1) c
        on d.day between c.on_date - 1 and c.until_date and (c.location_id is null or c.location_id = d.location_id)
      cross join lateral generate_series(greatest(0, d.day - c.on_date), least(c.until_date, d.day + 1) - c.on_date) as n
     group by d.location_id, d.day
  ),
  away as (
    -- The same with absences, which may be nights themselves.
    select d.provider_id, d.location_id, d.day, string_agg(distinct e.reason, ', ') filter (where e.on_date + n = d.day) as reason,
           range_agg(schedule.wall_range(e.on_date + n, coalesce(e.from_time, '00:00'), coalesce(e.to_time, '24:00'), d.zone)) as span
      from schedule.hours_exception e
      join planned d on d.provider_id = e.provider_id and d.day between e.on_date - 1 and e.until_date + 1
      cross join lateral generate_series(greatest(0, d.day - 1 - e.on_date), least(e.until_date, d.day + 1) - e.on_date) as n
     where e.practice_id = current_setting('anteroom.practice')::uuid and e.until_date >= first - 2 and e.on_date <= last + 1
       and e.kind in ('away', 'meeting') and (asked is null or e.provider_id = any(asked))
       and (e.weekdays is null or extract(isodow from e.on_date + n)::int = any(e.weekdays))
     group by d.provider_id, d.location_id, d.day
  )
  select p.provider_id, p.location_id, p.zone, p.day, p.planned,
         p.planned - coalesce(c.span, '{}') - coalesce(a.span, '{}'), c.name, a.reason
    from planned p
    left join closed c on c.location_id = p.location_id and c.day = p.day
    left join away a on a.provider_id = p.provider_id and a.location_id = p.location_id and a.day = p.day
$$;
grant execute on function schedule.open_hours(uuid[], uuid[], date, date, uuid, timestamptz, boolean) to anteroom_app;

-- Sets a provider's whole week from a day on (until: last day, null: until changed): what was valid before ends the day before, what began later is
-- replaced, and what goes on after `until` begins again the day after.
create function schedule.lay_out_week(provider uuid, since date, until date, hours jsonb) returns void
language plpgsql as $$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
begin
  -- Two who set the same week come one after the other.
  perform pg_advisory_xact_lock(hashtextextended(here::text || provider::text, 11));
  with after as (
    select t.location_id, t.weekday, t.from_time, t.to_time, t.valid_to, t.name, t.every_weeks, t.week, t.visit_types, t.reserve, t.release_hours
      from schedule.weekly_template t
     where t.practice_id = here and t.provider_id = provider and until is not null
       and t.valid_from <= until and (t.valid_to is null or t.valid_to > until)
  ),
  cut as (
    update schedule.weekly_template t set valid_to = since - 1
     where t.practice_id = here and t.provider_id = provider and t.valid_from < since and (t.valid_to is null or t.valid_to >= since)
    returning t.id
  ),
  removed as (
    delete from schedule.weekly_template t
     where t.practice_id = here and t.provider_id = provider and t.valid_from >= since and (until is null or t.valid_from <= until)
    returning t.id
  )
  insert into schedule.weekly_template (practice_id, id, provider_id, location_id, weekday, from_time, to_time, valid_from, valid_to, name, every_weeks,
         week, visit_types, reserve, release_hours)
  select here, gen_random_uuid(), provider, a.location_id, a.weekday, a.from_time, a.to_time, until + 1, a.valid_to, a.name, a.every_weeks, a.week,
         a.visit_types, a.reserve, a.release_hours
    from after a, (select count(*) from cut) c, (select count(*) from removed) r;
  insert into schedule.weekly_template (practice_id, id, provider_id, location_id, weekday, from_time, to_time, valid_from, valid_to, name, every_weeks,
         week, visit_types, reserve, release_hours)
  select here, gen_random_uuid(), provider, h.location, h.weekday, h."from", h."to", since, until, coalesce(h.name, ''), coalesce(h."everyWeeks", 1),
         coalesce(h.week, 0), h."visitTypes", h.reserve, h."releaseHours"
    from jsonb_to_recordset(hours) as h(location uuid, weekday int, "from" time, "to" time, name text, "everyWeeks" int, week int, "visitTypes" uuid[],
         reserve text, "releaseHours" int);
end $$;
grant execute on function schedule.lay_out_week(uuid, date, date, jsonb) to anteroom_app;

-- Times at which a provider sees somebody outside the hours, knowingly: booked so, or left so by somebody who has looked at it. A visit that
-- moves elsewhere is looked at anew.
create table schedule.kept_outside (
  practice_id uuid not null,
  provider_id uuid not null,
  location_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  at timestamptz not null,
  by_name text not null,
  primary key (practice_id, provider_id, location_id, starts_at, ends_at),
  foreign key (practice_id, provider_id) references practice.provider (practice_id, id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id)
);
select platform.wall('schedule.kept_outside');

-- Visits to come on the days from first to last (null: all) that do not lie within their provider's hours at their location, and why: 'holiday' (a
-- closure or holiday, by name), 'away' (an absence or meeting, by reason), 'closed' (no hours then), 'session' (hours kept for other visit types).
create function schedule.visits_outside(asked uuid[], first date, last date, at timestamptz)
returns table (appointment_id uuid, why text, name text, kept boolean)
-- What open_hours will answer is guessed as one row, so that a join with it would go over all of it for each visit.
language sql stable set enable_nestloop = off set work_mem = '32MB' as $$
  with coming as materialized (
    select a.id, a.provider_id, a.location_id, a.visit_type_id, a.starts_at, a.ends_at, a.zone, tstzrange(a.starts_at, a.ends_at) as during,
           (a.starts_at at time zone a.zone)::date as day, ((a.ends_at - interval '1 second') at time zone a.zone)::date as last_day
      from schedule.appointment a
     where a.practice_id = current_setting('anteroom.practice')::uuid and a.starts_at >= at
       and a.starts_at >= coalesce((first - 2)::timestamp at time zone 'UTC', at)
       and a.starts_at < coalesce((last + 2)::timestamp at time zone 'UTC', 'infinity')
       and (asked is null or a.provider_id = any(asked)) and a.state in ('booked', 'confirmed') and a.origin = 'desk'
  ),
  reach as materialized (
    select array(select distinct provider_id from coming) as providers, min(day) as since, max(day) as until from coming
  ),
  hours as materialized (
    select h.provider_id, h.location_id, h.day, h.planned, h.open, h.holiday, h.away
      from reach, schedule.open_hours(reach.providers, null, reach.since, reach.until + 1) h
     where reach.since is not null
  ),
  -- Most visits lie within the hours of their own day: one join settles them. What is left is looked at with the days around it.
  left_over as materialized (
    select c.id, c.provider_id, c.location_id, c.zone, c.during, c.day, c.last_day, h.away
      from coming c
      left join hours h on h.provider_id = c.provider_id and h.location_id = c.location_id and h.day = c.day
     where not coalesce(h.open @> c.during, false)
  ),
  closed as materialized (
    select c.location_id, c.on_date, c.until_date, c.from_time, c.to_time, c.name
      from reach, schedule.closed_days(reach.since, reach.until + 1) c
     where reach.since is not null
  ),
  around as materialized (
    select l.id, range_agg(h.planned) as planned, range_agg(h.open) as open, max(h.away) as away
      from left_over l
      cross join (values (-1), (0), (1)) as next_to(day)
      join hours h on h.provider_id = l.provider_id and h.location_id = l.location_id and h.day = l.day + next_to.day
     group by l.id
  ),
  off_hours as materialized (
    select l.id, case when not coalesce(n.planned @> l.during, false) then 'closed' when s.name is not null then 'holiday' else 'away' end as why,
           case when coalesce(n.planned @> l.during, false) then coalesce(s.name, nullif(l.away, ''), nullif(n.away, '')) end as name
      from left_over l
      left join around n on n.id = l.id
      cross join lateral (
        select min(c.name) as name
          from closed c
         where (c.location_id is null or c.location_id = l.location_id) and c.on_date <= l.last_day and c.until_date >= l.day
           and (c.from_time is null or schedule.wall_range(l.day, c.from_time, c.to_time, l.zone) && l.during
             or schedule.wall_range(l.last_day, c.from_time, c.to_time, l.zone) && l.during)
      ) s
     where not coalesce(n.open @> l.during, false)
  ),
  kept_for as materialized (
    select s.provider_id, s.location_id, s.during, s.day, s.name, s.visit_types, s.reserve, s.release_hours, s.zone
      from reach, schedule.sessions(reach.providers, null, reach.since, reach.until) s
     where reach.since is not null and s.visit_types is not null
  ),
  wrong_session as (
    select c.id, 'session' as why, min(s.name) as name
      from kept_for s
      join coming c on c.provider_id = s.provider_id and c.location_id = s.location_id and c.day in (s.day, s.day + 1) and c.during && s.during
     where c.visit_type_id <> all(s.visit_types) and not coalesce(lower(s.during) - make_interval(hours => s.release_hours) <= at, false)
     group by c.id
  ),
  found as (
    select o.id, o.why, o.name from off_hours o
    union all
    select w.id, w.why, w.name from wrong_session w where not exists (select from off_hours o where o.id = w.id)
  )
  select f.id, f.why, f.name,
         exists (select from schedule.kept_outside k
                  where k.practice_id = current_setting('anteroom.practice')::uuid and k.provider_id = c.provider_id and k.location_id = c.location_id
                    and k.starts_at = c.starts_at and k.ends_at = c.ends_at)
    from found f
    join coming c on c.id = f.id
   where (first is null or c.last_day >= first) and (last is null or c.day <= last)
$$;
grant execute on function schedule.visits_outside(uuid[], date, date, timestamptz) to anteroom_app;

-- What would fall out of the hours if these weeks were laid out: laid out in fact, looked at, and taken back before anybody sees it.
create function schedule.preview_week(providers uuid[], since date, until date, hours jsonb, at timestamptz)
returns table (appointment_id uuid, why text, name text)
language plpgsql as $$
declare
  before uuid[] := array(select o.appointment_id from schedule.visits_outside(providers, since, until, at) o);
  ids uuid[];
  whys text[];
  names text[];
begin
  begin
    perform schedule.lay_out_week(p.id, since, until, hours) from (select id from unnest(providers) as id order by 1) p;
    select array_agg(o.appointment_id), array_agg(o.why), array_agg(o.name) into ids, whys, names
      from schedule.visits_outside(providers, since, until, at) o
     where o.appointment_id <> all(before);
    raise sqlstate 'AN002';
  exception when sqlstate 'AN002' then null;
  end;
  return query select u.id, u.w, u.n from unnest(ids, whys, names) as u(id, w, n);
end $$;
grant execute on function schedule.preview_week(uuid[], date, date, jsonb, timestamptz) to anteroom_app;
