-- What a call comes to be: several outcomes, who was checked, what was done meanwhile, and that it is settled a day after it was closed.
alter table calls.call drop constraint call_outcome_check;
alter table calls.call
  add constraint call_outcome_known check (outcome in (
    'booked', 'moved', 'cancelled', 'message', 'answered', 'transferred', 'refill', 'billing', 'result', 'referral',
    'no-answer', 'voicemail', 'wrong-number', 'emergency', 'abandoned')),
  -- What else came of it, beside `outcome`.
  add column also text[] not null default '{}',
  add constraint call_also_known check (also <@ array[
    'booked', 'moved', 'cancelled', 'message', 'answered', 'transferred', 'refill', 'billing', 'result', 'referral',
    'voicemail', 'emergency']::text[] and not outcome = any (also)),
  add constraint call_also_at_its_end check (outcome is not null or also = '{}');

-- How callers are checked here; no row: as calls.identity-rules says.
create table calls.identity_rules (
  practice_id uuid primary key references practice.practice,
  needed smallint not null check (needed between 1 and 4),
  veil text not null check (veil in ('always', 'other-numbers', 'never'))
);
select platform.wall('calls.identity_rules', 'select, insert, update');

-- Before anything was disclosed: who was speaking, and which identifiers they could say. Only added to.
create table calls.identity_check (
  practice_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  patient_id uuid not null,
  at timestamptz not null,
  by uuid,
  identifiers text[] not null check (cardinality(identifiers) > 0
    and identifiers <@ array['birth-date', 'address', 'phone', 'email', 'chart-number']::text[]),
  speaker text not null check (speaker in ('patient', 'relation', 'other')),
  relation_id uuid,
  -- The relation as it stood: what that person might hear may change later.
  relation_name text,
  may_hear text check (may_hear in ('nothing', 'appointments', 'everything')),
  primary key (practice_id, id),
  check ((speaker = 'relation') = (relation_id is not null)),
  foreign key (practice_id, call_id) references calls.call (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id),
  foreign key (practice_id, relation_id) references patients.relation (practice_id, id),
  foreign key (practice_id, by) references practice.staff (practice_id, id)
);
create index identity_check_by_call on calls.identity_check (practice_id, call_id);
select platform.wall('calls.identity_check', 'select, insert');

-- What was done while the call was in hand. The nouns are those that exist: a later feature adds its own.
create table calls.call_link (
  practice_id uuid not null,
  call_id uuid not null,
  noun text not null,
  thing uuid not null,
  deed text not null,
  at timestamptz not null,
  by uuid,
  primary key (practice_id, call_id, noun, thing, deed),
  constraint call_link_noun check ((noun, deed) in (
    ('appointment', 'booked'), ('appointment', 'moved'), ('appointment', 'cancelled'), ('message', 'left'))),
  foreign key (practice_id, call_id) references calls.call (practice_id, id)
);
create index call_link_by_thing on calls.call_link (practice_id, noun, thing);
select platform.wall('calls.call_link', 'select, insert');

-- A message that is left from a call is tied to it in the same breath, whatever leaves it.
create function calls.tie_message() returns trigger language plpgsql as $$
begin
  insert into calls.call_link (practice_id, call_id, noun, thing, deed, at, by)
  values (new.practice_id, new.call_id, 'message', new.id, 'left', new.left_at, new.left_by)
  on conflict do nothing;
  return null;
end $$;
create trigger tie_message after insert on calls.message for each row when (new.call_id is not null) execute function calls.tie_message();

insert into calls.call_link (practice_id, call_id, noun, thing, deed, at, by)
select practice_id, call_id, 'message', id, 'left', left_at, left_by from calls.message where call_id is not null;

-- What is said later of a call that is settled. Only added to.
create table calls.addendum (
  practice_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  at timestamptz not null,
  by uuid,
  text text not null check (length(text) between 1 and 5000),
  why text not null check (length(why) between 1 and 200),
  primary key (practice_id, id),
  foreign key (practice_id, call_id) references calls.call (practice_id, id),
  foreign key (practice_id, by) references practice.staff (practice_id, id)
);
create index addendum_by_call on calls.addendum (practice_id, call_id);
select platform.wall('calls.addendum', 'select, insert');

-- A call is settled 24 hours after it was closed: from then on nothing of it changes. Two records that become one are no change of the call:
-- the carrier says so for its own transaction (anteroom.carries), and then the patient alone may be another.
-- The hour is the program's (anteroom.now), which every transaction of it sets; whoever comes past it is judged by the database's clock.
create function calls.keep_settled() returns trigger language plpgsql as $$
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
end $$;
create trigger keep_settled before update on calls.call for each row when (old.closed_at is not null) execute function calls.keep_settled();

-- Whose calls were open at a moment: what was booked then belongs to them.
create index call_by_taker on calls.call (practice_id, taken_by, taken_at desc) where taken_by is not null;
