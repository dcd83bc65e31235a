-- Calls and the messages that come of them.
create schema calls;
grant usage on schema calls to anteroom_app;

create table calls.call (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  direction text not null check (direction in ('in', 'out')),
  line text,
  external_id text,
  -- The other party: E.164 where it could be read, and as the phone system wrote it. Both null: withheld.
  number text collate "C" check (number ~ '^\+[1-9][0-9]{5,14}$'),
  number_text text,
  ringing_at timestamptz not null,
  taken_at timestamptz,
  taken_by uuid,
  ended_at timestamptz,
  outcome text check (outcome in ('booked', 'moved', 'cancelled', 'message', 'answered', 'transferred', 'no-answer',
                                  'voicemail', 'wrong-number', 'emergency', 'abandoned')),
  closed_at timestamptz,
  closed_by uuid,
  patient_id uuid,
  note text not null default '',
  reasons text[] not null default '{}',
  revision int not null default 0,
  noted_at timestamptz,
  noted_by uuid,
  primary key (practice_id, id),
  constraint call_external_id_once unique (practice_id, external_id),
  check ((outcome is null) = (closed_at is null)),
  check (closed_at is null or ended_at is not null),
  foreign key (practice_id, taken_by) references practice.staff (practice_id, id),
  foreign key (practice_id, closed_by) references practice.staff (practice_id, id),
  foreign key (practice_id, noted_by) references practice.staff (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id)
);
create index call_open on calls.call (practice_id, ringing_at) where closed_at is null;
create index call_by_time on calls.call (practice_id, ringing_at desc, id desc);
create index call_by_patient on calls.call (practice_id, patient_id, ringing_at desc) where patient_id is not null;
create index call_by_number on calls.call (practice_id, number, ringing_at desc) where number is not null;
select platform.wall('calls.call', 'select, insert, update');

-- A note that another hand replaced, or that was changed after the call was closed: nothing written about a call is lost.
create table calls.past_note (
  practice_id uuid not null,
  call_id uuid not null,
  revision int not null,
  note text not null,
  at timestamptz,
  by uuid,
  primary key (practice_id, call_id, revision),
  foreign key (practice_id, call_id) references calls.call (practice_id, id)
);
select platform.wall('calls.past_note', 'select, insert');

create table calls.message (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  to_staff uuid not null,
  left_by uuid,
  left_at timestamptz not null,
  patient_id uuid,
  call_id uuid,
  number text,
  text text not null check (length(text) between 1 and 5000),
  priority text not null check (priority in ('urgent', 'today', 'normal')),
  due_at timestamptz not null,
  -- Where it stands, kept beside the steps so that open ones are found by index.
  answered_at timestamptz,
  finished_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, to_staff) references practice.staff (practice_id, id),
  foreign key (practice_id, left_by) references practice.staff (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id),
  foreign key (practice_id, call_id) references calls.call (practice_id, id)
);
create index message_open on calls.message (practice_id, due_at) where finished_at is null;
create index message_by_patient on calls.message (practice_id, patient_id) where patient_id is not null;
create index message_finished on calls.message (practice_id, finished_at desc) where finished_at is not null;
select platform.wall('calls.message', 'select, insert, update');

-- What happened to a message, one row a deed.
create table calls.message_step (
  practice_id uuid not null,
  message_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('left', 'seen', 'answered', 'attempt', 'finished', 'reopened')),
  at timestamptz not null,
  by uuid,
  text text,
  result text check (result in ('reached', 'no-answer', 'voicemail', 'busy', 'wrong-number')),
  primary key (practice_id, message_id, id),
  check ((kind = 'attempt') = (result is not null)),
  foreign key (practice_id, message_id) references calls.message (practice_id, id),
  foreign key (practice_id, by) references practice.staff (practice_id, id)
);
create unique index message_step_seen_once on calls.message_step (practice_id, message_id) where kind = 'seen';
select platform.wall('calls.message_step', 'select, insert');
