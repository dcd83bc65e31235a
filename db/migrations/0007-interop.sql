-- What came from other systems: which record of theirs became which of ours, what is kept for later, what could not be taken.
create schema interop;
grant usage on schema interop to anteroom_app;

-- One row a record of another system. `mapped` is what it said when it was last read, so that a later import changes only what has
-- changed over there, and never undoes what the desk has corrected here.
create table interop.source_record (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  resource_type text not null,
  source_key text collate "C" not null check (length(source_key) between 1 and 500),
  our_id uuid not null,
  mapped jsonb not null,
  hash bytea not null,
  first_seen_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (practice_id, id),
  constraint source_record_once unique (practice_id, resource_type, source_key)
);
create index source_record_by_ours on interop.source_record (practice_id, our_id);
select platform.wall('interop.source_record', 'select, insert, update');

-- People and institutions outside the practice: who saw the patient elsewhere.
create table interop.party (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  kind text not null check (kind in ('practitioner', 'organization', 'location')),
  name text not null check (length(name) between 1 and 400),
  npi text check (npi ~ '^[12][0-9]{9}$'),
  identifiers jsonb not null default '[]',
  phone text not null default '',
  line1 text not null default '', city text not null default '', state text not null default '', postal_code text not null default '',
  provider_id uuid,
  primary key (practice_id, id),
  foreign key (practice_id, provider_id) references practice.provider (practice_id, id)
);
select platform.wall('interop.party', 'select, insert, update');

-- Resources whose meaning comes with a later feature (coverages), as they arrived.
create table interop.kept_resource (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  resource_type text not null,
  source_key text collate "C" not null check (length(source_key) between 1 and 700),
  patient_id uuid,
  body jsonb not null,
  hash bytea not null,
  kept_at timestamptz not null,
  primary key (practice_id, id),
  constraint kept_resource_once unique (practice_id, resource_type, source_key),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id)
);
create index kept_resource_by_patient on interop.kept_resource (practice_id, patient_id) where patient_id is not null;
select platform.wall('interop.kept_resource', 'select, insert, update');

-- What could not be taken, and where it stands in which file; the file itself is kept beside the data.
create table interop.quarantine (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  file_name text not null,
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  kept_as text not null,
  extent text not null check (extent in ('file', 'entry', 'field')),
  path text not null,
  code text not null,
  message text not null,
  at timestamptz not null,
  primary key (practice_id, id),
  constraint quarantine_once unique (practice_id, file_sha256, path, code)
);
create index quarantine_by_time on interop.quarantine (practice_id, at desc);
select platform.wall('interop.quarantine', 'select, insert, delete');

create table interop.import_run (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  began_at timestamptz not null,
  ended_at timestamptz not null,
  by_kind text not null,
  by_staff uuid,
  report jsonb not null,
  primary key (practice_id, id)
);
create index import_run_by_time on interop.import_run (practice_id, began_at desc);
select platform.wall('interop.import_run', 'select, insert');
