import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import type { Seen } from './contract.ts'

/** Months after which address and phone are gone over again. */
const KEEPS_MONTHS = 6

type Row = {
  id: Id<'patient'>
  no_phone: boolean
  no_address: boolean
  no_birth_date: boolean
  known_at: string
}

/** What the desk would like to see to when these patients come: a missing phone, address or birth date, an address nobody has confirmed for
 *  half a year. Patients with nothing to see to are not in the map. */
export async function seenByDesk(
  ctx: Context,
  patients: readonly Id<'patient'>[],
): Promise<Map<Id<'patient'>, Seen[]>> {
  const rows = await ctx.sql<Row>`
    select p.id,
           not exists (select from patients.phone f where f.practice_id = p.practice_id and f.patient_id = p.id) as no_phone,
           not exists (select from patients.address a where a.practice_id = p.practice_id and a.patient_id = p.id and a.ended_on is null) as no_address,
           p.birth_date is null as no_birth_date,
           greatest(p.registered_at,
                    (select max(d.at) from arrivals.details_fact d where d.practice_id = p.practice_id and d.patient_id = p.id),
                    (select max(a.starts_on)::timestamptz from patients.address a
                      where a.practice_id = p.practice_id and a.patient_id = p.id and a.ended_on is null)) as known_at
      from patients.patient p
     where p.practice_id = ${ctx.practice}::uuid and p.id = any(${[...new Set(patients)]}::uuid[])`
  const old = ctx.now.toZonedDateTimeISO('UTC').subtract({ months: KEEPS_MONTHS }).toInstant()
  const found = new Map<Id<'patient'>, Seen[]>()
  for (const row of rows) {
    const list: Seen[] = []
    if (row.no_phone) list.push('no-phone')
    if (row.no_address) list.push('no-address')
    if (row.no_birth_date) list.push('no-birth-date')
    if (Temporal.Instant.compare(Temporal.Instant.from(row.known_at), old) < 0) list.push('details-old')
    if (list.length > 0) found.set(row.id, list)
  }
  return found
}
