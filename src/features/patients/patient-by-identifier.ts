import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'

/** The patient whom another system knows by this number: the record that carries it, its version, and its survivor if it was merged. */
export async function patientByIdentifier(
  ctx: Context,
  system: string,
  value: string,
): Promise<{ patient: Id<'patient'>; version: number; mergedInto: Id<'patient'> | null } | null> {
  const [row] = await ctx.sql<{ patient: Id<'patient'>; version: number; mergedInto: Id<'patient'> | null }>`
    select p.id as patient, p.version, p.merged_into as "mergedInto"
      from patients.identifier i join patients.patient p on p.practice_id = i.practice_id and p.id = i.patient_id
     where i.practice_id = ${ctx.practice} and i.system = ${system} and i.value = ${value}`
  return row ?? null
}
