import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { command, query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { firstTime } from './fee.ts'

async function requireFee(ctx: Context, fee: Id<'fee'>): Promise<contract.Fee> {
  const [row] = await ctx.sql<contract.Fee>`
    select f.id, f.appointment_id as appointment, f.patient_id as patient, f.kind, f.cents, f.state, f.made_at as "madeAt", f.waived_why as "waivedWhy",
           nullif(f.waived_by_name, '') as "waivedBy"
      from schedule.fee f
     where f.practice_id = ${ctx.practice}::uuid and f.id = ${fee}::uuid
       for update`
  if (!row) throw notFound({ what: 'fee' })
  ctx.concerns([row.patient], { fee: row.id, appointment: row.appointment })
  return row
}

async function changed(ctx: Context, fee: Id<'fee'>): Promise<contract.Fee> {
  const now = await requireFee(ctx, fee)
  ctx.emit('schedule.fee-changed', { fee, appointment: now.appointment, patient: now.patient })
  return now
}

/** Lets somebody off, with a reason and by whom. */
export const waiveFee = command(contract.waiveFee, {
  async run(ctx, input) {
    const fee = await requireFee(ctx, input.fee)
    if (fee.state !== 'due') throw contract.feeSettled({ state: fee.state })
    await ctx.sql`
      update schedule.fee f set state = 'waived', waived_why = ${input.why}, waived_by_name = ${ctx.caller.name}
       where f.practice_id = ${ctx.practice}::uuid and f.id = ${input.fee}::uuid`
    return changed(ctx, input.fee)
  },
})

/** Due again after all; a first time that the policy lets off is not anybody's to take back. */
export const restoreFee = command(contract.restoreFee, {
  async run(ctx, input) {
    const fee = await requireFee(ctx, input.fee)
    if (fee.state !== 'waived' || fee.waivedWhy === firstTime) throw contract.feeNotWaived({ state: fee.state })
    await ctx.sql`
      update schedule.fee f set state = 'due', waived_why = null, waived_by_name = null
       where f.practice_id = ${ctx.practice}::uuid and f.id = ${input.fee}::uuid`
    return changed(ctx, input.fee)
  },
})

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
