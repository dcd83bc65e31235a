import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { handsOf, waitsFor } from './hands.ts'
import { addStep, lockMessage, messageChanged } from './message-row.ts'

/** Notes that somebody a message waits for has seen it, once each. Anybody else's look is in the audit trail and says nothing here. */
export const seeMessage = command(contract.seeMessage, {
  async run(ctx, input) {
    const message = await lockMessage(ctx, input.message)
    const seen = () => ctx.sql<{ at: string; by: string }>`
      select at, by from calls.message_step
       where practice_id = ${ctx.practice} and message_id = ${message.id} and kind = 'seen' order by id`
    const before = await seen()
    const known = before.some(one => one.by === ctx.caller.staff)
    if (known || !waitsFor(await handsOf(ctx), message).mine || message.answered_at) {
      return { message: message.id, seenAt: before[0]?.at ?? null }
    }
    await addStep(ctx, message.id, { kind: 'seen' })
    messageChanged(ctx, message)
    return { message: message.id, seenAt: (await seen())[0]!.at }
  },
})
