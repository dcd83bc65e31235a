-- Signing in. Secrets are stored as hashes; whoever is not yet signed in is found through security-definer doors only.
create schema access;
grant usage on schema access to anteroom_app;

create table access.password (
  practice_id uuid not null,
  staff_id uuid not null,
  hash text not null,
  changed_at timestamptz not null,
  primary key (practice_id, staff_id),
  foreign key (practice_id, staff_id) references practice.staff (practice_id, id)
);
select platform.wall('access.password', 'select, insert, update');

create table access.second_factor (
  practice_id uuid not null,
  staff_id uuid not null,
  secret bytea not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  primary key (practice_id, staff_id),
  foreign key (practice_id, staff_id) references practice.staff (practice_id, id)
);
select platform.wall('access.second_factor');

create table access.recovery_code (
  practice_id uuid not null,
  staff_id uuid not null,
  hash bytea not null,
  used_at timestamptz,
  primary key (practice_id, staff_id, hash),
  foreign key (practice_id, staff_id) references practice.staff (practice_id, id)
);
select platform.wall('access.recovery_code');

-- Browser sessions and API tokens: one table, because both answer the same question at every request.
create table access.session (
  practice_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  kind text not null check (kind in ('browser', 'token')),
  token_hash bytea not null,
  label text not null default '',
  scope text[],
  created_at timestamptz not null,
  expires_at timestamptz not null,
  seen_at timestamptz not null,
  locked_at timestamptz,
  revoked_at timestamptz,
  address text,
  agent text,
  primary key (practice_id, id),
  foreign key (practice_id, staff_id) references practice.staff (practice_id, id)
);
create unique index session_by_token on access.session (token_hash);
create index session_by_staff on access.session (practice_id, staff_id);
select platform.wall('access.session', 'select, insert, update');

-- Browsers that have signed in as somebody before: they keep working while strangers guess at that account's password.
create table access.known_browser (
  practice_id uuid not null,
  staff_id uuid not null,
  token_hash bytea not null,
  at timestamptz not null,
  primary key (practice_id, staff_id, token_hash),
  foreign key (practice_id, staff_id) references practice.staff (practice_id, id)
);
select platform.wall('access.known_browser', 'select, insert, delete');

-- Failed attempts by what was tried and from where; no practice yet, and only hashes.
create table access.failed_attempt (
  account_hash bytea not null,
  origin_hash bytea not null,
  at timestamptz not null
);
create index failed_attempt_by_account on access.failed_attempt (account_hash, at);
create index failed_attempt_by_origin on access.failed_attempt (origin_hash, at);
grant select, insert, delete on access.failed_attempt to anteroom_app;

create function access.find_sign_in(wanted_email text)
returns table (practice_id uuid, practice_name text, staff_id uuid, staff_name text, hash text)
language sql stable security definer set search_path = pg_catalog
as $$
  select s.practice_id, p.name, s.id, s.name, w.hash
    from practice.staff s
    join practice.practice p using (practice_id)
    join access.password w on w.practice_id = s.practice_id and w.staff_id = s.id
   where s.email = wanted_email and s.left_at is null
$$;
revoke all on function access.find_sign_in(text) from public;
grant execute on function access.find_sign_in(text) to anteroom_app;

-- Who stands behind a token, with the permissions of that moment: asked once a request.
create function access.session_of(wanted bytea, now timestamptz)
returns table (practice_id uuid, id uuid, kind text, staff_id uuid, staff_name text, locked boolean, permissions text[],
               seen_at timestamptz, idle_lock_minutes int)
language sql stable security definer set search_path = pg_catalog
as $$
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
$$;
revoke all on function access.session_of(bytea, timestamptz) from public;
grant execute on function access.session_of(bytea, timestamptz) to anteroom_app;
