import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import type * as contract from '../contract.ts'

/** One fee, kept from others until the deed is done, or a refusal that it is not there. */
export async function requireFee(ctx: Context, fee: Id<'fee'>): Promise<contract.Fee> {
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

/** The fee as it stands after a change, told to whoever shows it. */
export async function feeChanged(ctx: Context, fee: Id<'fee'>): Promise<contract.Fee> {
  const now = await requireFee(ctx, fee)
  ctx.emit('schedule.fee-changed', { fee, appointment: now.appointment, patient: now.patient })
  return now
}
