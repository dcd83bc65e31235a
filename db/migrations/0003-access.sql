-- Signing in. Secrets are stored as hashes; whoever is not yet signed in is found through security-definer doors only.
create schema access;
grant usage on schema access to anteroom_app;

create table access.password (
  practice_id uuid not null,
  staff_id uuid not null,
  hash text not null,
  must_change boolean not null default false,
  changed_at timestamptz not null,
  primary key (practice_id, staff_id),
  foreign key (practice_id, staff_id) references practice.staff (practice_id, id)
);
select platform.wall('access.password', 'select, insert, update');

-- The door for whoever adds people: a first password, which somebody else has chosen, must be changed at the first sign-in.
create function access.give_password(wanted_staff uuid, wanted_hash text, must_change boolean, at timestamptz) returns void
language sql set search_path = pg_catalog
as $$
  insert into access.password (practice_id, staff_id, hash, must_change, changed_at)
  values (current_setting('anteroom.practice')::uuid, wanted_staff, wanted_hash, give_password.must_change, at)
  on conflict (practice_id, staff_id) do update
    set hash = excluded.hash, must_change = excluded.must_change, changed_at = excluded.changed_at
$$;
revoke all on function access.give_password(uuid, text, boolean, timestamptz) from public;
grant execute on function access.give_password(uuid, text, boolean, timestamptz) to anteroom_app;

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
create index known_browser_by_token on access.known_browser (token_hash);
select platform.wall('access.known_browser', 'select, insert, update, delete');

-- Whether a browser is known for an account, and whether we gave it its token at all.
create function access.knows_browser(wanted_email text, wanted bytea) returns table (of_account boolean, at_all boolean)
language sql stable security definer set search_path = pg_catalog
as $$
  select exists (select from access.known_browser b join practice.staff s on s.practice_id = b.practice_id and s.id = b.staff_id
                  where b.token_hash = wanted and s.email = wanted_email and s.left_at is null),
         exists (select from access.known_browser where token_hash = wanted)
$$;
revoke all on function access.knows_browser(text, bytea) from public;
grant execute on function access.knows_browser(text, bytea) to anteroom_app;

-- Attempts that have not succeeded, by what was tried and from where; no practice yet, and only hashes. An attempt is written before
-- its password is looked at and taken away when it was right: a thousand guesses at one moment are a thousand rows, not none.
create table access.failed_attempt (
  id uuid not null,
  account_hash bytea not null,
  origin_hash bytea not null,
  at timestamptz not null
);
create index failed_attempt_by_id on access.failed_attempt (id);
create index failed_attempt_by_account on access.failed_attempt (account_hash, at);
create index failed_attempt_by_origin on access.failed_attempt (origin_hash, at);
grant select, insert, delete on access.failed_attempt to anteroom_app;

-- Takes the right to try once, or answers how many seconds to wait (0: go on). Five failures are free for one account from one origin,
-- then the pause doubles from 30 seconds to 15 minutes. A stranger's browser also meets a limit for its origin and for the account.
create function access.begin_attempt(attempt uuid, account bytea, origin bytea, stranger boolean, now timestamptz) returns int
language plpgsql set search_path = pg_catalog
as $$
declare
  tried int;
  last_try timestamptz;
  wait int := 0;
begin
  -- Always origin first, then account: two attempts never wait for each other in a circle.
  perform pg_advisory_xact_lock(7101, hashtext(encode(origin, 'hex')));
  perform pg_advisory_xact_lock(7102, hashtext(encode(account, 'hex')));
  select count(*), max(at) into tried, last_try from access.failed_attempt
   where account_hash = account and origin_hash = origin and at > now - interval '1 hour';
  if tried >= 5 then
    wait := ceil(extract(epoch from last_try - now)) + least(900, 30 * power(2, least(tried - 5, 10)))::int;
  end if;
  if stranger and wait <= 0 then
    select count(*), min(at) into tried, last_try from access.failed_attempt
     where origin_hash = origin and at > now - interval '15 minutes';
    if tried >= 50 then wait := ceil(extract(epoch from last_try + interval '15 minutes' - now)); end if;
  end if;
  if stranger and wait <= 0 then
    select count(*), min(at) into tried, last_try from access.failed_attempt
     where account_hash = account and at > now - interval '15 minutes';
    if tried >= 20 then wait := ceil(extract(epoch from last_try + interval '15 minutes' - now)); end if;
  end if;
  if wait > 0 then return wait; end if;
  insert into access.failed_attempt (id, account_hash, origin_hash, at) values (attempt, account, origin, now);
  return 0;
end $$;
revoke all on function access.begin_attempt(uuid, bytea, bytea, boolean, timestamptz) from public;
grant execute on function access.begin_attempt(uuid, bytea, bytea, boolean, timestamptz) to anteroom_app;

create function access.find_sign_in(wanted_email text)
returns table (practice_id uuid, practice_name text, staff_id uuid, staff_name text, hash text, must_change boolean)
language sql stable security definer set search_path = pg_catalog
as $$
  select s.practice_id, p.name, s.id, s.name, w.hash, w.must_change
    from practice.staff s
    join practice.practice p using (practice_id)
    join access.password w on w.practice_id = s.practice_id and w.staff_id = s.id
   where s.email = wanted_email and s.left_at is null
   order by s.practice_id
$$;
revoke all on function access.find_sign_in(text) from public;
grant execute on function access.find_sign_in(text) to anteroom_app;

-- Who stands behind a token, with the permissions of that moment: asked once a request. A browser's session that nobody has used for
-- the practice's idle minutes counts as locked without any write, in every process at the same moment.
create function access.session_of(wanted bytea, now timestamptz)
returns table (practice_id uuid, id uuid, kind text, staff_id uuid, staff_name text, locked boolean, must_change_password boolean,
               permissions text[], seen_at timestamptz)
language sql stable security definer set search_path = pg_catalog
as $$
  select s.practice_id, s.id, s.kind, s.staff_id, f.name,
         s.kind = 'browser' and (s.locked_at is not null or s.seen_at + make_interval(mins => p.idle_lock_minutes) <= now),
         s.kind = 'browser' and coalesce(w.must_change, false),
         array(select distinct rp.permission
                 from practice.staff_role sr
                 join practice.role_permission rp on rp.practice_id = sr.practice_id and rp.role_id = sr.role_id
                where sr.practice_id = s.practice_id and sr.staff_id = s.staff_id
                  and (s.scope is null or rp.permission = any (s.scope)
                       or split_part(rp.permission, '.', 1) || '.*' = any (s.scope))),
         s.seen_at
    from access.session s
    join practice.staff f on f.practice_id = s.practice_id and f.id = s.staff_id and f.left_at is null
    join practice.practice p on p.practice_id = s.practice_id
    left join access.password w on w.practice_id = s.practice_id and w.staff_id = s.staff_id
   where s.token_hash = wanted and s.revoked_at is null and s.expires_at > now
$$;
revoke all on function access.session_of(bytea, timestamptz) from public;
grant execute on function access.session_of(bytea, timestamptz) to anteroom_app;

-- Notes that somebody used a session. A locked one stays as it is.
create function access.touch(wanted_practice uuid, wanted uuid, now timestamptz) returns void
language sql security definer set search_path = pg_catalog
as $$
  update access.session set seen_at = greatest(seen_at, now)
   where practice_id = wanted_practice and id = wanted and locked_at is null and revoked_at is null
$$;
revoke all on function access.touch(uuid, uuid, timestamptz) from public;
grant execute on function access.touch(uuid, uuid, timestamptz) to anteroom_app;
