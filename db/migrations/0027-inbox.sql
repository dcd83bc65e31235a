-- The inbox: everything that waits for somebody, in one list. What is on it is computed from the truth of each feature at the moment of asking, so
-- that nothing goes stale and nothing is forgotten; kept here is only what people said about a row: whose hands it is in, until when it sleeps and
-- why, which missed call needs no answer.
create schema inbox;
grant usage on schema inbox to anteroom_app;

-- Whose hands a row is in. It ends by itself; a claim of a session that is locked or over does not count, so that who leaves keeps nobody waiting.
create table inbox.claim (
  practice_id uuid not null,
  kind text not null,
  item_id uuid not null,
  staff_id uuid not null,
  session_id uuid,
  taken_at timestamptz not null,
  expires_at timestamptz not null,
  constraint inbox_claim_once primary key (practice_id, kind, item_id),
  foreign key (practice_id, staff_id) references practice.staff (practice_id, id),
  check (expires_at > taken_at)
);
select platform.wall('inbox.claim');

-- A row that is not to be seen before a moment, with the reason. It holds only while the row says what it said then (since): a new answer to a
-- message wakes it. Only ended, never changed.
create table inbox.snooze (
  practice_id uuid not null,
  id uuid not null,
  kind text not null,
  item_id uuid not null,
  since timestamptz not null,
  until timestamptz not null,
  reason text not null check (reason in ('waiting-for-patient', 'waiting-for-provider', 'waiting-for-insurer', 'waiting-for-office', 'call-later', 'other')),
  note text not null default '' check (length(note) <= 500),
  at timestamptz not null,
  by_staff uuid,
  by_name text not null,
  ended_at timestamptz,
  primary key (practice_id, id),
  check (until > at),
  check (reason <> 'other' or note <> '')
);
create unique index snooze_once on inbox.snooze (practice_id, kind, item_id) where ended_at is null;
select platform.wall('inbox.snooze', 'select, insert, update');

-- A missed call that nobody needs to call back, and why. Taken back by a moment, not by deleting.
create table inbox.let_go (
  practice_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  reason text not null check (reason in ('reached-otherwise', 'left-word', 'no-need', 'unwanted-call', 'other')),
  note text not null default '' check (length(note) <= 500),
  at timestamptz not null,
  by_staff uuid,
  by_name text not null,
  ended_at timestamptz,
  primary key (practice_id, id),
  foreign key (practice_id, call_id) references calls.call (practice_id, id),
  check (reason <> 'other' or note <> '')
);
create unique index let_go_once on inbox.let_go (practice_id, call_id) where ended_at is null;
select platform.wall('inbox.let_go', 'select, insert, update');

-- Which call went out to answer which missed one.
create table inbox.call_back (
  practice_id uuid not null,
  call_id uuid not null,
  missed_id uuid not null,
  at timestamptz not null,
  primary key (practice_id, call_id),
  foreign key (practice_id, call_id) references calls.call (practice_id, id),
  foreign key (practice_id, missed_id) references calls.call (practice_id, id)
);
create index call_back_by_missed on inbox.call_back (practice_id, missed_id);
select platform.wall('inbox.call_back', 'select, insert');

-- What the sources look for; written to only by a caller who gives up.
create index call_missed on calls.call (practice_id, ringing_at) where outcome = 'abandoned';

-- Sources. One function a kind, all of one shape; inbox.gather calls inbox.from_<kind>. A later feature adds its function in a migration of its own and
-- its line in src/features/inbox/contract-sources.ts. to_kind: 'person' (to_id a person), 'role' (to_id a role), 'desk' (whoever may see the kind).
-- near: how near it is to me, where the source knows better (below). urgency: 1 urgent, 2 soon, 3 normal. since: the moment of what the row says now. who: a name, where no patient is known.

-- Phones that ring. A number that one patient alone has shows whose it is.
create function inbox.from_ringing(at timestamptz, me uuid)
returns table (item uuid, patient_id uuid, who text, what text, number text, since timestamptz, due_at timestamptz, urgency int, to_kind text, to_id uuid, facts jsonb, near int)
language sql stable as $$
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
$$;

-- Patients who have come and sit longer than the practice's clock allows; due when it would be late.
create function inbox.from_waiting(at timestamptz, me uuid)
returns table (item uuid, patient_id uuid, who text, what text, number text, since timestamptz, due_at timestamptz, urgency int, to_kind text, to_id uuid, facts jsonb, near int)
language sql stable as $$
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
$$;

-- Everybody in the queue of those who came without an appointment.
create function inbox.from_walk_in(at timestamptz, me uuid)
returns table (item uuid, patient_id uuid, who text, what text, number text, since timestamptz, due_at timestamptz, urgency int, to_kind text, to_id uuid, facts jsonb, near int)
language sql stable as $$
  select k.id, k.patient_id, k.name, k.reason, null, k.came_at,
         k.came_at + make_interval(mins => coalesce((select x.late_minutes from arrivals.wait_target x where x.practice_id = k.practice_id and x.stage = 'arrived'), 20)),
         case when k.urgency = 1 then 1 when k.urgency = 2 then 2 else 3 end, 'desk', null::uuid,
         jsonb_build_object('urgency', k.urgency, 'version', k.version), null::int
    from arrivals.walk_in k
   where k.practice_id = current_setting('anteroom.practice')::uuid and k.state = 'waiting'
$$;

-- Callers who gave up, and whom nobody has spoken to since: a number is one row however often it tried, named by its first unanswered call. A call
-- to or from that number that was answered, or word left on their voicemail, settles all before it. The log has those older than thirty days.
create function inbox.from_missed(at timestamptz, me uuid)
returns table (item uuid, patient_id uuid, who text, what text, number text, since timestamptz, due_at timestamptz, urgency int, to_kind text, to_id uuid, facts jsonb, near int)
language sql stable as $$
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
$$;

-- Messages with whoever has to do the next thing: whoever left an answered one, else whom it is for, who has taken it, to whom it also went when it
-- was overdue (that makes it urgent), or who covers for one of these. One that asks to offer somebody a freed time is the offer's row.
create function inbox.waiting_messages(at timestamptz, me uuid, backs boolean)
returns table (item uuid, patient_id uuid, who text, what text, number text, since timestamptz, due_at timestamptz, urgency int, to_kind text, to_id uuid, facts jsonb, near int)
language sql stable as $$
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
$$;

create function inbox.from_message(at timestamptz, me uuid)
returns table (item uuid, patient_id uuid, who text, what text, number text, since timestamptz, due_at timestamptz, urgency int, to_kind text, to_id uuid, facts jsonb, near int)
language sql stable as $$ select w.item, w.patient_id, w.who, w.what, w.number, w.since, w.due_at, w.urgency, w.to_kind, w.to_id, w.facts, w.near from inbox.waiting_messages(at, me, false) w $$;

-- Call-backs, due when the next try is.
create function inbox.from_call_back(at timestamptz, me uuid)
returns table (item uuid, patient_id uuid, who text, what text, number text, since timestamptz, due_at timestamptz, urgency int, to_kind text, to_id uuid, facts jsonb, near int)
language sql stable as $$ select w.item, w.patient_id, w.who, w.what, w.number, w.since, w.due_at, w.urgency, w.to_kind, w.to_id, w.facts, w.near from inbox.waiting_messages(at, me, true) w $$;

-- Freed times that somebody is to be told of by telephone, until the offer runs out.
create function inbox.from_offer(at timestamptz, me uuid)
returns table (item uuid, patient_id uuid, who text, what text, number text, since timestamptz, due_at timestamptz, urgency int, to_kind text, to_id uuid, facts jsonb, near int)
language sql stable as $$
  select o.id, o.patient_id, '', t.name, m.number, o.offered_at, o.expires_at, 1, case when m.id is null then 'desk' else 'person' end, m.to_staff,
         jsonb_build_object('time', o.freed_id, 'wish', o.wish_id, 'startsAt', o.starts_at, 'zone', o.zone,
           'provider', concat_ws(', ', concat_ws(' ', nullif(v.given, ''), v.family), nullif(v.credential, ''))), null::int
    from waitlist.offer o
    left join calls.message m on m.practice_id = o.practice_id and m.id = o.task_id
    left join schedule.visit_type t on t.practice_id = o.practice_id and t.id = o.visit_type_id
    left join practice.provider v on v.practice_id = o.practice_id and v.id = o.provider_id
   where o.practice_id = current_setting('anteroom.practice')::uuid and o.state = 'open' and o.how = 'phone'
$$;

-- Tests, referrals and procedures without a visit, due at the end of the last day of their window.
create function inbox.from_order(at timestamptz, me uuid)
returns table (item uuid, patient_id uuid, who text, what text, number text, since timestamptz, due_at timestamptz, urgency int, to_kind text, to_id uuid, facts jsonb, near int)
language sql stable as $$
  select s.item, s.patient_id, '', o.title, null, o.ordered_at, (s.due_on + 1)::timestamp at time zone s.zone,
         case o.priority when 'stat' then 1 when 'urgent' then 2 else 3 end, 'desk', null::uuid,
         jsonb_strip_nulls(jsonb_build_object('priority', o.priority, 'sort', o.kind, 'latest', o.latest, 'tries', nullif(s.tries, 0))), null::int
    from worklists.standing_rows('orders', at, false) s
    join worklists.visit_order o on o.practice_id = current_setting('anteroom.practice')::uuid and o.id = s.item
   where not s.waiting
$$;

-- Visits that patients ask for, due in a day.
create function inbox.from_request(at timestamptz, me uuid)
returns table (item uuid, patient_id uuid, who text, what text, number text, since timestamptz, due_at timestamptz, urgency int, to_kind text, to_id uuid, facts jsonb, near int)
language sql stable as $$
  select s.item, s.patient_id, '', concat_ws(': ', t.name, nullif(q.text, '')), null, q.asked_at, q.asked_at + interval '1 day', 3, 'desk', null::uuid,
         jsonb_strip_nulls(jsonb_build_object('source', q.source, 'tries', nullif(s.tries, 0))), null::int
    from worklists.standing_rows('requests', at, false) s
    join worklists.visit_request q on q.practice_id = current_setting('anteroom.practice')::uuid and q.id = s.item
    left join schedule.visit_type t on t.practice_id = q.practice_id and t.id = q.visit_type_id
   where not s.waiting
$$;

-- Messages to patients that did not arrive, or of which nobody knows; due in an hour.
create function inbox.from_undelivered(at timestamptz, me uuid)
returns table (item uuid, patient_id uuid, who text, what text, number text, since timestamptz, due_at timestamptz, urgency int, to_kind text, to_id uuid, facts jsonb, near int)
language sql stable as $$
  select m.id, m.patient_id, '', m.subject, null, coalesce(m.claimed_at, m.queued_at), coalesce(m.claimed_at, m.queued_at) + interval '1 hour', 3, 'desk', null::uuid,
         jsonb_build_object('state', m.state, 'channel', m.channel, 'address', m.address, 'why', m.why), null::int
    from outreach.patient_message m
   where m.practice_id = current_setting('anteroom.practice')::uuid and m.state in ('failed', 'unknown') and m.dealt_at is null
$$;

-- All rows of the kinds asked for: a kind that is not asked for is not read. The names come from the program's own list of sources.
create function inbox.gather(kinds text[], at timestamptz, me uuid)
returns table (kind text, item uuid, patient_id uuid, who text, what text, number text, since timestamptz, due_at timestamptz, urgency int, to_kind text, to_id uuid,
               facts jsonb, near int)
language plpgsql stable as $$
declare
  one text;
begin
  foreach one in array kinds loop
    return query execute format(
      'select %L::text, s.item, s.patient_id, s.who, s.what, s.number, s.since, s.due_at, s.urgency, s.to_kind, s.to_id, s.facts, s.near from inbox.%I($1, $2) s',
      one, 'from_' || replace(one, '-', '_')) using at, me;
  end loop;
end $$;

-- Whose hands rows are in now. Orders and requests are in the hands of whoever has them in their own lists, messages of whoever has said to do them.
create function inbox.in_hand(at timestamptz) returns table (kind text, item uuid, staff_id uuid, until timestamptz)
language sql stable as $$
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
$$;

-- The inbox, whole: every row with its place (rank, then due, since, item), whose hands it is in, whether it sleeps, and how near it is to `me`:
-- 1 mine by name or by my hands, 2 my role's or the whole desk's, 3 somebody else's. Lists and counts all read this.
-- rank: 0 rings; 1 urgent and overdue; 2 a person who waits too long; 3 urgent; 4 overdue; 5 due today; 6 the rest (docs/decisions/0006).
create function inbox.standing(kinds text[], at timestamptz, me uuid)
returns table (kind text, item uuid, patient_id uuid, who text, what text, number text, since timestamptz, due_at timestamptz, urgency int, to_kind text, to_id uuid,
               facts jsonb, rank int, overdue boolean, near int, held_by uuid, held_until timestamptz, snooze_id uuid, snoozed_until timestamptz,
               snooze_reason text, snooze_note text, snoozed_by text)
language sql stable
set jit = off
as $$
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
$$;

do $$
declare one regprocedure;
begin
  for one in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'inbox'::regnamespace loop
    execute format('grant execute on function %s to anteroom_app', one);
  end loop;
end $$;
