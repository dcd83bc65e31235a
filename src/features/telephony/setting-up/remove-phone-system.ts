import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** Takes a phone system away: its secret is forgotten at once, what it told stays. */
export const removePhoneSystem = command(contract.removePhoneSystem, {
  async run(ctx, input) {
    const gone = await ctx.sql<{ id: string }>`
      update telephony.phone_system set removed_at = ${ctx.now.toString()}::timestamptz, secret = null, active = false, revision = revision + 1
       where practice_id = ${ctx.practice} and id = ${input.system} and removed_at is null returning id`
    if (!gone[0]) throw notFound({ what: 'phone-system' })
    ctx.concerns([], { system: input.system })
    ctx.emit('telephony.phone-system-changed', { system: input.system })
    return { system: input.system }
  },
})
