import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'

/** A patient of this practice has at least the line of the registration. One without any line is not ours: missing. */
export async function requireKnownPatient(ctx: Context, patient: Id<'patient'>): Promise<void> {
  const found = await ctx.sql`
    select 1 from platform.audit_page(${patient}::uuid, '-infinity'::timestamptz, 'infinity'::timestamptz, null, null, null, null, null, 1)`
  if (found.length === 0) throw notFound({ what: 'patient' })
}
