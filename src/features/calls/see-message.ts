import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { addStep, lockMessage, messageChanged } from './message-row.ts'

/** Notes that the person a message is for has seen it, once. Anybody else's look is in the audit trail and says nothing here. */
export const seeMessage = command(contract.seeMessage, {
  async run(ctx, input) {
    const message = await lockMessage(ctx, input.message)
    const seen = async () =>
      (
        await ctx.sql<{ at: string }>`
          select at from calls.message_step
           where practice_id = ${ctx.practice} and message_id = ${message.id} and kind = 'seen'`
      )[0]?.at ?? null
    const before = await seen()
    if (before || message.to_staff !== ctx.caller.staff) return { message: message.id, seenAt: before }
    await addStep(ctx, message.id, { kind: 'seen' })
    messageChanged(ctx, message)
    return { message: message.id, seenAt: await seen() }
  },
})
