import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { addStep, lockOpenMessage, messageChanged, tellWhenDue } from './message-row.ts'

/** Notes one attempt to call back. With a new time the message falls due again then. */
export const tryCallBack = command(contract.tryCallBack, {
  async run(ctx, input) {
    const message = await lockOpenMessage(ctx, input.message)
    await addStep(ctx, message.id, { kind: 'attempt', text: input.text, result: input.result })
    if (input.nextAt) {
      await ctx.sql`
        update calls.message set due_at = ${input.nextAt} where practice_id = ${ctx.practice} and id = ${message.id}`
      tellWhenDue(ctx, message.id, Temporal.Instant.from(input.nextAt))
    }
    const rows = await ctx.sql<{ attempts: number; due_at: string }>`
      select m.due_at, (select count(*) from calls.message_step p
                         where p.practice_id = m.practice_id and p.message_id = m.id and p.kind = 'attempt') as attempts
        from calls.message m where m.practice_id = ${ctx.practice} and m.id = ${message.id}`
    messageChanged(ctx, message)
    return { message: message.id, attempts: rows[0]!.attempts, dueAt: rows[0]!.due_at }
  },
})
