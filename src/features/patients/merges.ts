import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { lineOf, patientRows } from './patient-row.ts'
import { placeOf } from './place.ts'

type Row = {
  merge: Id<'merge'>
  from: Id<'patient'>
  into: Id<'patient'>
  reason: string
  at: string
  by: string
  undoneAt: string | null
  undoneBy: string | null
}

/** The merges a patient took part in, whichever side it was on, latest first. */
export const merges = query(contract.merges, async (ctx, input) => {
  const [known] =
    await ctx.sql`select id from patients.patient where practice_id = ${ctx.practice} and id = ${input.patient}`
  if (!known) throw notFound({ what: 'patient' })
  const rows = await ctx.sql<Row>`
    select id as merge, from_patient_id as "from", into_patient_id as "into", reason, merged_at as at, merged_by_name as by,
           undone_at as "undoneAt", undone_by_name as "undoneBy"
      from patients.merge
     where practice_id = ${ctx.practice} and (from_patient_id = ${input.patient} or into_patient_id = ${input.patient})
     order by merged_at desc, id desc`
  const { today } = await placeOf(ctx)
  const people = await patientRows(ctx, [...new Set(rows.flatMap(row => [row.from, row.into]))])
  ctx.concerns([input.patient, ...rows.flatMap(row => [row.from, row.into])])
  const line = (id: string) => lineOf(people.get(id)!, today)
  return { merges: rows.map(row => ({ ...row, from: line(row.from), into: line(row.into) })) }
})
