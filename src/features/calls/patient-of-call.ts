import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'

/** Missing if this practice has no patient of that id. A record merged away counts: the call is shown with the survivor. */
export async function requirePatient(ctx: Context, patient: Id<'patient'>): Promise<void> {
  const rows = await ctx.sql`
    select 1 from patients.patient where practice_id = ${ctx.practice} and id = ${patient}`
  if (rows.length === 0) throw notFound({ what: 'patient' })
}
