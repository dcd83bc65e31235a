-- The same rules as before with less work for the ordinary booking: one's own former time is looked for only if the visit was there already, and
-- holds that have run out are cleared only when they stand in the way.
create or replace function schedule.occupy(
  for_appointment uuid, for_hold uuid, provider uuid, rooms uuid[], span tstzrange, room_span tstzrange,
  expires timestamptz, patient uuid, using_hold uuid, at timestamptz
) returns table (outcome text, room uuid, other uuid)
language plpgsql as $$
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
end $$;

-- Removes the holds on one resource that have run out and reach into a span.
create function schedule.clear_run_out(resource uuid, span tstzrange, at timestamptz) returns void
language sql as $$
  delete from schedule.hold h
   using schedule.occupation o
   where o.practice_id = current_setting('anteroom.practice')::uuid and o.resource_id = resource and o.live and o.expires_at <= at
     and o.starts_at < upper(span) and o.starts_at > lower(span) - interval '20 hours' and o.ends_at > lower(span)
     and h.practice_id = o.practice_id and h.id = o.hold_id
$$;
grant execute on function schedule.clear_run_out(uuid, tstzrange, timestamptz) to anteroom_app;

-- The ending of a deed without a loop where there is nothing to loop over.
create or replace function platform.finish(deed jsonb) returns void
language plpgsql as $$
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
end $$;
