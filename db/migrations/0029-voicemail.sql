-- Spoken messages and recordings: what was said stays in the database, so that a backup holds it and every web process can play it.
create schema voicemail;
grant usage on schema voicemail to anteroom_app;

create table voicemail.setting (
  practice_id uuid not null references practice.practice,
  -- Days the sound is kept after the message was settled; the row of what was done stays.
  keep_days int not null default 90 check (keep_days between 7 and 3650),
  record_calls boolean not null default false,
  -- What callers are told before anything is recorded.
  consent_line text not null default '',
  primary key (practice_id),
  constraint recording_needs_consent check (not record_calls or length(btrim(consent_line)) >= 10)
);
select platform.wall('voicemail.setting', 'select, insert, update');

create table voicemail.sound (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  media text not null check (media in ('audio/wav', 'audio/mpeg', 'audio/ogg', 'audio/mp4')),
  sound bytea not null check (octet_length(sound) between 1 and 12582912),
  primary key (practice_id, id)
);
alter table voicemail.sound alter column sound set storage external;
select platform.wall('voicemail.sound', 'select, insert, delete');

create table voicemail.mailbox (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  host text not null,
  port int not null check (port between 1 and 65535),
  secure boolean not null,
  user_name text not null,
  sealed_password bytea not null,
  folder text not null default 'INBOX',
  -- How far it was read: IMAP numbers are good for one uid_validity.
  uid_validity bigint,
  last_uid bigint not null default 0,
  checked_at timestamptz,
  failing_since timestamptz,
  fault text,
  ended_at timestamptz,
  primary key (practice_id, id)
);
select platform.wall('voicemail.mailbox', 'select, insert, update');

create table voicemail.voicemail (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  kind text not null check (kind in ('voicemail', 'recording')),
  external_id text,
  mailbox_id uuid,
  received_at timestamptz not null,
  line text,
  number text collate "C" check (number ~ '^\+[1-9][0-9]{5,14}$'),
  number_text text,
  seconds int check (seconds >= 0),
  -- Gone when its time is over; what was done about it stays.
  sound_id uuid,
  call_id uuid,
  patient_id uuid,
  settled_at timestamptz,
  primary key (practice_id, id),
  constraint voicemail_once unique (practice_id, external_id),
  check (kind = 'voicemail' or call_id is not null),
  foreign key (practice_id, mailbox_id) references voicemail.mailbox (practice_id, id),
  foreign key (practice_id, sound_id) references voicemail.sound (practice_id, id) on delete set null (sound_id),
  foreign key (practice_id, call_id) references calls.call (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id)
);
create index voicemail_open on voicemail.voicemail (practice_id, received_at, id) where kind = 'voicemail' and settled_at is null;
create index voicemail_settled on voicemail.voicemail (practice_id, settled_at desc) where settled_at is not null;
create index voicemail_by_patient on voicemail.voicemail (practice_id, patient_id) where patient_id is not null;
create index voicemail_by_call on voicemail.voicemail (practice_id, call_id) where call_id is not null;
create index voicemail_by_sound on voicemail.voicemail (practice_id, sound_id) where sound_id is not null;
select platform.wall('voicemail.voicemail', 'select, insert, update');

create table voicemail.step (
  practice_id uuid not null,
  voicemail_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('arrived', 'heard', 'linked', 'settled', 'reopened', 'erased')),
  at timestamptz not null,
  by uuid,
  how text check (how in ('called-back', 'message-left', 'visit-booked', 'nothing-to-do')),
  text text check (length(text) <= 2000),
  primary key (practice_id, voicemail_id, id),
  check ((kind = 'settled') = (how is not null)),
  foreign key (practice_id, voicemail_id) references voicemail.voicemail (practice_id, id),
  foreign key (practice_id, by) references practice.staff (practice_id, id)
);
create unique index step_heard_once on voicemail.step (practice_id, voicemail_id, by) where kind = 'heard';
select platform.wall('voicemail.step', 'select, insert');

-- For the chores, which look at every practice: ids alone.
create function voicemail.mailboxes_to_read() returns table (practice uuid, mailbox uuid)
language sql stable security definer set search_path = pg_catalog
as $$ select practice_id, id from voicemail.mailbox where ended_at is null $$;
create function voicemail.practices_with_sound(before timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog
as $$ select distinct practice_id from voicemail.voicemail where sound_id is not null and coalesce(settled_at, case when kind = 'recording' then received_at end) < before $$;
revoke all on function voicemail.mailboxes_to_read(), voicemail.practices_with_sound(timestamptz) from public;
grant execute on function voicemail.mailboxes_to_read(), voicemail.practices_with_sound(timestamptz) to anteroom_app;

-- A spoken message waits for the desk; as with every call that was missed, within the hour.
create function inbox.from_voicemail(at timestamptz, me uuid)
returns table (item uuid, patient_id uuid, who text, what text, number text, since timestamptz, due_at timestamptz, urgency int, to_kind text, to_id uuid, facts jsonb, near int)
language sql stable as $$
  select v.id, v.patient_id, '', '', v.number, v.received_at, v.received_at + interval '1 hour', 3, 'desk', null::uuid,
         jsonb_build_object('line', v.line, 'seconds', v.seconds, 'playable', v.sound_id is not null), null::int
    from voicemail.voicemail v
   where v.practice_id = current_setting('anteroom.practice')::uuid and v.kind = 'voicemail' and v.settled_at is null
$$;
grant execute on function inbox.from_voicemail(timestamptz, uuid) to anteroom_app;
