-- The practice itself: places, people who work there, roles as data.
create schema practice;
grant usage on schema practice to anteroom_app;

create table practice.practice (
  practice_id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  zone text not null,
  country text not null default 'US' check (country ~ '^[A-Z]{2}$'),
  phone text,
  idle_lock_minutes int not null default 10 check (idle_lock_minutes between 1 and 240),
  demo boolean not null default false,
  created_at timestamptz not null
);
select platform.wall('practice.practice', 'select, insert, update');

create table practice.location (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  zone text not null,
  phone text,
  street text, city text, state text, postal_code text,
  closed_at timestamptz,
  primary key (practice_id, id)
);
select platform.wall('practice.location', 'select, insert, update');

create table practice.room (
  practice_id uuid not null,
  id uuid not null,
  location_id uuid not null,
  name text not null check (length(name) between 1 and 80),
  kind text not null default 'exam',
  closed_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, location_id) references practice.location (practice_id, id)
);
select platform.wall('practice.room', 'select, insert, update');

create table practice.provider (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  family text not null check (length(family) between 1 and 120),
  given text not null check (length(given) between 1 and 120),
  credential text not null default '',
  npi text check (npi ~ '^[12][0-9]{9}$'),
  specialty text not null default '',
  color text not null default 'blue',
  location_id uuid,
  staff_id uuid,
  left_at timestamptz,
  primary key (practice_id, id),
  unique (practice_id, npi),
  foreign key (practice_id, location_id) references practice.location (practice_id, id)
);
select platform.wall('practice.provider', 'select, insert, update');

create table practice.staff (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  email text collate "C" not null check (email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  left_at timestamptz,
  created_at timestamptz not null,
  primary key (practice_id, id),
  unique (practice_id, email)
);
create index staff_by_email on practice.staff (email);
select platform.wall('practice.staff', 'select, insert, update');
alter table practice.provider add foreign key (practice_id, staff_id) references practice.staff (practice_id, id);

create table practice.role (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  key text not null,
  name text not null,
  primary key (practice_id, id),
  unique (practice_id, key)
);
select platform.wall('practice.role', 'select, insert, update');

create table practice.role_permission (
  practice_id uuid not null,
  role_id uuid not null,
  permission text not null,
  primary key (practice_id, role_id, permission),
  foreign key (practice_id, role_id) references practice.role (practice_id, id)
);
select platform.wall('practice.role_permission', 'select, insert, delete');

create table practice.staff_role (
  practice_id uuid not null,
  staff_id uuid not null,
  role_id uuid not null,
  primary key (practice_id, staff_id, role_id),
  foreign key (practice_id, staff_id) references practice.staff (practice_id, id),
  foreign key (practice_id, role_id) references practice.role (practice_id, id)
);
select platform.wall('practice.staff_role', 'select, insert, delete');

-- Human numbers (chart, claim), gap-tolerant, one row a kind and practice.
create table practice.number_series (
  practice_id uuid not null references practice.practice,
  kind text not null,
  last bigint not null,
  primary key (practice_id, kind)
);
select platform.wall('practice.number_series', 'select, insert, update');

-- What may be known before anybody is signed in: whether there is a practice at all, and whether it is the demo clinic, whose
-- sign-ins the sign-in page shows.
create function practice.installation() returns table (empty boolean, demo boolean)
language sql stable security definer set search_path = pg_catalog
as $$
  select not exists (select from practice.practice), exists (select from practice.practice p where p.demo)
$$;
revoke all on function practice.installation() from public;
grant execute on function practice.installation() to anteroom_app;

-- Grants permissions that this release brings to the built-in roles of every practice, each once.
create function practice.offer_permissions(defaults jsonb, now timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog
as $$
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
end $$;
revoke all on function practice.offer_permissions(jsonb, timestamptz) from public;
