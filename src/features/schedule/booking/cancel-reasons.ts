import type { Context } from '../../../platform/context.ts'
import { query } from '../../../platform/feature.ts'
import type { CancelReason } from '../contract.ts'
import * as contract from '../contract.ts'

/** What a practice starts with. */
const usual: readonly CancelReason[] = [
  { by: 'patient', text: 'Ill', feeFree: true },
  { by: 'patient', text: 'No ride', feeFree: false },
  { by: 'patient', text: 'Work or family', feeFree: false },
  { by: 'patient', text: 'Feels better', feeFree: false },
  { by: 'patient', text: 'Cost or insurance', feeFree: false },
  { by: 'patient', text: 'Goes elsewhere', feeFree: false },
  { by: 'practice', text: 'Provider is ill', feeFree: true },
  { by: 'practice', text: 'Provider is away', feeFree: true },
  { by: 'practice', text: 'Weather or closing', feeFree: true },
  { by: 'practice', text: 'Booked by mistake', feeFree: true },
]

/** The practice's own reasons in their order, or the usual ones. */
export async function reasonsHere(ctx: Context): Promise<{ own: boolean; reasons: CancelReason[] }> {
  const reasons = await ctx.sql<CancelReason>`
    select r.text, r.by, r.fee_free as "feeFree" from schedule.cancel_reason r where r.practice_id = ${ctx.practice}::uuid order by r.place`
  return reasons.length > 0 ? { own: true, reasons } : { own: false, reasons: [...usual] }
}

/** True if the practice charges nothing for that reason. Words that are on no list are no such reason. */
export async function isFeeFree(ctx: Context, by: CancelReason['by'], text: string | null): Promise<boolean> {
  if (!text) return false
  const { reasons } = await reasonsHere(ctx)
  return reasons.some(each => each.by === by && each.feeFree && each.text.toLowerCase() === text.toLowerCase())
}

export const listCancelReasons = query(contract.listCancelReasons, reasonsHere)
