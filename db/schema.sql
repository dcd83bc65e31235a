-- Generated from the catalog by `npm run generate`. Do not edit: write a migration.

create table access.failed_attempt (
  account_hash bytea not null,
  origin_hash bytea not null,
  at timestamp with time zone not null
);
CREATE INDEX failed_attempt_by_account ON access.failed_attempt USING btree (account_hash, at);
CREATE INDEX failed_attempt_by_origin ON access.failed_attempt USING btree (origin_hash, at);
grant delete, insert, select on access.failed_attempt to anteroom_app;

create table access.known_browser (
  practice_id uuid not null,
  staff_id uuid not null,
  token_hash bytea not null,
  at timestamp with time zone not null,
  constraint known_browser_pkey PRIMARY KEY (practice_id, staff_id, token_hash),
  constraint known_browser_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id)
);
alter table access.known_browser force row level security;
create policy owner on access.known_browser to owner using (true);
create policy practice on access.known_browser to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select on access.known_browser to anteroom_app;

create table access.password (
  practice_id uuid not null,
  staff_id uuid not null,
  hash text not null,
  changed_at timestamp with time zone not null,
  constraint password_pkey PRIMARY KEY (practice_id, staff_id),
  constraint password_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id)
);
alter table access.password force row level security;
create policy owner on access.password to owner using (true);
create policy practice on access.password to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on access.password to anteroom_app;

create table access.recovery_code (
  practice_id uuid not null,
  staff_id uuid not null,
  hash bytea not null,
  used_at timestamp with time zone,
  constraint recovery_code_pkey PRIMARY KEY (practice_id, staff_id, hash),
  constraint recovery_code_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id)
);
alter table access.recovery_code force row level security;
create policy owner on access.recovery_code to owner using (true);
create policy practice on access.recovery_code to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on access.recovery_code to anteroom_app;

create table access.second_factor (
  practice_id uuid not null,
  staff_id uuid not null,
  secret bytea not null,
  confirmed_at timestamp with time zone,
  last_step bigint not null default 0,
  constraint second_factor_pkey PRIMARY KEY (practice_id, staff_id),
  constraint second_factor_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id)
);
alter table access.second_factor force row level security;
create policy owner on access.second_factor to owner using (true);
create policy practice on access.second_factor to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on access.second_factor to anteroom_app;

create table access.session (
  practice_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  kind text not null,
  token_hash bytea not null,
  label text not null default ''::text,
  scope text[],
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  locked_at timestamp with time zone,
  revoked_at timestamp with time zone,
  address text,
  agent text,
  constraint session_pkey PRIMARY KEY (practice_id, id),
  constraint session_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id),
  constraint session_kind_check CHECK ((kind = ANY (ARRAY['browser'::text, 'token'::text])))
);
CREATE INDEX session_by_staff ON access.session USING btree (practice_id, staff_id);
CREATE UNIQUE INDEX session_by_token ON access.session USING btree (token_hash);
alter table access.session force row level security;
create policy owner on access.session to owner using (true);
create policy practice on access.session to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on access.session to anteroom_app;

create table platform.audit_line (
  practice_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id uuid,
  session_id uuid,
  deed text not null,
  outcome text not null,
  refusal text,
  patients uuid[] not null default '{}'::uuid[],
  subject jsonb not null default '{}'::jsonb,
  why text,
  request_id text,
  constraint audit_line_pkey PRIMARY KEY (practice_id, id),
  constraint audit_line_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'token'::text, 'operator'::text, 'system'::text, 'nobody'::text]))),
  constraint audit_line_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text])))
);
CREATE INDEX audit_line_by_actor ON platform.audit_line USING btree (practice_id, actor_id, at DESC);
CREATE INDEX audit_line_by_patient ON platform.audit_line USING gin (patients);
CREATE INDEX audit_line_by_time ON platform.audit_line USING btree (practice_id, at DESC, id DESC);
alter table platform.audit_line force row level security;
create policy owner on platform.audit_line to owner using (true);
create policy practice on platform.audit_line to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on platform.audit_line to anteroom_app;

create table platform.audit_pending (
  practice_id uuid not null,
  line_id uuid not null,
  constraint audit_pending_pkey PRIMARY KEY (practice_id, line_id)
);
alter table platform.audit_pending force row level security;
create policy owner on platform.audit_pending to owner using (true);
create policy practice on platform.audit_pending to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select on platform.audit_pending to anteroom_app;

create table platform.audit_seal (
  practice_id uuid not null,
  seq bigint not null,
  line_id uuid not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null,
  constraint audit_seal_practice_id_line_id_key UNIQUE (practice_id, line_id),
  constraint audit_seal_pkey PRIMARY KEY (practice_id, seq)
);
alter table platform.audit_seal force row level security;
create policy owner on platform.audit_seal to owner using (true);
create policy practice on platform.audit_seal to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on platform.audit_seal to anteroom_app;

create table platform.event (
  practice_id uuid not null,
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  name text not null,
  facts jsonb not null,
  constraint event_pkey PRIMARY KEY (practice_id, id)
);
CREATE INDEX event_by_age ON platform.event USING btree (practice_id, at);
alter table platform.event force row level security;
create policy owner on platform.event to owner using (true);
create policy practice on platform.event to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select on platform.event to anteroom_app;

create table platform.idempotency (
  practice_id uuid not null,
  actor_id uuid not null,
  key text not null,
  command text not null,
  body_hash bytea not null,
  answer jsonb,
  at timestamp with time zone not null,
  constraint idempotency_pkey PRIMARY KEY (practice_id, actor_id, key),
  constraint idempotency_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200)))
);
CREATE INDEX idempotency_by_age ON platform.idempotency USING btree (practice_id, at);
alter table platform.idempotency force row level security;
create policy owner on platform.idempotency to owner using (true);
create policy practice on platform.idempotency to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on platform.idempotency to anteroom_app;

create table platform.permission_seen (
  permission text not null,
  at timestamp with time zone not null,
  constraint permission_seen_pkey PRIMARY KEY (permission)
);

create unlogged table platform.request_count (
  who text not null,
  minute bigint not null,
  count integer not null,
  constraint request_count_pkey PRIMARY KEY (who, minute)
);
CREATE INDEX request_count_by_age ON platform.request_count USING btree (minute);
grant delete, insert, select, update on platform.request_count to anteroom_app;

create table practice.location (
  practice_id uuid not null,
  id uuid not null,
  name text not null,
  zone text not null,
  phone text,
  street text,
  city text,
  state text,
  postal_code text,
  closed_at timestamp with time zone,
  constraint location_pkey PRIMARY KEY (practice_id, id),
  constraint location_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint location_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);
alter table practice.location force row level security;
create policy owner on practice.location to owner using (true);
create policy practice on practice.location to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on practice.location to anteroom_app;

create table practice.number_series (
  practice_id uuid not null,
  kind text not null,
  last bigint not null,
  constraint number_series_pkey PRIMARY KEY (practice_id, kind),
  constraint number_series_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id)
);
alter table practice.number_series force row level security;
create policy owner on practice.number_series to owner using (true);
create policy practice on practice.number_series to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on practice.number_series to anteroom_app;

create table practice.practice (
  practice_id uuid not null,
  name text not null,
  zone text not null,
  country text not null default 'US'::text,
  phone text,
  idle_lock_minutes integer not null default 10,
  created_at timestamp with time zone not null,
  constraint practice_pkey PRIMARY KEY (practice_id),
  constraint practice_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint practice_idle_lock_minutes_check CHECK (((idle_lock_minutes >= 1) AND (idle_lock_minutes <= 240))),
  constraint practice_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
alter table practice.practice force row level security;
create policy owner on practice.practice to owner using (true);
create policy practice on practice.practice to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on practice.practice to anteroom_app;

create table practice.provider (
  practice_id uuid not null,
  id uuid not null,
  family text not null,
  given text not null,
  credential text not null default ''::text,
  npi text,
  specialty text not null default ''::text,
  color text not null default 'blue'::text,
  location_id uuid,
  staff_id uuid,
  left_at timestamp with time zone,
  constraint provider_practice_id_npi_key UNIQUE (practice_id, npi),
  constraint provider_pkey PRIMARY KEY (practice_id, id),
  constraint provider_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint provider_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint provider_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id),
  constraint provider_family_check CHECK (((length(family) >= 1) AND (length(family) <= 120))),
  constraint provider_given_check CHECK (((length(given) >= 1) AND (length(given) <= 120))),
  constraint provider_npi_check CHECK ((npi ~ '^[12][0-9]{9}$'::text))
);
alter table practice.provider force row level security;
create policy owner on practice.provider to owner using (true);
create policy practice on practice.provider to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on practice.provider to anteroom_app;

create table practice.role (
  practice_id uuid not null,
  id uuid not null,
  key text not null,
  name text not null,
  constraint role_practice_id_key_key UNIQUE (practice_id, key),
  constraint role_pkey PRIMARY KEY (practice_id, id),
  constraint role_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id)
);
alter table practice.role force row level security;
create policy owner on practice.role to owner using (true);
create policy practice on practice.role to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on practice.role to anteroom_app;

create table practice.role_permission (
  practice_id uuid not null,
  role_id uuid not null,
  permission text not null,
  constraint role_permission_pkey PRIMARY KEY (practice_id, role_id, permission),
  constraint role_permission_practice_id_role_id_fkey FOREIGN KEY (practice_id, role_id) REFERENCES practice.role(practice_id, id)
);
alter table practice.role_permission force row level security;
create policy owner on practice.role_permission to owner using (true);
create policy practice on practice.role_permission to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select on practice.role_permission to anteroom_app;

create table practice.room (
  practice_id uuid not null,
  id uuid not null,
  location_id uuid not null,
  name text not null,
  kind text not null default 'exam'::text,
  closed_at timestamp with time zone,
  constraint room_pkey PRIMARY KEY (practice_id, id),
  constraint room_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint room_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);
alter table practice.room force row level security;
create policy owner on practice.room to owner using (true);
create policy practice on practice.room to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on practice.room to anteroom_app;

create table practice.staff (
  practice_id uuid not null,
  id uuid not null,
  name text not null,
  email text collate "C" not null,
  left_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint staff_practice_id_email_key UNIQUE (practice_id, email),
  constraint staff_pkey PRIMARY KEY (practice_id, id),
  constraint staff_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint staff_email_check CHECK (((email = lower(email)) AND (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text))),
  constraint staff_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
CREATE INDEX staff_by_email ON practice.staff USING btree (email);
alter table practice.staff force row level security;
create policy owner on practice.staff to owner using (true);
create policy practice on practice.staff to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on practice.staff to anteroom_app;

create table practice.staff_role (
  practice_id uuid not null,
  staff_id uuid not null,
  role_id uuid not null,
  constraint staff_role_pkey PRIMARY KEY (practice_id, staff_id, role_id),
  constraint staff_role_practice_id_role_id_fkey FOREIGN KEY (practice_id, role_id) REFERENCES practice.role(practice_id, id),
  constraint staff_role_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id)
);
alter table practice.staff_role force row level security;
create policy owner on practice.staff_role to owner using (true);
create policy practice on practice.staff_role to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select on practice.staff_role to anteroom_app;

CREATE OR REPLACE FUNCTION access.find_sign_in(wanted_email text)
 RETURNS TABLE(practice_id uuid, practice_name text, staff_id uuid, staff_name text, hash text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select s.practice_id, p.name, s.id, s.name, w.hash
    from practice.staff s
    join practice.practice p using (practice_id)
    join access.password w on w.practice_id = s.practice_id and w.staff_id = s.id
   where s.email = wanted_email and s.left_at is null
$function$
;
CREATE OR REPLACE FUNCTION access.session_of(wanted bytea, now timestamp with time zone)
 RETURNS TABLE(practice_id uuid, id uuid, kind text, staff_id uuid, staff_name text, locked boolean, permissions text[], seen_at timestamp with time zone, idle_lock_minutes integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select s.practice_id, s.id, s.kind, s.staff_id, f.name, s.locked_at is not null,
         array(select distinct rp.permission
                 from practice.staff_role sr
                 join practice.role_permission rp on rp.practice_id = sr.practice_id and rp.role_id = sr.role_id
                where sr.practice_id = s.practice_id and sr.staff_id = s.staff_id
                  and (s.scope is null or rp.permission = any (s.scope)
                       or split_part(rp.permission, '.', 1) || '.*' = any (s.scope))),
         s.seen_at, p.idle_lock_minutes
    from access.session s
    join practice.staff f on f.practice_id = s.practice_id and f.id = s.staff_id and f.left_at is null
    join practice.practice p on p.practice_id = s.practice_id
   where s.token_hash = wanted and s.revoked_at is null and s.expires_at > now
$function$
;
CREATE OR REPLACE FUNCTION platform.audit_about(patient uuid, before timestamp with time zone, most integer)
 RETURNS SETOF platform.audit_line
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select * from platform.audit_line
   where practice_id = current_setting('anteroom.practice')::uuid and patients @> array[patient] and at < before
   order by at desc, id desc limit most
$function$
;
CREATE OR REPLACE FUNCTION platform.dead_jobs()
 RETURNS TABLE(id bigint, task text, attempts integer, last_error text, failed_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select j.id, t.identifier, j.attempts::int, left(split_part(j.last_error, E'\n', 1), 300), j.updated_at
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
   where j.attempts >= j.max_attempts and j.locked_at is null
     and j.payload->>'practice' = current_setting('anteroom.practice')
   order by j.updated_at desc limit 200
$function$
;
CREATE OR REPLACE FUNCTION platform.enqueue(task text, payload jsonb, run_at timestamp with time zone, key text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform graphile_worker.add_job(task, payload::json, run_at := run_at, max_attempts := 12,
    job_key := case when key is null then null else current_setting('anteroom.practice') || ':' || key end);
end $function$
;
CREATE OR REPLACE FUNCTION platform.finish(deed jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
end $function$
;
CREATE OR REPLACE FUNCTION platform.practices_to_seal()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select distinct practice_id from platform.audit_pending $function$
;
CREATE OR REPLACE FUNCTION platform.wall(wanted regclass, rights text DEFAULT 'select, insert, update, delete'::text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', wanted);
  execute format('alter table %s force row level security', wanted);
  execute format('create policy practice on %s to anteroom_app using (practice_id = current_setting(''anteroom.practice'')::uuid) with check (practice_id = current_setting(''anteroom.practice'')::uuid)', wanted);
  execute format('create policy owner on %s to %I using (true) with check (true)', wanted, current_user);
  execute format('grant %s on %s to anteroom_app', rights, wanted);
end $function$
;
CREATE OR REPLACE FUNCTION practice.is_empty()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select not exists (select from practice.practice) $function$
;
CREATE OR REPLACE FUNCTION practice.offer_permissions(defaults jsonb, now timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare offered int;
begin
  with fresh as (
    insert into platform.permission_seen (permission, at)
    select distinct permission, now from jsonb_each(defaults) as r(key, list), jsonb_array_elements_text(list) as p(permission)
    on conflict do nothing returning permission
  ), granted as (
    insert into practice.role_permission (practice_id, role_id, permission)
    select role.practice_id, role.id, p.permission
      from jsonb_each(defaults) as r(key, list), jsonb_array_elements_text(list) as p(permission), practice.role
     where role.key = r.key and p.permission in (select permission from fresh)
    on conflict do nothing returning 1
  )
  select count(*) into offered from granted;
  return offered;
end $function$
;
