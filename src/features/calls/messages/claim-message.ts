import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { addStep, lockOpenMessage, messageChanged } from './message-row.ts'

/** Takes a message. Several who do so at once queue at its row: the first has it, the others are told who. */
export const claimMessage = command(contract.claimMessage, {
  async run(ctx, input) {
    const message = await lockOpenMessage(ctx, input.message)
    if (message.claimed_by && message.claimed_by === ctx.caller.staff) {
      return { message: message.id, claimedAt: message.claimed_at! }
    }
    if (message.claimed_by) {
      const [by] = await ctx.sql<{ name: string }>`
        select name from practice.staff where practice_id = ${ctx.practice} and id = ${message.claimed_by}`
      throw contract.messageClaimed({ by: by!.name, at: message.claimed_at })
    }
    const at = ctx.now.toString()
    await addStep(ctx, message.id, { kind: 'claimed' })
    await ctx.sql`
      update calls.message set claimed_by = ${ctx.caller.staff}, claimed_at = case when ${ctx.caller.staff}::uuid is null then null else ${at}::timestamptz end
       where practice_id = ${ctx.practice} and id = ${message.id}`
    messageChanged(ctx, message)
    return { message: message.id, claimedAt: at }
  },
})
