-- A deed that somebody wants to hear of no longer puts a job into the queue itself, which cost it more than all else it wrote at its end: it
-- marks the event in the same transaction, and the worker makes the jobs of what is marked, many at a time.

create table platform.event_waiting (
  practice_id uuid not null,
  event_id bigint not null,
  primary key (practice_id, event_id)
);
select platform.wall('platform.event_waiting', 'select, insert');

-- `heard`: the names of those events of this deed that jobs are to be made of.
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
end $$;

-- Makes the jobs of the oldest marked events, `most` at a time, whatever their practice; answers of how many. For the worker alone: two at once
-- share the work, and what breaks off leaves its marks.
create function platform.hand_on_events(most int) returns int
language plpgsql as $$
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
end $$;
revoke all on function platform.hand_on_events(int) from public;
