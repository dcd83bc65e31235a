-- The machinery every feature stands on: tenancy, idempotency, outbox, audit.
create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;

do $$ begin
  if not exists (select from pg_roles where rolname = 'anteroom_app') then
    create role anteroom_app nologin;
  end if;
exception when duplicate_object or unique_violation then null; -- roles are global: another database may be migrating at this moment
end $$;
do $$ begin
  execute format('grant anteroom_app to %I', current_user);
exception when duplicate_object or unique_violation or others then
  if not pg_has_role(current_user, 'anteroom_app', 'member') then raise; end if;
end $$;

create schema platform;
grant usage on schema platform to anteroom_app;

-- Puts a table behind the wall between practices. An unset practice is an error, never all rows. The owner keeps its way in
-- for security-definer functions, which must name the practice themselves.
create function platform.wall(wanted regclass, rights text default 'select, insert, update, delete') returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', wanted);
  execute format('alter table %s force row level security', wanted);
  execute format('create policy practice on %s to anteroom_app using (practice_id = current_setting(''anteroom.practice'')::uuid) with check (practice_id = current_setting(''anteroom.practice'')::uuid)', wanted);
  execute format('create policy owner on %s to %I using (true) with check (true)', wanted, current_user);
  execute format('grant %s on %s to anteroom_app', rights, wanted);
end $$;
revoke all on function platform.wall(regclass, text) from public;

-- Which permissions have been offered to the built-in roles already, so that a role somebody changed is not changed back.
create table platform.permission_seen (
  permission text primary key,
  at timestamptz not null
);

create table platform.idempotency (
  practice_id uuid not null,
  actor_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  command text not null,
  body_hash bytea not null,
  answer jsonb,
  at timestamptz not null,
  primary key (practice_id, actor_id, key)
);
create index idempotency_by_age on platform.idempotency (practice_id, at);
select platform.wall('platform.idempotency');

create table platform.event (
  practice_id uuid not null,
  id bigint generated always as identity,
  at timestamptz not null,
  name text not null,
  facts jsonb not null,
  primary key (practice_id, id)
);
create index event_by_age on platform.event (practice_id, at);
select platform.wall('platform.event', 'select, insert, delete');

create table platform.audit_line (
  practice_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('staff', 'token', 'operator', 'system', 'nobody')),
  actor_id uuid,
  session_id uuid,
  deed text not null,
  outcome text not null check (outcome in ('done', 'refused')),
  refusal text,
  patients uuid[] not null default '{}',
  subject jsonb not null default '{}',
  why text,
  request_id text,
  primary key (practice_id, id)
);
create index audit_line_by_time on platform.audit_line (practice_id, at desc, id desc);
create index audit_line_by_actor on platform.audit_line (practice_id, actor_id, at desc);
create index audit_line_by_patient on platform.audit_line using gin (patients);
select platform.wall('platform.audit_line', 'select, insert');

-- Lines that wait for their place in the chain. Separate, so that audit lines themselves are never updated.
create table platform.audit_pending (
  practice_id uuid not null,
  line_id uuid not null,
  primary key (practice_id, line_id)
);
select platform.wall('platform.audit_pending', 'select, insert, delete');

-- The chain: hash = sha256(previous hash || canonical line). No foreign key to the line: a missing line must be found, not prevented
-- from being looked for.
create table platform.audit_seal (
  practice_id uuid not null,
  seq bigint not null,
  line_id uuid not null,
  hash bytea not null,
  sealed_at timestamptz not null,
  primary key (practice_id, seq),
  unique (practice_id, line_id)
);
select platform.wall('platform.audit_seal', 'select, insert');

create function platform.practices_to_seal() returns setof uuid
language sql stable security definer set search_path = pg_catalog
as $$ select distinct practice_id from platform.audit_pending $$;

-- A page of the trail, newest first, from after (start_at, start_id). A function, because the planner may not use the array index under
-- row-level security; three branches, because one statement for every filter would use no index at all.
create function platform.audit_page(patient uuid, since timestamptz, until timestamptz, person uuid, wanted_deed text, wanted_outcome text,
                                    start_at timestamptz, start_id uuid, most int) returns setof platform.audit_line
language plpgsql stable security definer set search_path = pg_catalog
as $$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
  start timestamptz := coalesce(start_at, 'infinity');
  last uuid := coalesce(start_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
begin
  if patient is not null then
    return query select l.* from platform.audit_line l
      where l.practice_id = here and l.patients @> array[patient] and l.at >= since and l.at < until and (l.at, l.id) < (start, last)
        and (person is null or l.actor_id = person) and (wanted_deed is null or l.deed = wanted_deed)
        and (wanted_outcome is null or l.outcome = wanted_outcome)
      order by l.at desc, l.id desc limit most;
  elsif person is not null then
    return query select l.* from platform.audit_line l
      where l.practice_id = here and l.actor_id = person and l.at >= since and l.at < until and (l.at, l.id) < (start, last)
        and (wanted_deed is null or l.deed = wanted_deed) and (wanted_outcome is null or l.outcome = wanted_outcome)
      order by l.at desc, l.id desc limit most;
  else
    return query select l.* from platform.audit_line l
      where l.practice_id = here and l.at >= since and l.at < until and (l.at, l.id) < (start, last)
        and (wanted_deed is null or l.deed = wanted_deed) and (wanted_outcome is null or l.outcome = wanted_outcome)
      order by l.at desc, l.id desc limit most;
  end if;
end $$;
revoke all on function platform.audit_page(uuid, timestamptz, timestamptz, uuid, text, text, timestamptz, uuid, int) from public;
grant execute on function platform.audit_page(uuid, timestamptz, timestamptz, uuid, text, text, timestamptz, uuid, int) to anteroom_app;

-- Request counts a session or address, shared by all web processes. Unlogged: a lost count after a crash harms nobody.
create unlogged table platform.request_count (
  who text not null,
  minute bigint not null,
  count int not null,
  primary key (who, minute)
);
create index request_count_by_age on platform.request_count (minute);
grant select, insert, update, delete on platform.request_count to anteroom_app;

-- Ends a command in one round trip: audit line, events, jobs for the events, the stored answer of its idempotency key.
create function platform.finish(deed jsonb) returns void
language plpgsql as $$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
  happened jsonb;
begin
  if deed ? 'line' then
    insert into platform.audit_line
      (practice_id, id, at, actor_kind, actor_id, session_id, deed, outcome, refusal, patients, subject, why, request_id)
    select here, (l->>'id')::uuid, (l->>'at')::timestamptz, l->>'actor_kind', (l->>'actor_id')::uuid, (l->>'session_id')::uuid,
           l->>'deed', l->>'outcome', l->>'refusal',
           array(select jsonb_array_elements_text(l->'patients')::uuid), l->'subject', l->>'why', l->>'request_id'
      from (select deed->'line' as l) as given;
    insert into platform.audit_pending (practice_id, line_id) values (here, (deed->'line'->>'id')::uuid);
  end if;
  for happened in select jsonb_array_elements(deed->'events') loop
    insert into platform.event (practice_id, at, name, facts)
    values (here, (happened->>'at')::timestamptz, happened->>'name', happened->'facts');
    perform pg_notify('anteroom_event', jsonb_build_object('practice', here, 'name', happened->'name', 'facts', happened->'facts')::text);
  end loop;
  for happened in select jsonb_array_elements(deed->'jobs') loop
    perform platform.enqueue(happened->>'task', happened->'payload', (happened->>'run_at')::timestamptz, happened->>'key');
  end loop;
  if deed ? 'key' then
    update platform.idempotency set answer = deed->'answer'
     where practice_id = here and actor_id = (deed->>'key_actor')::uuid and key = deed->>'key';
  end if;
end $$;
grant execute on function platform.finish(jsonb) to anteroom_app;
grant execute on function platform.practices_to_seal() to anteroom_app;

-- graphile_worker's tables belong to the owner; the application's role may only put jobs in, and only through this door.
create function platform.enqueue(task text, payload jsonb, run_at timestamptz, key text) returns void
language plpgsql security definer set search_path = pg_catalog
as $$
begin
  perform graphile_worker.add_job(task, payload::json, run_at := run_at, max_attempts := 12,
    job_key := case when key is null then null else current_setting('anteroom.practice') || ':' || key end);
end $$;
revoke all on function platform.enqueue(text, jsonb, timestamptz, text) from public;
grant execute on function platform.enqueue(text, jsonb, timestamptz, text) to anteroom_app;

-- Jobs of this practice that have failed for good, for the people who must look at them. Payloads stay out of sight.
create function platform.dead_jobs() returns table (id bigint, task text, attempts int, last_error text, failed_at timestamptz)
language sql stable security definer set search_path = pg_catalog
as $$
  select j.id, t.identifier, j.attempts::int, left(split_part(j.last_error, E'\n', 1), 300), j.updated_at
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
   where j.attempts >= j.max_attempts and j.locked_at is null
     and j.payload->>'practice' = current_setting('anteroom.practice')
   order by j.updated_at desc limit 200
$$;
revoke all on function platform.dead_jobs() from public;
grant execute on function platform.dead_jobs() to anteroom_app;
