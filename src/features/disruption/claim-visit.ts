import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { lockRows, otherHands } from './rows.ts'

/** How long a row stays in one pair of hands without a sign of life. */
const CLAIM_MINUTES = 3

/** While a desk works on a row, others see it and leave it alone. It needs no giving back: it runs out by itself. */
export const claimVisit = command(contract.claimVisit, {
  async run(ctx, input) {
    const rows = await lockRows(ctx, input.disruption, [input.appointment])
    const other = otherHands(ctx, rows.get(input.appointment)!)
    if (other && input.release) return { appointment: input.appointment, until: null }
    if (other) throw contract.inOtherHands(other)
    const until = input.release ? null : ctx.now.add({ minutes: CLAIM_MINUTES }).toString()
    await ctx.sql`
      update disruption.affected a
         set claimed_until = ${until}::timestamptz,
             claimed_by = case when ${until}::timestamptz is null then null else ${ctx.caller.staff}::uuid end,
             claimed_by_name = case when ${until}::timestamptz is null then null else ${ctx.caller.name} end
       where a.practice_id = ${ctx.practice}::uuid and a.disruption_id = ${input.disruption}::uuid and a.appointment_id = ${input.appointment}::uuid`
    ctx.emit('disruption.row-changed', { disruption: input.disruption, appointment: input.appointment })
    return { appointment: input.appointment, until }
  },
})
