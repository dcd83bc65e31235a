import type { Context } from '../../platform/context.ts'
import { command, query } from '../../platform/feature.ts'
import type { CancelReason } from './contract.ts'
import * as contract from './contract.ts'

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

async function reasonsHere(ctx: Context): Promise<{ own: boolean; reasons: CancelReason[] }> {
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

/** The whole list at once: its order is part of it. */
export const setCancelReasons = command(contract.setCancelReasons, {
  async run(ctx, input) {
    // Two managers at once: the second list replaces the first, whole.
    await ctx.sql`select from practice.practice p where p.practice_id = ${ctx.practice}::uuid for no key update`
    await ctx.sql`delete from schedule.cancel_reason r where r.practice_id = ${ctx.practice}::uuid`
    await ctx.sql`
      insert into schedule.cancel_reason (practice_id, id, place, text, by, fee_free)
      select ${ctx.practice}::uuid, gen_random_uuid(), r.n, r.text, r.by, r.fee_free
        from rows from (jsonb_to_recordset(${JSON.stringify(
          input.reasons.map(each => ({ text: each.text, by: each.by, fee_free: each.feeFree })),
        )}::jsonb) as (text text, by text, fee_free boolean)) with ordinality as r(text, by, fee_free, n)`
    ctx.emit('schedule.cancel-reasons-changed', {})
    return reasonsHere(ctx)
  },
})
