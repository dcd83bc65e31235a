-- Generated from the catalog by `npm run generate`. Do not edit: write a migration.

create table access.failed_attempt (
  id uuid not null,
  account_hash bytea not null,
  origin_hash bytea not null,
  at timestamp with time zone not null
);
CREATE INDEX failed_attempt_by_account ON access.failed_attempt USING btree (account_hash, at);
CREATE INDEX failed_attempt_by_id ON access.failed_attempt USING btree (id);
CREATE INDEX failed_attempt_by_origin ON access.failed_attempt USING btree (origin_hash, at);
grant delete, insert, select on access.failed_attempt to anteroom_app;

create table access.known_browser (
  practice_id uuid not null,
  staff_id uuid not null,
  token_hash bytea not null,
  at timestamp with time zone not null,
  constraint known_browser_pkey PRIMARY KEY (practice_id, staff_id, token_hash),
  constraint known_browser_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id)
);
CREATE INDEX known_browser_by_token ON access.known_browser USING btree (token_hash);
alter table access.known_browser force row level security;
create policy owner on access.known_browser to owner using (true);
create policy practice on access.known_browser to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on access.known_browser to anteroom_app;

create table access.password (
  practice_id uuid not null,
  staff_id uuid not null,
  hash text not null,
  must_change boolean not null default false,
  changed_at timestamp with time zone not null,
  constraint password_pkey PRIMARY KEY (practice_id, staff_id),
  constraint password_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id)
);
alter table access.password force row level security;
create policy owner on access.password to owner using (true);
create policy practice on access.password to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on access.password to anteroom_app;

create table access.recovery_code (
  practice_id uuid not null,
  staff_id uuid not null,
  hash bytea not null,
  used_at timestamp with time zone,
  constraint recovery_code_pkey PRIMARY KEY (practice_id, staff_id, hash),
  constraint recovery_code_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id)
);
alter table access.recovery_code force row level security;
create policy owner on access.recovery_code to owner using (true);
create policy practice on access.recovery_code to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on access.recovery_code to anteroom_app;

create table access.second_factor (
  practice_id uuid not null,
  staff_id uuid not null,
  secret bytea not null,
  confirmed_at timestamp with time zone,
  last_step bigint not null default 0,
  constraint second_factor_pkey PRIMARY KEY (practice_id, staff_id),
  constraint second_factor_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id)
);
alter table access.second_factor force row level security;
create policy owner on access.second_factor to owner using (true);
create policy practice on access.second_factor to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on access.second_factor to anteroom_app;

create table access.session (
  practice_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  kind text not null,
  token_hash bytea not null,
  label text not null default ''::text,
  scope text[],
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  locked_at timestamp with time zone,
  revoked_at timestamp with time zone,
  address text,
  agent text,
  constraint session_pkey PRIMARY KEY (practice_id, id),
  constraint session_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id),
  constraint session_kind_check CHECK ((kind = ANY (ARRAY['browser'::text, 'token'::text])))
);
CREATE INDEX session_by_staff ON access.session USING btree (practice_id, staff_id);
CREATE UNIQUE INDEX session_by_token ON access.session USING btree (token_hash);
alter table access.session force row level security;
create policy owner on access.session to owner using (true);
create policy practice on access.session to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on access.session to anteroom_app;

create table calls.call (
  practice_id uuid not null,
  id uuid not null,
  direction text not null,
  line text,
  external_id text,
  number text collate "C",
  number_text text,
  ringing_at timestamp with time zone not null,
  taken_at timestamp with time zone,
  taken_by uuid,
  ended_at timestamp with time zone,
  outcome text,
  closed_at timestamp with time zone,
  closed_by uuid,
  patient_id uuid,
  note text not null default ''::text,
  reasons text[] not null default '{}'::text[],
  revision integer not null default 0,
  noted_at timestamp with time zone,
  noted_by uuid,
  constraint call_external_id_once UNIQUE (practice_id, external_id),
  constraint call_pkey PRIMARY KEY (practice_id, id),
  constraint call_practice_id_closed_by_fkey FOREIGN KEY (practice_id, closed_by) REFERENCES practice.staff(practice_id, id),
  constraint call_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint call_practice_id_noted_by_fkey FOREIGN KEY (practice_id, noted_by) REFERENCES practice.staff(practice_id, id),
  constraint call_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint call_practice_id_taken_by_fkey FOREIGN KEY (practice_id, taken_by) REFERENCES practice.staff(practice_id, id),
  constraint call_check CHECK (((outcome IS NULL) = (closed_at IS NULL))),
  constraint call_check1 CHECK (((closed_at IS NULL) OR (ended_at IS NOT NULL))),
  constraint call_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint call_number_check CHECK ((number ~ '^\+[1-9][0-9]{5,14}$'::text)),
  constraint call_outcome_check CHECK ((outcome = ANY (ARRAY['booked'::text, 'moved'::text, 'cancelled'::text, 'message'::text, 'answered'::text, 'transferred'::text, 'no-answer'::text, 'voicemail'::text, 'wrong-number'::text, 'emergency'::text, 'abandoned'::text])))
);
CREATE INDEX call_by_number ON calls.call USING btree (practice_id, number, ringing_at DESC) WHERE (number IS NOT NULL);
CREATE INDEX call_by_patient ON calls.call USING btree (practice_id, patient_id, ringing_at DESC) WHERE (patient_id IS NOT NULL);
CREATE INDEX call_by_time ON calls.call USING btree (practice_id, ringing_at DESC, id DESC);
CREATE INDEX call_open ON calls.call USING btree (practice_id, ringing_at) WHERE (closed_at IS NULL);
alter table calls.call force row level security;
create policy owner on calls.call to owner using (true);
create policy practice on calls.call to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on calls.call to anteroom_app;

create table calls.message (
  practice_id uuid not null,
  id uuid not null,
  to_staff uuid not null,
  left_by uuid,
  left_at timestamp with time zone not null,
  patient_id uuid,
  call_id uuid,
  number text,
  text text not null,
  priority text not null,
  due_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint message_pkey PRIMARY KEY (practice_id, id),
  constraint message_practice_id_call_id_fkey FOREIGN KEY (practice_id, call_id) REFERENCES calls.call(practice_id, id),
  constraint message_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint message_practice_id_left_by_fkey FOREIGN KEY (practice_id, left_by) REFERENCES practice.staff(practice_id, id),
  constraint message_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint message_practice_id_to_staff_fkey FOREIGN KEY (practice_id, to_staff) REFERENCES practice.staff(practice_id, id),
  constraint message_priority_check CHECK ((priority = ANY (ARRAY['urgent'::text, 'today'::text, 'normal'::text]))),
  constraint message_text_check CHECK (((length(text) >= 1) AND (length(text) <= 5000)))
);
CREATE INDEX message_by_patient ON calls.message USING btree (practice_id, patient_id) WHERE (patient_id IS NOT NULL);
CREATE INDEX message_finished ON calls.message USING btree (practice_id, finished_at DESC) WHERE (finished_at IS NOT NULL);
CREATE INDEX message_open ON calls.message USING btree (practice_id, due_at) WHERE (finished_at IS NULL);
alter table calls.message force row level security;
create policy owner on calls.message to owner using (true);
create policy practice on calls.message to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on calls.message to anteroom_app;

create table calls.message_step (
  practice_id uuid not null,
  message_id uuid not null,
  id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  by uuid,
  text text,
  result text,
  constraint message_step_pkey PRIMARY KEY (practice_id, message_id, id),
  constraint message_step_practice_id_by_fkey FOREIGN KEY (practice_id, by) REFERENCES practice.staff(practice_id, id),
  constraint message_step_practice_id_message_id_fkey FOREIGN KEY (practice_id, message_id) REFERENCES calls.message(practice_id, id),
  constraint message_step_check CHECK (((kind = 'attempt'::text) = (result IS NOT NULL))),
  constraint message_step_kind_check CHECK ((kind = ANY (ARRAY['left'::text, 'seen'::text, 'answered'::text, 'attempt'::text, 'finished'::text, 'reopened'::text]))),
  constraint message_step_result_check CHECK ((result = ANY (ARRAY['reached'::text, 'no-answer'::text, 'voicemail'::text, 'busy'::text, 'wrong-number'::text])))
);
CREATE UNIQUE INDEX message_step_seen_once ON calls.message_step USING btree (practice_id, message_id) WHERE (kind = 'seen'::text);
alter table calls.message_step force row level security;
create policy owner on calls.message_step to owner using (true);
create policy practice on calls.message_step to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on calls.message_step to anteroom_app;

create table calls.past_note (
  practice_id uuid not null,
  call_id uuid not null,
  revision integer not null,
  note text not null,
  at timestamp with time zone,
  by uuid,
  constraint past_note_pkey PRIMARY KEY (practice_id, call_id, revision),
  constraint past_note_practice_id_call_id_fkey FOREIGN KEY (practice_id, call_id) REFERENCES calls.call(practice_id, id)
);
alter table calls.past_note force row level security;
create policy owner on calls.past_note to owner using (true);
create policy practice on calls.past_note to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on calls.past_note to anteroom_app;

create table interop.import_run (
  practice_id uuid not null,
  id uuid not null,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  by_kind text not null,
  by_staff uuid,
  report jsonb not null,
  constraint import_run_pkey PRIMARY KEY (practice_id, id),
  constraint import_run_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id)
);
CREATE INDEX import_run_by_time ON interop.import_run USING btree (practice_id, began_at DESC);
alter table interop.import_run force row level security;
create policy owner on interop.import_run to owner using (true);
create policy practice on interop.import_run to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on interop.import_run to anteroom_app;

create table interop.kept_resource (
  practice_id uuid not null,
  id uuid not null,
  resource_type text not null,
  source_key text collate "C" not null,
  patient_id uuid,
  body jsonb not null,
  hash bytea not null,
  kept_at timestamp with time zone not null,
  constraint kept_resource_once UNIQUE (practice_id, resource_type, source_key),
  constraint kept_resource_pkey PRIMARY KEY (practice_id, id),
  constraint kept_resource_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint kept_resource_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint kept_resource_source_key_check CHECK (((length(source_key) >= 1) AND (length(source_key) <= 700)))
);
CREATE INDEX kept_resource_by_patient ON interop.kept_resource USING btree (practice_id, patient_id) WHERE (patient_id IS NOT NULL);
alter table interop.kept_resource force row level security;
create policy owner on interop.kept_resource to owner using (true);
create policy practice on interop.kept_resource to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on interop.kept_resource to anteroom_app;

create table interop.party (
  practice_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  npi text,
  identifiers jsonb not null default '[]'::jsonb,
  phone text not null default ''::text,
  line1 text not null default ''::text,
  city text not null default ''::text,
  state text not null default ''::text,
  postal_code text not null default ''::text,
  provider_id uuid,
  constraint party_pkey PRIMARY KEY (practice_id, id),
  constraint party_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint party_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id),
  constraint party_kind_check CHECK ((kind = ANY (ARRAY['practitioner'::text, 'organization'::text, 'location'::text]))),
  constraint party_name_check CHECK (((length(name) >= 1) AND (length(name) <= 400))),
  constraint party_npi_check CHECK ((npi ~ '^[12][0-9]{9}$'::text))
);
alter table interop.party force row level security;
create policy owner on interop.party to owner using (true);
create policy practice on interop.party to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on interop.party to anteroom_app;

create table interop.quarantine (
  practice_id uuid not null,
  id uuid not null,
  file_name text not null,
  file_sha256 text not null,
  kept_as text not null,
  extent text not null,
  path text not null,
  code text not null,
  message text not null,
  at timestamp with time zone not null,
  constraint quarantine_once UNIQUE (practice_id, file_sha256, path, code),
  constraint quarantine_pkey PRIMARY KEY (practice_id, id),
  constraint quarantine_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint quarantine_extent_check CHECK ((extent = ANY (ARRAY['file'::text, 'entry'::text, 'field'::text]))),
  constraint quarantine_file_sha256_check CHECK ((file_sha256 ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX quarantine_by_time ON interop.quarantine USING btree (practice_id, at DESC);
alter table interop.quarantine force row level security;
create policy owner on interop.quarantine to owner using (true);
create policy practice on interop.quarantine to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select on interop.quarantine to anteroom_app;

create table interop.source_record (
  practice_id uuid not null,
  id uuid not null,
  resource_type text not null,
  source_key text collate "C" not null,
  our_id uuid not null,
  mapped jsonb not null,
  hash bytea not null,
  first_seen_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint source_record_once UNIQUE (practice_id, resource_type, source_key),
  constraint source_record_pkey PRIMARY KEY (practice_id, id),
  constraint source_record_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint source_record_source_key_check CHECK (((length(source_key) >= 1) AND (length(source_key) <= 500)))
);
CREATE INDEX source_record_by_ours ON interop.source_record USING btree (practice_id, our_id);
alter table interop.source_record force row level security;
create policy owner on interop.source_record to owner using (true);
create policy practice on interop.source_record to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on interop.source_record to anteroom_app;

create table patients.address (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  kind text not null,
  line1 text not null default ''::text,
  line2 text not null default ''::text,
  city text not null default ''::text,
  state text not null default ''::text,
  postal_code text not null default ''::text,
  country text not null default 'US'::text,
  starts_on date not null,
  ended_on date,
  constraint address_pkey PRIMARY KEY (practice_id, id),
  constraint address_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint address_city_check CHECK ((length(city) <= 100)),
  constraint address_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint address_kind_check CHECK ((kind = ANY (ARRAY['home'::text, 'mailing'::text, 'temporary'::text, 'work'::text]))),
  constraint address_line1_check CHECK ((length(line1) <= 200)),
  constraint address_line2_check CHECK ((length(line2) <= 200)),
  constraint address_postal_code_check CHECK ((length(postal_code) <= 20)),
  constraint address_state_check CHECK ((length(state) <= 60))
);
CREATE INDEX address_by_patient ON patients.address USING btree (practice_id, patient_id);
alter table patients.address force row level security;
create policy owner on patients.address to owner using (true);
create policy practice on patients.address to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on patients.address to anteroom_app;

create table patients.alert (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  kind text not null,
  text text not null,
  starts_on date not null,
  ends_on date,
  added_at timestamp with time zone not null,
  added_by uuid,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint alert_pkey PRIMARY KEY (practice_id, id),
  constraint alert_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint alert_check CHECK ((ends_on >= starts_on)),
  constraint alert_kind_check CHECK ((kind = ANY (ARRAY['safety'::text, 'allergy'::text, 'access'::text, 'billing'::text, 'privacy'::text, 'courtesy'::text, 'other'::text]))),
  constraint alert_text_check CHECK (((length(text) >= 1) AND (length(text) <= 500)))
);
CREATE INDEX alert_by_patient ON patients.alert USING btree (practice_id, patient_id);
alter table patients.alert force row level security;
create policy owner on patients.alert to owner using (true);
create policy practice on patients.alert to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on patients.alert to anteroom_app;

create table patients.change (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  version integer not null,
  at timestamp with time zone not null,
  by_staff uuid,
  by_name text not null,
  because text not null,
  field text not null,
  before jsonb,
  after jsonb,
  constraint change_pkey PRIMARY KEY (practice_id, id),
  constraint change_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint change_because_check CHECK ((because = ANY (ARRAY['registered'::text, 'changed'::text, 'merged'::text, 'merge-undone'::text])))
);
CREATE INDEX change_by_patient ON patients.change USING btree (practice_id, patient_id, version);
alter table patients.change force row level security;
create policy owner on patients.change to owner using (true);
create policy practice on patients.change to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on patients.change to anteroom_app;

create table patients.guarantor (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  other_patient_id uuid,
  name text not null default ''::text,
  relation text not null default ''::text,
  phone text not null default ''::text,
  line1 text not null default ''::text,
  city text not null default ''::text,
  state text not null default ''::text,
  postal_code text not null default ''::text,
  set_at timestamp with time zone not null,
  set_by uuid,
  ended_at timestamp with time zone,
  constraint guarantor_pkey PRIMARY KEY (practice_id, id),
  constraint guarantor_practice_id_other_patient_id_fkey FOREIGN KEY (practice_id, other_patient_id) REFERENCES patients.patient(practice_id, id),
  constraint guarantor_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint guarantor_check CHECK (((other_patient_id IS NULL) = (name <> ''::text))),
  constraint guarantor_city_check CHECK ((length(city) <= 100)),
  constraint guarantor_line1_check CHECK ((length(line1) <= 200)),
  constraint guarantor_name_check CHECK ((length(name) <= 200)),
  constraint guarantor_phone_check CHECK ((length(phone) <= 20)),
  constraint guarantor_postal_code_check CHECK ((length(postal_code) <= 20)),
  constraint guarantor_relation_check CHECK ((length(relation) <= 60)),
  constraint guarantor_state_check CHECK ((length(state) <= 60))
);
CREATE INDEX guarantor_by_other ON patients.guarantor USING btree (practice_id, other_patient_id) WHERE (other_patient_id IS NOT NULL);
CREATE UNIQUE INDEX guarantor_one_open ON patients.guarantor USING btree (practice_id, patient_id) WHERE (ended_at IS NULL);
alter table patients.guarantor force row level security;
create policy owner on patients.guarantor to owner using (true);
create policy practice on patients.guarantor to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on patients.guarantor to anteroom_app;

create table patients.identifier (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  system text collate "C" not null,
  value text collate "C" not null,
  constraint identifier_once UNIQUE (practice_id, system, value),
  constraint identifier_pkey PRIMARY KEY (practice_id, id),
  constraint identifier_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint identifier_system_check CHECK (((length(system) >= 1) AND (length(system) <= 200))),
  constraint identifier_value_check CHECK (((length(value) >= 1) AND (length(value) <= 200)))
);
CREATE INDEX identifier_by_patient ON patients.identifier USING btree (practice_id, patient_id);
CREATE INDEX identifier_by_value ON patients.identifier USING btree (practice_id, value);
alter table patients.identifier force row level security;
create policy owner on patients.identifier to owner using (true);
create policy practice on patients.identifier to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on patients.identifier to anteroom_app;

create table patients.merge (
  practice_id uuid not null,
  id uuid not null,
  from_patient_id uuid not null,
  into_patient_id uuid not null,
  reason text not null default ''::text,
  moved jsonb not null,
  merged_at timestamp with time zone not null,
  merged_by uuid,
  merged_by_name text not null,
  undone_at timestamp with time zone,
  undone_by uuid,
  undone_by_name text,
  constraint merge_pkey PRIMARY KEY (practice_id, id),
  constraint merge_practice_id_from_patient_id_fkey FOREIGN KEY (practice_id, from_patient_id) REFERENCES patients.patient(practice_id, id),
  constraint merge_practice_id_into_patient_id_fkey FOREIGN KEY (practice_id, into_patient_id) REFERENCES patients.patient(practice_id, id),
  constraint merge_reason_check CHECK ((length(reason) <= 500))
);
CREATE INDEX merge_by_survivor ON patients.merge USING btree (practice_id, into_patient_id);
CREATE UNIQUE INDEX merge_one_open ON patients.merge USING btree (practice_id, from_patient_id) WHERE (undone_at IS NULL);
alter table patients.merge force row level security;
create policy owner on patients.merge to owner using (true);
create policy practice on patients.merge to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on patients.merge to anteroom_app;

create table patients.name_pair (
  practice_id uuid not null,
  patient_id uuid not null,
  family_word text collate "C" not null,
  given_word text collate "C" not null,
  constraint name_pair_pkey PRIMARY KEY (practice_id, patient_id, family_word, given_word),
  constraint name_pair_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id)
);
CREATE INDEX name_pair_by_family ON patients.name_pair USING btree (practice_id, family_word, given_word, patient_id);
CREATE INDEX name_pair_by_given ON patients.name_pair USING btree (practice_id, given_word, family_word, patient_id);
alter table patients.name_pair force row level security;
create policy owner on patients.name_pair to owner using (true);
create policy practice on patients.name_pair to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select on patients.name_pair to anteroom_app;

create table patients.name_slip (
  practice_id uuid not null,
  slip text collate "C" not null,
  word text collate "C" not null,
  constraint name_slip_pkey PRIMARY KEY (practice_id, slip, word),
  constraint name_slip_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id)
);
alter table patients.name_slip force row level security;
create policy owner on patients.name_slip to owner using (true);
create policy practice on patients.name_slip to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on patients.name_slip to anteroom_app;

create table patients.name_word (
  practice_id uuid not null,
  side text collate "C" not null,
  word text collate "C" not null,
  sound text collate "C" not null,
  other_sound text collate "C" not null,
  single boolean not null,
  constraint name_word_pkey PRIMARY KEY (practice_id, side, word),
  constraint name_word_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint name_word_side_check CHECK ((side = ANY (ARRAY['family'::text, 'given'::text])))
);
CREATE INDEX name_word_by_letters ON patients.name_word USING gin (practice_id, word gin_trgm_ops) WHERE single;
CREATE INDEX name_word_by_other_sound ON patients.name_word USING btree (practice_id, other_sound, side) WHERE (other_sound <> sound);
CREATE INDEX name_word_by_sound ON patients.name_word USING btree (practice_id, sound, side);
alter table patients.name_word force row level security;
create policy owner on patients.name_word to owner using (true);
create policy practice on patients.name_word to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on patients.name_word to anteroom_app;

create table patients.patient (
  practice_id uuid not null,
  id uuid not null,
  chart_number text collate "C" not null,
  family text not null,
  given text not null default ''::text,
  middle text not null default ''::text,
  suffix text not null default ''::text,
  preferred_name text not null default ''::text,
  former_family text not null default ''::text,
  birth_date date,
  sex text not null default 'unknown'::text,
  pronouns text not null default ''::text,
  language text not null default ''::text,
  interpreter_needed boolean not null default false,
  interpreter_language text not null default ''::text,
  email text not null default ''::text,
  preferred_channel text,
  may_text boolean,
  may_email boolean,
  may_leave_message boolean,
  note text not null default ''::text,
  deceased_on date,
  merged_into uuid,
  version integer not null default 1,
  registered_at timestamp with time zone not null,
  registered_by uuid,
  family_n text collate "C" not null,
  given_n text collate "C" not null,
  email_n text collate "C" not null default ''::text,
  constraint patient_chart_number UNIQUE (practice_id, chart_number),
  constraint patient_pkey PRIMARY KEY (practice_id, id),
  constraint patient_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint patient_practice_id_merged_into_fkey FOREIGN KEY (practice_id, merged_into) REFERENCES patients.patient(practice_id, id),
  constraint patient_chart_number_check CHECK (((length(chart_number) >= 1) AND (length(chart_number) <= 40))),
  constraint patient_check CHECK ((merged_into <> id)),
  constraint patient_email_check CHECK ((length(email) <= 254)),
  constraint patient_family_check CHECK (((length(family) >= 1) AND (length(family) <= 200))),
  constraint patient_former_family_check CHECK ((length(former_family) <= 200)),
  constraint patient_given_check CHECK ((length(given) <= 200)),
  constraint patient_interpreter_language_check CHECK ((length(interpreter_language) <= 35)),
  constraint patient_language_check CHECK ((length(language) <= 35)),
  constraint patient_middle_check CHECK ((length(middle) <= 200)),
  constraint patient_note_check CHECK ((length(note) <= 4000)),
  constraint patient_preferred_channel_check CHECK ((preferred_channel = ANY (ARRAY['phone'::text, 'text'::text, 'email'::text, 'mail'::text, 'portal'::text]))),
  constraint patient_preferred_name_check CHECK ((length(preferred_name) <= 200)),
  constraint patient_pronouns_check CHECK ((length(pronouns) <= 60)),
  constraint patient_sex_check CHECK ((sex = ANY (ARRAY['F'::text, 'M'::text, 'X'::text, 'unknown'::text]))),
  constraint patient_suffix_check CHECK ((length(suffix) <= 40))
);
CREATE INDEX patient_by_birth_date ON patients.patient USING btree (practice_id, birth_date);
CREATE INDEX patient_by_email ON patients.patient USING btree (practice_id, email_n) WHERE (email_n <> ''::text);
CREATE INDEX patient_by_survivor ON patients.patient USING btree (practice_id, merged_into) WHERE (merged_into IS NOT NULL);
alter table patients.patient force row level security;
create policy owner on patients.patient to owner using (true);
create policy practice on patients.patient to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on patients.patient to anteroom_app;

create table patients.phone (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  e164 text collate "C" not null,
  ext text not null default ''::text,
  kind text not null,
  place integer not null,
  may_text boolean not null default false,
  may_leave_message boolean not null default false,
  note text not null default ''::text,
  backwards text collate "C" not null generated always as (reverse(substr(e164, 2))) stored,
  constraint phone_pkey PRIMARY KEY (practice_id, id),
  constraint phone_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint phone_e164_check CHECK ((e164 ~ '^\+[0-9]{4,15}$'::text)),
  constraint phone_ext_check CHECK ((ext ~ '^[0-9]{0,10}$'::text)),
  constraint phone_kind_check CHECK ((kind = ANY (ARRAY['mobile'::text, 'home'::text, 'work'::text, 'other'::text]))),
  constraint phone_note_check CHECK ((length(note) <= 200))
);
CREATE INDEX phone_by_end ON patients.phone USING btree (practice_id, backwards, patient_id);
CREATE INDEX phone_by_number ON patients.phone USING btree (practice_id, e164, patient_id);
CREATE INDEX phone_by_patient ON patients.phone USING btree (practice_id, patient_id, place);
alter table patients.phone force row level security;
create policy owner on patients.phone to owner using (true);
create policy practice on patients.phone to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on patients.phone to anteroom_app;

create table patients.relation (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  other_patient_id uuid,
  other_name text not null default ''::text,
  other_phone text not null default ''::text,
  kind text not null,
  may_hear text not null default 'nothing'::text,
  proxy boolean not null default false,
  emergency boolean not null default false,
  note text not null default ''::text,
  added_at timestamp with time zone not null,
  added_by uuid,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint relation_pkey PRIMARY KEY (practice_id, id),
  constraint relation_practice_id_other_patient_id_fkey FOREIGN KEY (practice_id, other_patient_id) REFERENCES patients.patient(practice_id, id),
  constraint relation_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint relation_check CHECK (((other_patient_id IS NULL) = (other_name <> ''::text))),
  constraint relation_kind_check CHECK ((kind = ANY (ARRAY['mother'::text, 'father'::text, 'parent'::text, 'child'::text, 'spouse'::text, 'partner'::text, 'sibling'::text, 'grandparent'::text, 'guardian'::text, 'caregiver'::text, 'friend'::text, 'other'::text]))),
  constraint relation_may_hear_check CHECK ((may_hear = ANY (ARRAY['nothing'::text, 'appointments'::text, 'everything'::text]))),
  constraint relation_note_check CHECK ((length(note) <= 500)),
  constraint relation_other_name_check CHECK ((length(other_name) <= 200)),
  constraint relation_other_phone_check CHECK ((length(other_phone) <= 20))
);
CREATE INDEX relation_by_other ON patients.relation USING btree (practice_id, other_patient_id) WHERE (other_patient_id IS NOT NULL);
CREATE INDEX relation_by_patient ON patients.relation USING btree (practice_id, patient_id);
alter table patients.relation force row level security;
create policy owner on patients.relation to owner using (true);
create policy practice on patients.relation to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on patients.relation to anteroom_app;

create table platform.audit_line (
  practice_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id uuid,
  session_id uuid,
  deed text not null,
  outcome text not null,
  refusal text,
  patients uuid[] not null default '{}'::uuid[],
  subject jsonb not null default '{}'::jsonb,
  why text,
  request_id text,
  constraint audit_line_pkey PRIMARY KEY (practice_id, id),
  constraint audit_line_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['staff'::text, 'token'::text, 'operator'::text, 'system'::text, 'nobody'::text]))),
  constraint audit_line_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text])))
);
CREATE INDEX audit_line_by_actor ON platform.audit_line USING btree (practice_id, actor_id, at DESC);
CREATE INDEX audit_line_by_patient ON platform.audit_line USING gin (patients);
CREATE INDEX audit_line_by_time ON platform.audit_line USING btree (practice_id, at DESC, id DESC);
alter table platform.audit_line force row level security;
create policy owner on platform.audit_line to owner using (true);
create policy practice on platform.audit_line to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on platform.audit_line to anteroom_app;

create table platform.audit_pending (
  practice_id uuid not null,
  line_id uuid not null,
  constraint audit_pending_pkey PRIMARY KEY (practice_id, line_id)
);
alter table platform.audit_pending force row level security;
create policy owner on platform.audit_pending to owner using (true);
create policy practice on platform.audit_pending to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select on platform.audit_pending to anteroom_app;

create table platform.audit_seal (
  practice_id uuid not null,
  seq bigint not null,
  line_id uuid not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null,
  constraint audit_seal_practice_id_line_id_key UNIQUE (practice_id, line_id),
  constraint audit_seal_pkey PRIMARY KEY (practice_id, seq)
);
alter table platform.audit_seal force row level security;
create policy owner on platform.audit_seal to owner using (true);
create policy practice on platform.audit_seal to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on platform.audit_seal to anteroom_app;

create table platform.event (
  practice_id uuid not null,
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  name text not null,
  facts jsonb not null,
  constraint event_pkey PRIMARY KEY (practice_id, id)
);
CREATE INDEX event_by_age ON platform.event USING btree (practice_id, at);
alter table platform.event force row level security;
create policy owner on platform.event to owner using (true);
create policy practice on platform.event to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select on platform.event to anteroom_app;

create table platform.idempotency (
  practice_id uuid not null,
  actor_id uuid not null,
  key text not null,
  command text not null,
  body_hash bytea not null,
  answer jsonb,
  at timestamp with time zone not null,
  constraint idempotency_pkey PRIMARY KEY (practice_id, actor_id, key),
  constraint idempotency_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200)))
);
CREATE INDEX idempotency_by_age ON platform.idempotency USING btree (practice_id, at);
alter table platform.idempotency force row level security;
create policy owner on platform.idempotency to owner using (true);
create policy practice on platform.idempotency to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on platform.idempotency to anteroom_app;

create table platform.permission_seen (
  permission text not null,
  at timestamp with time zone not null,
  constraint permission_seen_pkey PRIMARY KEY (permission)
);

create unlogged table platform.request_count (
  who text not null,
  minute bigint not null,
  count integer not null,
  constraint request_count_pkey PRIMARY KEY (who, minute)
);
CREATE INDEX request_count_by_age ON platform.request_count USING btree (minute);
grant delete, insert, select, update on platform.request_count to anteroom_app;

create table practice.location (
  practice_id uuid not null,
  id uuid not null,
  name text not null,
  zone text not null,
  phone text,
  street text,
  city text,
  state text,
  postal_code text,
  closed_at timestamp with time zone,
  constraint location_pkey PRIMARY KEY (practice_id, id),
  constraint location_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint location_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);
alter table practice.location force row level security;
create policy owner on practice.location to owner using (true);
create policy practice on practice.location to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on practice.location to anteroom_app;

create table practice.number_series (
  practice_id uuid not null,
  kind text not null,
  last bigint not null,
  constraint number_series_pkey PRIMARY KEY (practice_id, kind),
  constraint number_series_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id)
);
alter table practice.number_series force row level security;
create policy owner on practice.number_series to owner using (true);
create policy practice on practice.number_series to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on practice.number_series to anteroom_app;

create table practice.practice (
  practice_id uuid not null,
  name text not null,
  zone text not null,
  country text not null default 'US'::text,
  phone text,
  idle_lock_minutes integer not null default 10,
  demo boolean not null default false,
  created_at timestamp with time zone not null,
  constraint practice_pkey PRIMARY KEY (practice_id),
  constraint practice_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint practice_idle_lock_minutes_check CHECK (((idle_lock_minutes >= 1) AND (idle_lock_minutes <= 240))),
  constraint practice_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
alter table practice.practice force row level security;
create policy owner on practice.practice to owner using (true);
create policy practice on practice.practice to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on practice.practice to anteroom_app;

create table practice.provider (
  practice_id uuid not null,
  id uuid not null,
  family text not null,
  given text not null,
  credential text not null default ''::text,
  npi text,
  specialty text not null default ''::text,
  color text not null default 'blue'::text,
  location_id uuid,
  staff_id uuid,
  left_at timestamp with time zone,
  constraint provider_practice_id_npi_key UNIQUE (practice_id, npi),
  constraint provider_pkey PRIMARY KEY (practice_id, id),
  constraint provider_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint provider_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint provider_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id),
  constraint provider_family_check CHECK (((length(family) >= 1) AND (length(family) <= 120))),
  constraint provider_given_check CHECK (((length(given) >= 1) AND (length(given) <= 120))),
  constraint provider_npi_check CHECK ((npi ~ '^[12][0-9]{9}$'::text))
);
alter table practice.provider force row level security;
create policy owner on practice.provider to owner using (true);
create policy practice on practice.provider to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on practice.provider to anteroom_app;

create table practice.role (
  practice_id uuid not null,
  id uuid not null,
  key text not null,
  name text not null,
  constraint role_practice_id_key_key UNIQUE (practice_id, key),
  constraint role_pkey PRIMARY KEY (practice_id, id),
  constraint role_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id)
);
alter table practice.role force row level security;
create policy owner on practice.role to owner using (true);
create policy practice on practice.role to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on practice.role to anteroom_app;

create table practice.role_permission (
  practice_id uuid not null,
  role_id uuid not null,
  permission text not null,
  constraint role_permission_pkey PRIMARY KEY (practice_id, role_id, permission),
  constraint role_permission_practice_id_role_id_fkey FOREIGN KEY (practice_id, role_id) REFERENCES practice.role(practice_id, id)
);
alter table practice.role_permission force row level security;
create policy owner on practice.role_permission to owner using (true);
create policy practice on practice.role_permission to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select on practice.role_permission to anteroom_app;

create table practice.room (
  practice_id uuid not null,
  id uuid not null,
  location_id uuid not null,
  name text not null,
  kind text not null default 'exam'::text,
  closed_at timestamp with time zone,
  constraint room_pkey PRIMARY KEY (practice_id, id),
  constraint room_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint room_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);
alter table practice.room force row level security;
create policy owner on practice.room to owner using (true);
create policy practice on practice.room to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on practice.room to anteroom_app;

create table practice.staff (
  practice_id uuid not null,
  id uuid not null,
  name text not null,
  email text collate "C" not null,
  left_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint staff_practice_id_email_key UNIQUE (practice_id, email),
  constraint staff_pkey PRIMARY KEY (practice_id, id),
  constraint staff_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint staff_email_check CHECK (((email = lower(email)) AND (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text))),
  constraint staff_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
CREATE INDEX staff_by_email ON practice.staff USING btree (email);
alter table practice.staff force row level security;
create policy owner on practice.staff to owner using (true);
create policy practice on practice.staff to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on practice.staff to anteroom_app;

create table practice.staff_role (
  practice_id uuid not null,
  staff_id uuid not null,
  role_id uuid not null,
  constraint staff_role_pkey PRIMARY KEY (practice_id, staff_id, role_id),
  constraint staff_role_practice_id_role_id_fkey FOREIGN KEY (practice_id, role_id) REFERENCES practice.role(practice_id, id),
  constraint staff_role_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id)
);
alter table practice.staff_role force row level security;
create policy owner on practice.staff_role to owner using (true);
create policy practice on practice.staff_role to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select on practice.staff_role to anteroom_app;

create table schedule.appointment (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  visit_type_id uuid,
  title text,
  provider_id uuid,
  room_id uuid,
  location_id uuid,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  wall_start timestamp without time zone not null,
  zone text not null,
  note text not null default ''::text,
  interpreter text,
  origin text not null default 'desk'::text,
  version integer not null default 1,
  state text not null,
  state_since timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  arrived_at timestamp with time zone,
  constraint appointment_pkey PRIMARY KEY (practice_id, id),
  constraint appointment_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint appointment_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint appointment_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id),
  constraint appointment_practice_id_room_id_fkey FOREIGN KEY (practice_id, room_id) REFERENCES practice.room(practice_id, id),
  constraint appointment_practice_id_visit_type_id_fkey FOREIGN KEY (practice_id, visit_type_id) REFERENCES schedule.visit_type(practice_id, id),
  constraint appointment_check CHECK ((ends_at > starts_at)),
  constraint appointment_check1 CHECK (((origin = 'import'::text) OR ((ends_at <= (starts_at + '12:00:00'::interval)) AND (visit_type_id IS NOT NULL) AND (provider_id IS NOT NULL) AND (location_id IS NOT NULL)))),
  constraint appointment_check2 CHECK (((visit_type_id IS NOT NULL) OR (title IS NOT NULL))),
  constraint appointment_origin_check CHECK ((origin = ANY (ARRAY['desk'::text, 'import'::text]))),
  constraint appointment_state_check CHECK ((state = ANY (ARRAY['booked'::text, 'confirmed'::text, 'arrived'::text, 'roomed'::text, 'checked-out'::text, 'cancelled'::text, 'no-show'::text])))
);
CREATE INDEX appointment_by_patient ON schedule.appointment USING btree (practice_id, patient_id, starts_at);
CREATE INDEX appointment_by_provider ON schedule.appointment USING btree (practice_id, provider_id, starts_at);
CREATE INDEX appointment_by_start ON schedule.appointment USING btree (practice_id, starts_at);
CREATE INDEX appointment_waiting ON schedule.appointment USING btree (practice_id, arrived_at) WHERE (state = ANY (ARRAY['arrived'::text, 'roomed'::text]));
alter table schedule.appointment force row level security;
create policy owner on schedule.appointment to owner using (true);
create policy practice on schedule.appointment to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on schedule.appointment to anteroom_app;

create table schedule.appointment_fact (
  practice_id uuid not null,
  appointment_id uuid not null,
  seq integer not null,
  what text not null,
  undoes integer,
  at timestamp with time zone not null,
  by_kind text not null,
  by_staff uuid,
  by_name text not null,
  state text not null,
  reason text,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  provider_id uuid,
  room_id uuid,
  location_id uuid,
  confirmed_at timestamp with time zone,
  arrived_at timestamp with time zone,
  constraint appointment_fact_pkey PRIMARY KEY (practice_id, appointment_id, seq),
  constraint appointment_fact_practice_id_appointment_id_fkey FOREIGN KEY (practice_id, appointment_id) REFERENCES schedule.appointment(practice_id, id),
  constraint appointment_fact_check CHECK (((what = 'undone'::text) = (undoes IS NOT NULL))),
  constraint appointment_fact_what_check CHECK ((what = ANY (ARRAY['booked'::text, 'moved'::text, 'confirmed'::text, 'arrived'::text, 'roomed'::text, 'checked-out'::text, 'cancelled'::text, 'no-show'::text, 'undone'::text])))
);
CREATE UNIQUE INDEX appointment_fact_undone_once ON schedule.appointment_fact USING btree (practice_id, appointment_id, undoes) WHERE (undoes IS NOT NULL);
alter table schedule.appointment_fact force row level security;
create policy owner on schedule.appointment_fact to owner using (true);
create policy practice on schedule.appointment_fact to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on schedule.appointment_fact to anteroom_app;

create table schedule.closure (
  practice_id uuid not null,
  id uuid not null,
  location_id uuid,
  on_date date not null,
  until_date date not null,
  from_time time without time zone,
  to_time time without time zone,
  name text not null,
  constraint closure_pkey PRIMARY KEY (practice_id, id),
  constraint closure_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint closure_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint closure_check CHECK (((until_date >= on_date) AND (until_date <= (on_date + 366)))),
  constraint closure_check1 CHECK ((((from_time IS NULL) = (to_time IS NULL)) AND ((from_time IS NULL) OR (from_time < to_time)))),
  constraint closure_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);
CREATE INDEX closure_by_date ON schedule.closure USING btree (practice_id, until_date);
alter table schedule.closure force row level security;
create policy owner on schedule.closure to owner using (true);
create policy practice on schedule.closure to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on schedule.closure to anteroom_app;

create table schedule.device (
  practice_id uuid not null,
  id uuid not null,
  location_id uuid not null,
  name text not null,
  kind text not null,
  retired_at timestamp with time zone,
  constraint device_pkey PRIMARY KEY (practice_id, id),
  constraint device_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint device_kind_check CHECK (((length(kind) >= 1) AND (length(kind) <= 40))),
  constraint device_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
);
CREATE INDEX device_by_kind ON schedule.device USING btree (practice_id, location_id, kind) WHERE (retired_at IS NULL);
CREATE UNIQUE INDEX device_by_name ON schedule.device USING btree (practice_id, location_id, lower(name)) WHERE (retired_at IS NULL);
alter table schedule.device force row level security;
create policy owner on schedule.device to owner using (true);
create policy practice on schedule.device to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on schedule.device to anteroom_app;

create table schedule.hold (
  practice_id uuid not null,
  id uuid not null,
  visit_type_id uuid not null,
  provider_id uuid not null,
  room_id uuid,
  location_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  held_by uuid,
  held_by_name text not null,
  note text not null default ''::text,
  constraint hold_pkey PRIMARY KEY (practice_id, id),
  constraint hold_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint hold_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id),
  constraint hold_practice_id_room_id_fkey FOREIGN KEY (practice_id, room_id) REFERENCES practice.room(practice_id, id),
  constraint hold_practice_id_visit_type_id_fkey FOREIGN KEY (practice_id, visit_type_id) REFERENCES schedule.visit_type(practice_id, id),
  constraint hold_check CHECK ((ends_at > starts_at))
);
CREATE INDEX hold_by_start ON schedule.hold USING btree (practice_id, starts_at);
alter table schedule.hold force row level security;
create policy owner on schedule.hold to owner using (true);
create policy practice on schedule.hold to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select on schedule.hold to anteroom_app;

create table schedule.holiday_rule (
  practice_id uuid not null,
  id uuid not null,
  location_id uuid,
  name text not null,
  kind text not null,
  month smallint,
  day smallint,
  weekday smallint,
  nth smallint,
  days_after smallint not null default 0,
  observed boolean not null default false,
  from_time time without time zone,
  to_time time without time zone,
  since date not null default '1970-01-01'::date,
  until date,
  constraint holiday_rule_pkey PRIMARY KEY (practice_id, id),
  constraint holiday_rule_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint holiday_rule_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint holiday_rule_check CHECK (((kind <> 'fixed'::text) OR ((month IS NOT NULL) AND (day IS NOT NULL)))),
  constraint holiday_rule_check1 CHECK (((kind <> 'nth-weekday'::text) OR ((month IS NOT NULL) AND (weekday IS NOT NULL) AND (nth IS NOT NULL)))),
  constraint holiday_rule_check2 CHECK ((((from_time IS NULL) = (to_time IS NULL)) AND ((from_time IS NULL) OR (from_time < to_time)))),
  constraint holiday_rule_day_check CHECK (((day >= 1) AND (day <= 31))),
  constraint holiday_rule_days_after_check CHECK (((days_after >= '-120'::integer) AND (days_after <= 120))),
  constraint holiday_rule_kind_check CHECK ((kind = ANY (ARRAY['fixed'::text, 'nth-weekday'::text, 'easter'::text]))),
  constraint holiday_rule_month_check CHECK (((month >= 1) AND (month <= 12))),
  constraint holiday_rule_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint holiday_rule_nth_check CHECK ((nth = ANY (ARRAY['-1'::integer, 1, 2, 3, 4, 5]))),
  constraint holiday_rule_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);
alter table schedule.holiday_rule force row level security;
create policy owner on schedule.holiday_rule to owner using (true);
create policy practice on schedule.holiday_rule to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on schedule.holiday_rule to anteroom_app;

create table schedule.hours_exception (
  practice_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  kind text not null,
  location_id uuid,
  on_date date not null,
  until_date date not null,
  from_time time without time zone,
  to_time time without time zone,
  reason text not null default ''::text,
  weekdays smallint[],
  entered_at timestamp with time zone,
  constraint hours_exception_pkey PRIMARY KEY (practice_id, id),
  constraint hours_exception_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint hours_exception_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id),
  constraint hours_exception_check CHECK (((until_date >= on_date) AND (until_date <= (on_date + 366)))),
  constraint hours_exception_check1 CHECK ((((from_time IS NULL) = (to_time IS NULL)) AND ((from_time IS NULL) OR (from_time < to_time)))),
  constraint hours_exception_check2 CHECK (((kind = 'away'::text) OR ((location_id IS NOT NULL) AND (from_time IS NOT NULL)))),
  constraint hours_exception_check3 CHECK (((kind <> 'meeting'::text) OR (from_time IS NOT NULL))),
  constraint hours_exception_kind_check CHECK ((kind = ANY (ARRAY['away'::text, 'open'::text, 'meeting'::text]))),
  constraint hours_exception_weekdays_check CHECK (((weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]) AND (cardinality(weekdays) > 0)))
);
CREATE INDEX hours_exception_by_provider ON schedule.hours_exception USING btree (practice_id, provider_id, until_date);
alter table schedule.hours_exception force row level security;
create policy owner on schedule.hours_exception to owner using (true);
create policy practice on schedule.hours_exception to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on schedule.hours_exception to anteroom_app;

create table schedule.occupation (
  practice_id uuid not null,
  id uuid not null default gen_random_uuid(),
  resource_kind text not null,
  resource_id uuid not null,
  appointment_id uuid,
  hold_id uuid,
  during tstzrange not null,
  starts_at timestamp with time zone not null generated always as (lower(during)) stored,
  ends_at timestamp with time zone not null generated always as (upper(during)) stored,
  expires_at timestamp with time zone,
  live boolean not null default true,
  constraint occupation_no_overlap EXCLUDE USING gist (practice_id WITH =, resource_id WITH =, during WITH &&) WHERE (live),
  constraint occupation_pkey PRIMARY KEY (practice_id, id),
  constraint occupation_practice_id_appointment_id_fkey FOREIGN KEY (practice_id, appointment_id) REFERENCES schedule.appointment(practice_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint occupation_practice_id_hold_id_fkey FOREIGN KEY (practice_id, hold_id) REFERENCES schedule.hold(practice_id, id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint occupation_check CHECK (((NOT isempty(during)) AND ((upper(during) - lower(during)) <=
CASE resource_kind
    WHEN 'room'::text THEN '20:00:00'::interval
    ELSE '12:00:00'::interval
END))),
  constraint occupation_check1 CHECK ((num_nonnulls(appointment_id, hold_id) = 1)),
  constraint occupation_check2 CHECK (((hold_id IS NULL) = (expires_at IS NULL))),
  constraint occupation_resource_kind_check CHECK ((resource_kind = ANY (ARRAY['provider'::text, 'room'::text])))
);
CREATE INDEX occupation_by_appointment ON schedule.occupation USING btree (practice_id, appointment_id) WHERE (appointment_id IS NOT NULL);
CREATE INDEX occupation_by_hold ON schedule.occupation USING btree (practice_id, hold_id) WHERE (hold_id IS NOT NULL);
CREATE INDEX occupation_by_resource ON schedule.occupation USING btree (practice_id, resource_id, starts_at) INCLUDE (ends_at, expires_at, during) WHERE live;
alter table schedule.occupation force row level security;
create policy owner on schedule.occupation to owner using (true);
create policy practice on schedule.occupation to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on schedule.occupation to anteroom_app;

create table schedule.pool (
  practice_id uuid not null,
  id uuid not null,
  name text not null,
  retired_at timestamp with time zone,
  constraint pool_pkey PRIMARY KEY (practice_id, id),
  constraint pool_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint pool_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
);
CREATE UNIQUE INDEX pool_by_name ON schedule.pool USING btree (practice_id, lower(name)) WHERE (retired_at IS NULL);
alter table schedule.pool force row level security;
create policy owner on schedule.pool to owner using (true);
create policy practice on schedule.pool to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on schedule.pool to anteroom_app;

create table schedule.pool_member (
  practice_id uuid not null,
  pool_id uuid not null,
  provider_id uuid not null,
  constraint pool_member_pkey PRIMARY KEY (practice_id, pool_id, provider_id),
  constraint pool_member_practice_id_pool_id_fkey FOREIGN KEY (practice_id, pool_id) REFERENCES schedule.pool(practice_id, id),
  constraint pool_member_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id)
);
CREATE INDEX pool_member_by_provider ON schedule.pool_member USING btree (practice_id, provider_id);
alter table schedule.pool_member force row level security;
create policy owner on schedule.pool_member to owner using (true);
create policy practice on schedule.pool_member to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on schedule.pool_member to anteroom_app;

create table schedule.provider_visit_type (
  practice_id uuid not null,
  provider_id uuid not null,
  visit_type_id uuid not null,
  offered boolean not null default true,
  minutes integer,
  constraint provider_visit_type_pkey PRIMARY KEY (practice_id, visit_type_id, provider_id),
  constraint provider_visit_type_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id),
  constraint provider_visit_type_practice_id_visit_type_id_fkey FOREIGN KEY (practice_id, visit_type_id) REFERENCES schedule.visit_type(practice_id, id),
  constraint provider_visit_type_minutes_check CHECK (((minutes >= 1) AND (minutes <= 720)))
);
alter table schedule.provider_visit_type force row level security;
create policy owner on schedule.provider_visit_type to owner using (true);
create policy practice on schedule.provider_visit_type to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on schedule.provider_visit_type to anteroom_app;

create table schedule.visit_limit (
  practice_id uuid not null,
  id uuid not null,
  visit_type_id uuid,
  provider_id uuid,
  per text not null,
  most smallint not null,
  kind text not null,
  constraint visit_limit_pkey PRIMARY KEY (practice_id, id),
  constraint visit_limit_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint visit_limit_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id),
  constraint visit_limit_practice_id_visit_type_id_fkey FOREIGN KEY (practice_id, visit_type_id) REFERENCES schedule.visit_type(practice_id, id),
  constraint visit_limit_kind_check CHECK ((kind = ANY (ARRAY['warn'::text, 'refuse'::text]))),
  constraint visit_limit_most_check CHECK (((most >= 0) AND (most <= 500))),
  constraint visit_limit_per_check CHECK ((per = ANY (ARRAY['session'::text, 'day'::text])))
);
alter table schedule.visit_limit force row level security;
create policy owner on schedule.visit_limit to owner using (true);
create policy practice on schedule.visit_limit to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on schedule.visit_limit to anteroom_app;

create table schedule.visit_type (
  practice_id uuid not null,
  id uuid not null,
  name text not null,
  short_name text not null,
  aliases text[] not null default '{}'::text[],
  minutes integer not null,
  prepare_minutes integer not null default 0,
  clean_minutes integer not null default 0,
  step_minutes integer not null,
  color text not null default 'follow'::text,
  needs_room boolean not null default false,
  video boolean not null default false,
  retired_at timestamp with time zone,
  modes text[] not null default '{in-person}'::text[],
  for_whom text not null default 'anybody'::text,
  instructions text not null default ''::text,
  room_kind text,
  seats smallint not null default 1,
  notice_minutes integer not null default 0,
  horizon_days integer not null default 366,
  bookable_by text[] not null default '{desk,provider}'::text[],
  constraint visit_type_pkey PRIMARY KEY (practice_id, id),
  constraint visit_type_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint visit_type_bookable_by_check CHECK ((bookable_by <@ '{desk,provider,portal}'::text[])),
  constraint visit_type_clean_minutes_check CHECK (((clean_minutes >= 0) AND (clean_minutes <= 240))),
  constraint visit_type_for_whom_check CHECK ((for_whom = ANY (ARRAY['anybody'::text, 'new'::text, 'established'::text]))),
  constraint visit_type_horizon_days_check CHECK (((horizon_days >= 1) AND (horizon_days <= 1830))),
  constraint visit_type_instructions_check CHECK ((length(instructions) <= 2000)),
  constraint visit_type_minutes_check CHECK (((minutes >= 1) AND (minutes <= 720))),
  constraint visit_type_modes_check CHECK (((modes <@ '{in-person,video,phone}'::text[]) AND ((cardinality(modes) >= 1) AND (cardinality(modes) <= 3)))),
  constraint visit_type_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  constraint visit_type_notice_minutes_check CHECK (((notice_minutes >= 0) AND (notice_minutes <= 525600))),
  constraint visit_type_prepare_minutes_check CHECK (((prepare_minutes >= 0) AND (prepare_minutes <= 240))),
  constraint visit_type_room_kind_check CHECK (((length(room_kind) >= 1) AND (length(room_kind) <= 40))),
  constraint visit_type_seats_check CHECK (((seats >= 1) AND (seats <= 200))),
  constraint visit_type_short_name_check CHECK (((length(short_name) >= 1) AND (length(short_name) <= 12))),
  constraint visit_type_step_minutes_check CHECK (((step_minutes >= 1) AND (step_minutes <= 240)))
);
CREATE UNIQUE INDEX visit_type_by_name ON schedule.visit_type USING btree (practice_id, lower(name)) WHERE (retired_at IS NULL);
CREATE UNIQUE INDEX visit_type_by_short_name ON schedule.visit_type USING btree (practice_id, lower(short_name)) WHERE (retired_at IS NULL);
alter table schedule.visit_type force row level security;
create policy owner on schedule.visit_type to owner using (true);
create policy practice on schedule.visit_type to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on schedule.visit_type to anteroom_app;

create table schedule.visit_type_need (
  practice_id uuid not null,
  visit_type_id uuid not null,
  seq smallint not null,
  what text not null,
  device_kind text,
  pool_id uuid,
  constraint visit_type_need_pkey PRIMARY KEY (practice_id, visit_type_id, seq),
  constraint visit_type_need_practice_id_pool_id_fkey FOREIGN KEY (practice_id, pool_id) REFERENCES schedule.pool(practice_id, id),
  constraint visit_type_need_practice_id_visit_type_id_fkey FOREIGN KEY (practice_id, visit_type_id) REFERENCES schedule.visit_type(practice_id, id),
  constraint visit_type_need_check CHECK ((((what = 'device'::text) = (device_kind IS NOT NULL)) AND ((what = 'staff'::text) = (pool_id IS NOT NULL)))),
  constraint visit_type_need_device_kind_check CHECK (((length(device_kind) >= 1) AND (length(device_kind) <= 40))),
  constraint visit_type_need_seq_check CHECK (((seq >= 1) AND (seq <= 5))),
  constraint visit_type_need_what_check CHECK ((what = ANY (ARRAY['device'::text, 'staff'::text])))
);
alter table schedule.visit_type_need force row level security;
create policy owner on schedule.visit_type_need to owner using (true);
create policy practice on schedule.visit_type_need to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on schedule.visit_type_need to anteroom_app;

create table schedule.weekly_template (
  practice_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  location_id uuid not null,
  weekday smallint not null,
  from_time time without time zone not null,
  to_time time without time zone not null,
  valid_from date not null,
  valid_to date,
  name text not null default ''::text,
  every_weeks smallint not null default 1,
  week smallint not null default 0,
  visit_types uuid[],
  reserve text,
  release_hours integer,
  constraint weekly_template_no_overlap EXCLUDE USING gist (practice_id WITH =, provider_id WITH =, schedule.week_phases((every_weeks)::integer, (week)::integer) WITH &&, schedule.week_minutes((weekday)::integer, from_time, to_time) WITH &&, daterange(valid_from, valid_to, '[]'::text) WITH &&),
  constraint weekly_template_pkey PRIMARY KEY (practice_id, id),
  constraint weekly_template_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint weekly_template_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id),
  constraint weekly_template_check CHECK (((week >= 0) AND (week < every_weeks))),
  constraint weekly_template_check1 CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
  constraint weekly_template_check2 CHECK ((from_time <> to_time)),
  constraint weekly_template_every_weeks_check CHECK ((every_weeks = ANY (ARRAY[1, 2, 3, 4]))),
  constraint weekly_template_name_check CHECK ((length(name) <= 40)),
  constraint weekly_template_release_hours_check CHECK (((release_hours >= 0) AND (release_hours <= 2160))),
  constraint weekly_template_reserve_check CHECK ((reserve = ANY (ARRAY['same-day'::text, 'same-week'::text, 'urgent'::text]))),
  constraint weekly_template_visit_types_check CHECK ((cardinality(visit_types) > 0)),
  constraint weekly_template_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);
CREATE INDEX weekly_template_by_provider ON schedule.weekly_template USING btree (practice_id, provider_id, valid_from);
alter table schedule.weekly_template force row level security;
create policy owner on schedule.weekly_template to owner using (true);
create policy practice on schedule.weekly_template to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on schedule.weekly_template to anteroom_app;

CREATE OR REPLACE FUNCTION access.begin_attempt(attempt uuid, account bytea, origin bytea, stranger boolean, now timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  tried int;
  last_try timestamptz;
  wait int := 0;
begin
  -- Always origin first, then account: two attempts never wait for each other in a circle.
  perform pg_advisory_xact_lock(7101, hashtext(encode(origin, 'hex')));
  perform pg_advisory_xact_lock(7102, hashtext(encode(account, 'hex')));
  select count(*), max(at) into tried, last_try from access.failed_attempt
   where account_hash = account and origin_hash = origin and at > now - interval '1 hour';
  if tried >= 5 then
    wait := ceil(extract(epoch from last_try - now)) + least(900, 30 * power(2, least(tried - 5, 10)))::int;
  end if;
  if stranger and wait <= 0 then
    select count(*), min(at) into tried, last_try from access.failed_attempt
     where origin_hash = origin and at > now - interval '15 minutes';
    if tried >= 50 then wait := ceil(extract(epoch from last_try + interval '15 minutes' - now)); end if;
  end if;
  if stranger and wait <= 0 then
    select count(*), min(at) into tried, last_try from access.failed_attempt
     where account_hash = account and at > now - interval '15 minutes';
    if tried >= 20 then wait := ceil(extract(epoch from last_try + interval '15 minutes' - now)); end if;
  end if;
  if wait > 0 then return wait; end if;
  insert into access.failed_attempt (id, account_hash, origin_hash, at) values (attempt, account, origin, now);
  return 0;
end $function$
;
CREATE OR REPLACE FUNCTION access.find_sign_in(wanted_email text)
 RETURNS TABLE(practice_id uuid, practice_name text, staff_id uuid, staff_name text, hash text, must_change boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select s.practice_id, p.name, s.id, s.name, w.hash, w.must_change
    from practice.staff s
    join practice.practice p using (practice_id)
    join access.password w on w.practice_id = s.practice_id and w.staff_id = s.id
   where s.email = wanted_email and s.left_at is null
   order by s.practice_id
$function$
;
CREATE OR REPLACE FUNCTION access.give_password(wanted_staff uuid, wanted_hash text, must_change boolean, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog'
AS $function$
  insert into access.password (practice_id, staff_id, hash, must_change, changed_at)
  values (current_setting('anteroom.practice')::uuid, wanted_staff, wanted_hash, give_password.must_change, at)
  on conflict (practice_id, staff_id) do update
    set hash = excluded.hash, must_change = excluded.must_change, changed_at = excluded.changed_at
$function$
;
CREATE OR REPLACE FUNCTION access.knows_browser(wanted_email text, wanted bytea)
 RETURNS TABLE(of_account boolean, at_all boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from access.known_browser b join practice.staff s on s.practice_id = b.practice_id and s.id = b.staff_id
                  where b.token_hash = wanted and s.email = wanted_email and s.left_at is null),
         exists (select from access.known_browser where token_hash = wanted)
$function$
;
CREATE OR REPLACE FUNCTION access.session_of(wanted bytea, now timestamp with time zone)
 RETURNS TABLE(practice_id uuid, id uuid, kind text, staff_id uuid, staff_name text, locked boolean, must_change_password boolean, permissions text[], seen_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select s.practice_id, s.id, s.kind, s.staff_id, f.name,
         s.kind = 'browser' and (s.locked_at is not null or s.seen_at + make_interval(mins => p.idle_lock_minutes) <= now),
         s.kind = 'browser' and coalesce(w.must_change, false),
         array(select distinct rp.permission
                 from practice.staff_role sr
                 join practice.role_permission rp on rp.practice_id = sr.practice_id and rp.role_id = sr.role_id
                where sr.practice_id = s.practice_id and sr.staff_id = s.staff_id
                  and (s.scope is null or rp.permission = any (s.scope)
                       or split_part(rp.permission, '.', 1) || '.*' = any (s.scope))),
         s.seen_at
    from access.session s
    join practice.staff f on f.practice_id = s.practice_id and f.id = s.staff_id and f.left_at is null
    join practice.practice p on p.practice_id = s.practice_id
    left join access.password w on w.practice_id = s.practice_id and w.staff_id = s.staff_id
   where s.token_hash = wanted and s.revoked_at is null and s.expires_at > now
$function$
;
CREATE OR REPLACE FUNCTION access.touch(wanted_practice uuid, wanted uuid, now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  update access.session set seen_at = greatest(seen_at, now)
   where practice_id = wanted_practice and id = wanted and locked_at is null and revoked_at is null
$function$
;
CREATE OR REPLACE FUNCTION patients.words_like(typed text, most integer)
 RETURNS TABLE(word text, sound text, other_sound text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET "pg_trgm.similarity_threshold" TO '0.35'
AS $function$
  select w.word, w.sound, w.other_sound from patients.name_word w
   where w.practice_id = current_setting('anteroom.practice')::uuid and w.single and w.word operator(public.%) typed
   order by public.similarity(w.word, typed) desc, w.word limit most
$function$
;
CREATE OR REPLACE FUNCTION platform.audit_page(patient uuid, since timestamp with time zone, until timestamp with time zone, person uuid, wanted_deed text, wanted_outcome text, start_at timestamp with time zone, start_id uuid, most integer)
 RETURNS SETOF platform.audit_line
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
  start timestamptz := coalesce(start_at, 'infinity');
  last uuid := coalesce(start_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
begin
  if patient is not null then
    return query select l.* from platform.audit_line l
      where l.practice_id = here and l.patients @> array[patient] and l.at >= since and l.at < until and (l.at, l.id) < (start, last)
        and (person is null or l.actor_id = person) and (wanted_deed is null or l.deed = wanted_deed)
        and (wanted_outcome is null or l.outcome = wanted_outcome)
      order by l.at desc, l.id desc limit most;
  elsif person is not null then
    return query select l.* from platform.audit_line l
      where l.practice_id = here and l.actor_id = person and l.at >= since and l.at < until and (l.at, l.id) < (start, last)
        and (wanted_deed is null or l.deed = wanted_deed) and (wanted_outcome is null or l.outcome = wanted_outcome)
      order by l.at desc, l.id desc limit most;
  else
    return query select l.* from platform.audit_line l
      where l.practice_id = here and l.at >= since and l.at < until and (l.at, l.id) < (start, last)
        and (wanted_deed is null or l.deed = wanted_deed) and (wanted_outcome is null or l.outcome = wanted_outcome)
      order by l.at desc, l.id desc limit most;
  end if;
end $function$
;
CREATE OR REPLACE FUNCTION platform.dead_jobs()
 RETURNS TABLE(id bigint, task text, attempts integer, last_error text, failed_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select j.id, t.identifier, j.attempts::int, left(split_part(j.last_error, E'\n', 1), 300), j.updated_at
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
   where j.attempts >= j.max_attempts and j.locked_at is null
     and j.payload->>'practice' = current_setting('anteroom.practice')
   order by j.updated_at desc limit 200
$function$
;
CREATE OR REPLACE FUNCTION platform.enqueue(task text, payload jsonb, run_at timestamp with time zone, key text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform graphile_worker.add_job(task, payload::json, run_at := run_at, max_attempts := 12,
    job_key := case when key is null then null else current_setting('anteroom.practice') || ':' || key end);
end $function$
;
CREATE OR REPLACE FUNCTION platform.finish(deed jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
  happened jsonb;
  heard bigint;
begin
  if deed ? 'line' then
    with line as (
      insert into platform.audit_line
        (practice_id, id, at, actor_kind, actor_id, session_id, deed, outcome, refusal, patients, subject, why, request_id)
      select here, l.id, l.at, l.actor_kind, l.actor_id, l.session_id, l.deed, l.outcome, l.refusal, coalesce(l.patients, '{}'), l.subject, l.why, l.request_id
        from jsonb_to_record(deed->'line') as l(id uuid, at timestamptz, actor_kind text, actor_id uuid, session_id uuid, deed text, outcome text,
             refusal text, patients uuid[], subject jsonb, why text, request_id text)
      returning id
    )
    insert into platform.audit_pending (practice_id, line_id) select here, id from line;
  end if;
  if jsonb_array_length(deed->'events') > 0 then
    with told as (
      insert into platform.event (practice_id, at, name, facts)
      select here, e.at, e.name, e.facts from jsonb_to_recordset(deed->'events') as e(at timestamptz, name text, facts jsonb)
      returning name, facts
    )
    select count(pg_notify('anteroom_event', jsonb_build_object('practice', here, 'name', name, 'facts', facts)::text)) into heard from told;
  end if;
  if jsonb_array_length(deed->'jobs') > 0 then
    for happened in select jsonb_array_elements(deed->'jobs') loop
      perform platform.enqueue(happened->>'task', happened->'payload', (happened->>'run_at')::timestamptz, happened->>'key');
    end loop;
  end if;
  if deed ? 'key' then
    update platform.idempotency set answer = deed->'answer'
     where practice_id = here and actor_id = (deed->>'key_actor')::uuid and key = deed->>'key';
  end if;
end $function$
;
CREATE OR REPLACE FUNCTION platform.practices_to_seal()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select distinct practice_id from platform.audit_pending $function$
;
CREATE OR REPLACE FUNCTION platform.wall(wanted regclass, rights text DEFAULT 'select, insert, update, delete'::text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', wanted);
  execute format('alter table %s force row level security', wanted);
  execute format('create policy practice on %s to anteroom_app using (practice_id = current_setting(''anteroom.practice'')::uuid) with check (practice_id = current_setting(''anteroom.practice'')::uuid)', wanted);
  execute format('create policy owner on %s to %I using (true) with check (true)', wanted, current_user);
  execute format('grant %s on %s to anteroom_app', rights, wanted);
end $function$
;
CREATE OR REPLACE FUNCTION practice.installation()
 RETURNS TABLE(empty boolean, demo boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select not exists (select from practice.practice), exists (select from practice.practice p where p.demo)
$function$
;
CREATE OR REPLACE FUNCTION practice.offer_permissions(defaults jsonb, now timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare offered int;
begin
  with fresh as (
    insert into platform.permission_seen (permission, at)
    select distinct permission, now from jsonb_each(defaults) as r(key, list), jsonb_array_elements_text(list) as p(permission)
    on conflict do nothing returning permission
  ), granted as (
    insert into practice.role_permission (practice_id, role_id, permission)
    select role.practice_id, role.id, p.permission
      from jsonb_each(defaults) as r(key, list), jsonb_array_elements_text(list) as p(permission), practice.role
     where role.key = r.key and p.permission in (select permission from fresh)
    on conflict do nothing returning 1
  )
  select count(*) into offered from granted;
  return offered;
end $function$
;
CREATE OR REPLACE FUNCTION schedule.clear_run_out(resource uuid, span tstzrange, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
AS $function$
  delete from schedule.hold h
   using schedule.occupation o
   where o.practice_id = current_setting('anteroom.practice')::uuid and o.resource_id = resource and o.live and o.expires_at <= at
     and o.starts_at < upper(span) and o.starts_at > lower(span) - interval '20 hours' and o.ends_at > lower(span)
     and h.practice_id = o.practice_id and h.id = o.hold_id
$function$
;
CREATE OR REPLACE FUNCTION schedule.closed_days(first date, last date)
 RETURNS TABLE(closure_id uuid, rule_id uuid, location_id uuid, on_date date, until_date date, from_time time without time zone, to_time time without time zone, name text)
 LANGUAGE sql
 STABLE
AS $function$
  select c.id, null::uuid, c.location_id, c.on_date, c.until_date, c.from_time, c.to_time, c.name
    from schedule.closure c
   where c.practice_id = current_setting('anteroom.practice')::uuid and c.until_date >= first and c.on_date <= last
  union all
  select null, r.id, r.location_id, d.day, d.day, r.from_time, r.to_time, r.name
    from schedule.holiday_rule r
    cross join lateral generate_series(extract(year from first)::int - 1, extract(year from last)::int + 1) y
    cross join lateral (select schedule.holiday_date(r.kind, r.month, r.day, r.weekday, r.nth, r.days_after, r.observed, y) as day) d
   where r.practice_id = current_setting('anteroom.practice')::uuid and d.day between first and last
     and d.day >= r.since and (r.until is null or d.day <= r.until)
$function$
;
CREATE OR REPLACE FUNCTION schedule.holiday_date(kind text, month integer, day integer, weekday integer, nth integer, days_after integer, observed boolean, year integer)
 RETURNS date
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
declare
  found date;
  a int := year % 19; b int := year / 100; c int := year % 100; h int; l int; m int;
begin
  if kind = 'fixed' then
    if day > extract(day from (make_date(year, month, 1) + interval '1 month - 1 day')) then return null; end if;
    found := make_date(year, month, day);
  elsif kind = 'nth-weekday' then
    if nth = -1 then
      found := (make_date(year, month, 1) + interval '1 month - 1 day')::date;
      found := found - (extract(isodow from found)::int - weekday + 7) % 7;
    else
      found := make_date(year, month, 1);
      found := found + (weekday - extract(isodow from found)::int + 7) % 7 + 7 * (nth - 1);
      if extract(month from found) <> month then return null; end if;
    end if;
  else
    h := (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    l := (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    m := (a + 11 * h + 22 * l) / 451;
    found := make_date(year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
  end if;
  found := found + days_after;
  if observed then
    found := found + case extract(isodow from found)::int when 6 then -1 when 7 then 1 else 0 end;
  end if;
  return found;
end $function$
;
CREATE OR REPLACE FUNCTION schedule.occupy(for_appointment uuid, for_hold uuid, provider uuid, rooms uuid[], span tstzrange, room_span tstzrange, expires timestamp with time zone, patient uuid, using_hold uuid, at timestamp with time zone)
 RETURNS TABLE(outcome text, room uuid, other uuid)
 LANGUAGE plpgsql
AS $function$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
  was_here boolean := false;
  candidate uuid;
begin
  begin
    perform pg_advisory_xact_lock(queue.number) from (
      select distinct hashtextextended(here::text || wanted.resource::text || to_char(wanted.day, 'YYYYMMDD'), 7) as number
        from (
          select r.resource, d.day
            from unnest(array[provider, patient] || rooms) as r(resource)
            cross join (values
              (lower(room_span) at time zone 'UTC'), (upper(room_span) at time zone 'UTC'),
              (lower(span) at time zone 'UTC'), (upper(span) at time zone 'UTC')) as d(day)
           where r.resource is not null
          union all
          select o.resource_id, d.day
            from schedule.occupation o
            cross join lateral (values (o.starts_at at time zone 'UTC'), (o.ends_at at time zone 'UTC')) as d(day)
           where o.practice_id = here and o.appointment_id = for_appointment
        ) as wanted
       order by 1
    ) as queue;

    if patient is not null then
      select a.id into other from schedule.appointment a
       where a.practice_id = here and a.patient_id = patient and a.id <> for_appointment
         and a.starts_at < upper(span) and a.starts_at > lower(span) - interval '12 hours' and a.ends_at > lower(span)
         and a.state not in ('cancelled', 'no-show') and a.origin = 'desk'
       limit 1;
      if found then raise sqlstate 'AN001' using message = 'patient'; end if;
    end if;

    if using_hold is not null then
      delete from schedule.hold h where h.practice_id = here and h.id = using_hold and h.expires_at > at;
      if not found then raise sqlstate 'AN001' using message = 'hold'; end if;
    end if;
    if for_appointment is not null then
      -- The visit's own row before its time, as those do who only cancel: one order for all.
      perform from schedule.appointment a where a.practice_id = here and a.id = for_appointment for no key update;
      was_here := found;
    end if;
    if was_here then
      delete from schedule.occupation o where o.practice_id = here and o.appointment_id = for_appointment;
    end if;

    insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, hold_id, during, expires_at)
    values (here, 'provider', provider, for_appointment, for_hold, span, expires)
    on conflict on constraint occupation_no_overlap do nothing;
    if not found then
      perform schedule.clear_run_out(provider, span, at);
      insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, hold_id, during, expires_at)
      values (here, 'provider', provider, for_appointment, for_hold, span, expires)
      on conflict on constraint occupation_no_overlap do nothing;
      if not found then raise sqlstate 'AN001' using message = 'provider'; end if;
    end if;

    foreach candidate in array rooms loop
      perform schedule.clear_run_out(candidate, room_span, at);
      insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, hold_id, during, expires_at)
      values (here, 'room', candidate, for_appointment, for_hold, room_span, expires)
      on conflict on constraint occupation_no_overlap do nothing;
      if found then
        room := candidate;
        exit;
      end if;
    end loop;
    if cardinality(rooms) > 0 and room is null then raise sqlstate 'AN001' using message = 'room'; end if;
    outcome := 'ok';
  exception when sqlstate 'AN001' then
    outcome := sqlerrm;
  end;
  return next;
end $function$
;
CREATE OR REPLACE FUNCTION schedule.open_hours(asked uuid[], places uuid[], first date, last date, for_type uuid DEFAULT NULL::uuid, at timestamp with time zone DEFAULT NULL::timestamp with time zone, urgent boolean DEFAULT false)
 RETURNS TABLE(provider_id uuid, location_id uuid, zone text, day date, planned tstzmultirange, open tstzmultirange, holiday text, away text)
 LANGUAGE sql
 STABLE
AS $function$
  with planned as materialized (
    select s.provider_id, s.location_id, s.zone, s.day, range_agg(s.during) as planned
      from schedule.sessions(asked, places, first, last) s
     where for_type is null
        or schedule.session_takes(s.visit_types, s.reserve, s.release_hours, s.during, s.day, s.zone, for_type, at, urgent)
     group by s.provider_id, s.location_id, s.zone, s.day
  ),
  closed as (
    -- A night reaches into the next day, and so into that day's closures; the name is that of its own day.
    select d.location_id, d.day, string_agg(distinct c.name, ', ') filter (where d.day between c.on_date and c.until_date) as name,
           range_agg(schedule.wall_range(c.on_date + n, coalesce(c.from_time, '00:00'), coalesce(c.to_time, '24:00'), d.zone)) as span
      from (select distinct location_id, zone, day from planned) d
      join schedule.closed_days(first - 1, last + 1) c on d.day between c.on_date - 1 and c.until_date and (c.location_id is null or c.location_id = d.location_id)
      cross join lateral generate_series(greatest(0, d.day - c.on_date), least(c.until_date, d.day + 1) - c.on_date) as n
     group by d.location_id, d.day
  ),
  away as (
    select d.provider_id, d.location_id, d.day, string_agg(distinct e.reason, ', ') filter (where d.day between e.on_date and e.until_date) as reason,
           range_agg(schedule.wall_range(e.on_date + n, coalesce(e.from_time, '00:00'), coalesce(e.to_time, '24:00'), d.zone)) as span
      from schedule.hours_exception e
      join planned d on d.provider_id = e.provider_id and d.day between e.on_date - 1 and e.until_date
      cross join lateral generate_series(greatest(0, d.day - e.on_date), least(e.until_date, d.day + 1) - e.on_date) as n
     where e.practice_id = current_setting('anteroom.practice')::uuid and e.until_date >= first - 1 and e.on_date <= last + 1
       and e.kind in ('away', 'meeting') and (asked is null or e.provider_id = any(asked))
       and (e.weekdays is null or extract(isodow from e.on_date + n)::int = any(e.weekdays))
     group by d.provider_id, d.location_id, d.day
  )
  select p.provider_id, p.location_id, p.zone, p.day, p.planned,
         p.planned - coalesce(c.span, '{}') - coalesce(a.span, '{}'), c.name, a.reason
    from planned p
    left join closed c on c.location_id = p.location_id and c.day = p.day
    left join away a on a.provider_id = p.provider_id and a.location_id = p.location_id and a.day = p.day
$function$
;
CREATE OR REPLACE FUNCTION schedule.session_takes(visit_types uuid[], reserve text, release_hours integer, during tstzrange, day date, zone text, for_type uuid, at timestamp with time zone, urgent boolean)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (COALESCE(((lower(during) - make_interval(hours => release_hours)) <= at), false) OR (((visit_types IS NULL) OR (for_type = ANY (visit_types))) AND CASE reserve WHEN 'same-day'::text THEN (day = ((at AT TIME ZONE zone))::date) WHEN 'same-week'::text THEN (schedule.week_number(day) = schedule.week_number(((at AT TIME ZONE zone))::date)) WHEN 'urgent'::text THEN urgent ELSE true END))
;
CREATE OR REPLACE FUNCTION schedule.sessions(asked uuid[], places uuid[], first date, last date)
 RETURNS TABLE(provider_id uuid, location_id uuid, zone text, day date, name text, during tstzrange, visit_types uuid[], reserve text, release_hours integer)
 LANGUAGE sql
 STABLE
AS $function$
  with here as (select current_setting('anteroom.practice')::uuid as practice),
  stretch as (
    select t.provider_id, t.location_id, t.from_time, t.to_time, d.start + 7 * w as day, t.name, t.visit_types, t.reserve, t.release_hours
      from here
      join schedule.weekly_template t on t.practice_id = here.practice
      cross join lateral (
        select since + (t.weekday - extract(isodow from since)::int + 7) % 7 as start
          from (select greatest(case when t.to_time <= t.from_time then first - 1 else first end, t.valid_from) as since) s
      ) d
      cross join lateral generate_series(0, (least(last, t.valid_to) - d.start) / 7) as w
     where (asked is null or t.provider_id = any(asked)) and t.valid_from <= last and (t.valid_to is null or t.valid_to >= first - 1)
       and d.start <= least(last, t.valid_to) and schedule.week_number(d.start + 7 * w) % t.every_weeks = t.week
    union all
    select e.provider_id, e.location_id, e.from_time, e.to_time, greatest(first, e.on_date) + n, '', null, null, null
      from here
      join schedule.hours_exception e on e.practice_id = here.practice
      cross join lateral generate_series(0, least(last, e.until_date) - greatest(first, e.on_date)) as n
     where e.kind = 'open' and (asked is null or e.provider_id = any(asked)) and e.until_date >= first and e.on_date <= last
       and (e.weekdays is null or extract(isodow from greatest(first, e.on_date) + n)::int = any(e.weekdays))
  )
  select s.provider_id, s.location_id, l.zone, s.day, s.name, schedule.wall_range(s.day, s.from_time, s.to_time, l.zone),
         s.visit_types, s.reserve, s.release_hours
    from here
    cross join stretch s
    join practice.location l on l.practice_id = here.practice and l.id = s.location_id and l.closed_at is null
    join practice.provider p on p.practice_id = here.practice and p.id = s.provider_id and p.left_at is null
   where places is null or s.location_id = any(places)
$function$
;
CREATE OR REPLACE FUNCTION schedule.wall_range(day date, from_time time without time zone, to_time time without time zone, zone text)
 RETURNS tstzrange
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN tstzrange(LEAST(((day + from_time) AT TIME ZONE zone), ((CASE WHEN (to_time <= from_time) THEN (day + 1) ELSE day END + to_time) AT TIME ZONE zone)), ((CASE WHEN (to_time <= from_time) THEN (day + 1) ELSE day END + to_time) AT TIME ZONE zone))
;
CREATE OR REPLACE FUNCTION schedule.week_minutes(weekday integer, from_time time without time zone, to_time time without time zone)
 RETURNS int4multirange
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when until <= 10080 then int4multirange(int4range(since, until)) else int4multirange(int4range(since, 10080), int4range(0, until - 10080)) end
    from (select since, since + length + case when length <= 0 then 1440 else 0 end as until
            from (select (weekday - 1) * 1440 + (extract(epoch from from_time) / 60)::int as since,
                         ((extract(epoch from to_time) - extract(epoch from from_time)) / 60)::int as length) s) u
$function$
;
CREATE OR REPLACE FUNCTION schedule.week_number(day date)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((day - '1970-01-05'::date) / 7)
;
CREATE OR REPLACE FUNCTION schedule.week_phases(every_weeks integer, week integer)
 RETURNS int4multirange
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select range_agg(int4range(n, n + 1)) from generate_series(0, 11) n where n % every_weeks = week $function$
;
