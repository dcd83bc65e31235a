-- The telephone in the browser can be switched off and on again without typing its secrets anew.
alter table telephony.softphone add column active boolean not null default true;

create or replace function telephony.softphone_addresses() returns setof text
language sql stable security definer set search_path = pg_catalog as $$
  select distinct ws_url from telephony.softphone where active
$$;
