import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

export const patientFees = query(contract.patientFees, async (ctx, input) => {
  const [patient] = await ctx.sql<{ id: Id<'patient'> }>`
    select coalesce(p.merged_into, p.id) as id from patients.patient p where p.practice_id = ${ctx.practice}::uuid and p.id = ${input.patient}::uuid`
  if (!patient) throw notFound({ what: 'patient' })
  ctx.concerns([input.patient, patient.id])
  const fees = await ctx.sql<contract.Fee>`
    select f.id, f.appointment_id as appointment, f.patient_id as patient, f.kind, f.cents, f.state, f.made_at as "madeAt", f.waived_why as "waivedWhy",
           nullif(f.waived_by_name, '') as "waivedBy"
      from schedule.fee f
     where f.practice_id = ${ctx.practice}::uuid and f.patient_id = ${patient.id}::uuid
     order by f.made_at desc, f.id desc
     limit 200`
  return { fees }
})
