import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { addStep, lockOpenMessage, messageChanged } from './message-row.ts'

/** Says that nothing is left to do. Two who finish at once: one does, the other is told who was first. */
export const finishMessage = command(contract.finishMessage, {
  async run(ctx, input) {
    const message = await lockOpenMessage(ctx, input.message)
    const finishedAt = ctx.now.toString()
    await addStep(ctx, message.id, { kind: 'finished', text: input.text, finishedAs: input.as })
    await ctx.sql`
      update calls.message set finished_at = ${finishedAt}, finished_as = ${input.as} where practice_id = ${ctx.practice} and id = ${message.id}`
    messageChanged(ctx, message)
    return { message: message.id, finishedAt }
  },
})
