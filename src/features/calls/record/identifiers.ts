import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import type { identifierKinds } from '../contract.ts'

export type Identifier = { kind: (typeof identifierKinds)[number]; value: string }

/** What can be asked of a caller about each patient, because the record holds it, in the order in which it is asked. The number that rings
 *  is among the telephones, but a caller has to say one: what a display shows can be forged. */
export async function identifiersOf(
  ctx: Context,
  patients: readonly Id<'patient'>[],
): Promise<Map<Id<'patient'>, Identifier[]>> {
  const rows = await ctx.sql<Identifier & { patient: Id<'patient'> }>`
    select p.id as patient, one.kind, one.value
      from unnest(${patients}::uuid[]) as wanted (id)
      join patients.patient p on p.practice_id = ${ctx.practice} and p.id = wanted.id
      cross join lateral (
        select 1 as place, 'birth-date' as kind, p.birth_date::text as value
        union all
        select 2, 'address', (
          select concat_ws(', ', nullif(a.line1, ''), nullif(a.line2, ''), nullif(a.city, ''), nullif(concat_ws(' ', nullif(a.state, ''), nullif(a.postal_code, '')), ''))
            from patients.address a
           where a.practice_id = p.practice_id and a.patient_id = p.id and a.ended_on is null and a.line1 <> ''
           order by a.kind = 'home' desc, a.starts_on desc limit 1)
        union all
        select 3, 'phone', (
          select string_agg(f.e164, ' ' order by f.place) from patients.phone f where f.practice_id = p.practice_id and f.patient_id = p.id)
        union all
        select 4, 'email', p.email
        union all
        select 5, 'chart-number', p.chart_number
      ) one
     where coalesce(one.value, '') <> ''
     order by wanted.id, one.place`
  const found = new Map<Id<'patient'>, Identifier[]>()
  for (const { patient, ...one } of rows) found.set(patient, [...(found.get(patient) ?? []), one])
  return found
}

/** How many have to be ticked: as many as the practice wants, or all there are. */
export const neededOf = (wanted: number, identifiers: readonly Identifier[]): number =>
  Math.min(wanted, identifiers.length)
