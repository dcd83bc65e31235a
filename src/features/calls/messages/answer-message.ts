import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { addStep, lockOpenMessage, messageChanged } from './message-row.ts'

/** Answers a message. It stays open, with whoever left it, until somebody says it is finished: an answer the patient has not heard is
 *  no answer. When whoever left it asks back, it is with whom it is for again. */
export const answerMessage = command(contract.answerMessage, {
  async run(ctx, input) {
    const message = await lockOpenMessage(ctx, input.message)
    await addStep(ctx, message.id, { kind: 'answered', text: input.text })
    const asksBack = message.left_by === ctx.caller.staff && message.to_staff !== ctx.caller.staff
    const answeredAt = asksBack && message.left_by ? null : ctx.now.toString()
    await ctx.sql`
      update calls.message set answered_at = ${answeredAt} where practice_id = ${ctx.practice} and id = ${message.id}`
    messageChanged(ctx, message)
    return { message: message.id }
  },
})
