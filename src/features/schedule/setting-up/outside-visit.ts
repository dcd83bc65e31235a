import type { OutputOf } from '../../../core/contract.ts'
import type { Context } from '../../../platform/context.ts'
import type { visitsOutsideHours } from '../contract.ts'

type OutsideVisit = OutputOf<typeof visitsOutsideHours>['visits'][number]
export type Found = { appointment_id: string; why: OutsideVisit['why']; name: string | null }

/** Visits outside the hours as lists show them, soonest first, with whom and where. Notes that the patients are shown. */
export async function outsideVisits(
  ctx: Context,
  found: readonly Found[],
  page: { limit: number; offset: number },
): Promise<OutsideVisit[]> {
  const rows = await ctx.sql<OutsideVisit>`
    select v.id as appointment, v.patient_id as patient, concat_ws(' ', coalesce(nullif(p.preferred_name, ''), p.given), p.family) as "patientName",
           v.what, v.provider_id as provider, v.provider_name as "providerName", v.location_id as location, v.location_name as "locationName", v.zone,
           v.starts_at as "startsAt", v.ends_at as "endsAt", v.state, v.version, f.why, f.name
      from unnest(${found.map(one => one.appointment_id)}::uuid[], ${found.map(one => one.why)}::text[], ${found.map(one => one.name)}::text[])
           as f(id, why, name)
      join schedule.visit v on v.practice_id = ${ctx.practice}::uuid and v.id = f.id
      join patients.patient p on p.practice_id = v.practice_id and p.id = v.patient_id
     order by v.starts_at, v.provider_name, v.id
     limit ${page.limit}::int offset ${page.offset}::int`
  ctx.concerns(
    rows.map(row => row.patient),
    { list: 'outside-hours' },
  )
  return rows
}
