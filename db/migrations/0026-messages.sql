-- Messages to a person, a pool or a role, each of a kind with fields of its own; who has taken one; second addresses when it is overdue;
-- the practice's rules and texts; who covers for whom.

create table calls.message_pool (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  retired_at timestamptz,
  primary key (practice_id, id)
);
create unique index message_pool_by_name on calls.message_pool (practice_id, lower(name)) where retired_at is null;
select platform.wall('calls.message_pool', 'select, insert, update');

create table calls.message_pool_member (
  practice_id uuid not null,
  pool_id uuid not null,
  staff_id uuid not null,
  primary key (practice_id, pool_id, staff_id),
  foreign key (practice_id, pool_id) references calls.message_pool (practice_id, id),
  foreign key (practice_id, staff_id) references practice.staff (practice_id, id)
);
create index message_pool_member_by_staff on calls.message_pool_member (practice_id, staff_id);
select platform.wall('calls.message_pool_member', 'select, insert, delete');

alter table calls.message
  alter to_staff drop not null,
  add to_pool uuid,
  add to_role uuid,
  add kind text not null default 'note'
    check (kind in ('note', 'call-back', 'refill', 'result', 'form', 'referral', 'billing')),
  add fields jsonb not null default '{}' check (jsonb_typeof(fields) = 'object'),
  -- Who does it: first to say so has it.
  add claimed_by uuid,
  add claimed_at timestamptz,
  -- Overdue too long: to whom it also went, when last, how often.
  add also_staff uuid,
  add also_pool uuid,
  add also_role uuid,
  add escalated_at timestamptz,
  add escalations int not null default 0 check (escalations >= 0),
  -- Call-backs: tries that reached nobody, when the next is wanted, since when a letter is.
  add tries int not null default 0 check (tries >= 0),
  add next_try_at timestamptz,
  add letter_due_at timestamptz,
  add finished_as text check (finished_as in ('done', 'not-needed', 'duplicate', 'otherwise', 'letter', 'not-reached')),
  add constraint message_one_address check (num_nonnulls(to_staff, to_pool, to_role) = 1),
  add constraint message_one_second_address check (num_nonnulls(also_staff, also_pool, also_role) <= 1),
  add constraint message_escalated_to_somebody check ((num_nonnulls(also_staff, also_pool, also_role) = 1) = (escalated_at is not null)),
  add constraint message_claimed_by_somebody check ((claimed_by is null) = (claimed_at is null)),
  add constraint message_finished_as check (finished_as is null or finished_at is not null),
  add foreign key (practice_id, to_pool) references calls.message_pool (practice_id, id),
  add foreign key (practice_id, to_role) references practice.role (practice_id, id),
  add foreign key (practice_id, claimed_by) references practice.staff (practice_id, id),
  add foreign key (practice_id, also_staff) references practice.staff (practice_id, id),
  add foreign key (practice_id, also_pool) references calls.message_pool (practice_id, id),
  add foreign key (practice_id, also_role) references practice.role (practice_id, id);

-- With whom the next thing is, among these people, pools and roles: whoever left an answered message, else whoever it is for, who has it, or to
-- whom it also went.
create function calls.message_waits_for(
  left_by uuid, answered_at timestamptz, claimed_by uuid, to_staff uuid, to_pool uuid, to_role uuid, also_staff uuid, also_pool uuid, also_role uuid,
  people uuid[], pools uuid[], roles uuid[]
) returns boolean language sql immutable parallel safe
return case when answered_at is not null and left_by is not null then left_by = any (people)
       else coalesce(claimed_by = any (people), false) or coalesce(to_staff = any (people), false) or coalesce(also_staff = any (people), false)
         or coalesce(to_pool = any (pools), false) or coalesce(also_pool = any (pools), false)
         or coalesce(to_role = any (roles), false) or coalesce(also_role = any (roles), false) end;

alter table calls.message_step
  drop constraint message_step_kind_check,
  add constraint message_step_kind_check check (kind in ('left', 'seen', 'answered', 'attempt', 'finished', 'reopened', 'claimed', 'released',
                                                         'reassigned', 'escalated', 'letter-due')),
  -- To whom it was passed on, or also went.
  add to_staff uuid,
  add to_pool uuid,
  add to_role uuid,
  add finished_as text,
  add constraint message_step_one_address check (num_nonnulls(to_staff, to_pool, to_role) = (kind in ('reassigned', 'escalated'))::int),
  add constraint message_step_finished_as check (finished_as is null or kind = 'finished'),
  add foreign key (practice_id, to_staff) references practice.staff (practice_id, id),
  add foreign key (practice_id, to_pool) references calls.message_pool (practice_id, id),
  add foreign key (practice_id, to_role) references practice.role (practice_id, id);
-- Seen is a fact about a person: once for each.
drop index calls.message_step_seen_once;
create unique index message_step_seen_once on calls.message_step (practice_id, message_id, by) where kind = 'seen';

-- How soon a message of a kind is wanted and what happens when it is overdue, if the practice has said so; otherwise what the program comes with.
create table calls.message_rule (
  practice_id uuid not null references practice.practice,
  kind text not null check (kind in ('note', 'call-back', 'refill', 'result', 'form', 'referral', 'billing')),
  priority text not null check (priority in ('urgent', 'today', 'normal')),
  urgent_minutes int not null check (urgent_minutes between 5 and 480),
  today_by time not null,
  normal_days int not null check (normal_days between 0 and 30),
  normal_by time not null,
  escalate_after_minutes int check (escalate_after_minutes between 5 and 10080),
  escalate_again_minutes int not null check (escalate_again_minutes between 5 and 10080),
  escalate_most int not null check (escalate_most between 1 and 10),
  also_staff uuid,
  also_pool uuid,
  also_role uuid,
  tries int not null check (tries between 1 and 10),
  try_days int not null check (try_days between 1 and 30),
  try_hours_apart int not null check (try_hours_apart between 1 and 72),
  primary key (practice_id, kind),
  check (num_nonnulls(also_staff, also_pool, also_role) = (escalate_after_minutes is not null)::int),
  foreign key (practice_id, also_staff) references practice.staff (practice_id, id),
  foreign key (practice_id, also_pool) references calls.message_pool (practice_id, id),
  foreign key (practice_id, also_role) references practice.role (practice_id, id)
);
select platform.wall('calls.message_rule', 'select, insert, update');

create table calls.message_template (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  kind text not null check (kind in ('note', 'call-back', 'refill', 'result', 'form', 'referral', 'billing')),
  name text not null check (length(name) between 1 and 60),
  text text not null check (length(text) between 1 and 5000),
  retired_at timestamptz,
  primary key (practice_id, id)
);
create unique index message_template_by_name on calls.message_template (practice_id, lower(name)) where retired_at is null;
select platform.wall('calls.message_template', 'select, insert, update');

-- Who looks after somebody's messages while they are away. Ends by itself.
create table calls.cover (
  practice_id uuid not null references practice.practice,
  id uuid not null,
  staff_id uuid not null,
  by_staff uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  set_by uuid,
  set_at timestamptz not null,
  primary key (practice_id, id),
  check (staff_id <> by_staff),
  check (starts_at < ends_at),
  constraint cover_no_overlap exclude using gist (practice_id with =, staff_id with =, tstzrange(starts_at, ends_at) with &&),
  foreign key (practice_id, staff_id) references practice.staff (practice_id, id),
  foreign key (practice_id, by_staff) references practice.staff (practice_id, id),
  foreign key (practice_id, set_by) references practice.staff (practice_id, id)
);
create index cover_by_staff on calls.cover (practice_id, by_staff, ends_at);
select platform.wall('calls.cover');
