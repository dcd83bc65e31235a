import type { PatientCarrier } from '../../../platform/feature.ts'

/** Visits, what is pinned and fees follow a patient into the record they are merged with, and exactly those go back. Whose time is taken does not change. */
export const appointmentCarrier: PatientCarrier = {
  name: 'schedule.appointments',
  async carry(ctx, from, into) {
    // Cards of the pinboard before the visits: whoever places one goes the same way.
    const pins = await ctx.sql<{ id: string }>`
      update schedule.pin n set patient_id = ${into}::uuid
       where n.practice_id = ${ctx.practice}::uuid and n.patient_id = ${from}::uuid
      returning n.id`
    const fees = await ctx.sql<{ id: string }>`
      update schedule.fee f set patient_id = ${into}::uuid
       where f.practice_id = ${ctx.practice}::uuid and f.patient_id = ${from}::uuid
      returning f.id`
    const rows = await ctx.sql<{ id: string }>`
      update schedule.appointment a set patient_id = ${into}::uuid
       where a.practice_id = ${ctx.practice}::uuid and a.patient_id = ${from}::uuid
      returning a.id`
    const ids = (list: readonly { id: string }[]) => list.map(row => row.id)
    return { visits: ids(rows), pins: ids(pins), fees: ids(fees) }
  },
  async giveBack(ctx, from, into, moved: string[] | { visits: string[]; pins: string[]; fees: string[] }) {
    // Merges made before there were pins and fees name visits only.
    const { visits, pins, fees } = Array.isArray(moved) ? { visits: moved, pins: [], fees: [] } : moved
    await ctx.sql`
      update schedule.pin n set patient_id = ${from}::uuid
       where n.practice_id = ${ctx.practice}::uuid and n.id = any(${pins}::uuid[]) and n.patient_id = ${into}::uuid`
    await ctx.sql`
      update schedule.fee f set patient_id = ${from}::uuid
       where f.practice_id = ${ctx.practice}::uuid and f.id = any(${fees}::uuid[]) and f.patient_id = ${into}::uuid`
    await ctx.sql`
      update schedule.appointment a set patient_id = ${from}::uuid
       where a.practice_id = ${ctx.practice}::uuid and a.id = any(${visits}::uuid[]) and a.patient_id = ${into}::uuid`
  },
}
