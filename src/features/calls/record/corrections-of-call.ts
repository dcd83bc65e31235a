import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import type { CallLine } from './read-calls.ts'

type Person = Id<'patient'> | null
type Row = {
  at: string
  by: string | null
  why: string
  wasOutcome: NonNullable<CallLine['outcome']>
  wasAlso: CallLine['also']
  wasReasons: string[]
  wasPatient: string | null
  was_patient: Person
  outcome: NonNullable<CallLine['outcome']>
  also: CallLine['also']
  reasons: string[]
  patient: string | null
  patient_id: Person
}

/** What was put right after the call was closed, in the order it was done. */
export async function correctionsOfCall(ctx: Context, call: Id<'call'>) {
  const rows = await ctx.sql<Row>`
    select k.at, s.name as by, k.why, k.was_outcome as "wasOutcome", k.was_also as "wasAlso", k.was_reasons as "wasReasons",
           trim(w.given || ' ' || w.family) as "wasPatient", w.id as was_patient,
           k.outcome, k.also, k.reasons, trim(p.given || ' ' || p.family) as patient, p.id as patient_id
      from calls.correction k
      left join practice.staff s on s.practice_id = k.practice_id and s.id = k.by
      left join patients.patient w on w.practice_id = k.practice_id and w.id = k.was_patient_id
      left join patients.patient p on p.practice_id = k.practice_id and p.id = k.patient_id
     where k.practice_id = ${ctx.practice} and k.call_id = ${call}
     order by k.at, k.id`
  ctx.concerns(rows.flatMap(row => [row.was_patient, row.patient_id]).filter(one => one !== null))
  return rows.map(({ was_patient, patient_id, wasOutcome, wasAlso, wasReasons, wasPatient, ...row }) => {
    const { at, by, why, ...became } = row
    return {
      at,
      by,
      why,
      was: { outcome: wasOutcome, also: wasAlso, reasons: wasReasons, patient: wasPatient },
      became,
    }
  })
}
