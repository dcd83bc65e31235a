import type { z } from 'zod'
import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import type { callPerson } from './contract-calls.ts'

type NextVisit = NonNullable<z.input<typeof callPerson>['nextVisit']>

/** The next visit of each patient that is still expected or under way: mostly what they call about. */
export async function nextVisits(
  ctx: Context,
  patients: readonly Id<'patient'>[],
): Promise<Map<Id<'patient'>, NextVisit>> {
  const rows = await ctx.sql<NextVisit & { patient: Id<'patient'> }>`
    select a.patient_id as patient, a.id as appointment, a.starts_at as "startsAt", a.zone, a.state,
           coalesce(v.name, a.title) as what, l.name as location,
           coalesce(trim(p.given || ' ' || p.family || ' ' || p.credential), '') as provider
      from unnest(${patients}::uuid[]) as wanted (id)
      cross join lateral (
        select id, patient_id, visit_type_id, title, provider_id, location_id, starts_at, zone, state
          from schedule.appointment
         where practice_id = ${ctx.practice} and patient_id = wanted.id and ends_at > ${ctx.now.toString()}::timestamptz
           and starts_at > ${ctx.now.toString()}::timestamptz - interval '12 hours'
           and state not in ('cancelled', 'no-show', 'checked-out')
         order by starts_at limit 1) as a
      left join schedule.visit_type v on v.practice_id = ${ctx.practice} and v.id = a.visit_type_id
      left join practice.provider p on p.practice_id = ${ctx.practice} and p.id = a.provider_id
      left join practice.location l on l.practice_id = ${ctx.practice} and l.id = a.location_id`
  return new Map(rows.map(({ patient, ...visit }) => [patient, visit]))
}
