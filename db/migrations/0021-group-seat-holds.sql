-- A seat of a group can be held as any other time: it counts as taken until the hold runs out, is used or is given back.

alter table schedule.hold
  add column group_session_id uuid,
  add column seat smallint check (seat >= 1),
  -- Deferred: the seat is claimed before the hold is written, in one statement.
  add foreign key (practice_id, group_session_id) references schedule.group_session (practice_id, id) deferrable initially deferred,
  add check ((group_session_id is null) = (seat is null));
-- The judge of held seats among each other; that a held seat is nobody's visit as well is kept by the lock of the group's row, see occupy.
create unique index hold_seat on schedule.hold (practice_id, group_session_id, seat) where group_session_id is not null;

-- The time of a group nobody is booked in yet lasts as long as its last hold.
alter table schedule.occupation
  drop constraint occupation_check2,
  add constraint occupation_expires check (case when hold_id is not null then expires_at is not null else expires_at is null or group_session_id is not null end);

-- Removes what has run out on some resources and reaches into a span: holds, and groups that were only held. Each in the order of their ids: two who
-- clear the same do not wait for each other in a ring.
create or replace function schedule.clear_run_out(resources uuid[], span tstzrange, at timestamptz) returns void
language plpgsql as $$
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
end $$;

-- One who leaves a group, a visit or a hold that is gone (null: nobody in particular): the last visit out leaves the time to those who hold a seat,
-- the last of all gives it back.
create or replace function schedule.leave_group(session uuid, leaving uuid, at timestamptz) returns void
language plpgsql as $$
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
end $$;

-- As before, and a seat is chosen among those neither booked nor held. A hold of a seat that is used for another time gives that seat back.
create or replace function schedule.occupy(
  for_appointment uuid, for_hold uuid, provider uuid, rooms uuid[], span tstzrange, room_span tstzrange,
  expires timestamptz, patient uuid, using_hold uuid, at timestamptz, more jsonb default null
) returns table (outcome text, room uuid, other uuid, overbooked boolean, facts jsonb, group_session uuid, seat int)
language plpgsql as $$
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
end $$;

-- What moving several visits would meet, claimed exactly as the move claims it, and taken back: limits, devices, people and rooms speak as they would.
-- claims: [{appointment, provider, patient (null: not looked at), rooms, starts_at, ends_at, room_from, room_until, more}], in the order of the move.
create function schedule.preview_moves(claims jsonb, at timestamptz) returns table (appointment uuid, outcome text, other uuid, facts jsonb)
language plpgsql as $$
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
end $$;
grant execute on function schedule.preview_moves(jsonb, timestamptz) to anteroom_app;
