-- Patients: who they are, how they are reached, who may be spoken to, what changed, and how they are found.
create extension if not exists btree_gin;
create schema patients;
grant usage on schema patients to anteroom_app;

create table patients.patient (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  chart_number text collate "C" not null check (length(chart_number) between 1 and 40),
  family text not null check (length(family) between 1 and 200),
  given text not null default '' check (length(given) <= 200),
  middle text not null default '' check (length(middle) <= 200),
  suffix text not null default '' check (length(suffix) <= 40),
  preferred_name text not null default '' check (length(preferred_name) <= 200),
  former_family text not null default '' check (length(former_family) <= 200),
  birth_date date,
  sex text not null default 'unknown' check (sex in ('F', 'M', 'X', 'unknown')),
  pronouns text not null default '' check (length(pronouns) <= 60),
  language text not null default '' check (length(language) <= 35),
  interpreter_needed boolean not null default false,
  interpreter_language text not null default '' check (length(interpreter_language) <= 35),
  email text not null default '' check (length(email) <= 254),
  preferred_channel text check (preferred_channel in ('phone', 'text', 'email', 'mail', 'portal')),
  may_text boolean,
  may_email boolean,
  may_leave_message boolean,
  note text not null default '' check (length(note) <= 4000),
  deceased_on date,
  -- The survivor when this record was merged away; always the last survivor, never one in between.
  merged_into uuid,
  -- Counts the changes, so that two people who edit one record are told apart.
  version int not null default 1,
  registered_at timestamptz not null,
  registered_by uuid,
  -- Written by the application (src/core/names.ts): no accents, lower case, letters and digits only.
  family_n text collate "C" not null,
  given_n text collate "C" not null,
  email_n text collate "C" not null default '',
  primary key (practice_id, id),
  constraint patient_chart_number unique (practice_id, chart_number),
  foreign key (practice_id, merged_into) references patients.patient (practice_id, id),
  check (merged_into <> id)
);
create index patient_by_birth_date on patients.patient (practice_id, birth_date);
create index patient_by_email on patients.patient (practice_id, email_n) where email_n <> '';
create index patient_by_survivor on patients.patient (practice_id, merged_into) where merged_into is not null;
select platform.wall('patients.patient', 'select, insert, update');

create table patients.phone (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  e164 text collate "C" not null check (e164 ~ '^\+[0-9]{4,15}$'),
  ext text not null default '' check (ext ~ '^[0-9]{0,10}$'),
  kind text not null check (kind in ('mobile', 'home', 'work', 'other')),
  place int not null,
  may_text boolean not null default false,
  may_leave_message boolean not null default false,
  note text not null default '' check (length(note) <= 200),
  -- The digits from the end, so that "last four" is a prefix.
  backwards text collate "C" not null generated always as (reverse(substr(e164, 2))) stored,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id)
);
create index phone_by_patient on patients.phone (practice_id, patient_id, place);
create index phone_by_number on patients.phone (practice_id, e164, patient_id);
create index phone_by_end on patients.phone (practice_id, backwards, patient_id);
select platform.wall('patients.phone');

create table patients.address (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  kind text not null check (kind in ('home', 'mailing', 'temporary', 'work')),
  line1 text not null default '' check (length(line1) <= 200),
  line2 text not null default '' check (length(line2) <= 200),
  city text not null default '' check (length(city) <= 100),
  state text not null default '' check (length(state) <= 60),
  postal_code text not null default '' check (length(postal_code) <= 20),
  country text not null default 'US' check (country ~ '^[A-Z]{2}$'),
  starts_on date not null,
  -- Null while it holds. Past addresses stay: letters went there.
  ended_on date,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id)
);
create index address_by_patient on patients.address (practice_id, patient_id);
select platform.wall('patients.address');

create table patients.alert (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  kind text not null check (kind in ('safety', 'allergy', 'access', 'billing', 'privacy', 'courtesy', 'other')),
  text text not null check (length(text) between 1 and 500),
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  added_at timestamptz not null,
  added_by uuid,
  ended_at timestamptz,
  ended_by uuid,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id)
);
create index alert_by_patient on patients.alert (practice_id, patient_id);
select platform.wall('patients.alert', 'select, insert, update');

-- "kind" reads: the other is the patient's ... (mother, guardian). The other is a patient here, or somebody outside.
create table patients.relation (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  other_patient_id uuid,
  other_name text not null default '' check (length(other_name) <= 200),
  other_phone text not null default '' check (length(other_phone) <= 20),
  kind text not null check (kind in ('mother', 'father', 'parent', 'child', 'spouse', 'partner', 'sibling', 'grandparent', 'guardian', 'caregiver', 'friend', 'other')),
  may_hear text not null default 'nothing' check (may_hear in ('nothing', 'appointments', 'everything')),
  proxy boolean not null default false,
  emergency boolean not null default false,
  note text not null default '' check (length(note) <= 500),
  added_at timestamptz not null,
  added_by uuid,
  ended_at timestamptz,
  ended_by uuid,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id),
  foreign key (practice_id, other_patient_id) references patients.patient (practice_id, id),
  check ((other_patient_id is null) = (other_name <> ''))
);
create index relation_by_patient on patients.relation (practice_id, patient_id);
create index relation_by_other on patients.relation (practice_id, other_patient_id) where other_patient_id is not null;
select platform.wall('patients.relation', 'select, insert, update');

-- Who answers for the bill. No open row: the patient.
create table patients.guarantor (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  other_patient_id uuid,
  name text not null default '' check (length(name) <= 200),
  relation text not null default '' check (length(relation) <= 60),
  phone text not null default '' check (length(phone) <= 20),
  line1 text not null default '' check (length(line1) <= 200),
  city text not null default '' check (length(city) <= 100),
  state text not null default '' check (length(state) <= 60),
  postal_code text not null default '' check (length(postal_code) <= 20),
  set_at timestamptz not null,
  set_by uuid,
  ended_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id),
  foreign key (practice_id, other_patient_id) references patients.patient (practice_id, id),
  check ((other_patient_id is null) = (name <> ''))
);
create unique index guarantor_one_open on patients.guarantor (practice_id, patient_id) where ended_at is null;
create index guarantor_by_other on patients.guarantor (practice_id, other_patient_id) where other_patient_id is not null;
select platform.wall('patients.guarantor', 'select, insert, update');

-- Numbers other systems know the patient by: hospital record, payer, import source.
create table patients.identifier (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  system text collate "C" not null check (length(system) between 1 and 200),
  value text collate "C" not null check (length(value) between 1 and 200),
  primary key (practice_id, id),
  constraint identifier_once unique (practice_id, system, value),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id)
);
create index identifier_by_patient on patients.identifier (practice_id, patient_id);
create index identifier_by_value on patients.identifier (practice_id, value);
select platform.wall('patients.identifier');

-- What changed, one row a field. Append only.
create table patients.change (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  version int not null,
  at timestamptz not null,
  by_staff uuid,
  by_name text not null,
  because text not null check (because in ('registered', 'changed', 'merged', 'merge-undone')),
  field text not null,
  before jsonb,
  after jsonb,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id)
);
create index change_by_patient on patients.change (practice_id, patient_id, version);
select platform.wall('patients.change', 'select, insert');

-- Two records found to be one person. `moved` lists what was carried over, so that undoing gives back exactly that.
create table patients.merge (
  practice_id uuid not null,
  id uuid not null,
  from_patient_id uuid not null,
  into_patient_id uuid not null,
  reason text not null default '' check (length(reason) <= 500),
  moved jsonb not null,
  merged_at timestamptz not null,
  merged_by uuid,
  merged_by_name text not null,
  undone_at timestamptz,
  undone_by uuid,
  undone_by_name text,
  primary key (practice_id, id),
  foreign key (practice_id, from_patient_id) references patients.patient (practice_id, id),
  foreign key (practice_id, into_patient_id) references patients.patient (practice_id, id)
);
create unique index merge_one_open on patients.merge (practice_id, from_patient_id) where undone_at is null;
create index merge_by_survivor on patients.merge (practice_id, into_patient_id);
select platform.wall('patients.merge', 'select, insert, update');

-- Search. Every way one patient's family and given side may be written, as plain words, with an index in each order: a prefix is a
-- range, two prefixes are one range scan, whichever comes first. Operators that row-level security lets use an index, only.
create table patients.name_pair (
  practice_id uuid not null,
  patient_id uuid not null,
  family_word text collate "C" not null,
  given_word text collate "C" not null,
  primary key (practice_id, patient_id, family_word, given_word),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id)
);
create index name_pair_by_family on patients.name_pair (practice_id, family_word, given_word, patient_id);
create index name_pair_by_given on patients.name_pair (practice_id, given_word, family_word, patient_id);
select platform.wall('patients.name_pair', 'select, insert, delete');

-- The dictionary: each distinct word once, with how it sounds. A misspelt word is corrected here, among some ten thousand rows, and
-- only then looked up among a million patients.
create table patients.name_word (
  practice_id uuid not null references practice.practice,
  side text collate "C" not null check (side in ('family', 'given')),
  word text collate "C" not null,
  sound text collate "C" not null,
  other_sound text collate "C" not null,
  -- False for compounds ("maryanne", "garcialopez"): they are looked up as written, but nobody means them by a slip of the finger.
  single boolean not null,
  primary key (practice_id, side, word)
);
create index name_word_by_sound on patients.name_word (practice_id, sound, side);
create index name_word_by_other_sound on patients.name_word (practice_id, other_sound, side) where other_sound <> sound;
create index name_word_by_letters on patients.name_word using gin (practice_id, word gin_trgm_ops) where single;
select platform.wall('patients.name_word', 'select, insert, update');

-- Each single dictionary word with one letter left out, and whole: two words one slip apart share such a form.
create table patients.name_slip (
  practice_id uuid not null references practice.practice,
  slip text collate "C" not null,
  word text collate "C" not null,
  primary key (practice_id, slip, word)
);
select platform.wall('patients.name_slip', 'select, insert');

-- Words of the practice's dictionary that share letters with a misspelt one. A function, because the planner may not use the index for
-- such a comparison under row-level security; it names the practice itself.
create function patients.words_like(typed text, most int) returns table (word text, sound text, other_sound text)
language sql stable security definer set search_path = pg_catalog set pg_trgm.similarity_threshold = 0.35
as $$
  select w.word, w.sound, w.other_sound from patients.name_word w
   where w.practice_id = current_setting('anteroom.practice')::uuid and w.single and w.word operator(public.%) typed
   order by public.similarity(w.word, typed) desc, w.word limit most
$$;
revoke all on function patients.words_like(text, int) from public;
grant execute on function patients.words_like(text, int) to anteroom_app;
