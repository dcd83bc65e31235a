import { newId } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import type { LockedCall } from './call-row.ts'

type Said = Pick<LockedCall, 'outcome' | 'also' | 'reasons' | 'patient_id'>

/** A closed call is about to say something else: keeps what it said and what it will say, with who, when and why. Of an open call nothing
 *  is kept, nor when both are the same; answers whether they differ. */
export async function keepCorrection(
  ctx: Context,
  call: LockedCall,
  change: Partial<Said>,
  why: string,
): Promise<boolean> {
  const next: Said = { ...call, ...change }
  const words = (said: Said) => JSON.stringify([said.outcome, said.also, said.reasons, said.patient_id])
  if (words(next) === words(call)) return false
  if (call.closed_at === null) return true
  await ctx.sql`
    insert into calls.correction (practice_id, id, call_id, at, by, why, was_outcome, was_also, was_reasons, was_patient_id,
                                  outcome, also, reasons, patient_id)
    values (${ctx.practice}, ${newId()}, ${call.id}, ${ctx.now.toString()}, ${ctx.caller.staff}, ${why}, ${call.outcome}, ${call.also}, ${call.reasons},
            ${call.patient_id}, ${next.outcome}, ${next.also}, ${next.reasons}, ${next.patient_id})`
  return true
}
