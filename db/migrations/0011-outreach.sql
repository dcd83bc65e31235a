-- Messages to patients: what was to be told, by which way, and what became of it.
create schema outreach;
grant usage on schema outreach to anteroom_app;

create table outreach.patient_message (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  purpose text not null check (purpose ~ '^[a-z][a-z0-9-]{0,59}$'),
  channel text not null check (channel in ('e-mail', 'text', 'phone', 'nobody')),
  language text not null check (language in ('en', 'es')),
  -- Where it goes: e-mail address or number, as the record said when it was written.
  address text not null default '' check (length(address) <= 254),
  subject text not null check (length(subject) between 1 and 300),
  body text not null check (length(body) between 1 and 5000),
  -- The link, locked with the installation's key until the message has left: who reads this table must not be able to use it.
  sealed_link bytea,
  -- sending: claimed, and perhaps handed over; unknown: claimed by somebody who did not come back, so nobody can say whether it left.
  state text not null check (state in ('queued', 'sending', 'sent', 'failed', 'unknown', 'by-hand', 'withdrawn')),
  why text not null default '' check (length(why) <= 300),
  tries int not null default 0,
  queued_at timestamptz not null,
  -- Of a queued one: not before.
  next_at timestamptz,
  -- Of no use later than this: an offer that has run out is not sent.
  not_after timestamptz,
  claimed_at timestamptz,
  sent_at timestamptz,
  -- Somebody has dealt with one that failed.
  dealt_at timestamptz,
  told_by uuid,
  told_by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id),
  check ((state = 'queued') = (next_at is not null)),
  check ((state = 'sent') = (sent_at is not null)),
  check (state <> 'sending' or claimed_at is not null)
);
create index patient_message_by_patient on outreach.patient_message (practice_id, patient_id, queued_at desc);
create index patient_message_by_time on outreach.patient_message (practice_id, queued_at desc, id desc);
create index patient_message_work on outreach.patient_message (practice_id, queued_at desc) where state in ('failed', 'unknown') and dealt_at is null;
create index patient_message_waiting on outreach.patient_message (practice_id, state, next_at, claimed_at) where state in ('queued', 'sending');
select platform.wall('outreach.patient_message', 'select, insert, update');

-- What happened to a message, with when and who; only added to.
create table outreach.patient_message_fact (
  practice_id uuid not null,
  message_id uuid not null,
  seq int not null,
  what text not null check (what in ('queued', 'handed-over', 'sent', 'put-off', 'failed', 'unknown', 'by-hand', 'withdrawn', 'again', 'dealt-with')),
  at timestamptz not null,
  why text not null default '' check (length(why) <= 300),
  by_staff uuid,
  by_name text not null,
  primary key (practice_id, message_id, seq),
  foreign key (practice_id, message_id) references outreach.patient_message (practice_id, id)
);
select platform.wall('outreach.patient_message_fact', 'select, insert');

-- Practices with a message that should have left by now, or was claimed and never settled: for the chore that looks after them.
create function outreach.practices_waiting(due timestamptz, stuck timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog
as $$
  select distinct practice_id from outreach.patient_message
   where (state = 'queued' and next_at < due) or (state = 'sending' and claimed_at < stuck)
$$;
revoke all on function outreach.practices_waiting(timestamptz, timestamptz) from public;
grant execute on function outreach.practices_waiting(timestamptz, timestamptz) to anteroom_app;
