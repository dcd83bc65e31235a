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

create table arrivals.arrival_link (
  practice_id uuid not null,
  id uuid not null,
  appointment_id uuid not null,
  token_hash bytea not null,
  made_at timestamp with time zone not null,
  made_by uuid,
  used_at timestamp with time zone,
  constraint arrival_link_pkey PRIMARY KEY (practice_id, id),
  constraint arrival_link_practice_id_appointment_id_fkey FOREIGN KEY (practice_id, appointment_id) REFERENCES schedule.appointment(practice_id, id)
);
CREATE INDEX arrival_link_by_token ON arrivals.arrival_link USING btree (token_hash);
CREATE INDEX arrival_link_by_visit ON arrivals.arrival_link USING btree (practice_id, appointment_id);
alter table arrivals.arrival_link force row level security;
create policy owner on arrivals.arrival_link to owner using (true);
create policy practice on arrivals.arrival_link to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on arrivals.arrival_link to anteroom_app;

create table arrivals.details_fact (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  at timestamp with time zone not null,
  by_staff uuid,
  by_name text not null,
  constraint details_fact_pkey PRIMARY KEY (practice_id, id),
  constraint details_fact_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id)
);
CREATE INDEX details_fact_by_patient ON arrivals.details_fact USING btree (practice_id, patient_id, at);
alter table arrivals.details_fact force row level security;
create policy owner on arrivals.details_fact to owner using (true);
create policy practice on arrivals.details_fact to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on arrivals.details_fact to anteroom_app;

create table arrivals.kiosk (
  practice_id uuid not null,
  id uuid not null,
  location_id uuid not null,
  name text not null,
  token_hash bytea not null,
  language text not null default 'en'::text,
  before_minutes integer not null default 60,
  after_minutes integer not null default 30,
  made_at timestamp with time zone not null,
  made_by uuid,
  made_by_name text not null,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  resting_until timestamp with time zone,
  constraint kiosk_pkey PRIMARY KEY (practice_id, id),
  constraint kiosk_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint kiosk_after_minutes_check CHECK (((after_minutes >= 0) AND (after_minutes <= 720))),
  constraint kiosk_before_minutes_check CHECK (((before_minutes >= 0) AND (before_minutes <= 720))),
  constraint kiosk_language_check CHECK ((language = ANY (ARRAY['en'::text, 'es'::text]))),
  constraint kiosk_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
);
CREATE INDEX kiosk_by_token ON arrivals.kiosk USING btree (token_hash);
CREATE UNIQUE INDEX kiosk_by_name ON arrivals.kiosk USING btree (practice_id, location_id, lower(name)) WHERE (revoked_at IS NULL);
alter table arrivals.kiosk force row level security;
create policy owner on arrivals.kiosk to owner using (true);
create policy practice on arrivals.kiosk to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on arrivals.kiosk to anteroom_app;

create table arrivals.kiosk_try (
  practice_id uuid not null,
  id uuid not null,
  kiosk_id uuid not null,
  origin_hash bytea not null,
  at timestamp with time zone not null,
  constraint kiosk_try_pkey PRIMARY KEY (practice_id, id),
  constraint kiosk_try_practice_id_kiosk_id_fkey FOREIGN KEY (practice_id, kiosk_id) REFERENCES arrivals.kiosk(practice_id, id)
);
CREATE INDEX kiosk_try_by_kiosk ON arrivals.kiosk_try USING btree (practice_id, kiosk_id, at);
alter table arrivals.kiosk_try force row level security;
create policy owner on arrivals.kiosk_try to owner using (true);
create policy practice on arrivals.kiosk_try to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select on arrivals.kiosk_try to anteroom_app;

create table arrivals.stage_fact (
  practice_id uuid not null,
  appointment_id uuid not null,
  seq integer not null,
  since timestamp with time zone not null,
  stage text not null,
  undoes integer,
  at timestamp with time zone not null,
  by_kind text not null,
  by_staff uuid,
  by_name text not null,
  constraint stage_fact_pkey PRIMARY KEY (practice_id, appointment_id, seq),
  constraint stage_fact_practice_id_appointment_id_fkey FOREIGN KEY (practice_id, appointment_id) REFERENCES schedule.appointment(practice_id, id),
  constraint stage_fact_check CHECK ((undoes < seq)),
  constraint stage_fact_stage_check CHECK ((stage = ANY (ARRAY['roomed'::text, 'with-provider'::text, 'checkout'::text])))
);
alter table arrivals.stage_fact force row level security;
create policy owner on arrivals.stage_fact to owner using (true);
create policy practice on arrivals.stage_fact to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on arrivals.stage_fact to anteroom_app;

create table arrivals.wait_target (
  practice_id uuid not null,
  stage text not null,
  warn_minutes integer not null,
  late_minutes integer not null,
  constraint wait_target_pkey PRIMARY KEY (practice_id, stage),
  constraint wait_target_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint wait_target_check CHECK ((warn_minutes <= late_minutes)),
  constraint wait_target_late_minutes_check CHECK (((late_minutes >= 1) AND (late_minutes <= 480))),
  constraint wait_target_stage_check CHECK ((stage = ANY (ARRAY['expected'::text, 'arrived'::text, 'roomed'::text, 'with-provider'::text, 'checkout'::text]))),
  constraint wait_target_warn_minutes_check CHECK (((warn_minutes >= 1) AND (warn_minutes <= 480)))
);
alter table arrivals.wait_target force row level security;
create policy owner on arrivals.wait_target to owner using (true);
create policy practice on arrivals.wait_target to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on arrivals.wait_target to anteroom_app;

create table arrivals.walk_in (
  practice_id uuid not null,
  id uuid not null,
  location_id uuid not null,
  patient_id uuid,
  name text not null default ''::text,
  birth_date date,
  reason text not null,
  urgency smallint not null,
  visit_type_id uuid,
  came_at timestamp with time zone not null,
  state text not null,
  state_since timestamp with time zone not null,
  appointment_id uuid,
  turned_away_reason text,
  version integer not null default 1,
  constraint walk_in_pkey PRIMARY KEY (practice_id, id),
  constraint walk_in_practice_id_appointment_id_fkey FOREIGN KEY (practice_id, appointment_id) REFERENCES schedule.appointment(practice_id, id),
  constraint walk_in_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint walk_in_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint walk_in_practice_id_visit_type_id_fkey FOREIGN KEY (practice_id, visit_type_id) REFERENCES schedule.visit_type(practice_id, id),
  constraint walk_in_name_check CHECK ((length(name) <= 120)),
  constraint walk_in_placed CHECK (((state = 'placed'::text) = (appointment_id IS NOT NULL))),
  constraint walk_in_placed_is_known CHECK (((state <> 'placed'::text) OR (patient_id IS NOT NULL))),
  constraint walk_in_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 200))),
  constraint walk_in_somebody CHECK (((patient_id IS NOT NULL) OR (name <> ''::text))),
  constraint walk_in_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'placed'::text, 'left'::text, 'turned-away'::text]))),
  constraint walk_in_turned_away CHECK (((state = 'turned-away'::text) = (turned_away_reason IS NOT NULL))),
  constraint walk_in_turned_away_reason_check CHECK (((length(turned_away_reason) >= 1) AND (length(turned_away_reason) <= 200))),
  constraint walk_in_urgency_check CHECK (((urgency >= 1) AND (urgency <= 4)))
);
CREATE INDEX walk_in_by_day ON arrivals.walk_in USING btree (practice_id, state_since);
CREATE INDEX walk_in_by_patient ON arrivals.walk_in USING btree (practice_id, patient_id) WHERE (patient_id IS NOT NULL);
CREATE INDEX walk_in_waiting ON arrivals.walk_in USING btree (practice_id, came_at) WHERE (state = 'waiting'::text);
CREATE UNIQUE INDEX walk_in_once ON arrivals.walk_in USING btree (practice_id, patient_id) WHERE ((state = 'waiting'::text) AND (patient_id IS NOT NULL));
alter table arrivals.walk_in force row level security;
create policy owner on arrivals.walk_in to owner using (true);
create policy practice on arrivals.walk_in to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on arrivals.walk_in to anteroom_app;

create table arrivals.walk_in_fact (
  practice_id uuid not null,
  walk_in_id uuid not null,
  seq integer not null,
  what text not null,
  state text not null,
  reason text,
  at timestamp with time zone not null,
  by_kind text not null,
  by_staff uuid,
  by_name text not null,
  constraint walk_in_fact_pkey PRIMARY KEY (practice_id, walk_in_id, seq),
  constraint walk_in_fact_practice_id_walk_in_id_fkey FOREIGN KEY (practice_id, walk_in_id) REFERENCES arrivals.walk_in(practice_id, id),
  constraint walk_in_fact_what_check CHECK ((what = ANY (ARRAY['came'::text, 'changed'::text, 'placed'::text, 'left'::text, 'turned-away'::text, 'undone'::text])))
);
alter table arrivals.walk_in_fact force row level security;
create policy owner on arrivals.walk_in_fact to owner using (true);
create policy practice on arrivals.walk_in_fact to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on arrivals.walk_in_fact to anteroom_app;

create table arrivals.word_fact (
  practice_id uuid not null,
  appointment_id uuid not null,
  seq integer not null,
  word text not null,
  minutes integer,
  note text not null default ''::text,
  starts_at timestamp with time zone not null,
  at timestamp with time zone not null,
  by_kind text not null,
  by_staff uuid,
  by_name text not null,
  constraint word_fact_pkey PRIMARY KEY (practice_id, appointment_id, seq),
  constraint word_fact_practice_id_appointment_id_fkey FOREIGN KEY (practice_id, appointment_id) REFERENCES schedule.appointment(practice_id, id),
  constraint word_fact_check CHECK (((word = 'late'::text) = (minutes IS NOT NULL))),
  constraint word_fact_minutes_check CHECK (((minutes >= 1) AND (minutes <= 240))),
  constraint word_fact_note_check CHECK ((length(note) <= 120)),
  constraint word_fact_word_check CHECK ((word = ANY (ARRAY['on-the-way'::text, 'late'::text, 'in-the-car'::text, 'nothing'::text])))
);
alter table arrivals.word_fact force row level security;
create policy owner on arrivals.word_fact to owner using (true);
create policy practice on arrivals.word_fact to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on arrivals.word_fact to anteroom_app;

create table calls.addendum (
  practice_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  at timestamp with time zone not null,
  by uuid,
  text text not null,
  why text not null,
  constraint addendum_pkey PRIMARY KEY (practice_id, id),
  constraint addendum_practice_id_by_fkey FOREIGN KEY (practice_id, by) REFERENCES practice.staff(practice_id, id),
  constraint addendum_practice_id_call_id_fkey FOREIGN KEY (practice_id, call_id) REFERENCES calls.call(practice_id, id),
  constraint addendum_text_check CHECK (((length(text) >= 1) AND (length(text) <= 5000))),
  constraint addendum_why_check CHECK (((length(why) >= 1) AND (length(why) <= 200)))
);
CREATE INDEX addendum_by_call ON calls.addendum USING btree (practice_id, call_id);
alter table calls.addendum force row level security;
create policy owner on calls.addendum to owner using (true);
create policy practice on calls.addendum to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on calls.addendum to anteroom_app;

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
  quarter integer not null generated always as ((floor((date_part('epoch'::text, (ringing_at - '1970-01-01 00:00:00+00'::timestamp with time zone)) / (900)::double precision)))::integer) stored,
  waited_ms integer generated always as (
CASE
    WHEN (((taken_at IS NOT NULL) OR (ended_at IS NOT NULL)) AND (NOT ((external_id IS NULL) AND (taken_at IS NOT NULL) AND (taken_at = ringing_at)))) THEN (LEAST((2000000000)::double precision, GREATEST((0)::double precision, (date_part('epoch'::text, (COALESCE(taken_at, ended_at) - ringing_at)) * (1000)::double precision))))::integer
    ELSE NULL::integer
END) stored,
  talked_ms integer generated always as (
CASE
    WHEN ((taken_at IS NOT NULL) AND (ended_at IS NOT NULL)) THEN (LEAST((2000000000)::double precision, GREATEST((0)::double precision, (date_part('epoch'::text, (ended_at - taken_at)) * (1000)::double precision))))::integer
    ELSE NULL::integer
END) stored,
  finishing_ms integer generated always as (
CASE
    WHEN ((taken_at IS NOT NULL) AND (closed_at IS NOT NULL)) THEN (LEAST((600000)::double precision, GREATEST((0)::double precision, (date_part('epoch'::text, (closed_at - ended_at)) * (1000)::double precision))))::integer
    ELSE NULL::integer
END) stored,
  again boolean not null default false,
  also text[] not null default '{}'::text[],
  constraint call_external_id_once UNIQUE (practice_id, external_id),
  constraint call_pkey PRIMARY KEY (practice_id, id),
  constraint call_practice_id_closed_by_fkey FOREIGN KEY (practice_id, closed_by) REFERENCES practice.staff(practice_id, id),
  constraint call_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint call_practice_id_noted_by_fkey FOREIGN KEY (practice_id, noted_by) REFERENCES practice.staff(practice_id, id),
  constraint call_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint call_practice_id_taken_by_fkey FOREIGN KEY (practice_id, taken_by) REFERENCES practice.staff(practice_id, id),
  constraint call_also_at_its_end CHECK (((outcome IS NOT NULL) OR (also = '{}'::text[]))),
  constraint call_also_known CHECK (((also <@ ARRAY['booked'::text, 'moved'::text, 'cancelled'::text, 'message'::text, 'answered'::text, 'transferred'::text, 'refill'::text, 'billing'::text, 'result'::text, 'referral'::text, 'voicemail'::text, 'emergency'::text]) AND (NOT (outcome = ANY (also))))),
  constraint call_check CHECK (((outcome IS NULL) = (closed_at IS NULL))),
  constraint call_check1 CHECK (((closed_at IS NULL) OR (ended_at IS NOT NULL))),
  constraint call_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint call_number_check CHECK ((number ~ '^\+[1-9][0-9]{5,14}$'::text)),
  constraint call_outcome_known CHECK ((outcome = ANY (ARRAY['booked'::text, 'moved'::text, 'cancelled'::text, 'message'::text, 'answered'::text, 'transferred'::text, 'refill'::text, 'billing'::text, 'result'::text, 'referral'::text, 'no-answer'::text, 'voicemail'::text, 'wrong-number'::text, 'emergency'::text, 'abandoned'::text])))
);
CREATE INDEX call_by_number ON calls.call USING btree (practice_id, number, ringing_at DESC) WHERE (number IS NOT NULL);
CREATE INDEX call_by_patient ON calls.call USING btree (practice_id, patient_id, ringing_at DESC) WHERE (patient_id IS NOT NULL);
CREATE INDEX call_by_taker ON calls.call USING btree (practice_id, taken_by, taken_at DESC) WHERE (taken_by IS NOT NULL);
CREATE INDEX call_by_taking ON calls.call USING btree (practice_id, taken_at) WHERE (taken_at IS NOT NULL);
CREATE INDEX call_by_time ON calls.call USING btree (practice_id, ringing_at DESC, id DESC);
CREATE INDEX call_missed ON calls.call USING btree (practice_id, ringing_at) WHERE (outcome = 'abandoned'::text);
CREATE INDEX call_open ON calls.call USING btree (practice_id, ringing_at) WHERE (closed_at IS NULL);
alter table calls.call force row level security;
create policy owner on calls.call to owner using (true);
create policy practice on calls.call to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on calls.call to anteroom_app;

create table calls.call_link (
  practice_id uuid not null,
  call_id uuid not null,
  noun text not null,
  thing uuid not null,
  deed text not null,
  at timestamp with time zone not null,
  by uuid,
  constraint call_link_pkey PRIMARY KEY (practice_id, call_id, noun, thing, deed),
  constraint call_link_practice_id_call_id_fkey FOREIGN KEY (practice_id, call_id) REFERENCES calls.call(practice_id, id),
  constraint call_link_noun CHECK ((((((noun = 'appointment'::text) AND (deed = 'booked'::text)) OR ((noun = 'appointment'::text) AND (deed = 'moved'::text))) OR ((noun = 'appointment'::text) AND (deed = 'cancelled'::text))) OR ((noun = 'message'::text) AND (deed = 'left'::text))))
);
CREATE INDEX call_link_by_thing ON calls.call_link USING btree (practice_id, noun, thing);
alter table calls.call_link force row level security;
create policy owner on calls.call_link to owner using (true);
create policy practice on calls.call_link to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on calls.call_link to anteroom_app;

create table calls.correction (
  practice_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  at timestamp with time zone not null,
  by uuid,
  why text not null,
  was_outcome text not null,
  was_also text[] not null,
  was_reasons text[] not null,
  was_patient_id uuid,
  outcome text not null,
  also text[] not null,
  reasons text[] not null,
  patient_id uuid,
  constraint correction_pkey PRIMARY KEY (practice_id, id),
  constraint correction_practice_id_by_fkey FOREIGN KEY (practice_id, by) REFERENCES practice.staff(practice_id, id),
  constraint correction_practice_id_call_id_fkey FOREIGN KEY (practice_id, call_id) REFERENCES calls.call(practice_id, id),
  constraint correction_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint correction_practice_id_was_patient_id_fkey FOREIGN KEY (practice_id, was_patient_id) REFERENCES patients.patient(practice_id, id),
  constraint correction_changes CHECK (((((was_outcome IS DISTINCT FROM outcome) OR (was_also IS DISTINCT FROM also)) OR (was_reasons IS DISTINCT FROM reasons)) OR (was_patient_id IS DISTINCT FROM patient_id))),
  constraint correction_why_check CHECK ((length(why) <= 200))
);
CREATE INDEX correction_by_call ON calls.correction USING btree (practice_id, call_id);
alter table calls.correction force row level security;
create policy owner on calls.correction to owner using (true);
create policy practice on calls.correction to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on calls.correction to anteroom_app;

create table calls.cover (
  practice_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  by_staff uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  set_by uuid,
  set_at timestamp with time zone not null,
  constraint cover_no_overlap EXCLUDE USING gist (practice_id WITH =, staff_id WITH =, tstzrange(starts_at, ends_at) WITH &&),
  constraint cover_pkey PRIMARY KEY (practice_id, id),
  constraint cover_practice_id_by_staff_fkey FOREIGN KEY (practice_id, by_staff) REFERENCES practice.staff(practice_id, id),
  constraint cover_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint cover_practice_id_set_by_fkey FOREIGN KEY (practice_id, set_by) REFERENCES practice.staff(practice_id, id),
  constraint cover_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id),
  constraint cover_check CHECK ((staff_id <> by_staff)),
  constraint cover_check1 CHECK ((starts_at < ends_at))
);
CREATE INDEX cover_by_staff ON calls.cover USING btree (practice_id, by_staff, ends_at);
alter table calls.cover force row level security;
create policy owner on calls.cover to owner using (true);
create policy practice on calls.cover to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on calls.cover to anteroom_app;

create table calls.firing_fact (
  practice_id uuid not null,
  firing_id uuid not null,
  id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  by uuid,
  step integer,
  text text not null default ''::text,
  message_id uuid,
  constraint firing_fact_pkey PRIMARY KEY (practice_id, firing_id, id),
  constraint firing_fact_practice_id_by_fkey FOREIGN KEY (practice_id, by) REFERENCES practice.staff(practice_id, id),
  constraint firing_fact_practice_id_firing_id_fkey FOREIGN KEY (practice_id, firing_id) REFERENCES calls.red_flag_firing(practice_id, id),
  constraint firing_fact_practice_id_message_id_fkey FOREIGN KEY (practice_id, message_id) REFERENCES calls.message(practice_id, id),
  constraint firing_fact_check CHECK (((kind = ANY (ARRAY['ticked'::text, 'unticked'::text])) = (step IS NOT NULL))),
  constraint firing_fact_check1 CHECK (((kind = 'alerted'::text) = (message_id IS NOT NULL))),
  constraint firing_fact_kind_check CHECK ((kind = ANY (ARRAY['noticed'::text, 'shown'::text, 'mentioned'::text, 'ticked'::text, 'unticked'::text, 'alerted'::text, 'dismissed'::text, 'reviewed'::text])))
);
alter table calls.firing_fact force row level security;
create policy owner on calls.firing_fact to owner using (true);
create policy practice on calls.firing_fact to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on calls.firing_fact to anteroom_app;

create table calls.guidance (
  practice_id uuid not null,
  id uuid not null,
  kind text not null,
  key text,
  version integer not null,
  constraint guidance_key_once UNIQUE (practice_id, key),
  constraint guidance_pkey PRIMARY KEY (practice_id, id),
  constraint guidance_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint guidance_kind_check CHECK ((kind = ANY (ARRAY['script'::text, 'red-flag'::text, 'emergency'::text]))),
  constraint guidance_version_check CHECK ((version >= 1))
);
alter table calls.guidance force row level security;
create policy owner on calls.guidance to owner using (true);
create policy practice on calls.guidance to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on calls.guidance to anteroom_app;

create table calls.guidance_approval (
  practice_id uuid not null,
  guidance_id uuid not null,
  version integer not null,
  at timestamp with time zone not null,
  by uuid,
  constraint guidance_approval_pkey PRIMARY KEY (practice_id, guidance_id, version),
  constraint guidance_approval_practice_id_by_fkey FOREIGN KEY (practice_id, by) REFERENCES practice.staff(practice_id, id),
  constraint guidance_approval_practice_id_guidance_id_version_fkey FOREIGN KEY (practice_id, guidance_id, version) REFERENCES calls.guidance_version(practice_id, guidance_id, version)
);
alter table calls.guidance_approval force row level security;
create policy owner on calls.guidance_approval to owner using (true);
create policy practice on calls.guidance_approval to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on calls.guidance_approval to anteroom_app;

create table calls.guidance_version (
  practice_id uuid not null,
  guidance_id uuid not null,
  version integer not null,
  active boolean not null,
  content jsonb not null,
  at timestamp with time zone not null,
  by uuid,
  constraint guidance_version_pkey PRIMARY KEY (practice_id, guidance_id, version),
  constraint guidance_version_practice_id_by_fkey FOREIGN KEY (practice_id, by) REFERENCES practice.staff(practice_id, id),
  constraint guidance_version_practice_id_guidance_id_fkey FOREIGN KEY (practice_id, guidance_id) REFERENCES calls.guidance(practice_id, id)
);
alter table calls.guidance_version force row level security;
create policy owner on calls.guidance_version to owner using (true);
create policy practice on calls.guidance_version to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on calls.guidance_version to anteroom_app;

create table calls.identity_check (
  practice_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  patient_id uuid not null,
  at timestamp with time zone not null,
  by uuid,
  identifiers text[] not null,
  speaker text not null,
  relation_id uuid,
  relation_name text,
  may_hear text,
  constraint identity_check_pkey PRIMARY KEY (practice_id, id),
  constraint identity_check_practice_id_by_fkey FOREIGN KEY (practice_id, by) REFERENCES practice.staff(practice_id, id),
  constraint identity_check_practice_id_call_id_fkey FOREIGN KEY (practice_id, call_id) REFERENCES calls.call(practice_id, id),
  constraint identity_check_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint identity_check_practice_id_relation_id_fkey FOREIGN KEY (practice_id, relation_id) REFERENCES patients.relation(practice_id, id),
  constraint identity_check_check CHECK (((speaker = 'relation'::text) = (relation_id IS NOT NULL))),
  constraint identity_check_identifiers_check CHECK (((cardinality(identifiers) > 0) AND (identifiers <@ ARRAY['birth-date'::text, 'address'::text, 'phone'::text, 'email'::text, 'chart-number'::text]))),
  constraint identity_check_may_hear_check CHECK ((may_hear = ANY (ARRAY['nothing'::text, 'appointments'::text, 'everything'::text]))),
  constraint identity_check_speaker_check CHECK ((speaker = ANY (ARRAY['patient'::text, 'relation'::text, 'other'::text])))
);
CREATE INDEX identity_check_by_call ON calls.identity_check USING btree (practice_id, call_id);
alter table calls.identity_check force row level security;
create policy owner on calls.identity_check to owner using (true);
create policy practice on calls.identity_check to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on calls.identity_check to anteroom_app;

create table calls.identity_rules (
  practice_id uuid not null,
  needed smallint not null,
  veil text not null,
  constraint identity_rules_pkey PRIMARY KEY (practice_id),
  constraint identity_rules_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint identity_rules_needed_check CHECK (((needed >= 1) AND (needed <= 4))),
  constraint identity_rules_veil_check CHECK ((veil = ANY (ARRAY['always'::text, 'other-numbers'::text, 'never'::text])))
);
alter table calls.identity_rules force row level security;
create policy owner on calls.identity_rules to owner using (true);
create policy practice on calls.identity_rules to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on calls.identity_rules to anteroom_app;

create table calls.message (
  practice_id uuid not null,
  id uuid not null,
  to_staff uuid,
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
  to_pool uuid,
  to_role uuid,
  kind text not null default 'note'::text,
  fields jsonb not null default '{}'::jsonb,
  claimed_by uuid,
  claimed_at timestamp with time zone,
  also_staff uuid,
  also_pool uuid,
  also_role uuid,
  escalated_at timestamp with time zone,
  escalations integer not null default 0,
  tries integer not null default 0,
  next_try_at timestamp with time zone,
  letter_due_at timestamp with time zone,
  finished_as text,
  letter_sent_at timestamp with time zone,
  constraint message_pkey PRIMARY KEY (practice_id, id),
  constraint message_practice_id_also_pool_fkey FOREIGN KEY (practice_id, also_pool) REFERENCES calls.message_pool(practice_id, id),
  constraint message_practice_id_also_role_fkey FOREIGN KEY (practice_id, also_role) REFERENCES practice.role(practice_id, id),
  constraint message_practice_id_also_staff_fkey FOREIGN KEY (practice_id, also_staff) REFERENCES practice.staff(practice_id, id),
  constraint message_practice_id_call_id_fkey FOREIGN KEY (practice_id, call_id) REFERENCES calls.call(practice_id, id),
  constraint message_practice_id_claimed_by_fkey FOREIGN KEY (practice_id, claimed_by) REFERENCES practice.staff(practice_id, id),
  constraint message_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint message_practice_id_left_by_fkey FOREIGN KEY (practice_id, left_by) REFERENCES practice.staff(practice_id, id),
  constraint message_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint message_practice_id_to_pool_fkey FOREIGN KEY (practice_id, to_pool) REFERENCES calls.message_pool(practice_id, id),
  constraint message_practice_id_to_role_fkey FOREIGN KEY (practice_id, to_role) REFERENCES practice.role(practice_id, id),
  constraint message_practice_id_to_staff_fkey FOREIGN KEY (practice_id, to_staff) REFERENCES practice.staff(practice_id, id),
  constraint message_claimed_by_somebody CHECK (((claimed_by IS NULL) = (claimed_at IS NULL))),
  constraint message_escalated_to_somebody CHECK (((num_nonnulls(also_staff, also_pool, also_role) = 1) = (escalated_at IS NOT NULL))),
  constraint message_escalations_check CHECK ((escalations >= 0)),
  constraint message_fields_check CHECK ((jsonb_typeof(fields) = 'object'::text)),
  constraint message_finished_as CHECK (((finished_as IS NULL) OR (finished_at IS NOT NULL))),
  constraint message_finished_as_check CHECK ((finished_as = ANY (ARRAY['done'::text, 'not-needed'::text, 'duplicate'::text, 'otherwise'::text, 'letter'::text, 'not-reached'::text]))),
  constraint message_kind_check CHECK ((kind = ANY (ARRAY['note'::text, 'call-back'::text, 'refill'::text, 'result'::text, 'form'::text, 'referral'::text, 'billing'::text]))),
  constraint message_one_address CHECK ((num_nonnulls(to_staff, to_pool, to_role) = 1)),
  constraint message_one_second_address CHECK ((num_nonnulls(also_staff, also_pool, also_role) <= 1)),
  constraint message_priority_check CHECK ((priority = ANY (ARRAY['urgent'::text, 'today'::text, 'normal'::text]))),
  constraint message_text_check CHECK (((length(text) >= 1) AND (length(text) <= 5000))),
  constraint message_tries_check CHECK ((tries >= 0))
);
CREATE INDEX message_by_patient ON calls.message USING btree (practice_id, patient_id) WHERE (patient_id IS NOT NULL);
CREATE INDEX message_by_time ON calls.message USING btree (practice_id, left_at) WHERE (number IS NOT NULL);
CREATE INDEX message_finished ON calls.message USING btree (practice_id, finished_at DESC) WHERE (finished_at IS NOT NULL);
CREATE INDEX message_letter_due ON calls.message USING btree (practice_id, letter_due_at) WHERE ((letter_due_at IS NOT NULL) AND (finished_at IS NULL));
CREATE INDEX message_open ON calls.message USING btree (practice_id, due_at) WHERE (finished_at IS NULL);
alter table calls.message force row level security;
create policy owner on calls.message to owner using (true);
create policy practice on calls.message to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on calls.message to anteroom_app;

create table calls.message_pool (
  practice_id uuid not null,
  id uuid not null,
  name text not null,
  retired_at timestamp with time zone,
  constraint message_pool_pkey PRIMARY KEY (practice_id, id),
  constraint message_pool_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint message_pool_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
);
CREATE UNIQUE INDEX message_pool_by_name ON calls.message_pool USING btree (practice_id, lower(name)) WHERE (retired_at IS NULL);
alter table calls.message_pool force row level security;
create policy owner on calls.message_pool to owner using (true);
create policy practice on calls.message_pool to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on calls.message_pool to anteroom_app;

create table calls.message_pool_member (
  practice_id uuid not null,
  pool_id uuid not null,
  staff_id uuid not null,
  constraint message_pool_member_pkey PRIMARY KEY (practice_id, pool_id, staff_id),
  constraint message_pool_member_practice_id_pool_id_fkey FOREIGN KEY (practice_id, pool_id) REFERENCES calls.message_pool(practice_id, id),
  constraint message_pool_member_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id)
);
CREATE INDEX message_pool_member_by_staff ON calls.message_pool_member USING btree (practice_id, staff_id);
alter table calls.message_pool_member force row level security;
create policy owner on calls.message_pool_member to owner using (true);
create policy practice on calls.message_pool_member to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select on calls.message_pool_member to anteroom_app;

create table calls.message_rule (
  practice_id uuid not null,
  kind text not null,
  priority text not null,
  urgent_minutes integer not null,
  today_by time without time zone not null,
  normal_days integer not null,
  normal_by time without time zone not null,
  escalate_after_minutes integer,
  escalate_again_minutes integer not null,
  escalate_most integer not null,
  also_staff uuid,
  also_pool uuid,
  also_role uuid,
  tries integer not null,
  try_days integer not null,
  try_hours_apart integer not null,
  constraint message_rule_pkey PRIMARY KEY (practice_id, kind),
  constraint message_rule_practice_id_also_pool_fkey FOREIGN KEY (practice_id, also_pool) REFERENCES calls.message_pool(practice_id, id),
  constraint message_rule_practice_id_also_role_fkey FOREIGN KEY (practice_id, also_role) REFERENCES practice.role(practice_id, id),
  constraint message_rule_practice_id_also_staff_fkey FOREIGN KEY (practice_id, also_staff) REFERENCES practice.staff(practice_id, id),
  constraint message_rule_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint message_rule_check CHECK ((num_nonnulls(also_staff, also_pool, also_role) = ((escalate_after_minutes IS NOT NULL))::integer)),
  constraint message_rule_escalate_after_minutes_check CHECK (((escalate_after_minutes >= 5) AND (escalate_after_minutes <= 10080))),
  constraint message_rule_escalate_again_minutes_check CHECK (((escalate_again_minutes >= 5) AND (escalate_again_minutes <= 10080))),
  constraint message_rule_escalate_most_check CHECK (((escalate_most >= 1) AND (escalate_most <= 10))),
  constraint message_rule_kind_check CHECK ((kind = ANY (ARRAY['note'::text, 'call-back'::text, 'refill'::text, 'result'::text, 'form'::text, 'referral'::text, 'billing'::text]))),
  constraint message_rule_normal_days_check CHECK (((normal_days >= 0) AND (normal_days <= 30))),
  constraint message_rule_priority_check CHECK ((priority = ANY (ARRAY['urgent'::text, 'today'::text, 'normal'::text]))),
  constraint message_rule_tries_check CHECK (((tries >= 1) AND (tries <= 10))),
  constraint message_rule_try_days_check CHECK (((try_days >= 1) AND (try_days <= 30))),
  constraint message_rule_try_hours_apart_check CHECK (((try_hours_apart >= 1) AND (try_hours_apart <= 72))),
  constraint message_rule_urgent_minutes_check CHECK (((urgent_minutes >= 5) AND (urgent_minutes <= 480)))
);
alter table calls.message_rule force row level security;
create policy owner on calls.message_rule to owner using (true);
create policy practice on calls.message_rule to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on calls.message_rule to anteroom_app;

create table calls.message_step (
  practice_id uuid not null,
  message_id uuid not null,
  id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  by uuid,
  text text,
  result text,
  to_staff uuid,
  to_pool uuid,
  to_role uuid,
  finished_as text,
  constraint message_step_pkey PRIMARY KEY (practice_id, message_id, id),
  constraint message_step_practice_id_by_fkey FOREIGN KEY (practice_id, by) REFERENCES practice.staff(practice_id, id),
  constraint message_step_practice_id_message_id_fkey FOREIGN KEY (practice_id, message_id) REFERENCES calls.message(practice_id, id),
  constraint message_step_practice_id_to_pool_fkey FOREIGN KEY (practice_id, to_pool) REFERENCES calls.message_pool(practice_id, id),
  constraint message_step_practice_id_to_role_fkey FOREIGN KEY (practice_id, to_role) REFERENCES practice.role(practice_id, id),
  constraint message_step_practice_id_to_staff_fkey FOREIGN KEY (practice_id, to_staff) REFERENCES practice.staff(practice_id, id),
  constraint message_step_check CHECK (((kind = 'attempt'::text) = (result IS NOT NULL))),
  constraint message_step_finished_as CHECK (((finished_as IS NULL) OR (kind = 'finished'::text))),
  constraint message_step_kind_check CHECK ((kind = ANY (ARRAY['left'::text, 'seen'::text, 'answered'::text, 'attempt'::text, 'finished'::text, 'reopened'::text, 'claimed'::text, 'released'::text, 'reassigned'::text, 'escalated'::text, 'letter-due'::text, 'letter-sent'::text, 'letter-stopped'::text, 'letter-impossible'::text]))),
  constraint message_step_one_address CHECK ((num_nonnulls(to_staff, to_pool, to_role) = ((kind = ANY (ARRAY['reassigned'::text, 'escalated'::text])))::integer)),
  constraint message_step_result_check CHECK ((result = ANY (ARRAY['reached'::text, 'no-answer'::text, 'voicemail'::text, 'busy'::text, 'wrong-number'::text])))
);
CREATE INDEX message_attempt ON calls.message_step USING btree (practice_id, at) WHERE (kind = 'attempt'::text);
CREATE UNIQUE INDEX message_step_seen_once ON calls.message_step USING btree (practice_id, message_id, by) WHERE (kind = 'seen'::text);
alter table calls.message_step force row level security;
create policy owner on calls.message_step to owner using (true);
create policy practice on calls.message_step to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on calls.message_step to anteroom_app;

create table calls.message_template (
  practice_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  text text not null,
  retired_at timestamp with time zone,
  constraint message_template_pkey PRIMARY KEY (practice_id, id),
  constraint message_template_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint message_template_kind_check CHECK ((kind = ANY (ARRAY['note'::text, 'call-back'::text, 'refill'::text, 'result'::text, 'form'::text, 'referral'::text, 'billing'::text]))),
  constraint message_template_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint message_template_text_check CHECK (((length(text) >= 1) AND (length(text) <= 5000)))
);
CREATE UNIQUE INDEX message_template_by_name ON calls.message_template USING btree (practice_id, lower(name)) WHERE (retired_at IS NULL);
alter table calls.message_template force row level security;
create policy owner on calls.message_template to owner using (true);
create policy practice on calls.message_template to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on calls.message_template to anteroom_app;

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

create table calls.phone_goal (
  practice_id uuid not null,
  answer_within_s integer not null,
  answer_percent integer not null,
  abandon_percent integer not null,
  short_s integer not null,
  constraint phone_goal_pkey PRIMARY KEY (practice_id),
  constraint phone_goal_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint phone_goal_abandon_percent_check CHECK (((abandon_percent >= 1) AND (abandon_percent <= 50))),
  constraint phone_goal_answer_percent_check CHECK (((answer_percent >= 1) AND (answer_percent <= 99))),
  constraint phone_goal_answer_within_s_check CHECK (((answer_within_s >= 5) AND (answer_within_s <= 300))),
  constraint phone_goal_short_s_check CHECK (((short_s >= 0) AND (short_s <= 60)))
);
alter table calls.phone_goal force row level security;
create policy owner on calls.phone_goal to owner using (true);
create policy practice on calls.phone_goal to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on calls.phone_goal to anteroom_app;

create table calls.red_flag_firing (
  practice_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  flag_id uuid not null,
  flag_version integer not null,
  emergency_id uuid not null,
  emergency_version integer not null,
  absent boolean not null,
  words text[] not null,
  noticed_at timestamp with time zone not null,
  shown_at timestamp with time zone,
  shown_to uuid,
  dismissed_at timestamp with time zone,
  reviewed_at timestamp with time zone,
  reviewed_by uuid,
  constraint red_flag_firing_once UNIQUE (practice_id, call_id, flag_id),
  constraint red_flag_firing_pkey PRIMARY KEY (practice_id, id),
  constraint red_flag_firing_practice_id_call_id_fkey FOREIGN KEY (practice_id, call_id) REFERENCES calls.call(practice_id, id),
  constraint red_flag_firing_practice_id_emergency_id_emergency_version_fkey FOREIGN KEY (practice_id, emergency_id, emergency_version) REFERENCES calls.guidance_version(practice_id, guidance_id, version),
  constraint red_flag_firing_practice_id_flag_id_flag_version_fkey FOREIGN KEY (practice_id, flag_id, flag_version) REFERENCES calls.guidance_version(practice_id, guidance_id, version),
  constraint red_flag_firing_practice_id_reviewed_by_fkey FOREIGN KEY (practice_id, reviewed_by) REFERENCES practice.staff(practice_id, id),
  constraint red_flag_firing_practice_id_shown_to_fkey FOREIGN KEY (practice_id, shown_to) REFERENCES practice.staff(practice_id, id)
);
CREATE INDEX red_flag_firing_by_time ON calls.red_flag_firing USING btree (practice_id, noticed_at DESC, id DESC);
CREATE INDEX red_flag_firing_unreviewed ON calls.red_flag_firing USING btree (practice_id, noticed_at DESC, id DESC) WHERE (reviewed_at IS NULL);
alter table calls.red_flag_firing force row level security;
create policy owner on calls.red_flag_firing to owner using (true);
create policy practice on calls.red_flag_firing to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on calls.red_flag_firing to anteroom_app;

create table calls.script_answer (
  practice_id uuid not null,
  run_id uuid not null,
  id uuid not null,
  place integer not null,
  question text not null,
  question_text text not null,
  answer text not null,
  next text not null,
  at timestamp with time zone not null,
  by uuid,
  taken_back_at timestamp with time zone,
  taken_back_by uuid,
  constraint script_answer_pkey PRIMARY KEY (practice_id, run_id, id),
  constraint script_answer_practice_id_by_fkey FOREIGN KEY (practice_id, by) REFERENCES practice.staff(practice_id, id),
  constraint script_answer_practice_id_run_id_fkey FOREIGN KEY (practice_id, run_id) REFERENCES calls.script_run(practice_id, id),
  constraint script_answer_practice_id_taken_back_by_fkey FOREIGN KEY (practice_id, taken_back_by) REFERENCES practice.staff(practice_id, id)
);
CREATE UNIQUE INDEX script_answer_place_once ON calls.script_answer USING btree (practice_id, run_id, place) WHERE (taken_back_at IS NULL);
alter table calls.script_answer force row level security;
create policy owner on calls.script_answer to owner using (true);
create policy practice on calls.script_answer to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on calls.script_answer to anteroom_app;

create table calls.script_run (
  practice_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  script_id uuid not null,
  version integer not null,
  started_at timestamp with time zone not null,
  started_by uuid,
  ended_at timestamp with time zone,
  ending text,
  stopped_at timestamp with time zone,
  stopped_by uuid,
  constraint script_run_pkey PRIMARY KEY (practice_id, id),
  constraint script_run_practice_id_call_id_fkey FOREIGN KEY (practice_id, call_id) REFERENCES calls.call(practice_id, id),
  constraint script_run_practice_id_script_id_version_fkey FOREIGN KEY (practice_id, script_id, version) REFERENCES calls.guidance_version(practice_id, guidance_id, version),
  constraint script_run_practice_id_started_by_fkey FOREIGN KEY (practice_id, started_by) REFERENCES practice.staff(practice_id, id),
  constraint script_run_practice_id_stopped_by_fkey FOREIGN KEY (practice_id, stopped_by) REFERENCES practice.staff(practice_id, id),
  constraint script_run_check CHECK (((ended_at IS NULL) = (ending IS NULL))),
  constraint script_run_check1 CHECK (((ended_at IS NULL) OR (stopped_at IS NULL)))
);
CREATE INDEX script_run_by_call ON calls.script_run USING btree (practice_id, call_id, started_at);
CREATE UNIQUE INDEX script_run_open_once ON calls.script_run USING btree (practice_id, call_id, script_id) WHERE ((ended_at IS NULL) AND (stopped_at IS NULL));
alter table calls.script_run force row level security;
create policy owner on calls.script_run to owner using (true);
create policy practice on calls.script_run to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on calls.script_run to anteroom_app;

create table disruption.affected (
  practice_id uuid not null,
  disruption_id uuid not null,
  appointment_id uuid not null,
  patient_id uuid not null,
  old_starts_at timestamp with time zone not null,
  old_ends_at timestamp with time zone not null,
  old_provider_id uuid,
  seq integer not null default 1,
  state text not null,
  state_since timestamp with time zone not null,
  settled text,
  moved_version integer,
  attempts integer not null default 0,
  last_attempt text,
  told_minutes integer,
  told_how text,
  claimed_by uuid,
  claimed_by_name text,
  claimed_until timestamp with time zone,
  constraint affected_pkey PRIMARY KEY (practice_id, disruption_id, appointment_id),
  constraint affected_practice_id_appointment_id_fkey FOREIGN KEY (practice_id, appointment_id) REFERENCES schedule.appointment(practice_id, id),
  constraint affected_practice_id_disruption_id_fkey FOREIGN KEY (practice_id, disruption_id) REFERENCES disruption.disruption(practice_id, id),
  constraint affected_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint affected_check CHECK (((state = 'done'::text) = (settled IS NOT NULL))),
  constraint affected_settled_check CHECK ((settled = ANY (ARRAY['moved'::text, 'cancelled'::text, 'kept'::text, 'taken-back'::text, 'moved-back'::text, 'caught-up'::text, 'over'::text]))),
  constraint affected_state_check CHECK ((state = ANY (ARRAY['open'::text, 'proposed'::text, 'told'::text, 'agreed'::text, 'declined'::text, 'done'::text])))
);
CREATE INDEX affected_by_appointment ON disruption.affected USING btree (practice_id, appointment_id);
CREATE INDEX affected_by_patient ON disruption.affected USING btree (practice_id, patient_id);
alter table disruption.affected force row level security;
create policy owner on disruption.affected to owner using (true);
create policy practice on disruption.affected to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on disruption.affected to anteroom_app;

create table disruption.affected_fact (
  practice_id uuid not null,
  disruption_id uuid not null,
  appointment_id uuid not null,
  seq integer not null,
  what text not null,
  state text not null,
  at timestamp with time zone not null,
  by_staff uuid,
  by_name text not null,
  constraint affected_fact_pkey PRIMARY KEY (practice_id, disruption_id, appointment_id, seq),
  constraint affected_fact_practice_id_disruption_id_appointment_id_fkey FOREIGN KEY (practice_id, disruption_id, appointment_id) REFERENCES disruption.affected(practice_id, disruption_id, appointment_id),
  constraint affected_fact_what_check CHECK ((what = ANY (ARRAY['found'::text, 'moved'::text, 'told'::text, 'to-call'::text, 'no-answer'::text, 'voicemail'::text, 'agreed'::text, 'declined'::text, 'kept'::text, 'cancelled'::text, 'moved-elsewhere'::text, 'over'::text, 'taken-back'::text, 'moved-back'::text, 'put-back'::text, 'caught-up'::text])))
);
alter table disruption.affected_fact force row level security;
create policy owner on disruption.affected_fact to owner using (true);
create policy practice on disruption.affected_fact to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on disruption.affected_fact to anteroom_app;

create table disruption.disruption (
  practice_id uuid not null,
  id uuid not null,
  kind text not null,
  provider_id uuid,
  room_id uuid,
  location_id uuid,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  minutes integer,
  reason text not null default ''::text,
  exceptions uuid[] not null default '{}'::uuid[],
  closures uuid[] not null default '{}'::uuid[],
  block_id uuid,
  reported_at timestamp with time zone not null,
  reported_by uuid,
  reported_by_name text not null,
  ended_at timestamp with time zone,
  ended_by_name text,
  ended_how text,
  constraint disruption_pkey PRIMARY KEY (practice_id, id),
  constraint disruption_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint disruption_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint disruption_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id),
  constraint disruption_practice_id_room_id_fkey FOREIGN KEY (practice_id, room_id) REFERENCES practice.room(practice_id, id),
  constraint disruption_check CHECK ((ends_at > starts_at)),
  constraint disruption_check1 CHECK (((ended_at IS NULL) = (ended_how IS NULL))),
  constraint disruption_check2 CHECK (
CASE kind
    WHEN 'provider-away'::text THEN (provider_id IS NOT NULL)
    WHEN 'provider-late'::text THEN ((provider_id IS NOT NULL) AND (minutes IS NOT NULL))
    WHEN 'room-out'::text THEN (room_id IS NOT NULL)
    ELSE (location_id IS NOT NULL)
END),
  constraint disruption_ended_how_check CHECK ((ended_how = ANY (ARRAY['settled'::text, 'taken-back'::text, 'caught-up'::text, 'replaced'::text]))),
  constraint disruption_kind_check CHECK ((kind = ANY (ARRAY['provider-away'::text, 'provider-late'::text, 'room-out'::text, 'location-closed'::text]))),
  constraint disruption_minutes_check CHECK (((minutes >= 1) AND (minutes <= 600))),
  constraint disruption_reason_check CHECK ((length(reason) <= 120))
);
CREATE INDEX disruption_open ON disruption.disruption USING btree (practice_id, starts_at) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX disruption_late_once ON disruption.disruption USING btree (practice_id, provider_id) WHERE ((kind = 'provider-late'::text) AND (ended_at IS NULL));
alter table disruption.disruption force row level security;
create policy owner on disruption.disruption to owner using (true);
create policy practice on disruption.disruption to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on disruption.disruption to anteroom_app;

create table inbox.call_back (
  practice_id uuid not null,
  call_id uuid not null,
  missed_id uuid not null,
  at timestamp with time zone not null,
  constraint call_back_pkey PRIMARY KEY (practice_id, call_id),
  constraint call_back_practice_id_call_id_fkey FOREIGN KEY (practice_id, call_id) REFERENCES calls.call(practice_id, id),
  constraint call_back_practice_id_missed_id_fkey FOREIGN KEY (practice_id, missed_id) REFERENCES calls.call(practice_id, id)
);
CREATE INDEX call_back_by_missed ON inbox.call_back USING btree (practice_id, missed_id);
alter table inbox.call_back force row level security;
create policy owner on inbox.call_back to owner using (true);
create policy practice on inbox.call_back to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on inbox.call_back to anteroom_app;

create table inbox.claim (
  practice_id uuid not null,
  kind text not null,
  item_id uuid not null,
  staff_id uuid not null,
  session_id uuid,
  taken_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint inbox_claim_once PRIMARY KEY (practice_id, kind, item_id),
  constraint claim_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id),
  constraint claim_check CHECK ((expires_at > taken_at))
);
alter table inbox.claim force row level security;
create policy owner on inbox.claim to owner using (true);
create policy practice on inbox.claim to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on inbox.claim to anteroom_app;

create table inbox.let_go (
  practice_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  reason text not null,
  note text not null default ''::text,
  at timestamp with time zone not null,
  by_staff uuid,
  by_name text not null,
  ended_at timestamp with time zone,
  constraint let_go_pkey PRIMARY KEY (practice_id, id),
  constraint let_go_practice_id_call_id_fkey FOREIGN KEY (practice_id, call_id) REFERENCES calls.call(practice_id, id),
  constraint let_go_check CHECK (((reason <> 'other'::text) OR (note <> ''::text))),
  constraint let_go_note_check CHECK ((length(note) <= 500)),
  constraint let_go_reason_check CHECK ((reason = ANY (ARRAY['reached-otherwise'::text, 'left-word'::text, 'no-need'::text, 'unwanted-call'::text, 'other'::text])))
);
CREATE UNIQUE INDEX let_go_once ON inbox.let_go USING btree (practice_id, call_id) WHERE (ended_at IS NULL);
alter table inbox.let_go force row level security;
create policy owner on inbox.let_go to owner using (true);
create policy practice on inbox.let_go to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on inbox.let_go to anteroom_app;

create table inbox.snooze (
  practice_id uuid not null,
  id uuid not null,
  kind text not null,
  item_id uuid not null,
  since timestamp with time zone not null,
  until timestamp with time zone not null,
  reason text not null,
  note text not null default ''::text,
  at timestamp with time zone not null,
  by_staff uuid,
  by_name text not null,
  ended_at timestamp with time zone,
  constraint snooze_pkey PRIMARY KEY (practice_id, id),
  constraint snooze_check CHECK ((until > at)),
  constraint snooze_check1 CHECK (((reason <> 'other'::text) OR (note <> ''::text))),
  constraint snooze_note_check CHECK ((length(note) <= 500)),
  constraint snooze_reason_check CHECK ((reason = ANY (ARRAY['waiting-for-patient'::text, 'waiting-for-provider'::text, 'waiting-for-insurer'::text, 'waiting-for-office'::text, 'call-later'::text, 'other'::text])))
);
CREATE UNIQUE INDEX snooze_once ON inbox.snooze USING btree (practice_id, kind, item_id) WHERE (ended_at IS NULL);
alter table inbox.snooze force row level security;
create policy owner on inbox.snooze to owner using (true);
create policy practice on inbox.snooze to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on inbox.snooze to anteroom_app;

create table insurance.card_image (
  practice_id uuid not null,
  id uuid not null,
  coverage_id uuid not null,
  side text not null,
  media_type text not null,
  bytes bytea not null,
  taken_at timestamp with time zone not null,
  taken_by uuid,
  replaced_at timestamp with time zone,
  constraint card_image_pkey PRIMARY KEY (practice_id, id),
  constraint card_image_practice_id_coverage_id_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES insurance.coverage(practice_id, id),
  constraint card_image_practice_id_taken_by_fkey FOREIGN KEY (practice_id, taken_by) REFERENCES practice.staff(practice_id, id),
  constraint card_image_bytes_check CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 4194304))),
  constraint card_image_media_type_check CHECK ((media_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text]))),
  constraint card_image_side_check CHECK ((side = ANY (ARRAY['front'::text, 'back'::text])))
);
CREATE UNIQUE INDEX card_image_now ON insurance.card_image USING btree (practice_id, coverage_id, side) WHERE (replaced_at IS NULL);
alter table insurance.card_image force row level security;
create policy owner on insurance.card_image to owner using (true);
create policy practice on insurance.card_image to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on insurance.card_image to anteroom_app;

create table insurance.coverage (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  kind text not null default 'health'::text,
  payer_id uuid not null,
  plan_id uuid,
  place smallint,
  during daterange not null,
  member_id text not null default ''::text,
  group_number text not null default ''::text,
  group_name text not null default ''::text,
  relationship text not null default 'self'::text,
  subscriber_patient_id uuid,
  subscriber_family text not null default ''::text,
  subscriber_given text not null default ''::text,
  subscriber_middle text not null default ''::text,
  subscriber_suffix text not null default ''::text,
  subscriber_birth_date date,
  subscriber_sex text not null default 'unknown'::text,
  subscriber_line1 text not null default ''::text,
  subscriber_city text not null default ''::text,
  subscriber_state text not null default ''::text,
  subscriber_postal_code text not null default ''::text,
  case_number text not null default ''::text,
  injured_on date,
  accident_state text not null default ''::text,
  employer text not null default ''::text,
  adjuster text not null default ''::text,
  adjuster_phone text not null default ''::text,
  note text not null default ''::text,
  version integer not null default 1,
  added_at timestamp with time zone not null,
  added_by uuid,
  removed_at timestamp with time zone,
  constraint coverage_one_per_place EXCLUDE USING gist (practice_id WITH =, patient_id WITH =, place WITH =, during WITH &&) WHERE (((kind = 'health'::text) AND (removed_at IS NULL))),
  constraint coverage_pkey PRIMARY KEY (practice_id, id),
  constraint coverage_practice_id_added_by_fkey FOREIGN KEY (practice_id, added_by) REFERENCES practice.staff(practice_id, id),
  constraint coverage_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint coverage_practice_id_payer_id_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES insurance.payer(practice_id, id),
  constraint coverage_practice_id_payer_id_plan_id_fkey FOREIGN KEY (practice_id, payer_id, plan_id) REFERENCES insurance.plan(practice_id, payer_id, id),
  constraint coverage_practice_id_subscriber_patient_id_fkey FOREIGN KEY (practice_id, subscriber_patient_id) REFERENCES patients.patient(practice_id, id),
  constraint coverage_accident_state_check CHECK ((length(accident_state) <= 40)),
  constraint coverage_adjuster_check CHECK ((length(adjuster) <= 120)),
  constraint coverage_adjuster_phone_check CHECK ((length(adjuster_phone) <= 40)),
  constraint coverage_begins CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)))),
  constraint coverage_case CHECK (((kind <> 'health'::text) OR ((case_number = ''::text) AND (injured_on IS NULL) AND (accident_state = ''::text) AND (employer = ''::text) AND (adjuster = ''::text) AND (adjuster_phone = ''::text)))),
  constraint coverage_case_number_check CHECK ((length(case_number) <= 80)),
  constraint coverage_employer_check CHECK ((length(employer) <= 120)),
  constraint coverage_group_name_check CHECK ((length(group_name) <= 60)),
  constraint coverage_group_number_check CHECK ((length(group_number) <= 50)),
  constraint coverage_kind_check CHECK ((kind = ANY (ARRAY['health'::text, 'workers-comp'::text, 'auto'::text]))),
  constraint coverage_member_id_check CHECK ((length(member_id) <= 80)),
  constraint coverage_not_of_itself CHECK ((subscriber_patient_id <> patient_id)),
  constraint coverage_note_check CHECK ((length(note) <= 2000)),
  constraint coverage_place CHECK (((kind = 'health'::text) = (place IS NOT NULL))),
  constraint coverage_place_check CHECK (((place >= 1) AND (place <= 9))),
  constraint coverage_relationship_check CHECK ((relationship = ANY (ARRAY['self'::text, 'spouse'::text, 'child'::text, 'other'::text]))),
  constraint coverage_subscriber CHECK ((((relationship = 'self'::text) AND (subscriber_patient_id IS NULL) AND (subscriber_family = ''::text)) OR ((relationship <> 'self'::text) AND ((subscriber_patient_id IS NOT NULL) <> (subscriber_family <> ''::text))))),
  constraint coverage_subscriber_city_check CHECK ((length(subscriber_city) <= 80)),
  constraint coverage_subscriber_family_check CHECK ((length(subscriber_family) <= 200)),
  constraint coverage_subscriber_given_check CHECK ((length(subscriber_given) <= 200)),
  constraint coverage_subscriber_line1_check CHECK ((length(subscriber_line1) <= 120)),
  constraint coverage_subscriber_middle_check CHECK ((length(subscriber_middle) <= 200)),
  constraint coverage_subscriber_postal_code_check CHECK ((length(subscriber_postal_code) <= 20)),
  constraint coverage_subscriber_sex_check CHECK ((subscriber_sex = ANY (ARRAY['F'::text, 'M'::text, 'X'::text, 'unknown'::text]))),
  constraint coverage_subscriber_state_check CHECK ((length(subscriber_state) <= 40)),
  constraint coverage_subscriber_suffix_check CHECK ((length(subscriber_suffix) <= 40))
);
CREATE INDEX coverage_by_patient ON insurance.coverage USING btree (practice_id, patient_id);
CREATE INDEX coverage_by_payer ON insurance.coverage USING btree (practice_id, payer_id);
CREATE INDEX coverage_by_subscriber ON insurance.coverage USING btree (practice_id, subscriber_patient_id) WHERE (subscriber_patient_id IS NOT NULL);
alter table insurance.coverage force row level security;
create policy owner on insurance.coverage to owner using (true);
create policy practice on insurance.coverage to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on insurance.coverage to anteroom_app;

create table insurance.coverage_change (
  practice_id uuid not null,
  id uuid not null,
  coverage_id uuid not null,
  at timestamp with time zone not null,
  by uuid,
  why text not null default ''::text,
  before jsonb,
  after jsonb not null,
  constraint coverage_change_pkey PRIMARY KEY (practice_id, id),
  constraint coverage_change_practice_id_by_fkey FOREIGN KEY (practice_id, by) REFERENCES practice.staff(practice_id, id),
  constraint coverage_change_practice_id_coverage_id_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES insurance.coverage(practice_id, id),
  constraint coverage_change_why_check CHECK ((length(why) <= 200))
);
CREATE INDEX coverage_change_by_coverage ON insurance.coverage_change USING btree (practice_id, coverage_id);
alter table insurance.coverage_change force row level security;
create policy owner on insurance.coverage_change to owner using (true);
create policy practice on insurance.coverage_change to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on insurance.coverage_change to anteroom_app;

create table insurance.payer (
  practice_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null default 'commercial'::text,
  phone text not null default ''::text,
  portal text not null default ''::text,
  line1 text not null default ''::text,
  city text not null default ''::text,
  state text not null default ''::text,
  postal_code text not null default ''::text,
  timely_filing_days integer,
  referral_needed boolean not null default false,
  service_types text[] not null default '{30}'::text[],
  stale_days integer not null default 3,
  note text not null default ''::text,
  version integer not null default 1,
  retired_at timestamp with time zone,
  constraint payer_pkey PRIMARY KEY (practice_id, id),
  constraint payer_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint payer_city_check CHECK ((length(city) <= 80)),
  constraint payer_kind_check CHECK ((kind = ANY (ARRAY['commercial'::text, 'blue-cross'::text, 'medicare'::text, 'medicare-advantage'::text, 'medicaid'::text, 'tricare'::text, 'workers-comp'::text, 'auto'::text, 'other'::text]))),
  constraint payer_line1_check CHECK ((length(line1) <= 120)),
  constraint payer_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint payer_note_check CHECK ((length(note) <= 2000)),
  constraint payer_phone_check CHECK ((length(phone) <= 40)),
  constraint payer_portal_check CHECK ((length(portal) <= 300)),
  constraint payer_postal_code_check CHECK ((length(postal_code) <= 20)),
  constraint payer_service_types_check CHECK (((cardinality(service_types) >= 1) AND (cardinality(service_types) <= 20))),
  constraint payer_stale_days_check CHECK (((stale_days >= 0) AND (stale_days <= 60))),
  constraint payer_state_check CHECK ((length(state) <= 40)),
  constraint payer_timely_filing_days_check CHECK (((timely_filing_days >= 1) AND (timely_filing_days <= 1100)))
);
CREATE UNIQUE INDEX payer_by_name ON insurance.payer USING btree (practice_id, lower(name)) WHERE (retired_at IS NULL);
alter table insurance.payer force row level security;
create policy owner on insurance.payer to owner using (true);
create policy practice on insurance.payer to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on insurance.payer to anteroom_app;

create table insurance.payer_identifier (
  practice_id uuid not null,
  payer_id uuid not null,
  system text not null,
  value text collate "C" not null,
  constraint payer_identifier_once UNIQUE (practice_id, system, value),
  constraint payer_identifier_pkey PRIMARY KEY (practice_id, payer_id, system, value),
  constraint payer_identifier_practice_id_payer_id_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES insurance.payer(practice_id, id),
  constraint payer_identifier_system_check CHECK ((system = ANY (ARRAY['electronic'::text, 'naic'::text, 'cms'::text, 'own'::text]))),
  constraint payer_identifier_value_check CHECK ((value ~ '^[!-~]([ -~]{0,78}[!-~])?$'::text))
);
alter table insurance.payer_identifier force row level security;
create policy owner on insurance.payer_identifier to owner using (true);
create policy practice on insurance.payer_identifier to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select on insurance.payer_identifier to anteroom_app;

create table insurance.plan (
  practice_id uuid not null,
  id uuid not null,
  payer_id uuid not null,
  name text not null,
  kind text not null default 'other'::text,
  referral_needed boolean,
  retired_at timestamp with time zone,
  constraint plan_practice_id_payer_id_id_key UNIQUE (practice_id, payer_id, id),
  constraint plan_pkey PRIMARY KEY (practice_id, id),
  constraint plan_practice_id_payer_id_fkey FOREIGN KEY (practice_id, payer_id) REFERENCES insurance.payer(practice_id, id),
  constraint plan_kind_check CHECK ((kind = ANY (ARRAY['hmo'::text, 'ppo'::text, 'pos'::text, 'epo'::text, 'hdhp'::text, 'indemnity'::text, 'medicare-b'::text, 'medicare-advantage'::text, 'medicaid'::text, 'medigap'::text, 'other'::text]))),
  constraint plan_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);
CREATE UNIQUE INDEX plan_by_name ON insurance.plan USING btree (practice_id, payer_id, lower(name)) WHERE (retired_at IS NULL);
alter table insurance.plan force row level security;
create policy owner on insurance.plan to owner using (true);
create policy practice on insurance.plan to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on insurance.plan to anteroom_app;

create table insurance.self_pay (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  during daterange not null,
  why text not null default ''::text,
  said_at timestamp with time zone not null,
  said_to uuid,
  constraint self_pay_once EXCLUDE USING gist (practice_id WITH =, patient_id WITH =, during WITH &&),
  constraint self_pay_pkey PRIMARY KEY (practice_id, id),
  constraint self_pay_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint self_pay_practice_id_said_to_fkey FOREIGN KEY (practice_id, said_to) REFERENCES practice.staff(practice_id, id),
  constraint self_pay_during_check CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)))),
  constraint self_pay_why_check CHECK ((length(why) <= 200))
);
alter table insurance.self_pay force row level security;
create policy owner on insurance.self_pay to owner using (true);
create policy practice on insurance.self_pay to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on insurance.self_pay to anteroom_app;

create table insurance.visit_payment (
  practice_id uuid not null,
  appointment_id uuid not null,
  pays text not null,
  coverage_id uuid,
  set_at timestamp with time zone not null,
  set_by uuid,
  constraint visit_payment_pkey PRIMARY KEY (practice_id, appointment_id),
  constraint visit_payment_practice_id_appointment_id_fkey FOREIGN KEY (practice_id, appointment_id) REFERENCES schedule.appointment(practice_id, id),
  constraint visit_payment_practice_id_coverage_id_fkey FOREIGN KEY (practice_id, coverage_id) REFERENCES insurance.coverage(practice_id, id),
  constraint visit_payment_practice_id_set_by_fkey FOREIGN KEY (practice_id, set_by) REFERENCES practice.staff(practice_id, id),
  constraint visit_payment_case CHECK (((pays = 'case'::text) = (coverage_id IS NOT NULL))),
  constraint visit_payment_pays_check CHECK ((pays = ANY (ARRAY['case'::text, 'self'::text])))
);
alter table insurance.visit_payment force row level security;
create policy owner on insurance.visit_payment to owner using (true);
create policy practice on insurance.visit_payment to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on insurance.visit_payment to anteroom_app;

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

create table outreach.patient_message (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  purpose text not null,
  channel text not null,
  language text not null,
  address text not null default ''::text,
  subject text not null,
  body text not null,
  sealed_link bytea,
  state text not null,
  why text not null default ''::text,
  tries integer not null default 0,
  queued_at timestamp with time zone not null,
  next_at timestamp with time zone,
  not_after timestamp with time zone,
  claimed_at timestamp with time zone,
  sent_at timestamp with time zone,
  dealt_at timestamp with time zone,
  told_by uuid,
  told_by_name text not null,
  constraint patient_message_pkey PRIMARY KEY (practice_id, id),
  constraint patient_message_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint patient_message_address_check CHECK ((length(address) <= 254)),
  constraint patient_message_body_check CHECK (((length(body) >= 1) AND (length(body) <= 5000))),
  constraint patient_message_channel_check CHECK ((channel = ANY (ARRAY['e-mail'::text, 'text'::text, 'phone'::text, 'nobody'::text]))),
  constraint patient_message_check CHECK (((state = 'queued'::text) = (next_at IS NOT NULL))),
  constraint patient_message_check1 CHECK (((state = 'sent'::text) = (sent_at IS NOT NULL))),
  constraint patient_message_check2 CHECK (((state <> 'sending'::text) OR (claimed_at IS NOT NULL))),
  constraint patient_message_language_check CHECK ((language = ANY (ARRAY['en'::text, 'es'::text]))),
  constraint patient_message_purpose_check CHECK ((purpose ~ '^[a-z][a-z0-9-]{0,59}$'::text)),
  constraint patient_message_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'unknown'::text, 'by-hand'::text, 'withdrawn'::text]))),
  constraint patient_message_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 300))),
  constraint patient_message_why_check CHECK ((length(why) <= 300))
);
CREATE INDEX patient_message_by_patient ON outreach.patient_message USING btree (practice_id, patient_id, queued_at DESC);
CREATE INDEX patient_message_by_time ON outreach.patient_message USING btree (practice_id, queued_at DESC, id DESC);
CREATE INDEX patient_message_waiting ON outreach.patient_message USING btree (practice_id, state, next_at, claimed_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));
CREATE INDEX patient_message_work ON outreach.patient_message USING btree (practice_id, queued_at DESC) WHERE ((state = ANY (ARRAY['failed'::text, 'unknown'::text])) AND (dealt_at IS NULL));
alter table outreach.patient_message force row level security;
create policy owner on outreach.patient_message to owner using (true);
create policy practice on outreach.patient_message to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on outreach.patient_message to anteroom_app;

create table outreach.patient_message_fact (
  practice_id uuid not null,
  message_id uuid not null,
  seq integer not null,
  what text not null,
  at timestamp with time zone not null,
  why text not null default ''::text,
  by_staff uuid,
  by_name text not null,
  constraint patient_message_fact_pkey PRIMARY KEY (practice_id, message_id, seq),
  constraint patient_message_fact_practice_id_message_id_fkey FOREIGN KEY (practice_id, message_id) REFERENCES outreach.patient_message(practice_id, id),
  constraint patient_message_fact_what_check CHECK ((what = ANY (ARRAY['queued'::text, 'handed-over'::text, 'sent'::text, 'put-off'::text, 'failed'::text, 'unknown'::text, 'by-hand'::text, 'withdrawn'::text, 'again'::text, 'dealt-with'::text]))),
  constraint patient_message_fact_why_check CHECK ((length(why) <= 300))
);
alter table outreach.patient_message_fact force row level security;
create policy owner on outreach.patient_message_fact to owner using (true);
create policy practice on outreach.patient_message_fact to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on outreach.patient_message_fact to anteroom_app;

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

create table platform.event_waiting (
  practice_id uuid not null,
  event_id bigint not null,
  constraint event_waiting_pkey PRIMARY KEY (practice_id, event_id)
);
alter table platform.event_waiting force row level security;
create policy owner on platform.event_waiting to owner using (true);
create policy practice on platform.event_waiting to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on platform.event_waiting to anteroom_app;

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
  languages text[] not null default '{}'::text[],
  constraint provider_practice_id_npi_key UNIQUE (practice_id, npi),
  constraint provider_pkey PRIMARY KEY (practice_id, id),
  constraint provider_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint provider_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint provider_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id),
  constraint provider_family_check CHECK (((length(family) >= 1) AND (length(family) <= 120))),
  constraint provider_given_check CHECK (((length(given) >= 1) AND (length(given) <= 120))),
  constraint provider_languages_check CHECK ((cardinality(languages) <= 20)),
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
  mode text not null default 'in-person'::text,
  urgent boolean not null default false,
  overbooked_why text,
  bundle_id uuid,
  group_session_id uuid,
  seat smallint,
  constraint appointment_pkey PRIMARY KEY (practice_id, id),
  constraint appointment_practice_id_bundle_id_fkey FOREIGN KEY (practice_id, bundle_id) REFERENCES schedule.bundle(practice_id, id),
  constraint appointment_practice_id_group_session_id_fkey FOREIGN KEY (practice_id, group_session_id) REFERENCES schedule.group_session(practice_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint appointment_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint appointment_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint appointment_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id),
  constraint appointment_practice_id_room_id_fkey FOREIGN KEY (practice_id, room_id) REFERENCES practice.room(practice_id, id),
  constraint appointment_practice_id_visit_type_id_fkey FOREIGN KEY (practice_id, visit_type_id) REFERENCES schedule.visit_type(practice_id, id),
  constraint appointment_check CHECK ((ends_at > starts_at)),
  constraint appointment_check1 CHECK (((origin = 'import'::text) OR ((ends_at <= (starts_at + '12:00:00'::interval)) AND (visit_type_id IS NOT NULL) AND (provider_id IS NOT NULL) AND (location_id IS NOT NULL)))),
  constraint appointment_check2 CHECK (((visit_type_id IS NOT NULL) OR (title IS NOT NULL))),
  constraint appointment_check3 CHECK (((group_session_id IS NULL) = (seat IS NULL))),
  constraint appointment_mode_check CHECK ((mode = ANY (ARRAY['in-person'::text, 'video'::text, 'phone'::text]))),
  constraint appointment_origin_check CHECK ((origin = ANY (ARRAY['desk'::text, 'import'::text]))),
  constraint appointment_overbooked_why_check CHECK (((length(overbooked_why) >= 1) AND (length(overbooked_why) <= 300))),
  constraint appointment_seat_check CHECK ((seat >= 1)),
  constraint appointment_state_check CHECK ((state = ANY (ARRAY['booked'::text, 'confirmed'::text, 'arrived'::text, 'roomed'::text, 'checked-out'::text, 'cancelled'::text, 'no-show'::text])))
);
CREATE INDEX appointment_broken ON schedule.appointment USING btree (practice_id, starts_at) WHERE (state = ANY (ARRAY['cancelled'::text, 'no-show'::text]));
CREATE INDEX appointment_by_bundle ON schedule.appointment USING btree (practice_id, bundle_id, starts_at) WHERE (bundle_id IS NOT NULL);
CREATE INDEX appointment_by_patient ON schedule.appointment USING btree (practice_id, patient_id, starts_at);
CREATE INDEX appointment_by_provider ON schedule.appointment USING btree (practice_id, provider_id, starts_at);
CREATE INDEX appointment_by_start ON schedule.appointment USING btree (practice_id, starts_at);
CREATE INDEX appointment_done ON schedule.appointment USING btree (practice_id, visit_type_id, patient_id, starts_at DESC, id DESC) INCLUDE (zone, wall_start) WHERE (state = 'checked-out'::text);
CREATE INDEX appointment_live ON schedule.appointment USING btree (practice_id, patient_id, visit_type_id, starts_at, ends_at) WHERE (state = ANY (ARRAY['booked'::text, 'confirmed'::text, 'arrived'::text, 'roomed'::text]));
CREATE INDEX appointment_waiting ON schedule.appointment USING btree (practice_id, arrived_at) WHERE (state = ANY (ARRAY['arrived'::text, 'roomed'::text]));
CREATE UNIQUE INDEX appointment_seat ON schedule.appointment USING btree (practice_id, group_session_id, seat) WHERE ((group_session_id IS NOT NULL) AND (state <> ALL (ARRAY['cancelled'::text, 'no-show'::text])));
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
  overbooked_why text,
  cancel_by text,
  cancel_reason text,
  notice_minutes integer,
  mode_was text,
  constraint appointment_fact_pkey PRIMARY KEY (practice_id, appointment_id, seq),
  constraint appointment_fact_practice_id_appointment_id_fkey FOREIGN KEY (practice_id, appointment_id) REFERENCES schedule.appointment(practice_id, id),
  constraint appointment_fact_cancel_by_check CHECK ((cancel_by = ANY (ARRAY['patient'::text, 'practice'::text]))),
  constraint appointment_fact_check CHECK (((what = 'undone'::text) = (undoes IS NOT NULL))),
  constraint appointment_fact_mode_was_check CHECK ((mode_was = ANY (ARRAY['in-person'::text, 'video'::text, 'phone'::text]))),
  constraint appointment_fact_what_check CHECK ((what = ANY (ARRAY['booked'::text, 'moved'::text, 'confirmed'::text, 'arrived'::text, 'roomed'::text, 'checked-out'::text, 'cancelled'::text, 'no-show'::text, 'undone'::text])))
);
CREATE UNIQUE INDEX appointment_fact_undone_once ON schedule.appointment_fact USING btree (practice_id, appointment_id, undoes) WHERE (undoes IS NOT NULL);
alter table schedule.appointment_fact force row level security;
create policy owner on schedule.appointment_fact to owner using (true);
create policy practice on schedule.appointment_fact to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on schedule.appointment_fact to anteroom_app;

create table schedule.block (
  practice_id uuid not null,
  id uuid not null,
  room_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  reason text not null default ''::text,
  ended_at timestamp with time zone,
  constraint block_pkey PRIMARY KEY (practice_id, id),
  constraint block_practice_id_room_id_fkey FOREIGN KEY (practice_id, room_id) REFERENCES practice.room(practice_id, id),
  constraint block_check CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '367 days'::interval)))),
  constraint block_reason_check CHECK ((length(reason) <= 120))
);
CREATE INDEX block_by_room ON schedule.block USING btree (practice_id, room_id) WHERE (ended_at IS NULL);
alter table schedule.block force row level security;
create policy owner on schedule.block to owner using (true);
create policy practice on schedule.block to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on schedule.block to anteroom_app;

create table schedule.bundle (
  practice_id uuid not null,
  id uuid not null,
  kind text not null,
  rule text,
  made_at timestamp with time zone not null,
  made_by uuid,
  made_by_name text not null,
  constraint bundle_pkey PRIMARY KEY (practice_id, id),
  constraint bundle_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint bundle_kind_check CHECK ((kind = ANY (ARRAY['chain'::text, 'family'::text, 'series'::text]))),
  constraint bundle_rule_check CHECK ((length(rule) <= 300))
);
alter table schedule.bundle force row level security;
create policy owner on schedule.bundle to owner using (true);
create policy practice on schedule.bundle to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on schedule.bundle to anteroom_app;

create table schedule.calendar_feed (
  practice_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  token_hash bytea not null,
  level text not null,
  created_at timestamp with time zone not null,
  created_by uuid,
  created_by_name text not null,
  revoked_at timestamp with time zone,
  read_at timestamp with time zone,
  constraint calendar_feed_pkey PRIMARY KEY (practice_id, id),
  constraint calendar_feed_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id),
  constraint calendar_feed_level_check CHECK ((level = ANY (ARRAY['busy'::text, 'type'::text, 'initials'::text, 'full'::text]))),
  constraint calendar_feed_token_hash_check CHECK ((length(token_hash) = 32))
);
CREATE INDEX calendar_feed_by_provider ON schedule.calendar_feed USING btree (practice_id, provider_id);
CREATE INDEX calendar_feed_by_token ON schedule.calendar_feed USING btree (token_hash) WHERE (revoked_at IS NULL);
alter table schedule.calendar_feed force row level security;
create policy owner on schedule.calendar_feed to owner using (true);
create policy practice on schedule.calendar_feed to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on schedule.calendar_feed to anteroom_app;

create table schedule.cancel_reason (
  practice_id uuid not null,
  id uuid not null,
  place smallint not null,
  text text not null,
  by text not null,
  fee_free boolean not null default false,
  constraint cancel_reason_pkey PRIMARY KEY (practice_id, id),
  constraint cancel_reason_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint cancel_reason_by_check CHECK ((by = ANY (ARRAY['patient'::text, 'practice'::text]))),
  constraint cancel_reason_text_check CHECK (((length(text) >= 1) AND (length(text) <= 120)))
);
CREATE UNIQUE INDEX cancel_reason_once ON schedule.cancel_reason USING btree (practice_id, by, lower(text));
alter table schedule.cancel_reason force row level security;
create policy owner on schedule.cancel_reason to owner using (true);
create policy practice on schedule.cancel_reason to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on schedule.cancel_reason to anteroom_app;

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

create table schedule.fee (
  practice_id uuid not null,
  id uuid not null,
  appointment_id uuid not null,
  patient_id uuid not null,
  seq integer not null,
  kind text not null,
  cents integer not null,
  state text not null,
  made_at timestamp with time zone not null,
  waived_why text,
  waived_by_name text,
  constraint fee_pkey PRIMARY KEY (practice_id, id),
  constraint fee_practice_id_appointment_id_fkey FOREIGN KEY (practice_id, appointment_id) REFERENCES schedule.appointment(practice_id, id),
  constraint fee_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint fee_cents_check CHECK ((cents >= 0)),
  constraint fee_check CHECK (((state = 'waived'::text) = (waived_why IS NOT NULL))),
  constraint fee_kind_check CHECK ((kind = ANY (ARRAY['late-cancel'::text, 'no-show'::text]))),
  constraint fee_state_check CHECK ((state = ANY (ARRAY['due'::text, 'waived'::text, 'paid'::text, 'taken-back'::text])))
);
CREATE INDEX fee_by_patient ON schedule.fee USING btree (practice_id, patient_id);
CREATE UNIQUE INDEX fee_of_step ON schedule.fee USING btree (practice_id, appointment_id, seq);
alter table schedule.fee force row level security;
create policy owner on schedule.fee to owner using (true);
create policy practice on schedule.fee to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on schedule.fee to anteroom_app;

create table schedule.follow_up (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  after_appointment_id uuid,
  visit_type_id uuid not null,
  provider_id uuid,
  due_on date not null,
  window_from date not null,
  window_until date not null,
  note text not null default ''::text,
  state text not null,
  appointment_id uuid,
  closed_reason text,
  made_at timestamp with time zone not null,
  version integer not null default 1,
  constraint follow_up_pkey PRIMARY KEY (practice_id, id),
  constraint follow_up_practice_id_after_appointment_id_fkey FOREIGN KEY (practice_id, after_appointment_id) REFERENCES schedule.appointment(practice_id, id),
  constraint follow_up_practice_id_appointment_id_fkey FOREIGN KEY (practice_id, appointment_id) REFERENCES schedule.appointment(practice_id, id),
  constraint follow_up_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint follow_up_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id),
  constraint follow_up_practice_id_visit_type_id_fkey FOREIGN KEY (practice_id, visit_type_id) REFERENCES schedule.visit_type(practice_id, id),
  constraint follow_up_booked CHECK (((state = 'booked'::text) = (appointment_id IS NOT NULL))),
  constraint follow_up_check CHECK (((due_on >= window_from) AND (due_on <= window_until))),
  constraint follow_up_closed CHECK (((state = 'closed'::text) = (closed_reason IS NOT NULL))),
  constraint follow_up_closed_reason_check CHECK (((length(closed_reason) >= 1) AND (length(closed_reason) <= 300))),
  constraint follow_up_note_check CHECK ((length(note) <= 500)),
  constraint follow_up_state_check CHECK ((state = ANY (ARRAY['open'::text, 'booked'::text, 'closed'::text])))
);
CREATE INDEX follow_up_by_patient ON schedule.follow_up USING btree (practice_id, patient_id);
CREATE INDEX follow_up_by_visit ON schedule.follow_up USING btree (practice_id, appointment_id) WHERE (appointment_id IS NOT NULL);
CREATE INDEX follow_up_due ON schedule.follow_up USING btree (practice_id, due_on) WHERE (state = 'open'::text);
alter table schedule.follow_up force row level security;
create policy owner on schedule.follow_up to owner using (true);
create policy practice on schedule.follow_up to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on schedule.follow_up to anteroom_app;

create table schedule.follow_up_fact (
  practice_id uuid not null,
  follow_up_id uuid not null,
  seq integer not null,
  what text not null,
  reason text,
  appointment_id uuid,
  at timestamp with time zone not null,
  by_kind text not null,
  by_staff uuid,
  by_name text not null,
  constraint follow_up_fact_pkey PRIMARY KEY (practice_id, follow_up_id, seq),
  constraint follow_up_fact_practice_id_follow_up_id_fkey FOREIGN KEY (practice_id, follow_up_id) REFERENCES schedule.follow_up(practice_id, id),
  constraint follow_up_fact_what_check CHECK ((what = ANY (ARRAY['made'::text, 'booked'::text, 'closed'::text, 'opened'::text])))
);
alter table schedule.follow_up_fact force row level security;
create policy owner on schedule.follow_up_fact to owner using (true);
create policy practice on schedule.follow_up_fact to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on schedule.follow_up_fact to anteroom_app;

create table schedule.group_session (
  practice_id uuid not null,
  id uuid not null default gen_random_uuid(),
  visit_type_id uuid not null,
  provider_id uuid not null,
  room_id uuid,
  location_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  seats smallint not null,
  closed_at timestamp with time zone,
  constraint group_session_pkey PRIMARY KEY (practice_id, id),
  constraint group_session_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint group_session_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id),
  constraint group_session_practice_id_room_id_fkey FOREIGN KEY (practice_id, room_id) REFERENCES practice.room(practice_id, id),
  constraint group_session_practice_id_visit_type_id_fkey FOREIGN KEY (practice_id, visit_type_id) REFERENCES schedule.visit_type(practice_id, id),
  constraint group_session_check CHECK ((ends_at > starts_at)),
  constraint group_session_seats_check CHECK (((seats >= 2) AND (seats <= 200)))
);
CREATE INDEX group_session_by_start ON schedule.group_session USING btree (practice_id, starts_at) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX group_session_open ON schedule.group_session USING btree (practice_id, provider_id, starts_at, ends_at, visit_type_id) WHERE (closed_at IS NULL);
alter table schedule.group_session force row level security;
create policy owner on schedule.group_session to owner using (true);
create policy practice on schedule.group_session to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on schedule.group_session to anteroom_app;

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
  group_session_id uuid,
  seat smallint,
  constraint hold_pkey PRIMARY KEY (practice_id, id),
  constraint hold_practice_id_group_session_id_fkey FOREIGN KEY (practice_id, group_session_id) REFERENCES schedule.group_session(practice_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint hold_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint hold_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id),
  constraint hold_practice_id_room_id_fkey FOREIGN KEY (practice_id, room_id) REFERENCES practice.room(practice_id, id),
  constraint hold_practice_id_visit_type_id_fkey FOREIGN KEY (practice_id, visit_type_id) REFERENCES schedule.visit_type(practice_id, id),
  constraint hold_check CHECK ((ends_at > starts_at)),
  constraint hold_check1 CHECK (((group_session_id IS NULL) = (seat IS NULL))),
  constraint hold_seat_check CHECK ((seat >= 1))
);
CREATE INDEX hold_by_start ON schedule.hold USING btree (practice_id, starts_at);
CREATE UNIQUE INDEX hold_seat ON schedule.hold USING btree (practice_id, group_session_id, seat) WHERE (group_session_id IS NOT NULL);
alter table schedule.hold force row level security;
create policy owner on schedule.hold to owner using (true);
create policy practice on schedule.hold to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on schedule.hold to anteroom_app;

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
CREATE UNIQUE INDEX holiday_rule_by_name ON schedule.holiday_rule USING btree (practice_id, location_id, lower(name)) NULLS NOT DISTINCT;
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
  constraint hours_exception_check1 CHECK ((((from_time IS NULL) = (to_time IS NULL)) AND ((from_time IS NULL) OR (from_time <> to_time)))),
  constraint hours_exception_check2 CHECK (((kind = 'away'::text) OR (from_time IS NOT NULL))),
  constraint hours_exception_check3 CHECK (((kind <> 'open'::text) OR (location_id IS NOT NULL))),
  constraint hours_exception_kind_check CHECK ((kind = ANY (ARRAY['away'::text, 'open'::text, 'meeting'::text]))),
  constraint hours_exception_weekdays_check CHECK (((weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]) AND (cardinality(weekdays) > 0)))
);
CREATE INDEX hours_exception_by_provider ON schedule.hours_exception USING btree (practice_id, provider_id, until_date);
alter table schedule.hours_exception force row level security;
create policy owner on schedule.hours_exception to owner using (true);
create policy practice on schedule.hours_exception to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on schedule.hours_exception to anteroom_app;

create table schedule.kept_outside (
  practice_id uuid not null,
  provider_id uuid not null,
  location_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  at timestamp with time zone not null,
  by_name text not null,
  constraint kept_outside_pkey PRIMARY KEY (practice_id, provider_id, location_id, starts_at, ends_at),
  constraint kept_outside_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint kept_outside_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id)
);
alter table schedule.kept_outside force row level security;
create policy owner on schedule.kept_outside to owner using (true);
create policy practice on schedule.kept_outside to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on schedule.kept_outside to anteroom_app;

create table schedule.missed_policy (
  practice_id uuid not null,
  active boolean not null,
  late_hours integer not null,
  late_cents integer not null,
  no_show_cents integer not null,
  first_free boolean not null,
  constraint missed_policy_pkey PRIMARY KEY (practice_id),
  constraint missed_policy_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint missed_policy_late_cents_check CHECK (((late_cents >= 0) AND (late_cents <= 10000000))),
  constraint missed_policy_late_hours_check CHECK (((late_hours >= 0) AND (late_hours <= 720))),
  constraint missed_policy_no_show_cents_check CHECK (((no_show_cents >= 0) AND (no_show_cents <= 10000000)))
);
alter table schedule.missed_policy force row level security;
create policy owner on schedule.missed_policy to owner using (true);
create policy practice on schedule.missed_policy to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on schedule.missed_policy to anteroom_app;

create table schedule.no_show_risk (
  practice_id uuid not null,
  appointment_id uuid not null,
  risk real not null,
  marked boolean not null,
  reasons jsonb not null,
  constraint no_show_risk_pkey PRIMARY KEY (practice_id, appointment_id),
  constraint no_show_risk_practice_id_appointment_id_fkey FOREIGN KEY (practice_id, appointment_id) REFERENCES schedule.appointment(practice_id, id),
  constraint no_show_risk_risk_check CHECK (((risk >= (0)::double precision) AND (risk <= (1)::double precision)))
);
alter table schedule.no_show_risk force row level security;
create policy owner on schedule.no_show_risk to owner using (true);
create policy practice on schedule.no_show_risk to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on schedule.no_show_risk to anteroom_app;

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
  lane smallint not null default 0,
  group_session_id uuid,
  block_id uuid,
  constraint occupation_no_overlap EXCLUDE USING gist (practice_id WITH =, resource_id WITH =, lane WITH =, during WITH &&) WHERE (live),
  constraint occupation_pkey PRIMARY KEY (practice_id, id),
  constraint occupation_practice_id_appointment_id_fkey FOREIGN KEY (practice_id, appointment_id) REFERENCES schedule.appointment(practice_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint occupation_practice_id_block_id_fkey FOREIGN KEY (practice_id, block_id) REFERENCES schedule.block(practice_id, id),
  constraint occupation_practice_id_group_session_id_fkey FOREIGN KEY (practice_id, group_session_id) REFERENCES schedule.group_session(practice_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint occupation_practice_id_hold_id_fkey FOREIGN KEY (practice_id, hold_id) REFERENCES schedule.hold(practice_id, id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint occupation_check CHECK (((NOT isempty(during)) AND ((upper(during) - lower(during)) <=
CASE resource_kind
    WHEN 'room'::text THEN '20:00:00'::interval
    ELSE '12:00:00'::interval
END))),
  constraint occupation_expires CHECK (
CASE
    WHEN (hold_id IS NOT NULL) THEN (expires_at IS NOT NULL)
    ELSE ((expires_at IS NULL) OR (group_session_id IS NOT NULL))
END),
  constraint occupation_lane_check CHECK (((lane >= 0) AND (lane <= 9))),
  constraint occupation_of_one CHECK ((num_nonnulls(block_id, appointment_id, hold_id, group_session_id) = 1)),
  constraint occupation_resource_kind_check CHECK ((resource_kind = ANY (ARRAY['provider'::text, 'room'::text, 'device'::text])))
);
CREATE INDEX occupation_by_appointment ON schedule.occupation USING btree (practice_id, appointment_id) WHERE (appointment_id IS NOT NULL);
CREATE INDEX occupation_by_block ON schedule.occupation USING btree (practice_id, block_id) WHERE (block_id IS NOT NULL);
CREATE INDEX occupation_by_group ON schedule.occupation USING btree (practice_id, group_session_id) WHERE (group_session_id IS NOT NULL);
CREATE INDEX occupation_by_hold ON schedule.occupation USING btree (practice_id, hold_id) WHERE (hold_id IS NOT NULL);
CREATE INDEX occupation_by_resource ON schedule.occupation USING btree (practice_id, resource_id, starts_at) INCLUDE (ends_at, expires_at, during) WHERE live;
CREATE INDEX occupation_over ON schedule.occupation USING btree (practice_id, resource_id, starts_at) WHERE (live AND (lane > 0));
alter table schedule.occupation force row level security;
create policy owner on schedule.occupation to owner using (true);
create policy practice on schedule.occupation to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on schedule.occupation to anteroom_app;

create table schedule.pin (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  appointment_id uuid,
  visit_type_id uuid not null,
  provider_id uuid,
  minutes integer,
  keeps_time boolean not null default false,
  note text not null default ''::text,
  pinned_at timestamp with time zone not null,
  pinned_by uuid,
  pinned_by_name text not null,
  constraint pin_pkey PRIMARY KEY (practice_id, id),
  constraint pin_practice_id_appointment_id_fkey FOREIGN KEY (practice_id, appointment_id) REFERENCES schedule.appointment(practice_id, id),
  constraint pin_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint pin_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id),
  constraint pin_practice_id_visit_type_id_fkey FOREIGN KEY (practice_id, visit_type_id) REFERENCES schedule.visit_type(practice_id, id),
  constraint pin_check CHECK (((NOT keeps_time) OR (appointment_id IS NOT NULL))),
  constraint pin_minutes_check CHECK (((minutes >= 1) AND (minutes <= 720))),
  constraint pin_note_check CHECK ((length(note) <= 2000))
);
CREATE UNIQUE INDEX pin_of_visit ON schedule.pin USING btree (practice_id, appointment_id) WHERE (appointment_id IS NOT NULL);
alter table schedule.pin force row level security;
create policy owner on schedule.pin to owner using (true);
create policy practice on schedule.pin to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on schedule.pin to anteroom_app;

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

create table schedule.risk_model (
  practice_id uuid not null,
  fitted_at timestamp with time zone not null,
  wanted boolean not null default true,
  useful boolean not null,
  why_not text,
  visits integer not null,
  missed integer not null,
  coefficients jsonb not null,
  evaluation jsonb,
  constraint risk_model_pkey PRIMARY KEY (practice_id),
  constraint risk_model_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint risk_model_check CHECK ((useful = (why_not IS NULL))),
  constraint risk_model_why_not_check CHECK ((why_not = ANY (ARRAY['too-few'::text, 'too-few-missed'::text, 'weak'::text, 'badly-calibrated'::text])))
);
alter table schedule.risk_model force row level security;
create policy owner on schedule.risk_model to owner using (true);
create policy practice on schedule.risk_model to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on schedule.risk_model to anteroom_app;

create table schedule.view_filter (
  practice_id uuid not null,
  staff_id uuid not null,
  filter jsonb not null,
  changed_at timestamp with time zone not null,
  constraint view_filter_pkey PRIMARY KEY (practice_id, staff_id),
  constraint view_filter_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id),
  constraint view_filter_filter_check CHECK ((jsonb_typeof(filter) = 'object'::text))
);
alter table schedule.view_filter force row level security;
create policy owner on schedule.view_filter to owner using (true);
create policy practice on schedule.view_filter to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on schedule.view_filter to anteroom_app;

create table schedule.view_set (
  practice_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  name text not null,
  shared boolean not null default false,
  filter jsonb not null,
  changed_at timestamp with time zone not null,
  constraint view_set_pkey PRIMARY KEY (practice_id, id),
  constraint view_set_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id),
  constraint view_set_filter_check CHECK ((jsonb_typeof(filter) = 'object'::text)),
  constraint view_set_name_check CHECK (((length(name) >= 1) AND (length(name) <= 40)))
);
CREATE UNIQUE INDEX view_set_by_name ON schedule.view_set USING btree (practice_id, staff_id, lower(name));
alter table schedule.view_set force row level security;
create policy owner on schedule.view_set to owner using (true);
create policy practice on schedule.view_set to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on schedule.view_set to anteroom_app;

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
CREATE UNIQUE INDEX visit_limit_once ON schedule.visit_limit USING btree (practice_id, visit_type_id, provider_id, per) NULLS NOT DISTINCT;
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
  constraint weekly_template_no_overlap EXCLUDE USING gist (practice_id WITH =, provider_id WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&, schedule.cycle_minutes((every_weeks)::integer, (week)::integer, (weekday)::integer, from_time, to_time) WITH &&),
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

create table telephony.call_event (
  practice_id uuid not null,
  id uuid not null,
  system_id uuid not null,
  external_id text not null,
  content_key bytea not null,
  what text not null,
  at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  from_text text,
  from_name text,
  to_text text,
  extension text,
  spoken boolean not null default false,
  constraint call_event_once UNIQUE (practice_id, system_id, content_key),
  constraint call_event_pkey PRIMARY KEY (practice_id, id),
  constraint call_event_practice_id_system_id_fkey FOREIGN KEY (practice_id, system_id) REFERENCES telephony.phone_system(practice_id, id),
  constraint call_event_external_id_check CHECK (((length(external_id) >= 1) AND (length(external_id) <= 255))),
  constraint call_event_what_check CHECK ((what = ANY (ARRAY['ringing'::text, 'answered'::text, 'ended'::text, 'missed'::text])))
);
CREATE INDEX call_event_by_receipt ON telephony.call_event USING btree (practice_id, received_at);
CREATE INDEX call_event_of_call ON telephony.call_event USING btree (practice_id, system_id, external_id);
alter table telephony.call_event force row level security;
create policy owner on telephony.call_event to owner using (true);
create policy practice on telephony.call_event to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select on telephony.call_event to anteroom_app;

create table telephony.event_keeping (
  practice_id uuid not null,
  days integer not null,
  constraint event_keeping_pkey PRIMARY KEY (practice_id),
  constraint event_keeping_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint event_keeping_days_check CHECK (((days >= 2) AND (days <= 3650)))
);
alter table telephony.event_keeping force row level security;
create policy owner on telephony.event_keeping to owner using (true);
create policy practice on telephony.event_keeping to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on telephony.event_keeping to anteroom_app;

create table telephony.extension (
  practice_id uuid not null,
  id uuid not null,
  number text collate "C" not null,
  staff_id uuid not null,
  constraint extension_number_once UNIQUE (practice_id, number),
  constraint extension_pkey PRIMARY KEY (practice_id, id),
  constraint extension_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint extension_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id),
  constraint extension_number_check CHECK ((number ~ '^[A-Za-z0-9._+-]{1,40}$'::text))
);
alter table telephony.extension force row level security;
create policy owner on telephony.extension to owner using (true);
create policy practice on telephony.extension to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on telephony.extension to anteroom_app;

create table telephony.line (
  practice_id uuid not null,
  id uuid not null,
  number text not null,
  dialled text collate "C" not null,
  name text not null,
  constraint line_number_once UNIQUE (practice_id, dialled),
  constraint line_pkey PRIMARY KEY (practice_id, id),
  constraint line_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint line_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint line_number_check CHECK (((length(number) >= 1) AND (length(number) <= 60)))
);
alter table telephony.line force row level security;
create policy owner on telephony.line to owner using (true);
create policy practice on telephony.line to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on telephony.line to anteroom_app;

create table telephony.phone_system (
  practice_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  host text,
  port integer,
  secure boolean not null default false,
  account text,
  application text,
  public_address text,
  secret bytea,
  active boolean not null default true,
  state text not null default 'waiting'::text,
  state_since timestamp with time zone not null,
  fault text,
  last_event_at timestamp with time zone,
  revision integer not null default 0,
  removed_at timestamp with time zone,
  constraint phone_system_pkey PRIMARY KEY (practice_id, id),
  constraint phone_system_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint phone_system_kind_check CHECK ((kind = ANY (ARRAY['kamailio'::text, 'asterisk'::text, 'freeswitch'::text, 'twilio'::text, 'telnyx'::text, 'signed-json'::text]))),
  constraint phone_system_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  constraint phone_system_port_check CHECK (((port >= 1) AND (port <= 65535))),
  constraint phone_system_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'connected'::text, 'cut'::text])))
);
CREATE INDEX phone_system_by_id ON telephony.phone_system USING btree (id);
CREATE UNIQUE INDEX phone_system_name_once ON telephony.phone_system USING btree (practice_id, lower(name)) WHERE (removed_at IS NULL);
alter table telephony.phone_system force row level security;
create policy owner on telephony.phone_system to owner using (true);
create policy practice on telephony.phone_system to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on telephony.phone_system to anteroom_app;

create table telephony.softphone (
  practice_id uuid not null,
  ws_url text not null,
  domain text not null,
  secret bytea not null,
  stun_urls text[] not null default '{}'::text[],
  turn_urls text[] not null default '{}'::text[],
  turn_secret bytea,
  active boolean not null default true,
  constraint softphone_pkey PRIMARY KEY (practice_id),
  constraint softphone_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint softphone_check CHECK (((turn_urls = '{}'::text[]) OR (turn_secret IS NOT NULL))),
  constraint softphone_domain_check CHECK (((length(domain) >= 1) AND (length(domain) <= 200))),
  constraint softphone_ws_url_check CHECK (((ws_url ~ '^wss?://'::text) AND (length(ws_url) <= 300)))
);
alter table telephony.softphone force row level security;
create policy owner on telephony.softphone to owner using (true);
create policy practice on telephony.softphone to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on telephony.softphone to anteroom_app;

create table voicemail.mailbox (
  practice_id uuid not null,
  id uuid not null,
  name text not null,
  host text not null,
  port integer not null,
  secure boolean not null,
  user_name text not null,
  sealed_password bytea not null,
  folder text not null default 'INBOX'::text,
  uid_validity bigint,
  last_uid bigint not null default 0,
  checked_at timestamp with time zone,
  failing_since timestamp with time zone,
  fault text,
  ended_at timestamp with time zone,
  constraint mailbox_pkey PRIMARY KEY (practice_id, id),
  constraint mailbox_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint mailbox_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint mailbox_port_check CHECK (((port >= 1) AND (port <= 65535)))
);
alter table voicemail.mailbox force row level security;
create policy owner on voicemail.mailbox to owner using (true);
create policy practice on voicemail.mailbox to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on voicemail.mailbox to anteroom_app;

create table voicemail.setting (
  practice_id uuid not null,
  keep_days integer not null default 90,
  record_calls boolean not null default false,
  consent_line text not null default ''::text,
  constraint setting_pkey PRIMARY KEY (practice_id),
  constraint setting_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint recording_needs_consent CHECK (((NOT record_calls) OR (length(btrim(consent_line)) >= 10))),
  constraint setting_keep_days_check CHECK (((keep_days >= 7) AND (keep_days <= 3650)))
);
alter table voicemail.setting force row level security;
create policy owner on voicemail.setting to owner using (true);
create policy practice on voicemail.setting to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on voicemail.setting to anteroom_app;

create table voicemail.sound (
  practice_id uuid not null,
  id uuid not null,
  media text not null,
  sound bytea not null,
  constraint sound_pkey PRIMARY KEY (practice_id, id),
  constraint sound_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint sound_media_check CHECK ((media = ANY (ARRAY['audio/wav'::text, 'audio/mpeg'::text, 'audio/ogg'::text, 'audio/mp4'::text]))),
  constraint sound_sound_check CHECK (((octet_length(sound) >= 1) AND (octet_length(sound) <= 12582912)))
);
alter table voicemail.sound force row level security;
create policy owner on voicemail.sound to owner using (true);
create policy practice on voicemail.sound to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select on voicemail.sound to anteroom_app;

create table voicemail.step (
  practice_id uuid not null,
  voicemail_id uuid not null,
  id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  by uuid,
  how text,
  text text,
  constraint step_pkey PRIMARY KEY (practice_id, voicemail_id, id),
  constraint step_practice_id_by_fkey FOREIGN KEY (practice_id, by) REFERENCES practice.staff(practice_id, id),
  constraint step_practice_id_voicemail_id_fkey FOREIGN KEY (practice_id, voicemail_id) REFERENCES voicemail.voicemail(practice_id, id),
  constraint step_check CHECK (((kind = 'settled'::text) = (how IS NOT NULL))),
  constraint step_how_check CHECK ((how = ANY (ARRAY['called-back'::text, 'message-left'::text, 'visit-booked'::text, 'nothing-to-do'::text]))),
  constraint step_kind_check CHECK ((kind = ANY (ARRAY['arrived'::text, 'heard'::text, 'linked'::text, 'settled'::text, 'reopened'::text, 'erased'::text]))),
  constraint step_text_check CHECK ((length(text) <= 2000))
);
CREATE UNIQUE INDEX step_heard_once ON voicemail.step USING btree (practice_id, voicemail_id, by) WHERE (kind = 'heard'::text);
alter table voicemail.step force row level security;
create policy owner on voicemail.step to owner using (true);
create policy practice on voicemail.step to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on voicemail.step to anteroom_app;

create table voicemail.voicemail (
  practice_id uuid not null,
  id uuid not null,
  kind text not null,
  external_id text,
  mailbox_id uuid,
  received_at timestamp with time zone not null,
  line text,
  number text collate "C",
  number_text text,
  seconds integer,
  sound_id uuid,
  call_id uuid,
  patient_id uuid,
  settled_at timestamp with time zone,
  constraint voicemail_once UNIQUE (practice_id, external_id),
  constraint voicemail_pkey PRIMARY KEY (practice_id, id),
  constraint voicemail_practice_id_call_id_fkey FOREIGN KEY (practice_id, call_id) REFERENCES calls.call(practice_id, id),
  constraint voicemail_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint voicemail_practice_id_mailbox_id_fkey FOREIGN KEY (practice_id, mailbox_id) REFERENCES voicemail.mailbox(practice_id, id),
  constraint voicemail_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint voicemail_practice_id_sound_id_fkey FOREIGN KEY (practice_id, sound_id) REFERENCES voicemail.sound(practice_id, id) ON DELETE SET NULL (sound_id),
  constraint voicemail_check CHECK (((kind = 'voicemail'::text) OR (call_id IS NOT NULL))),
  constraint voicemail_kind_check CHECK ((kind = ANY (ARRAY['voicemail'::text, 'recording'::text]))),
  constraint voicemail_number_check CHECK ((number ~ '^\+[1-9][0-9]{5,14}$'::text)),
  constraint voicemail_seconds_check CHECK ((seconds >= 0))
);
CREATE INDEX voicemail_by_call ON voicemail.voicemail USING btree (practice_id, call_id) WHERE (call_id IS NOT NULL);
CREATE INDEX voicemail_by_patient ON voicemail.voicemail USING btree (practice_id, patient_id) WHERE (patient_id IS NOT NULL);
CREATE INDEX voicemail_by_sound ON voicemail.voicemail USING btree (practice_id, sound_id) WHERE (sound_id IS NOT NULL);
CREATE INDEX voicemail_open ON voicemail.voicemail USING btree (practice_id, received_at, id) WHERE ((kind = 'voicemail'::text) AND (settled_at IS NULL));
CREATE INDEX voicemail_settled ON voicemail.voicemail USING btree (practice_id, settled_at DESC) WHERE (settled_at IS NOT NULL);
alter table voicemail.voicemail force row level security;
create policy owner on voicemail.voicemail to owner using (true);
create policy practice on voicemail.voicemail to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on voicemail.voicemail to anteroom_app;

create table waitlist.freed_time (
  practice_id uuid not null,
  id uuid not null,
  provider_id uuid not null,
  location_id uuid not null,
  zone text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  why text not null,
  source_appointment uuid,
  source_seq integer,
  found_at timestamp with time zone not null,
  state text not null,
  runs boolean not null,
  manner text not null,
  look_at timestamp with time zone,
  candidates integer not null default 0,
  settled_at timestamp with time zone,
  constraint freed_time_pkey PRIMARY KEY (practice_id, id),
  constraint freed_time_practice_id_location_id_fkey FOREIGN KEY (practice_id, location_id) REFERENCES practice.location(practice_id, id),
  constraint freed_time_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id),
  constraint freed_time_practice_id_source_appointment_fkey FOREIGN KEY (practice_id, source_appointment) REFERENCES schedule.appointment(practice_id, id),
  constraint freed_time_check CHECK ((ends_at > starts_at)),
  constraint freed_time_check1 CHECK (((state = 'open'::text) = (settled_at IS NULL))),
  constraint freed_time_manner_check CHECK ((manner = ANY (ARRAY['one-after-another'::text, 'at-once'::text]))),
  constraint freed_time_state_check CHECK ((state = ANY (ARRAY['open'::text, 'taken'::text, 'gone'::text, 'passed'::text, 'kept-free'::text]))),
  constraint freed_time_why_check CHECK ((why = ANY (ARRAY['cancelled'::text, 'moved'::text, 'no-show'::text, 'left-over'::text, 'by-hand'::text])))
);
CREATE INDEX freed_time_open ON waitlist.freed_time USING btree (practice_id, starts_at) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX freed_time_of_step ON waitlist.freed_time USING btree (practice_id, source_appointment, source_seq) WHERE (source_appointment IS NOT NULL);
CREATE UNIQUE INDEX freed_time_once ON waitlist.freed_time USING btree (practice_id, provider_id, starts_at, ends_at) WHERE (state = 'open'::text);
alter table waitlist.freed_time force row level security;
create policy owner on waitlist.freed_time to owner using (true);
create policy practice on waitlist.freed_time to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on waitlist.freed_time to anteroom_app;

create table waitlist.offer (
  practice_id uuid not null,
  id uuid not null,
  freed_id uuid not null,
  wish_id uuid not null,
  patient_id uuid not null,
  visit_type_id uuid not null,
  provider_id uuid not null,
  location_id uuid not null,
  zone text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  reasons text[] not null,
  how text not null,
  language text not null,
  state text not null,
  why text not null default ''::text,
  token_hash bytea,
  message_id uuid,
  task_id uuid,
  hold_id uuid,
  offered_at timestamp with time zone not null,
  offered_by_name text not null,
  expires_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  answered_by text,
  constraint offer_pkey PRIMARY KEY (practice_id, id),
  constraint offer_practice_id_freed_id_fkey FOREIGN KEY (practice_id, freed_id) REFERENCES waitlist.freed_time(practice_id, id),
  constraint offer_practice_id_message_id_fkey FOREIGN KEY (practice_id, message_id) REFERENCES outreach.patient_message(practice_id, id),
  constraint offer_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint offer_practice_id_task_id_fkey FOREIGN KEY (practice_id, task_id) REFERENCES calls.message(practice_id, id),
  constraint offer_practice_id_wish_id_fkey FOREIGN KEY (practice_id, wish_id) REFERENCES waitlist.wish(practice_id, id),
  constraint offer_answered_by_check CHECK ((answered_by = ANY (ARRAY['link'::text, 'desk'::text]))),
  constraint offer_check CHECK (((state = ANY (ARRAY['yes'::text, 'no'::text])) = (answered_at IS NOT NULL))),
  constraint offer_how_check CHECK ((how = ANY (ARRAY['e-mail'::text, 'text'::text, 'phone'::text, 'nobody'::text]))),
  constraint offer_language_check CHECK ((language = ANY (ARRAY['en'::text, 'es'::text]))),
  constraint offer_state_check CHECK ((state = ANY (ARRAY['open'::text, 'yes'::text, 'no'::text, 'ended'::text, 'gone'::text, 'withdrawn'::text, 'skipped'::text]))),
  constraint offer_why_check CHECK ((length(why) <= 120))
);
CREATE INDEX offer_by_freed ON waitlist.offer USING btree (practice_id, freed_id, offered_at);
CREATE INDEX offer_by_patient ON waitlist.offer USING btree (practice_id, patient_id);
CREATE INDEX offer_by_token ON waitlist.offer USING btree (token_hash) WHERE (token_hash IS NOT NULL);
CREATE INDEX offer_ending ON waitlist.offer USING btree (practice_id, expires_at) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX offer_one_open ON waitlist.offer USING btree (practice_id, wish_id) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX offer_one_yes ON waitlist.offer USING btree (practice_id, freed_id) WHERE (state = 'yes'::text);
alter table waitlist.offer force row level security;
create policy owner on waitlist.offer to owner using (true);
create policy practice on waitlist.offer to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on waitlist.offer to anteroom_app;

create table waitlist.setting (
  practice_id uuid not null,
  mode text not null,
  manner text not null,
  minutes_each integer not null,
  at_once integer not null,
  from_time time without time zone not null,
  to_time time without time zone not null,
  tasks_to uuid,
  constraint setting_pkey PRIMARY KEY (practice_id),
  constraint setting_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint setting_practice_id_tasks_to_fkey FOREIGN KEY (practice_id, tasks_to) REFERENCES practice.staff(practice_id, id),
  constraint setting_at_once_check CHECK (((at_once >= 2) AND (at_once <= 20))),
  constraint setting_check CHECK ((from_time < to_time)),
  constraint setting_manner_check CHECK ((manner = ANY (ARRAY['one-after-another'::text, 'at-once'::text]))),
  constraint setting_minutes_each_check CHECK (((minutes_each >= 5) AND (minutes_each <= 110))),
  constraint setting_mode_check CHECK ((mode = ANY (ARRAY['off'::text, 'propose'::text, 'by-itself'::text])))
);
alter table waitlist.setting force row level security;
create policy owner on waitlist.setting to owner using (true);
create policy practice on waitlist.setting to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on waitlist.setting to anteroom_app;

create table waitlist.wish (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  appointment_id uuid,
  visit_type_id uuid not null,
  providers uuid[],
  pools uuid[],
  locations uuid[],
  weekdays smallint[],
  part text not null default 'any'::text,
  from_time time without time zone,
  to_time time without time zone,
  first_day date,
  last_day date,
  notice_minutes integer not null,
  urgency text not null,
  until date,
  note text not null default ''::text,
  state text not null,
  version integer not null default 1,
  entered_at timestamp with time zone not null,
  entered_by uuid,
  entered_by_name text not null,
  closed_at timestamp with time zone,
  closed_why text not null default ''::text,
  constraint wish_pkey PRIMARY KEY (practice_id, id),
  constraint wish_practice_id_appointment_id_fkey FOREIGN KEY (practice_id, appointment_id) REFERENCES schedule.appointment(practice_id, id),
  constraint wish_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint wish_practice_id_visit_type_id_fkey FOREIGN KEY (practice_id, visit_type_id) REFERENCES schedule.visit_type(practice_id, id),
  constraint wish_check CHECK (((state = 'open'::text) = (closed_at IS NULL))),
  constraint wish_check1 CHECK (((last_day IS NULL) OR (first_day IS NULL) OR (last_day >= first_day))),
  constraint wish_check2 CHECK (((from_time IS NULL) OR (to_time IS NULL) OR (from_time < to_time))),
  constraint wish_closed_why_check CHECK ((length(closed_why) <= 300)),
  constraint wish_locations_check CHECK ((cardinality(locations) > 0)),
  constraint wish_note_check CHECK ((length(note) <= 1000)),
  constraint wish_notice_minutes_check CHECK (((notice_minutes >= 0) AND (notice_minutes <= 43200))),
  constraint wish_part_check CHECK ((part = ANY (ARRAY['any'::text, 'am'::text, 'pm'::text, 'evening'::text]))),
  constraint wish_pools_check CHECK ((cardinality(pools) > 0)),
  constraint wish_providers_check CHECK ((cardinality(providers) > 0)),
  constraint wish_state_check CHECK ((state = ANY (ARRAY['open'::text, 'fulfilled'::text, 'withdrawn'::text, 'ended'::text]))),
  constraint wish_urgency_check CHECK ((urgency = ANY (ARRAY['normal'::text, 'soon'::text, 'urgent'::text]))),
  constraint wish_weekdays_check CHECK (((weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]) AND (cardinality(weekdays) > 0)))
);
CREATE INDEX wish_by_patient ON waitlist.wish USING btree (practice_id, patient_id);
CREATE INDEX wish_open ON waitlist.wish USING btree (practice_id, visit_type_id, entered_at) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX wish_of_visit ON waitlist.wish USING btree (practice_id, appointment_id) WHERE ((state = 'open'::text) AND (appointment_id IS NOT NULL));
alter table waitlist.wish force row level security;
create policy owner on waitlist.wish to owner using (true);
create policy practice on waitlist.wish to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on waitlist.wish to anteroom_app;

create table worklists.claim (
  practice_id uuid not null,
  list text not null,
  item_id uuid not null,
  staff_id uuid not null,
  taken_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint claim_once PRIMARY KEY (practice_id, list, item_id),
  constraint claim_practice_id_staff_id_fkey FOREIGN KEY (practice_id, staff_id) REFERENCES practice.staff(practice_id, id),
  constraint claim_check CHECK ((expires_at > taken_at)),
  constraint claim_list_check CHECK ((list = ANY (ARRAY['confirm'::text, 'recall'::text, 'rebook'::text, 'orders'::text, 'requests'::text])))
);
CREATE INDEX claim_by_staff ON worklists.claim USING btree (practice_id, staff_id);
alter table worklists.claim force row level security;
create policy owner on worklists.claim to owner using (true);
create policy practice on worklists.claim to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on worklists.claim to anteroom_app;

create table worklists.confirm_link (
  practice_id uuid not null,
  id uuid not null,
  appointment_id uuid not null,
  token_hash bytea not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  answer text,
  answered_at timestamp with time zone,
  constraint confirm_link_pkey PRIMARY KEY (practice_id, id),
  constraint confirm_link_practice_id_appointment_id_fkey FOREIGN KEY (practice_id, appointment_id) REFERENCES schedule.appointment(practice_id, id),
  constraint confirm_link_answer_check CHECK ((answer = ANY (ARRAY['come'::text, 'move'::text]))),
  constraint confirm_link_check CHECK (((answer IS NULL) = (answered_at IS NULL)))
);
CREATE INDEX confirm_link_by_token ON worklists.confirm_link USING btree (token_hash);
CREATE INDEX confirm_link_by_visit ON worklists.confirm_link USING btree (practice_id, appointment_id);
alter table worklists.confirm_link force row level security;
create policy owner on worklists.confirm_link to owner using (true);
create policy practice on worklists.confirm_link to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on worklists.confirm_link to anteroom_app;

create table worklists.item_fact (
  practice_id uuid not null,
  list text not null,
  item_id uuid not null,
  seq integer not null,
  what text not null,
  channel text,
  result text,
  note text not null default ''::text,
  next_at timestamp with time zone,
  at timestamp with time zone not null,
  by_kind text not null,
  by_staff uuid,
  by_name text not null,
  constraint item_fact_pkey PRIMARY KEY (practice_id, list, item_id, seq),
  constraint item_fact_practice_id_list_item_id_fkey FOREIGN KEY (practice_id, list, item_id) REFERENCES worklists.work_item(practice_id, list, id),
  constraint item_fact_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'text'::text, 'e-mail'::text, 'letter'::text, 'portal'::text, 'in-person'::text]))),
  constraint item_fact_note_check CHECK ((length(note) <= 2000)),
  constraint item_fact_what_check CHECK ((what = ANY (ARRAY['attempt'::text, 'asked'::text, 'letter'::text, 'answered'::text, 'put-off'::text, 'closed'::text, 'reopened'::text, 'added'::text, 'changed'::text, 'booked'::text, 'proposed'::text, 'accepted'::text, 'declined'::text])))
);
alter table worklists.item_fact force row level security;
create policy owner on worklists.item_fact to owner using (true);
create policy practice on worklists.item_fact to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select on worklists.item_fact to anteroom_app;

create table worklists.recall_letter (
  practice_id uuid not null,
  language text not null,
  body text not null,
  letter text not null default 'recall'::text,
  constraint recall_letter_pkey PRIMARY KEY (practice_id, letter, language),
  constraint recall_letter_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint recall_letter_body_check CHECK (((length(body) >= 1) AND (length(body) <= 4000))),
  constraint recall_letter_language_check CHECK ((language = ANY (ARRAY['en'::text, 'es'::text]))),
  constraint recall_letter_letter_check CHECK ((letter = ANY (ARRAY['recall'::text, 'call-back'::text])))
);
alter table worklists.recall_letter force row level security;
create policy owner on worklists.recall_letter to owner using (true);
create policy practice on worklists.recall_letter to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant delete, insert, select, update on worklists.recall_letter to anteroom_app;

create table worklists.recall_rule (
  practice_id uuid not null,
  id uuid not null,
  name text not null,
  after_type_id uuid not null,
  recall_type_id uuid not null,
  months smallint not null,
  lead_days smallint not null default 30,
  age_from smallint,
  age_to smallint,
  retired_at timestamp with time zone,
  constraint recall_rule_pkey PRIMARY KEY (practice_id, id),
  constraint recall_rule_practice_id_after_type_id_fkey FOREIGN KEY (practice_id, after_type_id) REFERENCES schedule.visit_type(practice_id, id),
  constraint recall_rule_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint recall_rule_practice_id_recall_type_id_fkey FOREIGN KEY (practice_id, recall_type_id) REFERENCES schedule.visit_type(practice_id, id),
  constraint recall_rule_age_from_check CHECK (((age_from >= 0) AND (age_from <= 130))),
  constraint recall_rule_age_to_check CHECK (((age_to >= 0) AND (age_to <= 130))),
  constraint recall_rule_check CHECK ((age_to >= age_from)),
  constraint recall_rule_lead_days_check CHECK (((lead_days >= 0) AND (lead_days <= 365))),
  constraint recall_rule_months_check CHECK (((months >= 1) AND (months <= 120))),
  constraint recall_rule_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);
CREATE UNIQUE INDEX recall_rule_by_name ON worklists.recall_rule USING btree (practice_id, lower(name)) WHERE (retired_at IS NULL);
alter table worklists.recall_rule force row level security;
create policy owner on worklists.recall_rule to owner using (true);
create policy practice on worklists.recall_rule to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on worklists.recall_rule to anteroom_app;

create table worklists.recall_stop (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  reason text not null default ''::text,
  stopped_at timestamp with time zone not null,
  stopped_by uuid,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint recall_stop_pkey PRIMARY KEY (practice_id, id),
  constraint recall_stop_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint recall_stop_reason_check CHECK ((length(reason) <= 300))
);
CREATE UNIQUE INDEX recall_stop_once ON worklists.recall_stop USING btree (practice_id, patient_id) WHERE (ended_at IS NULL);
alter table worklists.recall_stop force row level security;
create policy owner on worklists.recall_stop to owner using (true);
create policy practice on worklists.recall_stop to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on worklists.recall_stop to anteroom_app;

create table worklists.settings (
  practice_id uuid not null,
  tries smallint not null default 3,
  over_days smallint not null default 14,
  letter_days smallint not null default 14,
  review_months smallint not null default 6,
  retry_hours smallint not null default 3,
  confirm_days smallint not null default 1,
  rebook_days smallint not null default 180,
  order_days smallint not null default 60,
  claim_minutes smallint not null default 10,
  constraint settings_pkey PRIMARY KEY (practice_id),
  constraint settings_practice_id_fkey FOREIGN KEY (practice_id) REFERENCES practice.practice(practice_id),
  constraint settings_claim_minutes_check CHECK (((claim_minutes >= 1) AND (claim_minutes <= 120))),
  constraint settings_confirm_days_check CHECK (((confirm_days >= 1) AND (confirm_days <= 10))),
  constraint settings_letter_days_check CHECK (((letter_days >= 1) AND (letter_days <= 180))),
  constraint settings_order_days_check CHECK (((order_days >= 0) AND (order_days <= 365))),
  constraint settings_over_days_check CHECK (((over_days >= 1) AND (over_days <= 180))),
  constraint settings_rebook_days_check CHECK (((rebook_days >= 7) AND (rebook_days <= 730))),
  constraint settings_retry_hours_check CHECK (((retry_hours >= 1) AND (retry_hours <= 72))),
  constraint settings_review_months_check CHECK (((review_months >= 1) AND (review_months <= 60))),
  constraint settings_tries_check CHECK (((tries >= 1) AND (tries <= 9)))
);
alter table worklists.settings force row level security;
create policy owner on worklists.settings to owner using (true);
create policy practice on worklists.settings to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on worklists.settings to anteroom_app;

create table worklists.visit_order (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  kind text not null,
  title text not null,
  visit_type_id uuid not null,
  provider_id uuid,
  ordered_by uuid,
  ordered_at timestamp with time zone not null,
  priority text not null,
  earliest date not null,
  latest date not null,
  preparation text not null default ''::text,
  authorisation text not null,
  authorised_until date,
  authorisation_number text not null default ''::text,
  note text not null default ''::text,
  appointment_id uuid,
  version integer not null default 1,
  constraint visit_order_one_visit UNIQUE (practice_id, appointment_id),
  constraint visit_order_pkey PRIMARY KEY (practice_id, id),
  constraint visit_order_practice_id_appointment_id_fkey FOREIGN KEY (practice_id, appointment_id) REFERENCES schedule.appointment(practice_id, id),
  constraint visit_order_practice_id_ordered_by_fkey FOREIGN KEY (practice_id, ordered_by) REFERENCES practice.provider(practice_id, id),
  constraint visit_order_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint visit_order_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id),
  constraint visit_order_practice_id_visit_type_id_fkey FOREIGN KEY (practice_id, visit_type_id) REFERENCES schedule.visit_type(practice_id, id),
  constraint visit_order_authorisation_check CHECK ((authorisation = ANY (ARRAY['not-needed'::text, 'requested'::text, 'granted'::text, 'denied'::text]))),
  constraint visit_order_authorisation_number_check CHECK ((length(authorisation_number) <= 60)),
  constraint visit_order_check CHECK ((latest >= earliest)),
  constraint visit_order_check1 CHECK (((authorised_until IS NULL) OR (authorisation = 'granted'::text))),
  constraint visit_order_kind_check CHECK ((kind = ANY (ARRAY['test'::text, 'referral'::text, 'procedure'::text]))),
  constraint visit_order_note_check CHECK ((length(note) <= 2000)),
  constraint visit_order_preparation_check CHECK ((length(preparation) <= 2000)),
  constraint visit_order_priority_check CHECK ((priority = ANY (ARRAY['routine'::text, 'urgent'::text, 'stat'::text]))),
  constraint visit_order_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);
CREATE INDEX visit_order_by_patient ON worklists.visit_order USING btree (practice_id, patient_id, visit_type_id);
alter table worklists.visit_order force row level security;
create policy owner on worklists.visit_order to owner using (true);
create policy practice on worklists.visit_order to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on worklists.visit_order to anteroom_app;

create table worklists.visit_request (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  visit_type_id uuid not null,
  provider_id uuid,
  source text not null,
  wished jsonb not null default '[]'::jsonb,
  text text not null default ''::text,
  asked_at timestamp with time zone not null,
  state text not null,
  proposed jsonb not null default '[]'::jsonb,
  declined_reason text,
  appointment_id uuid,
  version integer not null default 1,
  constraint visit_request_one_visit UNIQUE (practice_id, appointment_id),
  constraint visit_request_pkey PRIMARY KEY (practice_id, id),
  constraint visit_request_practice_id_appointment_id_fkey FOREIGN KEY (practice_id, appointment_id) REFERENCES schedule.appointment(practice_id, id),
  constraint visit_request_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint visit_request_practice_id_provider_id_fkey FOREIGN KEY (practice_id, provider_id) REFERENCES practice.provider(practice_id, id),
  constraint visit_request_practice_id_visit_type_id_fkey FOREIGN KEY (practice_id, visit_type_id) REFERENCES schedule.visit_type(practice_id, id),
  constraint visit_request_check CHECK (((state = 'accepted'::text) = (appointment_id IS NOT NULL))),
  constraint visit_request_check1 CHECK (((state = 'declined'::text) = (declined_reason IS NOT NULL))),
  constraint visit_request_check2 CHECK (((state <> 'proposed'::text) OR (jsonb_array_length(proposed) > 0))),
  constraint visit_request_declined_reason_check CHECK (((length(declined_reason) >= 1) AND (length(declined_reason) <= 500))),
  constraint visit_request_proposed_check CHECK (((jsonb_typeof(proposed) = 'array'::text) AND (jsonb_array_length(proposed) <= 6))),
  constraint visit_request_source_check CHECK ((source = ANY (ARRAY['portal'::text, 'api'::text, 'phone'::text]))),
  constraint visit_request_state_check CHECK ((state = ANY (ARRAY['open'::text, 'proposed'::text, 'accepted'::text, 'declined'::text]))),
  constraint visit_request_text_check CHECK ((length(text) <= 2000)),
  constraint visit_request_wished_check CHECK (((jsonb_typeof(wished) = 'array'::text) AND (jsonb_array_length(wished) <= 6)))
);
CREATE INDEX visit_request_by_patient ON worklists.visit_request USING btree (practice_id, patient_id, visit_type_id);
CREATE INDEX visit_request_open ON worklists.visit_request USING btree (practice_id, asked_at) WHERE (state = ANY (ARRAY['open'::text, 'proposed'::text]));
alter table worklists.visit_request force row level security;
create policy owner on worklists.visit_request to owner using (true);
create policy practice on worklists.visit_request to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on worklists.visit_request to anteroom_app;

create table worklists.work_item (
  practice_id uuid not null,
  list text not null,
  id uuid not null,
  patient_id uuid not null,
  state text not null,
  next_at timestamp with time zone,
  mark text,
  tries smallint not null default 0,
  letters smallint not null default 0,
  last_at timestamp with time zone not null,
  last_by_name text not null,
  last_what text not null,
  closed_reason text,
  version integer not null default 1,
  constraint work_item_pkey PRIMARY KEY (practice_id, list, id),
  constraint work_item_practice_id_patient_id_fkey FOREIGN KEY (practice_id, patient_id) REFERENCES patients.patient(practice_id, id),
  constraint work_item_check CHECK (((state = 'closed'::text) OR (next_at IS NOT NULL))),
  constraint work_item_check1 CHECK (((state = 'closed'::text) = (closed_reason IS NOT NULL))),
  constraint work_item_list_check CHECK ((list = ANY (ARRAY['confirm'::text, 'recall'::text, 'rebook'::text, 'orders'::text, 'requests'::text]))),
  constraint work_item_mark_check CHECK ((mark = ANY (ARRAY['asked'::text, 'wants-to-move'::text]))),
  constraint work_item_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text])))
);
CREATE INDEX work_item_by_patient ON worklists.work_item USING btree (practice_id, patient_id);
alter table worklists.work_item force row level security;
create policy owner on worklists.work_item to owner using (true);
create policy practice on worklists.work_item to anteroom_app using ((practice_id = (current_setting('anteroom.practice'::text))::uuid));
grant insert, select, update on worklists.work_item to anteroom_app;

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
CREATE OR REPLACE FUNCTION arrivals.arrival_link_of(wanted bytea)
 RETURNS TABLE(practice_id uuid, id uuid, appointment_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select l.practice_id, l.id, l.appointment_id from arrivals.arrival_link l where l.token_hash = wanted $function$
;
CREATE OR REPLACE FUNCTION arrivals.begin_kiosk_try(wanted uuid, try_id uuid, origin bytea, now timestamp with time zone, OUT wait integer, OUT rested boolean)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
  missed int;
  last_try timestamptz;
  resting timestamptz;
begin
  wait := 0;
  rested := false;
  select k.resting_until into resting from arrivals.kiosk k where k.practice_id = here and k.id = wanted for update;
  if resting > now then
    wait := ceil(extract(epoch from resting - now));
    return;
  end if;
  select count(*), max(t.at) into missed, last_try from arrivals.kiosk_try t
   where t.practice_id = here and t.kiosk_id = wanted and t.origin_hash = origin and t.at > now - interval '15 minutes';
  if missed >= 5 then
    wait := greatest(0, ceil(extract(epoch from last_try - now)) + least(900, 30 * power(2, least(missed - 5, 10)))::int);
    rested := missed = 5 and wait > 0;
  end if;
  if wait <= 0 then
    select count(*) into missed from arrivals.kiosk_try t
     where t.practice_id = here and t.kiosk_id = wanted and t.at > now - interval '15 minutes';
    if missed >= 30 then
      update arrivals.kiosk k set resting_until = now + interval '15 minutes' where k.practice_id = here and k.id = wanted;
      wait := 900;
      rested := true;
    end if;
  end if;
  if wait > 0 then
    return;
  end if;
  wait := 0;
  insert into arrivals.kiosk_try (practice_id, id, kiosk_id, origin_hash, at) values (here, try_id, wanted, origin, now);
end $function$
;
CREATE OR REPLACE FUNCTION arrivals.kiosk_of(wanted bytea)
 RETURNS TABLE(practice_id uuid, id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select k.practice_id, k.id, k.name from arrivals.kiosk k where k.token_hash = wanted and k.revoked_at is null $function$
;
CREATE OR REPLACE FUNCTION calls.call_again()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  day_start timestamptz;
  day_end timestamptz;
begin
  new.again := false;
  if new.number is null or new.direction <> 'in' then return new; end if;
  perform pg_advisory_xact_lock(hashtextextended(new.practice_id || ' in ' || new.number, 0));
  select date_trunc('day', new.ringing_at at time zone p.zone) at time zone p.zone,
         (date_trunc('day', new.ringing_at at time zone p.zone) + interval '1 day') at time zone p.zone
    into day_start, day_end
    from practice.practice p where p.practice_id = new.practice_id;
  new.again := exists (
    select from calls.call c
     where c.practice_id = new.practice_id and c.number = new.number and c.direction = 'in' and c.id <> new.id
       and c.ringing_at >= day_start and c.ringing_at < day_end
       and (new.external_id is null or c.external_id is distinct from new.external_id));
  return new;
end $function$
;
CREATE OR REPLACE FUNCTION calls.give_way(told text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  here constant uuid := current_setting('anteroom.practice')::uuid;
  bare uuid;
begin
  select c.id into bare from calls.call c where c.practice_id = here and c.external_id = told for update;
  if bare is null then
    return true;
  end if;
  begin
    delete from calls.call c
     where c.practice_id = here and c.id = bare and c.revision = 0 and c.closed_by is null and c.patient_id is null;
    return found;
  exception when foreign_key_violation then
    return false;
  end;
end $function$
;
CREATE OR REPLACE FUNCTION calls.keep_settled()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  hour timestamptz := coalesce(nullif(current_setting('anteroom.now', true), '')::timestamptz, now());
  same calls.call := new;
  made constant text[] := array['quarter', 'waited_ms', 'talked_ms', 'finishing_ms'];
begin
  if hour < old.closed_at + interval '24 hours' then
    return new;
  end if;
  if coalesce(current_setting('anteroom.carries', true), '') = 'calls' then
    same.patient_id := old.patient_id;
  end if;
  -- Columns that the database makes itself are not made yet here.
  if to_jsonb(same) - made is distinct from to_jsonb(old) - made then
    raise exception 'the call is settled' using errcode = 'check_violation', constraint = 'call_settled';
  end if;
  return new;
end $function$
;
CREATE OR REPLACE FUNCTION calls.message_waits_for(left_by uuid, answered_at timestamp with time zone, claimed_by uuid, to_staff uuid, to_pool uuid, to_role uuid, also_staff uuid, also_pool uuid, also_role uuid, people uuid[], pools uuid[], roles uuid[])
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((answered_at IS NOT NULL) AND (left_by IS NOT NULL)) THEN (left_by = ANY (people)) ELSE (COALESCE((claimed_by = ANY (people)), false) OR COALESCE((to_staff = ANY (people)), false) OR COALESCE((also_staff = ANY (people)), false) OR COALESCE((to_pool = ANY (pools)), false) OR COALESCE((also_pool = ANY (pools)), false) OR COALESCE((to_role = ANY (roles)), false) OR COALESCE((also_role = ANY (roles)), false)) END
;
CREATE OR REPLACE FUNCTION calls.tie_message()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into calls.call_link (practice_id, call_id, noun, thing, deed, at, by)
  values (new.practice_id, new.call_id, 'message', new.id, 'left', new.left_at, new.left_by)
  on conflict do nothing;
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION inbox.from_call_back(at timestamp with time zone, me uuid)
 RETURNS TABLE(item uuid, patient_id uuid, who text, what text, number text, since timestamp with time zone, due_at timestamp with time zone, urgency integer, to_kind text, to_id uuid, facts jsonb, near integer)
 LANGUAGE sql
 STABLE
AS $function$ select w.item, w.patient_id, w.who, w.what, w.number, w.since, w.due_at, w.urgency, w.to_kind, w.to_id, w.facts, w.near from inbox.waiting_messages(at, me, true) w $function$
;
CREATE OR REPLACE FUNCTION inbox.from_message(at timestamp with time zone, me uuid)
 RETURNS TABLE(item uuid, patient_id uuid, who text, what text, number text, since timestamp with time zone, due_at timestamp with time zone, urgency integer, to_kind text, to_id uuid, facts jsonb, near integer)
 LANGUAGE sql
 STABLE
AS $function$ select w.item, w.patient_id, w.who, w.what, w.number, w.since, w.due_at, w.urgency, w.to_kind, w.to_id, w.facts, w.near from inbox.waiting_messages(at, me, false) w $function$
;
CREATE OR REPLACE FUNCTION inbox.from_missed(at timestamp with time zone, me uuid)
 RETURNS TABLE(item uuid, patient_id uuid, who text, what text, number text, since timestamp with time zone, due_at timestamp with time zone, urgency integer, to_kind text, to_id uuid, facts jsonb, near integer)
 LANGUAGE sql
 STABLE
AS $function$
  with open as materialized (
    select c.id, c.number, c.number_text, c.patient_id, c.line, c.ringing_at, coalesce(c.number, c.id::text) as party
      from calls.call c
     where c.practice_id = current_setting('anteroom.practice')::uuid and c.outcome = 'abandoned' and c.ringing_at > at - interval '30 days'
       and not exists (select from inbox.let_go g where g.practice_id = c.practice_id and g.call_id = c.id and g.ended_at is null)
       and not exists (
         select from calls.call d
          where d.practice_id = c.practice_id and d.number = c.number and (d.ringing_at, d.id) > (c.ringing_at, c.id) and d.taken_at is not null
            and coalesce(d.outcome, 'answered') not in ('no-answer', 'abandoned'))
  ),
  party as (
    select (array_agg(o.id order by o.ringing_at, o.id))[1] as id, max(o.number) as number, max(o.number_text) as number_text,
           (array_agg(o.patient_id) filter (where o.patient_id is not null))[1] as patient_id, max(o.line) as line, min(o.ringing_at) as first_at,
           max(o.ringing_at) as last_at, count(*) as times
      from open o group by o.party
  )
  select p.id, coalesce(p.patient_id, one.patient_id), '', '', coalesce(p.number, p.number_text), p.last_at, p.first_at + interval '30 minutes', 2, 'desk', null::uuid,
         jsonb_strip_nulls(jsonb_build_object('line', p.line, 'times', p.times, 'firstAt', p.first_at, 'sharedBy', nullif(one.n, 1), 'tries', nullif(tried.n, 0))), null::int
    from party p
    left join lateral (
      select case when count(distinct r.id) = 1 then (array_agg(r.id))[1] end as patient_id, nullif(count(distinct r.id), 0) as n
        from patients.phone h
        join patients.patient r on r.practice_id = h.practice_id and r.id = h.patient_id and r.merged_into is null
       where h.practice_id = current_setting('anteroom.practice')::uuid and h.e164 = p.number
    ) one on p.patient_id is null and p.number is not null
    left join lateral (
      select count(*) as n from calls.call d
       where d.practice_id = current_setting('anteroom.practice')::uuid and d.number = p.number and d.direction = 'out' and d.ringing_at > p.first_at
    ) tried on p.number is not null
$function$
;
CREATE OR REPLACE FUNCTION inbox.from_offer(at timestamp with time zone, me uuid)
 RETURNS TABLE(item uuid, patient_id uuid, who text, what text, number text, since timestamp with time zone, due_at timestamp with time zone, urgency integer, to_kind text, to_id uuid, facts jsonb, near integer)
 LANGUAGE sql
 STABLE
AS $function$
  select o.id, o.patient_id, '', t.name, m.number, o.offered_at, o.expires_at, 1, case when m.id is null then 'desk' else 'person' end, m.to_staff,
         jsonb_build_object('time', o.freed_id, 'wish', o.wish_id, 'startsAt', o.starts_at, 'zone', o.zone,
           'provider', concat_ws(', ', concat_ws(' ', nullif(v.given, ''), v.family), nullif(v.credential, ''))), null::int
    from waitlist.offer o
    left join calls.message m on m.practice_id = o.practice_id and m.id = o.task_id
    left join schedule.visit_type t on t.practice_id = o.practice_id and t.id = o.visit_type_id
    left join practice.provider v on v.practice_id = o.practice_id and v.id = o.provider_id
   where o.practice_id = current_setting('anteroom.practice')::uuid and o.state = 'open' and o.how = 'phone'
$function$
;
CREATE OR REPLACE FUNCTION inbox.from_order(at timestamp with time zone, me uuid)
 RETURNS TABLE(item uuid, patient_id uuid, who text, what text, number text, since timestamp with time zone, due_at timestamp with time zone, urgency integer, to_kind text, to_id uuid, facts jsonb, near integer)
 LANGUAGE sql
 STABLE
AS $function$
  select o.id, o.patient_id, '', o.title, null, o.ordered_at, (o.latest + 1)::timestamp at time zone h.zone,
         case o.priority when 'stat' then 1 when 'urgent' then 2 else 3 end, 'desk', null::uuid,
         jsonb_strip_nulls(jsonb_build_object('priority', o.priority, 'sort', o.kind, 'latest', o.latest, 'tries', nullif(w.tries::int, 0))), null::int
    from practice.practice h
    cross join worklists.rules() r
    join worklists.visit_order o on o.practice_id = h.practice_id
    join patients.patient p on p.practice_id = o.practice_id and p.id = o.patient_id and p.deceased_on is null
    left join worklists.work_item w on w.practice_id = o.practice_id and w.list = 'orders' and w.id = o.id
   where h.practice_id = current_setting('anteroom.practice')::uuid
     and (w.state is null or w.state = 'open' or w.next_at <= at)
     and coalesce(w.next_at, (o.earliest - r.order_days::int)::timestamp at time zone h.zone) <= at
     and not exists (
       select from schedule.appointment a
        where a.practice_id = o.practice_id and a.id = o.appointment_id and a.state not in ('cancelled', 'no-show'))
$function$
;
CREATE OR REPLACE FUNCTION inbox.from_request(at timestamp with time zone, me uuid)
 RETURNS TABLE(item uuid, patient_id uuid, who text, what text, number text, since timestamp with time zone, due_at timestamp with time zone, urgency integer, to_kind text, to_id uuid, facts jsonb, near integer)
 LANGUAGE sql
 STABLE
AS $function$
  select q.id, q.patient_id, '', concat_ws(': ', t.name, nullif(q.text, '')), null, q.asked_at, q.asked_at + interval '1 day', 3, 'desk', null::uuid,
         jsonb_strip_nulls(jsonb_build_object('source', q.source, 'tries', nullif(w.tries::int, 0))), null::int
    from worklists.visit_request q
    left join worklists.work_item w on w.practice_id = q.practice_id and w.list = 'requests' and w.id = q.id
    left join schedule.visit_type t on t.practice_id = q.practice_id and t.id = q.visit_type_id
   where q.practice_id = current_setting('anteroom.practice')::uuid and q.state in ('open', 'proposed')
     and (w.state is null or w.state = 'open' or w.next_at <= at) and coalesce(w.next_at <= at, true)
$function$
;
CREATE OR REPLACE FUNCTION inbox.from_ringing(at timestamp with time zone, me uuid)
 RETURNS TABLE(item uuid, patient_id uuid, who text, what text, number text, since timestamp with time zone, due_at timestamp with time zone, urgency integer, to_kind text, to_id uuid, facts jsonb, near integer)
 LANGUAGE sql
 STABLE
AS $function$
  select c.id, coalesce(c.patient_id, one.patient_id), '', '', coalesce(c.number, c.number_text), c.ringing_at, c.ringing_at, 1, 'desk', null::uuid,
         jsonb_strip_nulls(jsonb_build_object('line', c.line, 'sharedBy', nullif(one.n, 1))), null::int
    from calls.call c
    left join lateral (
      select case when count(distinct p.id) = 1 then (array_agg(p.id))[1] end as patient_id, nullif(count(distinct p.id), 0) as n
        from patients.phone h
        join patients.patient p on p.practice_id = h.practice_id and p.id = h.patient_id and p.merged_into is null
       where h.practice_id = c.practice_id and h.e164 = c.number
    ) one on c.patient_id is null and c.number is not null
   where c.practice_id = current_setting('anteroom.practice')::uuid and c.closed_at is null and c.taken_at is null and c.direction = 'in'
$function$
;
CREATE OR REPLACE FUNCTION inbox.from_undelivered(at timestamp with time zone, me uuid)
 RETURNS TABLE(item uuid, patient_id uuid, who text, what text, number text, since timestamp with time zone, due_at timestamp with time zone, urgency integer, to_kind text, to_id uuid, facts jsonb, near integer)
 LANGUAGE sql
 STABLE
AS $function$
  select m.id, m.patient_id, '', m.subject, null, coalesce(m.claimed_at, m.queued_at), coalesce(m.claimed_at, m.queued_at) + interval '1 hour', 3, 'desk', null::uuid,
         jsonb_build_object('state', m.state, 'channel', m.channel, 'address', m.address, 'why', m.why), null::int
    from outreach.patient_message m
   where m.practice_id = current_setting('anteroom.practice')::uuid and m.state in ('failed', 'unknown') and m.dealt_at is null
$function$
;
CREATE OR REPLACE FUNCTION inbox.from_voicemail(at timestamp with time zone, me uuid)
 RETURNS TABLE(item uuid, patient_id uuid, who text, what text, number text, since timestamp with time zone, due_at timestamp with time zone, urgency integer, to_kind text, to_id uuid, facts jsonb, near integer)
 LANGUAGE sql
 STABLE
AS $function$
  select v.id, v.patient_id, '', '', v.number, v.received_at, v.received_at + interval '1 hour', 3, 'desk', null::uuid,
         jsonb_build_object('line', v.line, 'seconds', v.seconds, 'playable', v.sound_id is not null), null::int
    from voicemail.voicemail v
   where v.practice_id = current_setting('anteroom.practice')::uuid and v.kind = 'voicemail' and v.settled_at is null
$function$
;
CREATE OR REPLACE FUNCTION inbox.from_waiting(at timestamp with time zone, me uuid)
 RETURNS TABLE(item uuid, patient_id uuid, who text, what text, number text, since timestamp with time zone, due_at timestamp with time zone, urgency integer, to_kind text, to_id uuid, facts jsonb, near integer)
 LANGUAGE sql
 STABLE
AS $function$
  select a.id, a.patient_id, '', t.name, null, a.state_since, a.state_since + make_interval(mins => w.late), 2, 'desk', null::uuid,
         jsonb_build_object('visit', a.id, 'version', a.version, 'startsAt', a.starts_at, 'zone', a.zone,
           'provider', concat_ws(', ', concat_ws(' ', nullif(v.given, ''), v.family), nullif(v.credential, ''))), null::int
    from schedule.appointment a
    cross join lateral (
      select coalesce(max(x.warn_minutes), 10) as warn, coalesce(max(x.late_minutes), 20) as late
        from arrivals.wait_target x where x.practice_id = a.practice_id and x.stage = 'arrived'
    ) w
    left join schedule.visit_type t on t.practice_id = a.practice_id and t.id = a.visit_type_id
    left join practice.provider v on v.practice_id = a.practice_id and v.id = a.provider_id
   where a.practice_id = current_setting('anteroom.practice')::uuid and a.state = 'arrived'
     and a.state_since <= at - make_interval(mins => w.warn) and a.arrived_at > at - interval '1 day'
$function$
;
CREATE OR REPLACE FUNCTION inbox.from_walk_in(at timestamp with time zone, me uuid)
 RETURNS TABLE(item uuid, patient_id uuid, who text, what text, number text, since timestamp with time zone, due_at timestamp with time zone, urgency integer, to_kind text, to_id uuid, facts jsonb, near integer)
 LANGUAGE sql
 STABLE
AS $function$
  select k.id, k.patient_id, k.name, k.reason, null, k.came_at,
         k.came_at + make_interval(mins => coalesce((select x.late_minutes from arrivals.wait_target x where x.practice_id = k.practice_id and x.stage = 'arrived'), 20)),
         case when k.urgency = 1 then 1 when k.urgency = 2 then 2 else 3 end, 'desk', null::uuid,
         jsonb_build_object('urgency', k.urgency, 'version', k.version), null::int
    from arrivals.walk_in k
   where k.practice_id = current_setting('anteroom.practice')::uuid and k.state = 'waiting'
$function$
;
CREATE OR REPLACE FUNCTION inbox.gather(kinds text[], at timestamp with time zone, me uuid)
 RETURNS TABLE(kind text, item uuid, patient_id uuid, who text, what text, number text, since timestamp with time zone, due_at timestamp with time zone, urgency integer, to_kind text, to_id uuid, facts jsonb, near integer)
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  one text;
begin
  foreach one in array kinds loop
    return query execute format(
      'select %L::text, s.item, s.patient_id, s.who, s.what, s.number, s.since, s.due_at, s.urgency, s.to_kind, s.to_id, s.facts, s.near from inbox.%I($1, $2) s',
      one, 'from_' || replace(one, '-', '_')) using at, me;
  end loop;
end $function$
;
CREATE OR REPLACE FUNCTION inbox.in_hand(at timestamp with time zone)
 RETURNS TABLE(kind text, item uuid, staff_id uuid, until timestamp with time zone)
 LANGUAGE sql
 STABLE
AS $function$
  select c.kind, c.item_id, c.staff_id, c.expires_at
    from inbox.claim c
    left join access.session s on s.practice_id = c.practice_id and s.id = c.session_id
   where c.practice_id = current_setting('anteroom.practice')::uuid and c.expires_at > at
     and (c.session_id is null or (s.locked_at is null and s.revoked_at is null and s.expires_at > at))
  union all
  select case m.kind when 'call-back' then m.kind else 'message' end, m.id, m.claimed_by, null
    from calls.message m
   where m.practice_id = current_setting('anteroom.practice')::uuid and m.finished_at is null and m.claimed_by is not null
     and (m.answered_at is null or m.left_by is null)
  union all
  select case c.list when 'orders' then 'order' else 'request' end, c.item_id, c.staff_id, c.expires_at
    from worklists.claim c
   where c.practice_id = current_setting('anteroom.practice')::uuid and c.list in ('orders', 'requests') and c.expires_at > at
$function$
;
CREATE OR REPLACE FUNCTION inbox.standing(kinds text[], at timestamp with time zone, me uuid)
 RETURNS TABLE(kind text, item uuid, patient_id uuid, who text, what text, number text, since timestamp with time zone, due_at timestamp with time zone, urgency integer, to_kind text, to_id uuid, facts jsonb, rank integer, overdue boolean, near integer, held_by uuid, held_until timestamp with time zone, snooze_id uuid, snoozed_until timestamp with time zone, snooze_reason text, snooze_note text, snoozed_by text)
 LANGUAGE sql
 STABLE
 SET jit TO 'off'
AS $function$
  with day as materialized (
    select (((at at time zone p.zone)::date + 1)::timestamp at time zone p.zone) as ends from practice.practice p
     where p.practice_id = current_setting('anteroom.practice')::uuid
  ),
  my_roles as materialized (
    select r.role_id from practice.staff_role r where r.practice_id = current_setting('anteroom.practice')::uuid and r.staff_id = me
  ),
  held as materialized (select h.kind, h.item, h.staff_id, h.until from inbox.in_hand(at) h),
  asleep as materialized (
    select z.kind, z.item_id, z.since, z.id, z.until, z.reason, z.note, z.by_name from inbox.snooze z
     where z.practice_id = current_setting('anteroom.practice')::uuid and z.ended_at is null
       -- The table has a column of that name as well, which would win.
       and z.until > standing.at
  )
  select g.kind, g.item, g.patient_id, g.who, g.what, g.number, g.since, g.due_at, g.urgency, g.to_kind, g.to_id, g.facts,
         case when g.kind = 'ringing' then 0
              when g.urgency = 1 and g.due_at <= at then 1
              when g.kind in ('waiting', 'walk-in') and g.due_at <= at then 2
              when g.urgency = 1 then 3
              when g.due_at <= at then 4
              when g.due_at <= day.ends then 5
              else 6 end,
         g.due_at <= at and g.kind <> 'ringing',
         case when h.staff_id = me then 1
              when g.near is not null then g.near
              when g.to_kind = 'person' and g.to_id = me then 1
              when g.to_kind = 'desk' or (g.to_kind = 'role' and g.to_id in (select r.role_id from my_roles r)) then 2
              else 3 end,
         h.staff_id, h.until, z.id, z.until, z.reason, z.note, z.by_name
    from inbox.gather(kinds, at, me) g
    cross join day
    left join held h on h.kind = g.kind and h.item = g.item
    left join asleep z on z.kind = g.kind and z.item_id = g.item and z.since >= g.since
$function$
;
CREATE OR REPLACE FUNCTION inbox.waiting_messages(at timestamp with time zone, me uuid, backs boolean)
 RETURNS TABLE(item uuid, patient_id uuid, who text, what text, number text, since timestamp with time zone, due_at timestamp with time zone, urgency integer, to_kind text, to_id uuid, facts jsonb, near integer)
 LANGUAGE sql
 STABLE
AS $function$
  with mine as materialized (
    select array(select v.staff_id from calls.cover v
                  where v.practice_id = current_setting('anteroom.practice')::uuid and v.by_staff = me and v.starts_at <= at and v.ends_at > at) || me as people,
           array(select p.pool_id from calls.message_pool_member p
                  where p.practice_id = current_setting('anteroom.practice')::uuid and p.staff_id = me) as pools,
           array(select r.role_id from practice.staff_role r
                  where r.practice_id = current_setting('anteroom.practice')::uuid and r.staff_id = me) as roles
  )
  select m.id, m.patient_id, '', m.text, m.number, coalesce(m.answered_at, m.left_at), coalesce(m.next_try_at, m.due_at),
         case when m.priority = 'urgent' or m.escalated_at is not null then 1 when m.priority = 'today' then 2 else 3 end,
         case when turn.back then 'person' when m.to_staff is not null then 'person' when m.to_pool is not null then 'pool' else 'role' end,
         case when turn.back then m.left_by else coalesce(m.to_staff, m.to_pool, m.to_role) end,
         jsonb_strip_nulls(jsonb_build_object('sort', nullif(m.kind, 'note'), 'about', coalesce(m.fields->>'medicine', m.fields->>'test', m.fields->>'form', m.fields->>'question'),
           'answered', nullif(turn.back, false), 'tries', nullif(m.tries, 0), 'letterDue', nullif(m.letter_due_at is not null, false),
           'escalated', nullif(m.escalated_at is not null, false))),
         case when not calls.message_waits_for(m.left_by, m.answered_at, m.claimed_by, m.to_staff, m.to_pool, m.to_role, m.also_staff, m.also_pool, m.also_role,
                                               mine.people, mine.pools, mine.roles) then 3
              when turn.back or m.claimed_by = any (mine.people) then 1
              when m.claimed_by is null and (m.to_staff = any (mine.people) or m.also_staff = any (mine.people)) then 1
              else 2 end
    from mine
    join calls.message m on m.practice_id = current_setting('anteroom.practice')::uuid and m.finished_at is null and (m.kind = 'call-back') = backs
    cross join lateral (select m.answered_at is not null and m.left_by is not null as back) turn
   where not exists (select from waitlist.offer o where o.practice_id = m.practice_id and o.task_id = m.id and o.state = 'open')
$function$
;
CREATE OR REPLACE FUNCTION outreach.practices_waiting(due timestamp with time zone, stuck timestamp with time zone)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select distinct practice_id from outreach.patient_message
   where (state = 'queued' and next_at < due) or (state = 'sending' and claimed_at < stuck)
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
      returning id, name, facts
    ),
    waiting as (
      insert into platform.event_waiting (practice_id, event_id) select here, id from told where deed->'heard' ? told.name
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
CREATE OR REPLACE FUNCTION platform.hand_on_events(most integer)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  jobs graphile_worker.job_spec[];
begin
  with taken as (
    delete from platform.event_waiting w
     using (select practice_id, event_id from platform.event_waiting order by event_id limit most for update skip locked) as t
     where w.practice_id = t.practice_id and w.event_id = t.event_id
    returning w.practice_id, w.event_id
  )
  select array_agg(('event:' || e.name, json_build_object('practice', e.practice_id, 'facts', e.facts), null, null, 12, null, null, null)::graphile_worker.job_spec
                   order by e.id)
    into jobs
    from taken join platform.event e on e.practice_id = taken.practice_id and e.id = taken.event_id;
  if jobs is null then return 0; end if;
  perform graphile_worker.add_jobs(jobs);
  return cardinality(jobs);
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
CREATE OR REPLACE FUNCTION schedule.calendar_feed_of(hash bytea)
 RETURNS TABLE(practice_id uuid, feed_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select f.practice_id, f.id from schedule.calendar_feed f where f.token_hash = hash and f.revoked_at is null
$function$
;
CREATE OR REPLACE FUNCTION schedule.clear_run_out(resources uuid[], span tstzrange, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
  gone uuid;
begin
  delete from schedule.hold
   where practice_id = here and id in (
     select h.id
       from schedule.hold h
      where h.practice_id = here and h.expires_at <= at and h.id in (
        select o.hold_id from schedule.occupation o
         where o.practice_id = here and o.resource_id = any(resources) and o.live and o.expires_at <= at
           and o.starts_at < upper(span) and o.starts_at > lower(span) - interval '20 hours' and o.ends_at > lower(span))
      order by h.id
        for update);
  for gone in
    select distinct o.group_session_id from schedule.occupation o
     where o.practice_id = here and o.resource_id = any(resources) and o.live and o.expires_at <= at and o.group_session_id is not null
       and o.starts_at < upper(span) and o.starts_at > lower(span) - interval '20 hours' and o.ends_at > lower(span)
     order by 1
  loop
    perform schedule.leave_group(gone, null, at);
  end loop;
end $function$
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
    -- Only the years whose day, moved by days_after and by a weekend, can lie between first and last.
    cross join lateral generate_series(extract(year from first - r.days_after - 1)::int, extract(year from last - r.days_after + 1)::int) y
    cross join lateral (select schedule.holiday_date(r.kind, r.month, r.day, r.weekday, r.nth, r.days_after, r.observed, y) as day) d
   where r.practice_id = current_setting('anteroom.practice')::uuid and d.day between first and last
     and d.day >= r.since and (r.until is null or d.day <= r.until)
$function$
;
CREATE OR REPLACE FUNCTION schedule.cycle_minutes(every_weeks integer, week integer, weekday integer, from_time time without time zone, to_time time without time zone)
 RETURNS int4multirange
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select range_agg(r)
    from (select (weekday - 1) * 1440 + (extract(epoch from from_time) / 60)::int as since,
                 ((extract(epoch from to_time) - extract(epoch from from_time)) / 60)::int + case when to_time <= from_time then 1440 else 0 end as length) s
    cross join generate_series(week, 11, every_weeks) n
    cross join lateral (
      select int4range(n * 10080 + since, least(n * 10080 + since + length, 120960)) as r
      union all
      select int4range(0, n * 10080 + since + length - 120960) where n * 10080 + since + length > 120960
    ) laid
$function$
;
CREATE OR REPLACE FUNCTION schedule.fill_block(for_block uuid, span tstzrange)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into schedule.occupation (practice_id, resource_kind, resource_id, block_id, during)
  select b.practice_id, 'room', b.room_id, b.id, piece.during
    from schedule.block b
    cross join lateral (select tstzrange(b.starts_at, b.ends_at) * span as during) w
    cross join lateral (
      select coalesce(range_agg(o.during), '{}') as during from schedule.occupation o
       where o.practice_id = b.practice_id and o.resource_id = b.room_id and o.live and o.lane = 0
         and o.starts_at < upper(w.during) and o.starts_at > lower(w.during) - interval '20 hours' and o.ends_at > lower(w.during)
    ) taken
    cross join lateral unnest(tstzmultirange(w.during) - taken.during) as gap
    cross join lateral (
      select tstzrange(greatest(lower(gap), since), least(upper(gap), since + interval '12 hours')) as during
        from generate_series(lower(gap), upper(gap), interval '12 hours') as since
    ) piece
   where b.practice_id = current_setting('anteroom.practice')::uuid and b.id = for_block and b.ended_at is null
     and not isempty(w.during) and not isempty(piece.during)
  on conflict on constraint occupation_no_overlap do nothing
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
CREATE OR REPLACE FUNCTION schedule.keep_blocked()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.resource_kind = 'room' and old.live and old.block_id is null and (tg_op = 'DELETE' or not new.live) then
    perform schedule.fill_block(b.id, old.during)
       from schedule.block b
      where b.practice_id = old.practice_id and b.room_id = old.resource_id and b.ended_at is null
        and b.starts_at < upper(old.during) and b.ends_at > lower(old.during);
  end if;
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION schedule.keys_of(appointments uuid[])
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(array_agg(distinct o.resource_id::text || to_char(d.day, 'YYYYMMDD')), '{}')
    from (
      select o.resource_id, o.starts_at, o.ends_at from schedule.occupation o
       where o.practice_id = current_setting('anteroom.practice')::uuid and o.appointment_id = any(appointments)
      union all
      select o.resource_id, o.starts_at, o.ends_at
        from schedule.appointment a
        join schedule.occupation o on o.practice_id = a.practice_id and o.group_session_id = a.group_session_id
       where a.practice_id = current_setting('anteroom.practice')::uuid and a.id = any(appointments)
    ) o
    cross join lateral (values (o.starts_at at time zone 'UTC'), (o.ends_at at time zone 'UTC')) as d(day)
$function$
;
CREATE OR REPLACE FUNCTION schedule.keys_wanted(provider uuid, patient uuid, rooms uuid[], span tstzrange, room_span tstzrange, more jsonb)
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(array_agg(distinct w.key), '{}') from (
    select r.resource::text || to_char(d.day, 'YYYYMMDD') as key
      from unnest(array[provider, patient] || rooms || schedule.needed(more)) as r(resource)
      cross join (values
        (lower(room_span) at time zone 'UTC'), (upper(room_span) at time zone 'UTC'),
        (lower(span) at time zone 'UTC'), (upper(span) at time zone 'UTC')) as d(day)
     where r.resource is not null
    union all
    -- A session or a wall-clock day may lie over two UTC days: it has a place in the queue of its own.
    select provider::text || 'limit' || (l->>'since') from jsonb_array_elements(more->'limits') l
  ) w
$function$
;
CREATE OR REPLACE FUNCTION schedule.lay_out_week(provider uuid, since date, until date, hours jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
begin
  -- Two who set the same week come one after the other.
  perform pg_advisory_xact_lock(hashtextextended(here::text || provider::text, 11));
  with after as (
    select t.location_id, t.weekday, t.from_time, t.to_time, t.valid_to, t.name, t.every_weeks, t.week, t.visit_types, t.reserve, t.release_hours
      from schedule.weekly_template t
     where t.practice_id = here and t.provider_id = provider and until is not null
       and t.valid_from <= until and (t.valid_to is null or t.valid_to > until)
  ),
  cut as (
    update schedule.weekly_template t set valid_to = since - 1
     where t.practice_id = here and t.provider_id = provider and t.valid_from < since and (t.valid_to is null or t.valid_to >= since)
    returning t.id
  ),
  removed as (
    delete from schedule.weekly_template t
     where t.practice_id = here and t.provider_id = provider and t.valid_from >= since and (until is null or t.valid_from <= until)
    returning t.id
  )
  insert into schedule.weekly_template (practice_id, id, provider_id, location_id, weekday, from_time, to_time, valid_from, valid_to, name, every_weeks,
         week, visit_types, reserve, release_hours)
  select here, gen_random_uuid(), provider, a.location_id, a.weekday, a.from_time, a.to_time, until + 1, a.valid_to, a.name, a.every_weeks, a.week,
         a.visit_types, a.reserve, a.release_hours
    from after a, (select count(*) from cut) c, (select count(*) from removed) r;
  insert into schedule.weekly_template (practice_id, id, provider_id, location_id, weekday, from_time, to_time, valid_from, valid_to, name, every_weeks,
         week, visit_types, reserve, release_hours)
  select here, gen_random_uuid(), provider, h.location, h.weekday, h."from", h."to", since, until, coalesce(h.name, ''), coalesce(h."everyWeeks", 1),
         coalesce(h.week, 0), h."visitTypes", h.reserve, h."releaseHours"
    from jsonb_to_recordset(hours) as h(location uuid, weekday int, "from" time, "to" time, name text, "everyWeeks" int, week int, "visitTypes" uuid[],
         reserve text, "releaseHours" int);
end $function$
;
CREATE OR REPLACE FUNCTION schedule.leave_group(session uuid, leaving uuid, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
  held_until timestamptz;
begin
  if session is null then return; end if;
  perform from schedule.group_session g where g.practice_id = here and g.id = session for update;
  if not exists (select from schedule.appointment a where a.practice_id = here and a.group_session_id = session and a.id is distinct from leaving
                    and a.state not in ('cancelled', 'no-show')) then
    select max(h.expires_at) into held_until from schedule.hold h where h.practice_id = here and h.group_session_id = session and h.expires_at > at;
    if held_until is not null then
      update schedule.occupation o set expires_at = held_until where o.practice_id = here and o.group_session_id = session and o.live;
    else
      update schedule.occupation o set live = false where o.practice_id = here and o.group_session_id = session and o.live;
      update schedule.group_session g set closed_at = at where g.practice_id = here and g.id = session and g.closed_at is null;
    end if;
  end if;
end $function$
;
CREATE OR REPLACE FUNCTION schedule.needed(more jsonb)
 RETURNS uuid[]
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select coalesce(array_agg(distinct r::uuid), '{}') from jsonb_array_elements(more->'needs') n, jsonb_array_elements_text(n->'of') r
$function$
;
CREATE OR REPLACE FUNCTION schedule.occupy(for_appointment uuid, for_hold uuid, provider uuid, rooms uuid[], span tstzrange, room_span tstzrange, expires timestamp with time zone, patient uuid, using_hold uuid, at timestamp with time zone, more jsonb DEFAULT NULL::jsonb)
 RETURNS TABLE(outcome text, room uuid, other uuid, overbooked boolean, facts jsonb, group_session uuid, seat integer)
 LANGUAGE plpgsql
AS $function$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
  owner uuid := for_appointment;
  former_group uuid;
  former_seat int;
  former tstzrange;
  was_here boolean := false;
  crowded boolean;
  overbook boolean := coalesce((more->>'overbook')::boolean, false);
  need jsonb;
  booked int;
  candidate uuid;
  held_group uuid;
  held_seat int;
begin
  overbooked := false;
  begin
    if more is null then
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
    else
      perform schedule.stand_in_line(schedule.keys_of(array[for_appointment]) || schedule.keys_wanted(provider, patient, rooms, span, room_span, more));
    end if;

    if patient is not null then
      select a.id into other from schedule.appointment a
       where a.practice_id = here and a.patient_id = patient and a.id is distinct from for_appointment
         and a.starts_at < upper(span) and a.starts_at > lower(span) - interval '12 hours' and a.ends_at > lower(span)
         and a.state not in ('cancelled', 'no-show') and a.origin = 'desk'
       limit 1;
      if found then raise sqlstate 'AN001' using message = 'patient'; end if;
    end if;

    if using_hold is not null then
      delete from schedule.hold h where h.practice_id = here and h.id = using_hold and h.expires_at > at
      returning h.group_session_id, h.seat into held_group, held_seat;
      if not found then raise sqlstate 'AN001' using message = 'hold'; end if;
    end if;
    if for_appointment is not null then
      -- The visit's own row before its time, as those do who only cancel: one order for all.
      select a.group_session_id, a.seat into former_group, former_seat from schedule.appointment a where a.practice_id = here and a.id = for_appointment for no key update;
      was_here := found;
    end if;
    if was_here then
      select o.during into former from schedule.occupation o
       where o.practice_id = here and o.appointment_id = for_appointment and o.resource_id = provider;
      delete from schedule.occupation o where o.practice_id = here and o.appointment_id = for_appointment;
    end if;

    if more is not null then
      for need in select jsonb_array_elements(more->'limits') loop
        select count(distinct coalesce(b.group_session_id, b.id)) into booked from (
          select a.id, a.group_session_id from schedule.appointment a
           where a.practice_id = here and a.provider_id = provider and a.id is distinct from for_appointment and a.origin = 'desk'
             and a.starts_at >= (need->>'since')::timestamptz and a.starts_at < (need->>'until')::timestamptz
             and a.state not in ('cancelled', 'no-show') and (need->>'type' is null or a.visit_type_id = (need->>'type')::uuid)
             -- Whoever joins a group takes no further place in the day.
             and (more->'group' is null or a.group_session_id is null or a.starts_at <> lower(span) or a.visit_type_id <> (more->'group'->>'type')::uuid)
          union all
          select h.id, h.group_session_id from schedule.hold h
           where h.practice_id = here and h.provider_id = provider and h.expires_at > at
             and h.starts_at >= (need->>'since')::timestamptz and h.starts_at < (need->>'until')::timestamptz
             and (need->>'type' is null or h.visit_type_id = (need->>'type')::uuid)
             and (more->'group' is null or h.group_session_id is null or h.starts_at <> lower(span) or h.visit_type_id <> (more->'group'->>'type')::uuid)
        ) as b;
        if booked >= (need->>'most')::int then
          if more->>'over' is null or (more->>'over' = 'warn' and need->>'kind' = 'refuse') then
            facts := jsonb_build_object('limit', need->'id', 'per', need->'per', 'most', need->'most', 'kind', need->'kind', 'booked', booked);
            raise sqlstate 'AN001' using message = 'limit';
          end if;
          overbooked := overbooked or need->>'kind' = 'refuse';
        end if;
      end loop;
    end if;

    if more ? 'group' then
      -- A group that was only held, and whose last hold has run out, is no group any more.
      perform schedule.clear_run_out(array[provider], span, at);
      select g.id, g.room_id into group_session, room from schedule.group_session g
       where g.practice_id = here and g.provider_id = provider and g.starts_at = lower(span) and g.ends_at = upper(span)
         and g.visit_type_id = (more->'group'->>'type')::uuid and g.closed_at is null
         for update;
      if former_group is not null and former_group is distinct from group_session then
        perform schedule.leave_group(former_group, for_appointment, at);
      end if;
      if held_group is not null and held_group is distinct from group_session then
        perform schedule.leave_group(held_group, for_appointment, at);
      end if;
      if group_session is not null then
        -- Under the lock of the group's row: nobody else chooses a seat at this moment.
        delete from schedule.hold h where h.practice_id = here and h.group_session_id = occupy.group_session and h.expires_at <= at;
        -- Its own seat, if it sits here already; else the first that is free.
        select n into seat
          from schedule.group_session g, generate_series(1, g.seats) n
         where g.practice_id = here and g.id = group_session
           and not exists (select from schedule.appointment a where a.practice_id = here and a.group_session_id = g.id and a.seat = n
                              and a.state not in ('cancelled', 'no-show') and a.id is distinct from for_appointment)
           and not exists (select from schedule.hold h where h.practice_id = here and h.group_session_id = g.id and h.seat = n)
         order by n is distinct from coalesce(held_seat, former_seat), n
         limit 1;
        if seat is null then
          facts := jsonb_build_object('seats', (select g.seats from schedule.group_session g where g.practice_id = here and g.id = group_session));
          raise sqlstate 'AN001' using message = 'group';
        end if;
        -- The time of a group that is only held lasts as long as its last hold; from the first visit on it stays.
        update schedule.occupation o set expires_at = case when for_hold is not null then greatest(o.expires_at, expires) end
         where o.practice_id = here and o.group_session_id = occupy.group_session and o.live and o.expires_at is not null;
        outcome := 'ok';
        return next;
        return;
      end if;
      group_session := gen_random_uuid();
      seat := 1;
      owner := null;
      for_hold := null;
      insert into schedule.group_session (practice_id, id, visit_type_id, provider_id, location_id, starts_at, ends_at, seats)
      values (here, group_session, (more->'group'->>'type')::uuid, provider, (more->'group'->>'location')::uuid, lower(span), upper(span),
              (more->'group'->>'seats')::int);
    else
      if former_group is not null then perform schedule.leave_group(former_group, for_appointment, at); end if;
      if held_group is distinct from former_group then perform schedule.leave_group(held_group, for_appointment, at); end if;
    end if;

    if cardinality(rooms) > 0 or more is not null then
      perform schedule.clear_run_out(provider || rooms || schedule.needed(more), span + room_span, at);
    end if;
    -- Who overlapped a visit where it was may go on doing so; anybody else's time counts, whatever its lane.
    crowded := exists (
      select from schedule.occupation o
       where o.practice_id = here and o.resource_id = provider and o.live and o.lane > 0
         and o.starts_at < upper(span) and o.starts_at > lower(span) - interval '12 hours' and o.ends_at > lower(span)
         and (former is null or not o.during && former));
    if crowded and not overbook and not coalesce((more->>'again')::boolean, false) then raise sqlstate 'AN001' using message = 'provider'; end if;

    insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, hold_id, group_session_id, during, expires_at)
    values (here, 'provider', provider, owner, for_hold, group_session, span, expires)
    on conflict on constraint occupation_no_overlap do nothing;
    if not found then
      perform schedule.clear_run_out(array[provider], span, at);
      insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, hold_id, group_session_id, during, expires_at)
      values (here, 'provider', provider, owner, for_hold, group_session, span, expires)
      on conflict on constraint occupation_no_overlap do nothing;
      if not found then
        if not overbook or not schedule.take_lane('provider', provider, owner, for_hold, group_session, span, expires) then
          raise sqlstate 'AN001' using message = 'provider';
        end if;
        overbooked := true;
      end if;
    elsif crowded then
      overbooked := true;
    end if;

    foreach candidate in array rooms loop
      insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, hold_id, group_session_id, during, expires_at)
      values (here, 'room', candidate, owner, for_hold, group_session, room_span, expires)
      on conflict on constraint occupation_no_overlap do nothing;
      if found then
        room := candidate;
        exit;
      end if;
    end loop;
    if cardinality(rooms) > 0 and room is null then
      if not overbook or not schedule.take_lane('room', rooms[1], owner, for_hold, group_session, room_span, expires) then
        raise sqlstate 'AN001' using message = 'room';
      end if;
      room := rooms[1];
      overbooked := true;
    end if;
    if group_session is not null and room is not null then
      update schedule.group_session g set room_id = occupy.room where g.practice_id = here and g.id = group_session;
    end if;

    if more is not null then
      for need in select jsonb_array_elements(more->'needs') loop
        candidate := schedule.take_one(need, owner, for_hold, group_session, span, expires);
        if candidate is null then
          if not overbook or not coalesce(schedule.take_lane(need->>'kind', (need->'of'->>0)::uuid, owner, for_hold, group_session, span, expires), false) then
            facts := need - 'of';
            raise sqlstate 'AN001' using message = 'need';
          end if;
          overbooked := true;
        end if;
      end loop;
    end if;
    outcome := 'ok';
  exception when sqlstate 'AN001' then
    outcome := sqlerrm;
    room := null;
    group_session := null;
    seat := null;
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
    select d.location_id, d.day, string_agg(distinct c.name, ', ') filter (where c.on_date + n = d.day) as name,
           range_agg(schedule.wall_range(c.on_date + n, coalesce(c.from_time, '00:00'), coalesce(c.to_time, '24:00'), d.zone)) as span
      from (select distinct location_id, zone, day from planned) d
      join schedule.closed_days(first - 1, last + 1) c
        on d.day between c.on_date - 1 and c.until_date and (c.location_id is null or c.location_id = d.location_id)
      cross join lateral generate_series(greatest(0, d.day - c.on_date), least(c.until_date, d.day + 1) - c.on_date) as n
     group by d.location_id, d.day
  ),
  away as (
    -- The same with absences, which may be nights themselves.
    select d.provider_id, d.location_id, d.day, string_agg(distinct e.reason, ', ') filter (where e.on_date + n = d.day) as reason,
           range_agg(schedule.wall_range(e.on_date + n, coalesce(e.from_time, '00:00'), coalesce(e.to_time, '24:00'), d.zone)) as span
      from schedule.hours_exception e
      join planned d on d.provider_id = e.provider_id and d.day between e.on_date - 1 and e.until_date + 1
      cross join lateral generate_series(greatest(0, d.day - 1 - e.on_date), least(e.until_date, d.day + 1) - e.on_date) as n
     where e.practice_id = current_setting('anteroom.practice')::uuid and e.until_date >= first - 2 and e.on_date <= last + 1
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
CREATE OR REPLACE FUNCTION schedule.preview_moves(claims jsonb, at timestamp with time zone)
 RETURNS TABLE(appointment uuid, outcome text, other uuid, facts jsonb)
 LANGUAGE plpgsql
AS $function$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
  moving uuid[] := array(select (c->>'appointment')::uuid from jsonb_array_elements(claims) c order by 1);
  claim record;
  answer record;
  answers jsonb := '[]';
begin
  begin
    -- For all at once, as the move does: one that looks must not wait in a ring with one that moves.
    perform schedule.stand_in_line(schedule.keys_of(moving) || array(
      select k
        from jsonb_to_recordset(claims) as c(provider uuid, patient uuid, rooms uuid[], starts_at timestamptz, ends_at timestamptz,
               room_from timestamptz, room_until timestamptz, more jsonb)
        cross join lateral unnest(schedule.keys_wanted(c.provider, c.patient, c.rooms, tstzrange(c.starts_at, c.ends_at),
               tstzrange(c.room_from, c.room_until), c.more)) as k));
    perform from schedule.appointment a where a.practice_id = here and a.id = any(moving) order by a.id for no key update;
    delete from schedule.occupation o where o.practice_id = here and o.appointment_id = any(moving);
    for claim in
      select c.* from jsonb_array_elements(claims) with ordinality as e(one, n)
        cross join lateral jsonb_to_record(e.one) as c(appointment uuid, provider uuid, patient uuid, rooms uuid[], starts_at timestamptz,
               ends_at timestamptz, room_from timestamptz, room_until timestamptz, more jsonb)
       order by e.n
    loop
      select o.outcome, o.other, o.facts, o.group_session, o.seat into answer
        from schedule.occupy(claim.appointment, null, claim.provider, claim.rooms, tstzrange(claim.starts_at, claim.ends_at),
               tstzrange(claim.room_from, claim.room_until), null, claim.patient, null, at, claim.more) o;
      if answer.outcome = 'ok' then
        -- Where it stands now counts for those after it.
        update schedule.appointment a
           set provider_id = claim.provider, starts_at = claim.starts_at, ends_at = claim.ends_at, group_session_id = answer.group_session,
               seat = answer.seat
         where a.practice_id = here and a.id = claim.appointment;
      end if;
      answers := answers || jsonb_build_object('appointment', claim.appointment, 'outcome', answer.outcome, 'other', answer.other, 'facts', answer.facts);
    end loop;
    raise sqlstate 'AN002';
  exception when sqlstate 'AN002' then null;
  end;
  return query select a.appointment, a.outcome, a.other, a.facts
    from jsonb_to_recordset(answers) as a(appointment uuid, outcome text, other uuid, facts jsonb);
end $function$
;
CREATE OR REPLACE FUNCTION schedule.preview_week(providers uuid[], since date, until date, hours jsonb, at timestamp with time zone)
 RETURNS TABLE(appointment_id uuid, why text, name text)
 LANGUAGE plpgsql
AS $function$
declare
  before uuid[] := array(select o.appointment_id from schedule.visits_outside(providers, since, until, at) o);
  ids uuid[];
  whys text[];
  names text[];
begin
  begin
    perform schedule.lay_out_week(p.id, since, until, hours) from (select id from unnest(providers) as id order by 1) p;
    select array_agg(o.appointment_id), array_agg(o.why), array_agg(o.name) into ids, whys, names
      from schedule.visits_outside(providers, since, until, at) o
     where o.appointment_id <> all(before);
    raise sqlstate 'AN002';
  exception when sqlstate 'AN002' then null;
  end;
  return query select u.id, u.w, u.n from unnest(ids, whys, names) as u(id, w, n);
end $function$
;
CREATE OR REPLACE FUNCTION schedule.put_block(for_block uuid, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
  b schedule.block;
begin
  select * into strict b from schedule.block k where k.practice_id = here and k.id = for_block;
  perform schedule.stand_in_line(array(
    select b.room_id::text || to_char(d.day, 'YYYYMMDD')
      from generate_series((b.starts_at at time zone 'UTC')::date, (b.ends_at at time zone 'UTC')::date, interval '1 day') as d(day)));
  perform schedule.clear_run_out(array[b.room_id], tstzrange(b.starts_at, b.ends_at), at);
  perform schedule.fill_block(b.id, tstzrange(b.starts_at, b.ends_at));
end $function$
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
    select e.provider_id, e.location_id, e.from_time, e.to_time, e.on_date + n, '', null, null, null
      from here
      join schedule.hours_exception e on e.practice_id = here.practice
      cross join lateral generate_series(greatest(0, case when e.to_time <= e.from_time then first - 1 else first end - e.on_date),
        least(last, e.until_date) - e.on_date) as n
     where e.kind = 'open' and (asked is null or e.provider_id = any(asked)) and e.until_date >= first - 1 and e.on_date <= last
       and (e.weekdays is null or extract(isodow from e.on_date + n)::int = any(e.weekdays))
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
CREATE OR REPLACE FUNCTION schedule.stand_in_line(keys text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_advisory_xact_lock(queue.number) from (
    select distinct hashtextextended(current_setting('anteroom.practice') || wanted.key, 7) as number from unnest(keys) as wanted(key) order by 1
  ) as queue;
end $function$
;
CREATE OR REPLACE FUNCTION schedule.take_lane(kind text, resource uuid, owner uuid, for_hold uuid, session uuid, span tstzrange, expires timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare
  n int;
begin
  if resource is null then return false; end if;
  for n in 1..9 loop
    insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, hold_id, group_session_id, during, expires_at, lane)
    values (current_setting('anteroom.practice')::uuid, kind, resource, owner, for_hold, session, span, expires, n)
    on conflict on constraint occupation_no_overlap do nothing;
    if found then return true; end if;
  end loop;
  return false;
end $function$
;
CREATE OR REPLACE FUNCTION schedule.take_one(need jsonb, owner uuid, for_hold uuid, session uuid, span tstzrange, expires timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
declare
  here uuid := current_setting('anteroom.practice')::uuid;
  candidate uuid;
begin
  for candidate in select r.id::uuid from jsonb_array_elements_text(need->'of') with ordinality as r(id, n) order by r.n loop
    insert into schedule.occupation (practice_id, resource_kind, resource_id, appointment_id, hold_id, group_session_id, during, expires_at)
    select here, need->>'kind', candidate, owner, for_hold, session, span, expires
     where not exists (
       select from schedule.occupation o
        where o.practice_id = here and o.resource_id = candidate and o.live and o.lane > 0
          and o.starts_at < upper(span) and o.starts_at > lower(span) - interval '12 hours' and o.ends_at > lower(span))
    on conflict on constraint occupation_no_overlap do nothing;
    if found then return candidate; end if;
  end loop;
  return null;
end $function$
;
CREATE OR REPLACE FUNCTION schedule.visits_outside(asked uuid[], first date, last date, at timestamp with time zone)
 RETURNS TABLE(appointment_id uuid, why text, name text, kept boolean)
 LANGUAGE sql
 STABLE
 SET enable_nestloop TO 'off'
 SET work_mem TO '32MB'
AS $function$
  with coming as materialized (
    select a.id, a.provider_id, a.location_id, a.visit_type_id, a.starts_at, a.ends_at, a.zone, tstzrange(a.starts_at, a.ends_at) as during,
           (a.starts_at at time zone a.zone)::date as day, ((a.ends_at - interval '1 second') at time zone a.zone)::date as last_day
      from schedule.appointment a
     where a.practice_id = current_setting('anteroom.practice')::uuid and a.starts_at >= at
       and a.starts_at >= coalesce((first - 2)::timestamp at time zone 'UTC', at)
       and a.starts_at < coalesce((last + 2)::timestamp at time zone 'UTC', 'infinity')
       and (asked is null or a.provider_id = any(asked)) and a.state in ('booked', 'confirmed') and a.origin = 'desk'
  ),
  reach as materialized (
    select array(select distinct provider_id from coming) as providers, min(day) as since, max(day) as until from coming
  ),
  hours as materialized (
    select h.provider_id, h.location_id, h.day, h.planned, h.open, h.holiday, h.away
      from reach, schedule.open_hours(reach.providers, null, reach.since, reach.until + 1) h
     where reach.since is not null
  ),
  -- Most visits lie within the hours of their own day: one join settles them. What is left is looked at with the days around it.
  left_over as materialized (
    select c.id, c.provider_id, c.location_id, c.zone, c.during, c.day, c.last_day, h.away
      from coming c
      left join hours h on h.provider_id = c.provider_id and h.location_id = c.location_id and h.day = c.day
     where not coalesce(h.open @> c.during, false)
  ),
  closed as materialized (
    select c.location_id, c.on_date, c.until_date, c.from_time, c.to_time, c.name
      from reach, schedule.closed_days(reach.since, reach.until + 1) c
     where reach.since is not null
  ),
  around as materialized (
    select l.id, range_agg(h.planned) as planned, range_agg(h.open) as open, max(h.away) as away
      from left_over l
      cross join (values (-1), (0), (1)) as next_to(day)
      join hours h on h.provider_id = l.provider_id and h.location_id = l.location_id and h.day = l.day + next_to.day
     group by l.id
  ),
  off_hours as materialized (
    select l.id, case when not coalesce(n.planned @> l.during, false) then 'closed' when s.name is not null then 'holiday' else 'away' end as why,
           case when coalesce(n.planned @> l.during, false) then coalesce(s.name, nullif(l.away, ''), nullif(n.away, '')) end as name
      from left_over l
      left join around n on n.id = l.id
      cross join lateral (
        select min(c.name) as name
          from closed c
         where (c.location_id is null or c.location_id = l.location_id) and c.on_date <= l.last_day and c.until_date >= l.day
           and (c.from_time is null or schedule.wall_range(l.day, c.from_time, c.to_time, l.zone) && l.during
             or schedule.wall_range(l.last_day, c.from_time, c.to_time, l.zone) && l.during)
      ) s
     where not coalesce(n.open @> l.during, false)
  ),
  kept_for as materialized (
    select s.provider_id, s.location_id, s.during, s.day, s.name, s.visit_types, s.reserve, s.release_hours, s.zone
      from reach, schedule.sessions(reach.providers, null, reach.since, reach.until) s
     where reach.since is not null and s.visit_types is not null
  ),
  wrong_session as (
    select c.id, 'session' as why, min(s.name) as name
      from kept_for s
      join coming c on c.provider_id = s.provider_id and c.location_id = s.location_id and c.day in (s.day, s.day + 1) and c.during && s.during
     where c.visit_type_id <> all(s.visit_types) and not coalesce(lower(s.during) - make_interval(hours => s.release_hours) <= at, false)
     group by c.id
  ),
  found as (
    select o.id, o.why, o.name from off_hours o
    union all
    select w.id, w.why, w.name from wrong_session w where not exists (select from off_hours o where o.id = w.id)
  )
  select f.id, f.why, f.name,
         exists (select from schedule.kept_outside k
                  where k.practice_id = current_setting('anteroom.practice')::uuid and k.provider_id = c.provider_id and k.location_id = c.location_id
                    and k.starts_at = c.starts_at and k.ends_at = c.ends_at)
    from found f
    join coming c on c.id = f.id
   where (first is null or c.last_day >= first) and (last is null or c.day <= last)
$function$
;
CREATE OR REPLACE FUNCTION schedule.wall_range(day date, from_time time without time zone, to_time time without time zone, zone text)
 RETURNS tstzrange
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN tstzrange(LEAST(((day + from_time) AT TIME ZONE zone), ((CASE WHEN (to_time <= from_time) THEN (day + 1) ELSE day END + to_time) AT TIME ZONE zone)), ((CASE WHEN (to_time <= from_time) THEN (day + 1) ELSE day END + to_time) AT TIME ZONE zone))
;
CREATE OR REPLACE FUNCTION schedule.week_number(day date)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((day - '1970-01-05'::date) / 7)
;
CREATE OR REPLACE FUNCTION telephony.practice_of_hook(wanted uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select practice_id from telephony.phone_system
   where id = wanted and active and removed_at is null and kind in ('twilio', 'telnyx', 'signed-json')
$function$
;
CREATE OR REPLACE FUNCTION telephony.practices_with_events(before timestamp with time zone)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select p.practice_id from practice.practice p
   where exists (select from telephony.call_event e where e.practice_id = p.practice_id and e.received_at < before)
$function$
;
CREATE OR REPLACE FUNCTION telephony.softphone_addresses()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select distinct ws_url from telephony.softphone where active
$function$
;
CREATE OR REPLACE FUNCTION telephony.systems_to_connect()
 RETURNS TABLE(practice uuid, system uuid, revision integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select practice_id, id, revision from telephony.phone_system
   where active and removed_at is null and kind in ('kamailio', 'asterisk', 'freeswitch')
$function$
;
CREATE OR REPLACE FUNCTION voicemail.mailboxes_to_read()
 RETURNS TABLE(practice uuid, mailbox uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select practice_id, id from voicemail.mailbox where ended_at is null $function$
;
CREATE OR REPLACE FUNCTION voicemail.practices_with_sound(before timestamp with time zone)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select distinct practice_id from voicemail.voicemail where sound_id is not null and coalesce(settled_at, case when kind = 'recording' then received_at end) < before $function$
;
CREATE OR REPLACE FUNCTION waitlist.offer_of_token(wanted bytea)
 RETURNS TABLE(practice_id uuid, offer_id uuid, freed_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select o.practice_id, o.id, o.freed_id from waitlist.offer o where o.token_hash = wanted $function$
;
CREATE OR REPLACE FUNCTION waitlist.practices_to_tend(at timestamp with time zone)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select practice_id from waitlist.offer where state = 'open' and expires_at <= at
  union
  select practice_id from waitlist.freed_time where state = 'open' and (look_at <= at or starts_at <= at)
  union
  select w.practice_id from waitlist.wish w
    left join schedule.appointment a on a.practice_id = w.practice_id and a.id = w.appointment_id
   where w.state = 'open' and (w.until < (at at time zone 'UTC')::date - 1 or a.starts_at <= at
      or (a.state not in ('booked', 'confirmed') and a.state_since < at - interval '15 minutes'))
$function$
;
CREATE OR REPLACE FUNCTION worklists.confirm_days(at timestamp with time zone)
 RETURNS TABLE(location_id uuid, zone text, since timestamp with time zone, until timestamp with time zone, last_day date)
 LANGUAGE sql
 STABLE
AS $function$
  with place as materialized (
    select l.practice_id, l.id, l.zone, (at at time zone l.zone)::date as today
      from practice.location l
     where l.practice_id = current_setting('anteroom.practice')::uuid and l.closed_at is null
  ),
  span as materialized (select min(today) as first, max(today) + 35 as last from place),
  held as materialized (
    select distinct t.location_id, t.weekday, t.every_weeks, t.week, t.valid_from, t.valid_to
      from schedule.weekly_template t
     where t.practice_id = current_setting('anteroom.practice')::uuid
       and (t.valid_to is null or t.valid_to >= (select first from span)) and t.valid_from <= (select last from span)
  ),
  extra as materialized (
    select e.location_id, e.on_date, e.until_date, e.weekdays
      from schedule.hours_exception e
     where e.practice_id = current_setting('anteroom.practice')::uuid and e.kind = 'open'
       and e.until_date >= (select first from span) and e.on_date <= (select last from span)
  ),
  shut as materialized (
    select c.location_id, c.on_date, c.until_date
      from span, lateral schedule.closed_days(span.first, span.last) c
     where c.from_time is null
  ),
  working as (
    select p.id, p.zone, p.today, p.today + n as day
      from place p
      cross join generate_series(1, 35) n
     where (exists (select from held h where h.location_id = p.id and h.weekday = extract(isodow from p.today + n)::int
                       and p.today + n >= h.valid_from and (h.valid_to is null or p.today + n <= h.valid_to)
                       and schedule.week_number(p.today + n) % h.every_weeks = h.week)
            or exists (select from extra e where e.location_id = p.id and p.today + n between e.on_date and e.until_date
                          and (e.weekdays is null or extract(isodow from p.today + n)::int = any(e.weekdays)))
            or (extract(isodow from p.today + n) <= 5 and not exists (select from held h where h.location_id = p.id)))
       and not exists (select from shut s where (s.location_id is null or s.location_id = p.id) and p.today + n between s.on_date and s.until_date)
  )
  select w.id, w.zone, (w.today + 1)::timestamp at time zone w.zone, (w.day + 1)::timestamp at time zone w.zone, w.day
    from (select id, zone, today, day, row_number() over (partition by id order by day) as nth from working) w
   where w.nth = (select r.confirm_days from worklists.rules() r)
$function$
;
CREATE OR REPLACE FUNCTION worklists.follow_ups(until date)
 RETURNS TABLE(id uuid, patient_id uuid, visit_type_id uuid, provider_id uuid, due_on date, from_appointment uuid)
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  if to_regclass('schedule.follow_up') is null then return; end if;
  return query execute
    'select f.id, f.patient_id, f.visit_type_id, f.provider_id, f.due_on, f.after_appointment_id from schedule.follow_up f
      where f.practice_id = current_setting(''anteroom.practice'')::uuid and f.state = ''open'' and f.window_from <= $1' using until;
end $function$
;
CREATE OR REPLACE FUNCTION worklists.open_items(wanted text, at timestamp with time zone, upto integer DEFAULT NULL::integer, chosen uuid[] DEFAULT NULL::uuid[])
 RETURNS TABLE(list text, item uuid, patient_id uuid, visit_type_id uuid, provider_id uuid, appointment_id uuid, starts_at timestamp with time zone, zone text, due_on date, hurry integer, why jsonb, next_at timestamp with time zone, waiting boolean, step text, tries integer, mark text, last_at timestamp with time zone, last_by text, last_what text, version integer, held_by uuid, held_until timestamp with time zone, turn bigint, total bigint)
 LANGUAGE sql
 STABLE
 SET jit TO 'off'
AS $function$
  with standing as materialized (
    select s.*, s.mark is distinct from 'wants-to-move' as stays, case when s.list in ('recall', 'orders') then null else s.starts_at end as by_start
      from worklists.standing_rows(wanted, at, true) s
  ),
  page as materialized (
    -- The first of one list are picked out; the others need no place.
    select f.*, (select count(*) from standing) as total,
           row_number() over (order by f.waiting, f.stays, f.hurry, f.by_start, f.due_on, f.item) as turn
      from (
        select s.* from standing s where upto is not null and wanted is not null and chosen is null
         order by s.waiting, s.stays, s.hurry, s.by_start, s.due_on, s.item
         limit upto
      ) f
    union all
    select p.*
      from (
        select s.*, count(*) over (partition by s.list) as total,
               row_number() over (partition by s.list order by s.waiting, s.stays, s.hurry, s.by_start, s.due_on, s.item) as turn
          from standing s
         where upto is null or wanted is null or chosen is not null
      ) p
     where (upto is null or p.turn <= upto) and (chosen is null or p.item = any(chosen))
  )
  select n.list, n.item, n.patient_id, n.visit_type_id, coalesce(f.provider_id, o.provider_id, q.provider_id, case when n.list <> 'orders' then a.provider_id end),
         case when n.list <> 'recall' then a.id end, n.starts_at, n.zone, n.due_on, n.hurry,
         jsonb_strip_nulls(case n.list
           when 'confirm' then jsonb_build_object('risk', round(k.risk::numeric, 3), 'missed', nullif(past.missed, 0), 'new', nullif(past.came = 0, false))
           when 'rebook' then jsonb_build_object('broken', a.state, 'at', a.state_since, 'urgent', nullif(a.urgent, false),
             'byPractice', nullif(fact.reason like 'practice%', false), 'reason', nullif(regexp_replace(fact.reason, '^(patient|practice)(: )?', ''), ''))
           when 'recall' then jsonb_build_object('rule', r.name, 'followUp', nullif(n.rule_id is null, false), 'last', a.starts_at)
           when 'orders' then jsonb_build_object('priority', o.priority, 'broken', a.state,
             'overdue', nullif(o.latest < (at at time zone n.zone)::date, false))
           else jsonb_build_object('source', q.source, 'asked', q.asked_at) end),
         n.next_at, n.waiting,
         case when n.kept_state = 'closed' then 'review' when n.list in ('confirm', 'orders', 'requests') then 'call'
              when n.tries < rules.tries then 'call' when n.letters = 0 then 'letter' else 'close' end,
         n.tries, n.mark, n.last_at, n.last_by, n.last_what, n.version, c.staff_id, c.expires_at, n.turn, n.total
    from page n
    cross join worklists.rules() rules
    left join worklists.claim c on c.practice_id = rules.practice_id and c.list = n.list and c.item_id = n.item and c.expires_at > at
    left join schedule.appointment a on a.practice_id = rules.practice_id and a.id = n.source
    left join schedule.appointment_fact fact on fact.practice_id = a.practice_id and fact.appointment_id = a.id and fact.seq = a.version and n.list = 'rebook'
    left join worklists.recall_rule r on r.practice_id = rules.practice_id and r.id = n.rule_id
    left join schedule.follow_up f on f.practice_id = rules.practice_id and f.id = n.item and n.list = 'recall'
    left join worklists.visit_order o on o.practice_id = rules.practice_id and o.id = n.item and n.list = 'orders'
    left join worklists.visit_request q on q.practice_id = rules.practice_id and q.id = n.item and n.list = 'requests'
    left join lateral worklists.past_of(n.patient_id, n.starts_at) past on n.list = 'confirm'
    left join worklists.risks((select array_agg(p.item) from page p where p.list = 'confirm')) k on k.appointment_id = n.item and n.list = 'confirm'
$function$
;
CREATE OR REPLACE FUNCTION worklists.past_of(patient uuid, before timestamp with time zone)
 RETURNS TABLE(missed bigint, came bigint)
 LANGUAGE sql
 STABLE
AS $function$
  select count(*) filter (where h.state = 'no-show'), count(*) filter (where h.state = 'checked-out')
    from schedule.appointment h
   where h.practice_id = current_setting('anteroom.practice')::uuid and h.patient_id = patient and h.starts_at < before
$function$
;
CREATE OR REPLACE FUNCTION worklists.practice_of_link(hash bytea)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$ select l.practice_id from worklists.confirm_link l where l.token_hash = hash limit 1 $function$
;
CREATE OR REPLACE FUNCTION worklists.risks(visits uuid[])
 RETURNS TABLE(appointment_id uuid, risk real)
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  if to_regclass('schedule.no_show_risk') is null then return; end if;
  return query execute
    'select r.appointment_id, r.risk::real from schedule.no_show_risk r
       join schedule.risk_model m on m.practice_id = r.practice_id and m.wanted and m.useful
      where r.practice_id = current_setting(''anteroom.practice'')::uuid and r.appointment_id = any($1)' using visits;
end $function$
;
CREATE OR REPLACE FUNCTION worklists.rules()
 RETURNS worklists.settings
 LANGUAGE sql
 STABLE
AS $function$
  select here, coalesce(s.tries, 3::smallint), coalesce(s.over_days, 14::smallint), coalesce(s.letter_days, 14::smallint),
         coalesce(s.review_months, 6::smallint), coalesce(s.retry_hours, 3::smallint), coalesce(s.confirm_days, 1::smallint),
         coalesce(s.rebook_days, 180::smallint), coalesce(s.order_days, 60::smallint), coalesce(s.claim_minutes, 10::smallint)
    from (select current_setting('anteroom.practice')::uuid as here) p
    left join worklists.settings s on s.practice_id = p.here
$function$
;
CREATE OR REPLACE FUNCTION worklists.standing_rows(wanted text, at timestamp with time zone, ranked boolean)
 RETURNS TABLE(list text, item uuid, patient_id uuid, visit_type_id uuid, source uuid, rule_id uuid, starts_at timestamp with time zone, zone text, due_on date, hurry integer, next_at timestamp with time zone, waiting boolean, kept_state text, tries integer, letters integer, mark text, last_at timestamp with time zone, last_by text, last_what text, version integer)
 LANGUAGE sql
 STABLE
 SET work_mem TO '32MB'
 SET enable_mergejoin TO 'off'
 SET enable_nestloop TO 'off'
 SET jit TO 'off'
AS $function$
  with here as materialized (
    select p.practice_id, p.zone, (at at time zone p.zone)::date as today from practice.practice p
     where p.practice_id = current_setting('anteroom.practice')::uuid
  ),
  rules as materialized (select * from worklists.rules()),
  kept as materialized (
    select w.list, w.id, w.state, w.next_at, w.tries::int, w.letters::int, w.mark, w.last_at, w.last_by_name, w.last_what, w.version
      from worklists.work_item w
     where w.practice_id = current_setting('anteroom.practice')::uuid and (wanted is null or w.list = wanted or w.list = 'rebook')
  ),
  -- A few who are called for nothing, beside all who may be; who has died or is another record by now is on no list.
  gone as materialized (
    select p.id from patients.patient p
     where (p.merged_into is not null or p.deceased_on is not null) and p.practice_id = current_setting('anteroom.practice')::uuid
  ),
  stopped as materialized (
    select s.patient_id from worklists.recall_stop s where s.practice_id = current_setting('anteroom.practice')::uuid and s.ended_at is null
    union all
    select id from gone
  ),
  -- When each patient's visits of a type that are booked, or going on, begin and end at the latest.
  live as materialized (
    select a.patient_id, a.visit_type_id, max(a.starts_at) as starts_at, max(a.ends_at) as ends_at
      from schedule.appointment a
     where a.practice_id = current_setting('anteroom.practice')::uuid and a.state in ('booked', 'confirmed', 'arrived', 'roomed')
     group by a.patient_id, a.visit_type_id
  ),
  -- Whoever has such a visit ahead, or had it since yesterday, is not called in.
  ahead as materialized (
    select l.patient_id, l.visit_type_id from live l where l.ends_at > at - interval '1 day' and l.visit_type_id is not null
  ),
  day as materialized (select * from worklists.confirm_days(at)),
  booked as materialized (
    select a.id, a.patient_id, a.visit_type_id, a.starts_at, a.zone
      from day d
      cross join lateral (
        select v.id, v.patient_id, v.visit_type_id, v.starts_at, v.zone
          from schedule.appointment v
         where v.practice_id = current_setting('anteroom.practice')::uuid and v.starts_at >= d.since and v.starts_at < d.until
           and v.location_id = d.location_id and v.state = 'booked' and v.origin = 'desk'
        offset 0
      ) a
  ),
  rule as materialized (
    select r.id, r.id::text as text, r.after_type_id, r.recall_type_id, make_interval(months => r.months) as after, r.age_from, r.age_to, h.today + r.lead_days as until,
           ((h.today + r.lead_days + 2) - make_interval(months => r.months))::timestamp at time zone 'UTC' as at_most
      from here h
      join worklists.recall_rule r on r.practice_id = h.practice_id and r.retired_at is null
  ),
  -- The last such visit of each patient, rule by rule, read in the order of the index and kept nowhere. The day is reckoned once a visit and rule
  -- ("offset 0"): the clock of a zone is what costs here. What only few are asked about is looked up, what all are asked about is in a hash.
  due as materialized (
    select md5(n.rule_text || n.source::text)::uuid as item, n.patient_id, n.visit_type_id, n.source, n.rule_id, n.zone, n.due_on, 1 as hurry
      from (
        select d.patient_id, r.recall_type_id as visit_type_id, d.id as source, r.id as rule_id, r.text as rule_text, d.zone,
               (d.wall_start::date + r.after)::date as due_on, r.age_from, r.age_to, r.until
          from rule r
          cross join lateral (
            select distinct on (v.patient_id) v.patient_id, v.id, v.starts_at, v.wall_start, v.zone
              from schedule.appointment v
             where v.practice_id = current_setting('anteroom.practice')::uuid and v.state = 'checked-out' and v.visit_type_id = r.after_type_id
             order by v.patient_id, v.starts_at desc, v.id desc
            offset 0
          ) d
         where d.starts_at < r.at_most and d.patient_id not in (select s.patient_id from stopped s)
           and ((d.patient_id, r.recall_type_id) in (select l.patient_id, l.visit_type_id from ahead l)) is not true
           and (r.recall_type_id = r.after_type_id or not exists (
             select from schedule.appointment v
              where v.practice_id = current_setting('anteroom.practice')::uuid and v.state = 'checked-out' and v.visit_type_id = r.recall_type_id
                and v.patient_id = d.patient_id and v.starts_at > d.starts_at))
        offset 0
      ) n
     where n.due_on <= n.until
       and (n.age_from is null and n.age_to is null or exists (
         select from patients.patient p
          where p.practice_id = current_setting('anteroom.practice')::uuid and p.id = n.patient_id
            and (n.age_from is null or extract(year from age(n.due_on, p.birth_date)) >= n.age_from)
            and (n.age_to is null or extract(year from age(n.due_on, p.birth_date)) <= n.age_to)))
    union all
    select f.id, f.patient_id, f.visit_type_id, f.from_appointment, null, (select zone from here), f.due_on, 0
      from worklists.follow_ups((select today from here) + 30) f
      -- The last such visit; mostly it is the very one the follow-up was asked for at.
      left join lateral (
        select d.id, d.starts_at
          from schedule.appointment d
         where d.practice_id = current_setting('anteroom.practice')::uuid and d.state = 'checked-out' and d.visit_type_id = f.visit_type_id
           and d.patient_id = f.patient_id
         order by d.starts_at desc, d.id desc
         limit 1
      ) last on true
      left join lateral (
        select true as came
          from schedule.appointment v
         where last.id <> f.from_appointment and v.practice_id = current_setting('anteroom.practice')::uuid and v.id = f.from_appointment
           and v.starts_at < last.starts_at
         limit 1
      ) since on true
     where f.patient_id not in (select s.patient_id from stopped s) and since.came is null
       and ((f.patient_id, f.visit_type_id) in (select l.patient_id, l.visit_type_id from ahead l)) is not true
  ),
  since as materialized (select at - make_interval(days => r.rebook_days) as moment from rules r),
  broken as materialized (
    select distinct on (a.patient_id, a.visit_type_id) a.id, a.patient_id, a.visit_type_id, a.starts_at, a.zone, a.state, a.state_since, a.version, a.urgent
      from since
      join schedule.appointment a on a.practice_id = current_setting('anteroom.practice')::uuid and a.starts_at >= since.moment
     where a.state in ('cancelled', 'no-show') and a.origin = 'desk'
     order by a.patient_id, a.visit_type_id, a.state_since desc, a.starts_at desc, a.id desc
  ),
  -- Where only recalls are asked for, of those only who would be called in for the same.
  rebook as materialized (
    select b.*
      from broken b
      left join live l on l.patient_id = b.patient_id and l.visit_type_id = b.visit_type_id
      left join lateral (
        select true as came
          from schedule.appointment d
         where d.practice_id = current_setting('anteroom.practice')::uuid and d.state = 'checked-out' and d.visit_type_id = b.visit_type_id
           and d.patient_id = b.patient_id and d.starts_at > least(b.starts_at, b.state_since)
         limit 1
      ) since on true
     where (wanted is distinct from 'recall' or (b.patient_id, b.visit_type_id) in (select d.patient_id, d.visit_type_id from due d))
       and b.patient_id not in (select id from gone)
       and (l.starts_at is null or l.starts_at <= least(b.starts_at, b.state_since)) and since.came is null
       and not exists (
         select from worklists.visit_order o where o.practice_id = current_setting('anteroom.practice')::uuid and o.appointment_id = b.id)
  ),
  -- Who waits to be rebooked. A row that comes back to be looked at is closed until somebody opens it.
  waits as materialized (
    select b.patient_id, b.visit_type_id
      from rebook b
      left join kept w on w.list = 'rebook' and w.id = b.id
     where coalesce(w.state, 'open') = 'open'
  ),
  candidate as (
    select 'confirm' as list, v.id as item, v.patient_id, v.visit_type_id, v.id as source, null::uuid as rule_id, v.starts_at, v.zone,
           (v.starts_at at time zone v.zone)::date as due_on, null::timestamptz as from_at,
           -- First whose risk to miss it is highest; where no risk is known, who missed before, who is new.
           case when k.risk is not null then 1000 - round(k.risk * 1000)::int
                else 1000 - least(past.missed, 4)::int * 150 - case when past.came = 0 then 100 else 0 end end as hurry
      from booked v
      left join worklists.risks((select array_agg(id) from booked)) k on k.appointment_id = v.id
      cross join lateral worklists.past_of(v.patient_id, v.starts_at) past
     where coalesce(wanted, 'confirm') = 'confirm'
    union all
    -- First what the practice itself called off, then what was missed, then what the patient cancelled.
    select 'rebook', b.id, b.patient_id, b.visit_type_id, b.id, null, b.starts_at, b.zone, (b.starts_at at time zone b.zone)::date, null,
           case when b.urgent then 0 when fact.by_practice then 1 when b.state = 'no-show' then 2 else 3 end
      from rebook b
      left join lateral (
        select f.reason like 'practice%' as by_practice
          from schedule.appointment_fact f
         where ranked and f.practice_id = current_setting('anteroom.practice')::uuid and f.appointment_id = b.id and f.seq = b.version
         limit 1
      ) fact on true
     where coalesce(wanted, 'rebook') = 'rebook'
    union all
    select 'recall', one.* from (
      select distinct on (d.patient_id, d.visit_type_id) d.item, d.patient_id, d.visit_type_id, d.source, d.rule_id, null::timestamptz, d.zone, d.due_on,
             null::timestamptz, d.hurry
        from due d
       where ((d.patient_id, d.visit_type_id) in (select w.patient_id, w.visit_type_id from waits w where w.visit_type_id is not null)) is not true
       order by d.patient_id, d.visit_type_id, d.due_on, d.hurry, d.item
    ) one
     where coalesce(wanted, 'recall') = 'recall'
    union all
    select 'orders', o.id, o.patient_id, o.visit_type_id, o.appointment_id, null, null, h.zone, o.latest,
           (o.earliest - (select r.order_days from rules r)::int)::timestamp at time zone h.zone,
           case o.priority when 'stat' then 0 when 'urgent' then 1 else 2 end
      from here h
      join worklists.visit_order o on o.practice_id = h.practice_id
      join patients.patient p on p.practice_id = o.practice_id and p.id = o.patient_id and p.deceased_on is null
      left join lateral (
        select v.id, v.state from schedule.appointment v where v.practice_id = o.practice_id and v.id = o.appointment_id limit 1
      ) a on true
     where (a.id is null or a.state in ('cancelled', 'no-show')) and coalesce(wanted, 'orders') = 'orders'
    union all
    select 'requests', q.id, q.patient_id, q.visit_type_id, null, null, q.asked_at, h.zone, (q.asked_at at time zone h.zone)::date, null, 1
      from here h
      join worklists.visit_request q on q.practice_id = h.practice_id and q.state in ('open', 'proposed')
     where coalesce(wanted, 'requests') = 'requests'
  )
  select c.list, c.item, c.patient_id, c.visit_type_id, c.source, c.rule_id, c.starts_at, c.zone, c.due_on, c.hurry, coalesce(w.next_at, c.from_at),
         coalesce(coalesce(w.next_at, c.from_at) > at, false), w.state, coalesce(w.tries, 0), coalesce(w.letters, 0), w.mark, w.last_at, w.last_by_name,
         w.last_what, coalesce(w.version, 0)
    from candidate c
    left join kept w on w.list = c.list and w.id = c.item
   where w.state is null or w.state = 'open' or w.next_at <= at
$function$
;
CREATE TRIGGER call_again BEFORE INSERT ON calls.call FOR EACH ROW EXECUTE FUNCTION calls.call_again();
CREATE TRIGGER call_again_named BEFORE UPDATE ON calls.call FOR EACH ROW WHEN (((old.closed_at IS NULL) AND ((old.number IS DISTINCT FROM new.number) OR (old.direction <> new.direction)))) EXECUTE FUNCTION calls.call_again();
CREATE TRIGGER keep_settled BEFORE UPDATE ON calls.call FOR EACH ROW WHEN ((old.closed_at IS NOT NULL)) EXECUTE FUNCTION calls.keep_settled();
CREATE TRIGGER tie_message AFTER INSERT ON calls.message FOR EACH ROW WHEN ((new.call_id IS NOT NULL)) EXECUTE FUNCTION calls.tie_message();
CREATE TRIGGER occupation_keeps_blocked AFTER DELETE OR UPDATE OF live ON schedule.occupation FOR EACH ROW EXECUTE FUNCTION schedule.keep_blocked();
