-- Rows are asked for by the heap: letters are printed and noted together.
drop function worklists.open_items(text, timestamptz, int, uuid);

-- The rows of one list, or of all (wanted null), in their order: `turn` is a row's place, `total` how many its list has. The first `upto` of them (null:
-- all), or the `chosen` ones that are asked for; only of these is read what a page shows.
create function worklists.open_items(wanted text, at timestamptz, upto int default null, chosen uuid[] default null)
returns table (list text, item uuid, patient_id uuid, visit_type_id uuid, provider_id uuid, appointment_id uuid, starts_at timestamptz, zone text,
               due_on date, hurry int, why jsonb, next_at timestamptz, waiting boolean, step text, tries int, mark text, last_at timestamptz, last_by text,
               last_what text, version int, held_by uuid, held_until timestamptz, turn bigint, total bigint)
language sql stable
set jit = off
as $$
  with placed as (
    select s.*, count(*) over (partition by s.list) as total,
           row_number() over (partition by s.list
             order by s.waiting, s.mark is distinct from 'wants-to-move', s.hurry,
                      case when s.list in ('recall', 'orders') then null else s.starts_at end, s.due_on, s.item) as turn
      from worklists.standing_rows(wanted, at, true) s
  ),
  page as materialized (select * from placed p where (upto is null or p.turn <= upto) and (chosen is null or p.item = any(chosen)))
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
$$;
grant execute on function worklists.open_items(text, timestamptz, int, uuid[]) to anteroom_app;

-- The practice's own words of the letter to somebody who was not reached, by language. No row: the words that come with the program.
create table worklists.recall_letter (
  practice_id uuid not null references practice.practice,
  language text not null check (language in ('en', 'es')),
  body text not null check (length(body) between 1 and 4000),
  primary key (practice_id, language)
);
select platform.wall('worklists.recall_letter', 'select, insert, update, delete');
