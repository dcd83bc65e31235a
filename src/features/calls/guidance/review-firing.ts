import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { addFact, lockFiringById } from './firing-rows.ts'

/** The clinician in charge has looked at a firing: who, when, and what they say about it. */
export const reviewFiring = command(contract.reviewFiring, {
  async run(ctx, input) {
    const firing = await lockFiringById(ctx, input.firing)
    if (firing.reviewedAt) throw contract.alreadyReviewed({ by: firing.reviewedBy, at: firing.reviewedAt })
    const now = ctx.now.toString()
    await ctx.sql`
      update calls.red_flag_firing set reviewed_at = ${now}, reviewed_by = ${ctx.caller.staff}
       where practice_id = ${ctx.practice} and id = ${firing.id}`
    await addFact(ctx, firing.id, firing.call, { kind: 'reviewed', at: now, text: input.note })
    return { firing: firing.id, reviewedAt: now }
  },
})
