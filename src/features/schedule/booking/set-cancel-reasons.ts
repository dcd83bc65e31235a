import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { reasonsHere } from './cancel-reasons.ts'

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
