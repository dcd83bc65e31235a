import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { requireAddress } from './address.ts'
import { addStep, lockOpenMessage, messageChanged, tellWhenDue } from './message-row.ts'

/** Passes a message on. It is then with the new address alone, taken by nobody, and its second addresses begin anew. */
export const reassignMessage = command(contract.reassignMessage, {
  async run(ctx, input) {
    const to = await requireAddress(ctx, input)
    const message = await lockOpenMessage(ctx, input.message)
    const same = to.staff === message.to_staff && to.pool === message.to_pool && to.role === message.to_role
    if (same && !message.answered_at && !message.claimed_by) throw contract.alreadyThere()
    await addStep(ctx, message.id, { kind: 'reassigned', text: input.reason, to })
    await ctx.sql`
      update calls.message
         set to_staff = ${to.staff}, to_pool = ${to.pool}, to_role = ${to.role}, answered_at = null, claimed_by = null, claimed_at = null,
             also_staff = null, also_pool = null, also_role = null, escalated_at = null, escalations = 0
       where practice_id = ${ctx.practice} and id = ${message.id}`
    const due = Temporal.Instant.from(message.due_at)
    // Overdue already: the rule's time until the second address runs from now.
    tellWhenDue(ctx, message.id, Temporal.Instant.compare(due, ctx.now) > 0 ? due : ctx.now, message.due_at)
    messageChanged(ctx, message)
    return { message: message.id }
  },
})
