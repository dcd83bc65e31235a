import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { mergedAway } from './contract-refusals.ts'

/** Makes sure a patient is of this practice and stays unmerged until the commit. Throws notFound, or mergedAway naming the survivor;
 *  who calls this declares mergedAway among its refusals. */
export async function requireActivePatient(ctx: Context, patient: Id<'patient'>): Promise<void> {
  const [row] = await ctx.sql<{ survivor: string | null }>`
    select merged_into as survivor from patients.patient where practice_id = ${ctx.practice} and id = ${patient} for key share`
  if (!row) throw notFound({ what: 'patient' })
  if (row.survivor) throw mergedAway({ survivor: row.survivor })
}

/** Makes sure that all of these are patients of this practice, merged or not. Throws notFound. */
export async function requirePatients(ctx: Context, patients: readonly Id<'patient'>[]): Promise<void> {
  if (patients.length === 0) return
  const [row] = await ctx.sql<{ known: number }>`
    select count(*) as known from patients.patient where practice_id = ${ctx.practice} and id = any(${patients}::uuid[])`
  if (row!.known !== new Set(patients).size) throw notFound({ what: 'patient' })
}
