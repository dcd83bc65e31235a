import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { addStep, lockOpenMessage, messageChanged } from './message-row.ts'

/** Gives a taken message back. Anybody may: who took it may be gone for the day, and the step says who gave it back. */
export const releaseMessage = command(contract.releaseMessage, {
  async run(ctx, input) {
    const message = await lockOpenMessage(ctx, input.message)
    if (!message.claimed_by) throw contract.messageNotClaimed()
    await addStep(ctx, message.id, { kind: 'released' })
    await ctx.sql`
      update calls.message set claimed_by = null, claimed_at = null where practice_id = ${ctx.practice} and id = ${message.id}`
    messageChanged(ctx, message)
    return { message: message.id }
  },
})
