create schema insurance;
grant usage on schema insurance to anteroom_app;

-- Whom claims go to. What the practice agreed with each (how long a claim may take, whether a referral is needed, what is asked) is its own.
create table insurance.payer (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  kind text not null default 'commercial' check (kind in ('commercial', 'blue-cross', 'medicare', 'medicare-advantage', 'medicaid', 'tricare', 'workers-comp', 'auto', 'other')),
  phone text not null default '' check (length(phone) <= 40),
  portal text not null default '' check (length(portal) <= 300),
  line1 text not null default '' check (length(line1) <= 120),
  city text not null default '' check (length(city) <= 80),
  state text not null default '' check (length(state) <= 40),
  postal_code text not null default '' check (length(postal_code) <= 20),
  -- Days from the day of service until a claim comes too late.
  timely_filing_days int check (timely_filing_days between 1 and 1100),
  referral_needed boolean not null default false,
  -- X12 service type codes asked for by default; 30 is the plan as a whole, 98 an office visit.
  service_types text[] not null default '{30}' check (cardinality(service_types) between 1 and 20),
  -- An answer older than this is asked for again before a visit.
  stale_days int not null default 3 check (stale_days between 0 and 60),
  note text not null default '' check (length(note) <= 2000),
  version int not null default 1,
  retired_at timestamptz,
  primary key (practice_id, id)
);
create unique index payer_by_name on insurance.payer (practice_id, lower(name)) where retired_at is null;
select platform.wall('insurance.payer', 'select, insert, update');

-- The names a payer goes by in files: its id at the clearing house, NAIC company code, plan id of CMS.
create table insurance.payer_identifier (
  practice_id uuid not null,
  payer_id uuid not null,
  system text not null check (system in ('electronic', 'naic', 'cms', 'own')),
  value text collate "C" not null check (value ~ '^[!-~]([ -~]{0,78}[!-~])?$'),
  primary key (practice_id, payer_id, system, value),
  constraint payer_identifier_once unique (practice_id, system, value),
  foreign key (practice_id, payer_id) references insurance.payer (practice_id, id)
);
select platform.wall('insurance.payer_identifier', 'select, insert, delete');

create table insurance.plan (
  practice_id uuid not null,
  id uuid not null,
  payer_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  kind text not null default 'other' check (kind in ('hmo', 'ppo', 'pos', 'epo', 'hdhp', 'indemnity', 'medicare-b', 'medicare-advantage', 'medicaid', 'medigap', 'other')),
  -- Null: as the payer says.
  referral_needed boolean,
  retired_at timestamptz,
  primary key (practice_id, id),
  unique (practice_id, payer_id, id),
  foreign key (practice_id, payer_id) references insurance.payer (practice_id, id)
);
create unique index plan_by_name on insurance.plan (practice_id, payer_id, lower(name)) where retired_at is null;
select platform.wall('insurance.plan', 'select, insert, update');

-- One insurance of one patient. Health insurances have a place (1 is billed first), and on no day two of them the same one.
-- Workers' compensation and auto policies answer for one case alone and have no place: a visit is put on them.
create table insurance.coverage (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  kind text not null default 'health' check (kind in ('health', 'workers-comp', 'auto')),
  payer_id uuid not null,
  plan_id uuid,
  place smallint check (place between 1 and 9),
  -- First day, and the day after the last; without an end: until ended.
  during daterange not null,
  member_id text not null default '' check (length(member_id) <= 80),
  group_number text not null default '' check (length(group_number) <= 50),
  group_name text not null default '' check (length(group_name) <= 60),
  -- What the patient is to the subscriber.
  relationship text not null default 'self' check (relationship in ('self', 'spouse', 'child', 'other')),
  -- The subscriber, where it is not the patient: a patient here, or a person as the card names them.
  subscriber_patient_id uuid,
  subscriber_family text not null default '' check (length(subscriber_family) <= 200),
  subscriber_given text not null default '' check (length(subscriber_given) <= 200),
  subscriber_middle text not null default '' check (length(subscriber_middle) <= 200),
  subscriber_suffix text not null default '' check (length(subscriber_suffix) <= 40),
  subscriber_birth_date date,
  subscriber_sex text not null default 'unknown' check (subscriber_sex in ('F', 'M', 'X', 'unknown')),
  subscriber_line1 text not null default '' check (length(subscriber_line1) <= 120),
  subscriber_city text not null default '' check (length(subscriber_city) <= 80),
  subscriber_state text not null default '' check (length(subscriber_state) <= 40),
  subscriber_postal_code text not null default '' check (length(subscriber_postal_code) <= 20),
  -- Of a case: number of the claim, day and state of the accident, employer, who handles it.
  case_number text not null default '' check (length(case_number) <= 80),
  injured_on date,
  accident_state text not null default '' check (length(accident_state) <= 40),
  employer text not null default '' check (length(employer) <= 120),
  adjuster text not null default '' check (length(adjuster) <= 120),
  adjuster_phone text not null default '' check (length(adjuster_phone) <= 40),
  note text not null default '' check (length(note) <= 2000),
  version int not null default 1,
  added_at timestamptz not null,
  added_by uuid,
  -- Put here by mistake: it holds on no day, and stays in the history.
  removed_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id),
  foreign key (practice_id, payer_id) references insurance.payer (practice_id, id),
  foreign key (practice_id, payer_id, plan_id) references insurance.plan (practice_id, payer_id, id),
  foreign key (practice_id, subscriber_patient_id) references patients.patient (practice_id, id),
  foreign key (practice_id, added_by) references practice.staff (practice_id, id),
  constraint coverage_begins check (not isempty(during) and not lower_inf(during)),
  constraint coverage_place check ((kind = 'health') = (place is not null)),
  constraint coverage_case check (kind <> 'health' or (case_number = '' and injured_on is null and accident_state = '' and employer = '' and adjuster = '' and adjuster_phone = '')),
  constraint coverage_subscriber check (
    (relationship = 'self' and subscriber_patient_id is null and subscriber_family = '')
    or (relationship <> 'self' and (subscriber_patient_id is not null) <> (subscriber_family <> ''))),
  constraint coverage_not_of_itself check (subscriber_patient_id <> patient_id),
  constraint coverage_one_per_place exclude using gist (
    practice_id with =, patient_id with =, place with =, during with &&) where (kind = 'health' and removed_at is null)
);
create index coverage_by_patient on insurance.coverage (practice_id, patient_id);
create index coverage_by_payer on insurance.coverage (practice_id, payer_id);
create index coverage_by_subscriber on insurance.coverage (practice_id, subscriber_patient_id) where subscriber_patient_id is not null;
select platform.wall('insurance.coverage', 'select, insert, update');

-- What a coverage was before each change. Only added to.
create table insurance.coverage_change (
  practice_id uuid not null,
  id uuid not null,
  coverage_id uuid not null,
  at timestamptz not null,
  by uuid,
  why text not null default '' check (length(why) <= 200),
  before jsonb,
  after jsonb not null,
  primary key (practice_id, id),
  foreign key (practice_id, coverage_id) references insurance.coverage (practice_id, id),
  foreign key (practice_id, by) references practice.staff (practice_id, id)
);
create index coverage_change_by_coverage on insurance.coverage_change (practice_id, coverage_id);
select platform.wall('insurance.coverage_change', 'select, insert');

-- Who pays for themselves, by their own word: not the same as an insurance nobody has asked for yet.
create table insurance.self_pay (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  during daterange not null check (not isempty(during) and not lower_inf(during)),
  why text not null default '' check (length(why) <= 200),
  said_at timestamptz not null,
  said_to uuid,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id),
  foreign key (practice_id, said_to) references practice.staff (practice_id, id),
  constraint self_pay_once exclude using gist (practice_id with =, patient_id with =, during with &&)
);
select platform.wall('insurance.self_pay', 'select, insert, update');

-- A visit that is not for the health insurance of its day: a case pays for it, or the patient does.
create table insurance.visit_payment (
  practice_id uuid not null,
  appointment_id uuid not null,
  pays text not null check (pays in ('case', 'self')),
  coverage_id uuid,
  set_at timestamptz not null,
  set_by uuid,
  primary key (practice_id, appointment_id),
  foreign key (practice_id, appointment_id) references schedule.appointment (practice_id, id),
  foreign key (practice_id, coverage_id) references insurance.coverage (practice_id, id),
  foreign key (practice_id, set_by) references practice.staff (practice_id, id),
  constraint visit_payment_case check ((pays = 'case') = (coverage_id is not null))
);
select platform.wall('insurance.visit_payment', 'select, insert, update, delete');

-- Pictures of the card, as they were taken.
create table insurance.card_image (
  practice_id uuid not null,
  id uuid not null,
  coverage_id uuid not null,
  side text not null check (side in ('front', 'back')),
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  bytes bytea not null check (octet_length(bytes) between 1 and 4194304),
  taken_at timestamptz not null,
  taken_by uuid,
  replaced_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, coverage_id) references insurance.coverage (practice_id, id),
  foreign key (practice_id, taken_by) references practice.staff (practice_id, id)
);
create unique index card_image_now on insurance.card_image (practice_id, coverage_id, side) where replaced_at is null;
select platform.wall('insurance.card_image', 'select, insert, update');
