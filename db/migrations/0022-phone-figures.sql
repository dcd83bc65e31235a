-- Figures of the telephone. What every figure adds up is kept beside the call as whole numbers, so that a month of a large practice is
-- counted in one pass over its rows.

alter table calls.call
  -- Quarter hours since 1970 (UTC): every zone's half hours begin at one.
  add column quarter int not null generated always as
    (floor(date_part('epoch', ringing_at - '1970-01-01 00:00:00+00'::timestamptz) / 900)::int) stored,
  -- From the ring to the answer or to the caller's giving up. Null while it rings, and for calls opened by hand, whose ring nobody told.
  add column waited_ms int generated always as (
    case when (taken_at is not null or ended_at is not null) and not (external_id is null and taken_at is not null and taken_at = ringing_at)
         then least(2000000000, greatest(0, date_part('epoch', coalesce(taken_at, ended_at) - ringing_at) * 1000))::int end) stored,
  -- From the answer to the end of the talk.
  add column talked_ms int generated always as
    (case when taken_at is not null and ended_at is not null
          then least(2000000000, greatest(0, date_part('epoch', ended_at - taken_at) * 1000))::int end) stored,
  -- From the end of the talk to the call's being closed; ten minutes at most: a call closed the next morning was not worked on all night.
  add column finishing_ms int generated always as
    (case when taken_at is not null and closed_at is not null then least(600000, greatest(0, date_part('epoch', closed_at - ended_at) * 1000))::int end) stored,
  -- The same number has called on the same day of the practice's clock already.
  add column again boolean not null default false;

create function calls.call_again() returns trigger language plpgsql as $$
declare
  day_start timestamptz;
  day_end timestamptz;
begin
  if new.number is null or new.direction <> 'in' then return new; end if;
  select date_trunc('day', new.ringing_at at time zone p.zone) at time zone p.zone,
         (date_trunc('day', new.ringing_at at time zone p.zone) + interval '1 day') at time zone p.zone
    into day_start, day_end
    from practice.practice p where p.practice_id = new.practice_id;
  new.again := exists (
    select from calls.call c
     where c.practice_id = new.practice_id and c.number = new.number and c.direction = 'in'
       and c.ringing_at >= day_start and c.ringing_at < day_end
       and (new.external_id is null or c.external_id is distinct from new.external_id));
  return new;
end $$;
create trigger call_again before insert on calls.call for each row execute function calls.call_again();

update calls.call c set again = true
  from (select c.practice_id, c.id,
               row_number() over (partition by c.practice_id, c.number, (c.ringing_at at time zone p.zone)::date order by c.ringing_at, c.id) as n
          from calls.call c join practice.practice p on p.practice_id = c.practice_id
         where c.number is not null and c.direction = 'in') told
 where told.practice_id = c.practice_id and told.id = c.id and told.n > 1;

create index call_by_taking on calls.call (practice_id, taken_at) where taken_at is not null;
create index message_by_time on calls.message (practice_id, left_at) where number is not null;
create index message_attempt on calls.message_step (practice_id, at) where kind = 'attempt';

-- What the practice wants of its telephone.
create table calls.phone_goal (
  practice_id uuid not null primary key references practice.practice,
  answer_within_s int not null check (answer_within_s between 5 and 300),
  answer_percent int not null check (answer_percent between 1 and 99),
  abandon_percent int not null check (abandon_percent between 1 and 50),
  -- Who hangs up within so many seconds has misdialled, and is counted apart.
  short_s int not null check (short_s between 0 and 60)
);
select platform.wall('calls.phone_goal', 'select, insert, update');
