import type { Id } from '../../core/id.ts'
import type { PatientCarrier } from '../../platform/feature.ts'

/** Spoken messages follow a patient whose record is merged into another, and exactly those go back when that is undone. */
export const voicemailCarrier: PatientCarrier = {
  name: 'voicemail',
  async carry(ctx, from, into): Promise<Id<'voicemail'>[]> {
    const moved = await ctx.sql<{ id: Id<'voicemail'> }>`
      update voicemail.voicemail set patient_id = ${into} where practice_id = ${ctx.practice} and patient_id = ${from} returning id`
    return moved.map(row => row.id)
  },
  async giveBack(ctx, from, into, moved: Id<'voicemail'>[]): Promise<void> {
    await ctx.sql`
      update voicemail.voicemail set patient_id = ${from}
       where practice_id = ${ctx.practice} and patient_id = ${into} and id = any (${moved}::uuid[])`
  },
}
