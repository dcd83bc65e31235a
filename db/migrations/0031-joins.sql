-- A call out that a person opened and the exchange's word of it are one record. Words told out of order may have made a bare record of
-- their own before anybody knew where the call went: it gives way, unless somebody has worked on it. True: the id is free now.
create function calls.give_way(told text) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
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
end $$;
revoke all on function calls.give_way(text) from public;
grant execute on function calls.give_way(text) to anteroom_app;

-- What was said of a closed call and put right within the day it can be: both as they stood, who put it right, when and why. Only added to.
create table calls.correction (
  practice_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  at timestamptz not null,
  by uuid,
  why text not null check (length(why) <= 200),
  was_outcome text not null,
  was_also text[] not null,
  was_reasons text[] not null,
  was_patient_id uuid,
  outcome text not null,
  also text[] not null,
  reasons text[] not null,
  patient_id uuid,
  primary key (practice_id, id),
  constraint correction_changes check (
    (was_outcome, was_also, was_reasons, was_patient_id) is distinct from (outcome, also, reasons, patient_id)),
  foreign key (practice_id, call_id) references calls.call (practice_id, id),
  foreign key (practice_id, by) references practice.staff (practice_id, id),
  foreign key (practice_id, was_patient_id) references patients.patient (practice_id, id),
  foreign key (practice_id, patient_id) references patients.patient (practice_id, id)
);
create index correction_by_call on calls.correction (practice_id, call_id);
select platform.wall('calls.correction', 'select, insert');

-- Words of phone systems are kept for a while after their call is settled, then the record alone stands.
create table telephony.event_keeping (
  practice_id uuid primary key references practice.practice,
  days int not null check (days between 2 and 3650)
);
select platform.wall('telephony.event_keeping', 'select, insert, update');
grant delete on telephony.call_event to anteroom_app;
create index call_event_by_receipt on telephony.call_event (practice_id, received_at);

-- For the chore, which looks at every practice: ids alone.
create function telephony.practices_with_events(before timestamptz) returns setof uuid
language sql stable security definer set search_path = pg_catalog as $$
  select p.practice_id from practice.practice p
   where exists (select from telephony.call_event e where e.practice_id = p.practice_id and e.received_at < before)
$$;
revoke all on function telephony.practices_with_events(timestamptz) from public;
grant execute on function telephony.practices_with_events(timestamptz) to anteroom_app;

-- Whether the same number has called on that day already. Two rings of one number at the same moment wait for each other, so that one of
-- them is the second; and where a phone system names the number only after the ring, it is looked for then.
create or replace function calls.call_again() returns trigger language plpgsql as $$
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
end $$;
create trigger call_again_named before update on calls.call for each row
  when (old.closed_at is null and (old.number is distinct from new.number or old.direction <> new.direction)) execute function calls.call_again();
