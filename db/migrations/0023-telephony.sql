-- The line into the house: phone systems, what their numbers mean here, and everything they ever told.
create schema telephony;
grant usage on schema telephony to anteroom_app;

create table telephony.phone_system (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  kind text not null check (kind in ('kamailio', 'asterisk', 'freeswitch', 'twilio', 'telnyx', 'signed-json')),
  name text not null check (length(name) between 1 and 80),
  host text,
  port int check (port between 1 and 65535),
  secure boolean not null default false,
  account text,
  application text,
  -- The address under which the provider reaches us: proxies change it, and Twilio signs it.
  public_address text,
  -- Sealed by platform/secret-box.ts; never read but by the connection and the webhook.
  secret bytea,
  active boolean not null default true,
  state text not null default 'waiting' check (state in ('waiting', 'connected', 'cut')),
  state_since timestamptz not null,
  fault text,
  last_event_at timestamptz,
  -- Grows with each change of the settings, so that a connection with older ones is made anew.
  revision int not null default 0,
  removed_at timestamptz,
  primary key (practice_id, id)
);
create unique index phone_system_name_once on telephony.phone_system (practice_id, lower(name)) where removed_at is null;
select platform.wall('telephony.phone_system', 'select, insert, update');

-- A number of ours and what the desk calls it.
create table telephony.line (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  number text not null check (length(number) between 1 and 60),
  -- E.164, or the text in small letters: what the called number is compared with.
  dialled text not null collate "C",
  name text not null check (length(name) between 1 and 60),
  primary key (practice_id, id),
  constraint line_number_once unique (practice_id, dialled)
);
select platform.wall('telephony.line');

-- Who sits at which extension.
create table telephony.extension (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  number text not null collate "C" check (number ~ '^[A-Za-z0-9._+-]{1,40}$'),
  staff_id uuid not null,
  primary key (practice_id, id),
  constraint extension_number_once unique (practice_id, number),
  foreign key (practice_id, staff_id) references practice.staff (practice_id, id)
);
select platform.wall('telephony.extension');

-- Everything a phone system told, once each. A call's story is read from all of its rows, so their order of arrival does not matter.
create table telephony.call_event (
  practice_id uuid not null,
  id uuid not null,
  system_id uuid not null,
  external_id text not null check (length(external_id) between 1 and 255),
  content_key bytea not null,
  what text not null check (what in ('ringing', 'answered', 'ended', 'missed')),
  at timestamptz not null,
  received_at timestamptz not null,
  from_text text,
  from_name text,
  to_text text,
  extension text,
  spoken boolean not null default false,
  primary key (practice_id, id),
  constraint call_event_once unique (practice_id, system_id, content_key),
  foreign key (practice_id, system_id) references telephony.phone_system (practice_id, id)
);
create index call_event_of_call on telephony.call_event (practice_id, system_id, external_id);
select platform.wall('telephony.call_event', 'select, insert');

-- For the worker, which serves every practice: the systems to be connected to. Ids and a revision only.
create function telephony.systems_to_connect() returns table (practice uuid, system uuid, revision int)
language sql stable security definer set search_path = pg_catalog as $$
  select practice_id, id, revision from telephony.phone_system
   where active and removed_at is null and kind in ('kamailio', 'asterisk', 'freeswitch')
$$;
revoke all on function telephony.systems_to_connect() from public;
grant execute on function telephony.systems_to_connect() to anteroom_app;

-- For a webhook, whose address names a system and nobody else: the practice it belongs to.
create function telephony.practice_of_hook(wanted uuid) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
  select practice_id from telephony.phone_system
   where id = wanted and active and removed_at is null and kind in ('twilio', 'telnyx', 'signed-json')
$$;
create index phone_system_by_id on telephony.phone_system (id);
revoke all on function telephony.practice_of_hook(uuid) from public;
grant execute on function telephony.practice_of_hook(uuid) to anteroom_app;
