import type { Context } from '../../platform/context.ts'
import { lineOf, type PatientLine, patientRows } from './patient-row.ts'
import { placeOf } from './place.ts'
import { sortKey } from './search-score.ts'

/** A family has one number, a clinic's line dozens; more than these are no help while it rings. */
const most = 12

/** Who may be calling from this number (E.164): survivors for merged records, the living only, by name. */
export async function patientsByPhone(ctx: Context, e164: string): Promise<PatientLine[]> {
  const known = await ctx.sql<{ id: string }>`
    select distinct coalesce(p.merged_into, p.id) as id
      from patients.phone f join patients.patient p on p.practice_id = f.practice_id and p.id = f.patient_id
     where f.practice_id = ${ctx.practice} and f.e164 = ${e164} limit ${4 * most}::int`
  if (known.length === 0) return []
  const { today } = await placeOf(ctx)
  const rows = await patientRows(
    ctx,
    known.map(row => row.id),
  )
  return [...rows.values()]
    .filter(row => !row.deceased)
    .map(row => ({ line: lineOf(row, today), key: sortKey(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, most)
    .map(one => one.line)
}
