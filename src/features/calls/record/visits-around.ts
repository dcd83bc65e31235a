import type { z } from 'zod'
import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import type { callPerson } from '../contract.ts'

type Visit = NonNullable<z.input<typeof callPerson>['nextVisit']>
type Around = { next: Visit | null; last: Visit | null }

/** Of each patient the next visit that is still expected or under way, and the last one that was, or should have been: mostly what they call
 *  about. A cancelled one is neither; a missed one is the last. */
export async function visitsAround(
  ctx: Context,
  patients: readonly Id<'patient'>[],
): Promise<Map<Id<'patient'>, Around>> {
  const now = ctx.now.toString()
  const rows = await ctx.sql<Visit & { patient: Id<'patient'>; which: 'next' | 'last' }>`
    select a.patient_id as patient, a.which, a.id as appointment, a.starts_at as "startsAt", a.zone, a.state,
           coalesce(v.name, a.title) as what, l.name as location,
           coalesce(trim(p.given || ' ' || p.family || ' ' || p.credential), '') as provider
      from unnest(${patients}::uuid[]) as wanted (id)
      cross join lateral (
        (select 'next' as which, id, patient_id, visit_type_id, title, provider_id, location_id, starts_at, zone, state
           from schedule.appointment
          where practice_id = ${ctx.practice} and patient_id = wanted.id and ends_at > ${now}::timestamptz
            and starts_at > ${now}::timestamptz - interval '12 hours'
            and state not in ('cancelled', 'no-show', 'checked-out')
          order by starts_at limit 1)
        union all
        (select 'last', id, patient_id, visit_type_id, title, provider_id, location_id, starts_at, zone, state
           from schedule.appointment
          where practice_id = ${ctx.practice} and patient_id = wanted.id and starts_at <= ${now}::timestamptz
            and (state in ('checked-out', 'no-show') or (ends_at <= ${now}::timestamptz and state <> 'cancelled'))
          order by starts_at desc limit 1)
      ) as a
      left join schedule.visit_type v on v.practice_id = ${ctx.practice} and v.id = a.visit_type_id
      left join practice.provider p on p.practice_id = ${ctx.practice} and p.id = a.provider_id
      left join practice.location l on l.practice_id = ${ctx.practice} and l.id = a.location_id`
  const found = new Map<Id<'patient'>, Around>()
  for (const { patient, which, ...visit } of rows) {
    found.set(patient, { ...(found.get(patient) ?? { next: null, last: null }), [which]: visit })
  }
  return found
}
