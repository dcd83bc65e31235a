import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { addFact, doneAt, lockFiring } from './firing-rows.ts'
import { requireGuidance } from './guidance-rows.ts'

/** Puts the emergency script away with a reason. It stays on the list of what wants review. */
export const dismissFiring = command(contract.dismissFiring, {
  async run(ctx, input) {
    const firing = await lockFiring(ctx, input, flag => requireGuidance(ctx, 'red-flag', flag))
    if (firing.dismissed_at) return { firing: firing.id }
    const at = doneAt(ctx, input.at)
    await ctx.sql`
      update calls.red_flag_firing set dismissed_at = ${at} where practice_id = ${ctx.practice} and id = ${firing.id}`
    await addFact(ctx, firing.id, input.call, { kind: 'dismissed', at, text: input.reason })
    return { firing: firing.id }
  },
})
