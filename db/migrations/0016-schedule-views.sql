-- Ways to look at the schedule: what each person has chosen to see, saved sets, calendar feeds, and the risk that a visit is missed.

-- What a person last looked at on the board: location, providers, view, density. Kept so that the next sign-in begins where the last one ended.
create table schedule.view_filter (
  practice_id uuid not null,
  staff_id uuid not null,
  filter jsonb not null check (jsonb_typeof(filter) = 'object'),
  changed_at timestamptz not null,
  primary key (practice_id, staff_id),
  foreign key (practice_id, staff_id) references practice.staff (practice_id, id)
);
select platform.wall('schedule.view_filter');

-- The same under a name ("Red team"), for oneself or for everybody.
create table schedule.view_set (
  practice_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  name text not null check (length(name) between 1 and 40),
  shared boolean not null default false,
  filter jsonb not null check (jsonb_typeof(filter) = 'object'),
  changed_at timestamptz not null,
  primary key (practice_id, id),
  foreign key (practice_id, staff_id) references practice.staff (practice_id, id)
);
create unique index view_set_by_name on schedule.view_set (practice_id, staff_id, lower(name));
select platform.wall('schedule.view_set');

-- A provider's visits for a calendar program, at a secret address of which only the hash is kept.
create table schedule.calendar_feed (
  practice_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  token_hash bytea not null check (length(token_hash) = 32),
  level text not null check (level in ('busy', 'type', 'initials', 'full')),
  created_at timestamptz not null,
  created_by uuid,
  created_by_name text not null,
  revoked_at timestamptz,
  read_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, provider_id) references practice.provider (practice_id, id)
);
create index calendar_feed_by_token on schedule.calendar_feed (token_hash) where revoked_at is null;
create index calendar_feed_by_provider on schedule.calendar_feed (practice_id, provider_id);
select platform.wall('schedule.calendar_feed', 'select, insert, update');

-- Whose feed an address is, before anybody's practice is known: by the hash alone, and nothing more than which one it is.
create function schedule.calendar_feed_of(hash bytea) returns table (practice_id uuid, feed_id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select f.practice_id, f.id from schedule.calendar_feed f where f.token_hash = hash and f.revoked_at is null
$$;
revoke all on function schedule.calendar_feed_of(bytea) from public;
grant execute on function schedule.calendar_feed_of(bytea) to anteroom_app;

-- The risk model of a practice as last fitted on its own history, with its evaluation on the newest fifth, which the fitting never saw.
create table schedule.risk_model (
  practice_id uuid not null references practice.practice,
  fitted_at timestamptz not null,
  -- The practice wants the marks at all.
  wanted boolean not null default true,
  -- Good enough to be shown; why not, otherwise.
  useful boolean not null,
  why_not text check (why_not in ('too-few', 'too-few-missed', 'weak', 'badly-calibrated')),
  visits int not null,
  missed int not null,
  coefficients jsonb not null,
  evaluation jsonb,
  primary key (practice_id),
  check (useful = (why_not is null))
);
select platform.wall('schedule.risk_model', 'select, insert, update');

create table schedule.no_show_risk (
  practice_id uuid not null,
  appointment_id uuid not null,
  risk real not null check (risk between 0 and 1),
  -- High enough against the practice's usual share to be worth a call.
  marked boolean not null,
  reasons jsonb not null,
  primary key (practice_id, appointment_id),
  foreign key (practice_id, appointment_id) references schedule.appointment (practice_id, id)
);
select platform.wall('schedule.no_show_risk');
