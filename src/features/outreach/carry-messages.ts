import type { Id } from '../../core/id.ts'
import type { PatientCarrier } from '../../platform/feature.ts'

/** Messages follow a patient whose record is merged into another, and exactly those go back when that is undone. */
export const outreachCarrier: PatientCarrier = {
  name: 'outreach',
  async carry(ctx, from, into): Promise<Id<'patient-message'>[]> {
    const rows = await ctx.sql<{ id: Id<'patient-message'> }>`
      update outreach.patient_message set patient_id = ${into} where practice_id = ${ctx.practice} and patient_id = ${from} returning id`
    return rows.map(row => row.id)
  },
  async giveBack(ctx, from, into, moved: Id<'patient-message'>[]): Promise<void> {
    await ctx.sql`
      update outreach.patient_message set patient_id = ${from}
       where practice_id = ${ctx.practice} and patient_id = ${into} and id = any (${moved}::uuid[])`
  },
}
