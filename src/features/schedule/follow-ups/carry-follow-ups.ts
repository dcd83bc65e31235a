import type { PatientCarrier } from '../../../platform/feature.ts'

/** Follow-ups go with a patient into the record they are merged with, and exactly those come back. */
export const followUpCarrier: PatientCarrier = {
  name: 'schedule.follow-ups',
  async carry(ctx, from, into) {
    const rows = await ctx.sql<{ id: string }>`
      update schedule.follow_up f set patient_id = ${into}::uuid
       where f.practice_id = ${ctx.practice}::uuid and f.patient_id = ${from}::uuid returning f.id`
    return rows.map(row => row.id)
  },
  async giveBack(ctx, from, into, moved: string[]) {
    await ctx.sql`
      update schedule.follow_up f set patient_id = ${from}::uuid
       where f.practice_id = ${ctx.practice}::uuid and f.id = any(${moved}::uuid[]) and f.patient_id = ${into}::uuid`
  },
}
