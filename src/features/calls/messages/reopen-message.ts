import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { addStep, lockMessage, messageChanged, tellWhenDue } from './message-row.ts'

/** Opens a finished message again. It is due when it was; if that has passed, it is overdue at once. */
export const reopenMessage = command(contract.reopenMessage, {
  async run(ctx, input) {
    const message = await lockMessage(ctx, input.message)
    if (!message.finished_at) throw contract.messageOpen()
    await addStep(ctx, message.id, { kind: 'reopened' })
    await ctx.sql`
      update calls.message set finished_at = null, finished_as = null where practice_id = ${ctx.practice} and id = ${message.id}`
    const due = Temporal.Instant.from(message.due_at)
    if (Temporal.Instant.compare(due, ctx.now) > 0) tellWhenDue(ctx, message.id, due)
    messageChanged(ctx, message)
    return { message: message.id, dueAt: message.due_at }
  },
})
