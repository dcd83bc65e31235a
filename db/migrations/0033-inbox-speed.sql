-- The inbox of thousands: orders and requests are read from their own tables. The lists' own function plans and prepares all five lists for it, twenty
-- milliseconds each time; what is in the two sources is the same to the row (src/features/inbox/sources-of-lists.test.ts holds them together).
create or replace function inbox.from_order(at timestamptz, me uuid)
returns table (item uuid, patient_id uuid, who text, what text, number text, since timestamptz, due_at timestamptz, urgency int, to_kind text, to_id uuid, facts jsonb, near int)
language sql stable as $$
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
$$;

create or replace function inbox.from_request(at timestamptz, me uuid)
returns table (item uuid, patient_id uuid, who text, what text, number text, since timestamptz, due_at timestamptz, urgency int, to_kind text, to_id uuid, facts jsonb, near int)
language sql stable as $$
  select q.id, q.patient_id, '', concat_ws(': ', t.name, nullif(q.text, '')), null, q.asked_at, q.asked_at + interval '1 day', 3, 'desk', null::uuid,
         jsonb_strip_nulls(jsonb_build_object('source', q.source, 'tries', nullif(w.tries::int, 0))), null::int
    from worklists.visit_request q
    left join worklists.work_item w on w.practice_id = q.practice_id and w.list = 'requests' and w.id = q.id
    left join schedule.visit_type t on t.practice_id = q.practice_id and t.id = q.visit_type_id
   where q.practice_id = current_setting('anteroom.practice')::uuid and q.state in ('open', 'proposed')
     and (w.state is null or w.state = 'open' or w.next_at <= at) and coalesce(w.next_at <= at, true)
$$;
