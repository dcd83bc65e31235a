import type { PatientCarrier } from '../../platform/feature.ts'

/** Visits follow a patient into the record they are merged with, and exactly those go back. Whose time is taken does not change. */
export const appointmentCarrier: PatientCarrier = {
  name: 'schedule.appointments',
  async carry(ctx, from, into) {
    const rows = await ctx.sql<{ id: string }>`
      update schedule.appointment a set patient_id = ${into}::uuid
       where a.practice_id = ${ctx.practice}::uuid and a.patient_id = ${from}::uuid
      returning a.id`
    return rows.map(row => row.id)
  },
  async giveBack(ctx, from, into, moved: string[]) {
    await ctx.sql`
      update schedule.appointment a set patient_id = ${from}::uuid
       where a.practice_id = ${ctx.practice}::uuid and a.id = any(${moved}::uuid[]) and a.patient_id = ${into}::uuid`
  },
}
