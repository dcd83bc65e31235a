import type { PatientCarrier } from '../../platform/feature.ts'

type Moved = { disruption: string; appointment: string }[]

/** Rows follow the patient as their visits do. */
export const affectedCarrier: PatientCarrier = {
  name: 'disruption.affected',
  async carry(ctx, from, into) {
    return await ctx.sql<{ disruption: string; appointment: string }>`
      update disruption.affected a set patient_id = ${into}::uuid
       where a.practice_id = ${ctx.practice}::uuid and a.patient_id = ${from}::uuid
      returning a.disruption_id as disruption, a.appointment_id as appointment`
  },
  async giveBack(ctx, from, into, moved: Moved) {
    const given = JSON.stringify(moved)
    await ctx.sql`
      update disruption.affected a set patient_id = ${from}::uuid
        from jsonb_to_recordset(${given}::jsonb) as m(disruption uuid, appointment uuid)
       where a.practice_id = ${ctx.practice}::uuid and a.disruption_id = m.disruption and a.appointment_id = m.appointment
         and a.patient_id = ${into}::uuid`
  },
}
