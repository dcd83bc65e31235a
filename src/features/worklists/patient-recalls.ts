import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { requirePatient } from './require-patient.ts'

type Recall = { visitType: never; what: string; dueOn: string }

/** The recall list's question for one patient, by the same rules (standing_rows, migration 0018) but asked of that patient's visits alone: the whole
 *  list is too slow while a telephone rings. A visit that waits in the rebook list is due as well. */
export const patientRecalls = query(contract.patientRecalls, async (ctx, input) => {
  const patient = await requirePatient(ctx, input.patient)
  ctx.concerns([input.patient, patient])
  const now = ctx.now.toString()
  const recalls = await ctx.sql<Recall>`
    with here as materialized (
      select h.practice_id, (${now}::timestamptz at time zone h.zone)::date as today from practice.practice h where h.practice_id = ${ctx.practice}::uuid
    ),
    known as materialized (
      select p.id, p.birth_date from patients.patient p
       where p.practice_id = ${ctx.practice}::uuid and p.id = ${patient}::uuid and p.deceased_on is null
         and not exists (select from worklists.recall_stop s where s.practice_id = p.practice_id and s.patient_id = p.id and s.ended_at is null)
    ),
    visit as materialized (
      select a.id, a.visit_type_id, a.starts_at, a.ends_at, a.zone, a.state from schedule.appointment a
       where a.practice_id = ${ctx.practice}::uuid and a.patient_id = ${patient}::uuid and a.state not in ('cancelled', 'no-show')
    ),
    done as (
      select distinct on (visit_type_id) visit_type_id, id, starts_at, zone from visit
       where state = 'checked-out' order by visit_type_id, starts_at desc, id desc
    ),
    due as (
      select md5(n.rule_id::text || n.source::text)::uuid as item, n.visit_type_id, n.due_on
        from (
          select d.id as source, r.id as rule_id, r.recall_type_id as visit_type_id, d.starts_at, r.age_from, r.age_to, h.today + r.lead_days as until,
                 ((d.starts_at at time zone d.zone)::date + make_interval(months => r.months))::date as due_on
            from here h
            join worklists.recall_rule r on r.practice_id = h.practice_id and r.retired_at is null
            join done d on d.visit_type_id = r.after_type_id
           where not exists (select from done s where s.visit_type_id = r.recall_type_id and s.starts_at > d.starts_at)
        ) n
        cross join known k
       where n.due_on <= n.until
         and (n.age_from is null or extract(year from age(n.due_on, k.birth_date)) >= n.age_from)
         and (n.age_to is null or extract(year from age(n.due_on, k.birth_date)) <= n.age_to)
      union all
      select f.id, f.visit_type_id, f.due_on
        from here h
        cross join known k
        join schedule.follow_up f on f.practice_id = h.practice_id and f.patient_id = k.id and f.state = 'open' and f.window_from <= h.today + 30
        left join schedule.appointment a on a.practice_id = f.practice_id and a.id = f.after_appointment_id
       where not exists (select from done s where s.visit_type_id = f.visit_type_id and s.starts_at > a.starts_at)
    )
    select distinct on (d.visit_type_id) d.visit_type_id as "visitType", coalesce(t.name, '') as what, d.due_on as "dueOn"
      from due d
      left join schedule.visit_type t on t.practice_id = ${ctx.practice}::uuid and t.id = d.visit_type_id
      left join worklists.work_item w on w.practice_id = ${ctx.practice}::uuid and w.list = 'recall' and w.id = d.item
     where coalesce(w.state, 'open') = 'open'
       and not exists (select from visit l where l.visit_type_id = d.visit_type_id and l.state in ('booked', 'confirmed', 'arrived', 'roomed')
                          and l.ends_at > ${now}::timestamptz - interval '1 day')
     order by d.visit_type_id, d.due_on`
  return { recalls: recalls.sort((a, b) => a.dueOn.localeCompare(b.dueOn)) }
})
