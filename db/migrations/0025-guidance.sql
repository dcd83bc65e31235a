-- What the practice tells its people to ask and to do on the phone: call scripts, red flags, emergency scripts; and what came of them.

-- One thing of guidance. `key` names what the product brought; the practice's own has none.
create table calls.guidance (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  kind text not null check (kind in ('script', 'red-flag', 'emergency')),
  key text,
  version int not null check (version >= 1),
  primary key (practice_id, id),
  constraint guidance_key_once unique (practice_id, key)
);
select platform.wall('calls.guidance', 'select, insert, update');

-- Every wording it ever had. A version is never changed: a call of last year shows what was on the screen then.
create table calls.guidance_version (
  practice_id uuid not null,
  guidance_id uuid not null,
  version int not null,
  active boolean not null,
  content jsonb not null,
  at timestamptz not null,
  by uuid,
  primary key (practice_id, guidance_id, version),
  foreign key (practice_id, guidance_id) references calls.guidance (practice_id, id),
  foreign key (practice_id, by) references practice.staff (practice_id, id)
);
select platform.wall('calls.guidance_version', 'select, insert');

-- That the clinician in charge stands behind a version: a fact with a name, once.
create table calls.guidance_approval (
  practice_id uuid not null,
  guidance_id uuid not null,
  version int not null,
  at timestamptz not null,
  by uuid,
  primary key (practice_id, guidance_id, version),
  foreign key (practice_id, guidance_id, version) references calls.guidance_version (practice_id, guidance_id, version),
  foreign key (practice_id, by) references practice.staff (practice_id, id)
);
select platform.wall('calls.guidance_approval', 'select, insert');

create table calls.script_run (
  practice_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  script_id uuid not null,
  version int not null,
  started_at timestamptz not null,
  started_by uuid,
  ended_at timestamptz,
  ending text,
  stopped_at timestamptz,
  stopped_by uuid,
  primary key (practice_id, id),
  check ((ended_at is null) = (ending is null)),
  check (ended_at is null or stopped_at is null),
  foreign key (practice_id, call_id) references calls.call (practice_id, id),
  foreign key (practice_id, script_id, version) references calls.guidance_version (practice_id, guidance_id, version),
  foreign key (practice_id, started_by) references practice.staff (practice_id, id),
  foreign key (practice_id, stopped_by) references practice.staff (practice_id, id)
);
-- A script that is gone through on a call is gone on with, not begun beside itself.
create unique index script_run_open_once on calls.script_run (practice_id, call_id, script_id)
  where ended_at is null and stopped_at is null;
create index script_run_by_call on calls.script_run (practice_id, call_id, started_at);
select platform.wall('calls.script_run', 'select, insert, update');

create table calls.script_answer (
  practice_id uuid not null,
  run_id uuid not null,
  id uuid not null,
  place int not null,
  question text not null,
  question_text text not null,
  answer text not null,
  next text not null,
  at timestamptz not null,
  by uuid,
  taken_back_at timestamptz,
  taken_back_by uuid,
  primary key (practice_id, run_id, id),
  foreign key (practice_id, run_id) references calls.script_run (practice_id, id),
  foreign key (practice_id, by) references practice.staff (practice_id, id),
  foreign key (practice_id, taken_back_by) references practice.staff (practice_id, id)
);
create unique index script_answer_place_once on calls.script_answer (practice_id, run_id, place) where taken_back_at is null;
select platform.wall('calls.script_answer', 'select, insert, update');

-- A red flag that showed on a call: once per call and flag; later mentions are added to it.
create table calls.red_flag_firing (
  practice_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  flag_id uuid not null,
  flag_version int not null,
  emergency_id uuid not null,
  emergency_version int not null,
  -- True while it was only mentioned as absent ("denies chest pain").
  absent boolean not null,
  words text[] not null,
  noticed_at timestamptz not null,
  shown_at timestamptz,
  shown_to uuid,
  dismissed_at timestamptz,
  reviewed_at timestamptz,
  reviewed_by uuid,
  primary key (practice_id, id),
  constraint red_flag_firing_once unique (practice_id, call_id, flag_id),
  foreign key (practice_id, call_id) references calls.call (practice_id, id),
  foreign key (practice_id, flag_id, flag_version) references calls.guidance_version (practice_id, guidance_id, version),
  foreign key (practice_id, emergency_id, emergency_version) references calls.guidance_version (practice_id, guidance_id, version),
  foreign key (practice_id, shown_to) references practice.staff (practice_id, id),
  foreign key (practice_id, reviewed_by) references practice.staff (practice_id, id)
);
create index red_flag_firing_by_time on calls.red_flag_firing (practice_id, noticed_at desc, id desc);
create index red_flag_firing_unreviewed on calls.red_flag_firing (practice_id, noticed_at desc, id desc) where reviewed_at is null;
select platform.wall('calls.red_flag_firing', 'select, insert, update');

-- What happened to it, one row a deed. `step` is the place in the emergency script that was shown.
create table calls.firing_fact (
  practice_id uuid not null,
  firing_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('noticed', 'shown', 'mentioned', 'ticked', 'unticked', 'alerted', 'dismissed', 'reviewed')),
  at timestamptz not null,
  by uuid,
  step int,
  text text not null default '',
  message_id uuid,
  primary key (practice_id, firing_id, id),
  check ((kind in ('ticked', 'unticked')) = (step is not null)),
  check ((kind = 'alerted') = (message_id is not null)),
  foreign key (practice_id, firing_id) references calls.red_flag_firing (practice_id, id),
  foreign key (practice_id, by) references practice.staff (practice_id, id),
  foreign key (practice_id, message_id) references calls.message (practice_id, id)
);
select platform.wall('calls.firing_fact', 'select, insert');
