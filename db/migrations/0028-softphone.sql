-- The telephone in the browser: how desks reach the exchange, and the keys with which their passwords of a few minutes are made.
create table telephony.softphone (
  practice_id uuid primary key references practice.practice,
  ws_url text not null check (ws_url ~ '^wss?://' and length(ws_url) <= 300),
  domain text not null check (length(domain) between 1 and 200),
  -- Sealed by platform/secret-box.ts. Passwords made of it are never stored.
  secret bytea not null,
  stun_urls text[] not null default '{}',
  turn_urls text[] not null default '{}',
  turn_secret bytea,
  check (turn_urls = '{}' or turn_secret is not null)
);
select platform.wall('telephony.softphone', 'select, insert, update, delete');

-- For the header that says where a page may connect to: addresses only, of every practice of this installation.
create function telephony.softphone_addresses() returns setof text
language sql stable security definer set search_path = pg_catalog as $$
  select distinct ws_url from telephony.softphone
$$;
revoke all on function telephony.softphone_addresses() from public;
grant execute on function telephony.softphone_addresses() to anteroom_app;
