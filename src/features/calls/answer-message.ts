import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { addStep, lockOpenMessage, messageChanged } from './message-row.ts'

/** Answers a message. It stays open, with whoever left it, until somebody says it is finished: an answer the patient has not heard is
 *  no answer. */
export const answerMessage = command(contract.answerMessage, {
  async run(ctx, input) {
    const message = await lockOpenMessage(ctx, input.message)
    await addStep(ctx, message.id, { kind: 'answered', text: input.text })
    await ctx.sql`
      update calls.message set answered_at = ${ctx.now.toString()} where practice_id = ${ctx.practice} and id = ${message.id}`
    messageChanged(ctx, message)
    return { message: message.id }
  },
})
