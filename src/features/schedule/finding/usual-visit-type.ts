import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { query } from '../../../platform/feature.ts'
import { isEstablished } from '../booking/type-rules.ts'
import * as contract from '../contract.ts'

/** So many of the latest visits say what is usual here. */
const LATEST = 1000

/** What somebody most likely comes for. New patients: the type that is kept for new ones. Else what patients like them, new or established, came for
 *  most among the latest visits of the practice; else what anybody came for most. */
export const usualVisitType = query(contract.usualVisitType, async (ctx, input) => {
  const [who] = await ctx.sql<{ id: Id<'patient'> }>`
    select coalesce(p.merged_into, p.id) as id from patients.patient p
     where p.practice_id = ${ctx.practice}::uuid and p.id = ${input.patient}::uuid`
  if (!who) throw notFound({ what: 'patient' })
  const patient = who.id
  ctx.concerns([patient])
  const established = await isEstablished(ctx, patient, ctx.now)
  const [usual] = await ctx.sql<{ id: Id<'visit-type'> }>`
    with latest as materialized (
      select a.visit_type_id, a.patient_id, a.starts_at
        from schedule.appointment a
       where a.practice_id = ${ctx.practice}::uuid and a.starts_at < ${ctx.now.toString()}::timestamptz and a.visit_type_id is not null
         and a.state = 'checked-out'
       order by a.starts_at desc
       limit ${LATEST}::int
    ),
    used as materialized (
      select l.visit_type_id, count(*) as often,
             count(*) filter (where before.came is not null = ${established}::boolean) as alike
        from latest l
        left join lateral (
          select true as came
            from schedule.appointment b
           where b.practice_id = ${ctx.practice}::uuid and b.patient_id = l.patient_id and b.starts_at < l.starts_at and b.state = 'checked-out'
             and b.starts_at > l.starts_at - interval '3 years'
           limit 1
        ) before on true
       group by l.visit_type_id
    )
    select t.id
      from schedule.visit_type t
      left join used u on u.visit_type_id = t.id
     where t.practice_id = ${ctx.practice}::uuid and t.retired_at is null and 'desk' = any(t.bookable_by)
       and t.for_whom in ('anybody', case when ${established}::boolean then 'established' else 'new' end)
     order by t.for_whom <> 'new', coalesce(u.alike, 0) desc, coalesce(u.often, 0) desc, t.for_whom = 'anybody', t.seats > 1, lower(t.name), t.id
     limit 1`
  return { visitType: usual?.id ?? null, established }
})
