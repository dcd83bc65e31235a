import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'

/** The patient of this practice, or the record it was merged into. Throws notFound. */
export async function requirePatient(ctx: Context, patient: Id<'patient'>): Promise<Id<'patient'>> {
  const [row] = await ctx.sql<{ id: Id<'patient'> }>`
    select coalesce(p.merged_into, p.id) as id from patients.patient p
     where p.practice_id = ${ctx.practice}::uuid and p.id = ${patient}::uuid`
  if (!row) throw notFound({ what: 'patient' })
  return row.id
}
