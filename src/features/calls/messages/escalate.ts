import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import type { Job } from '../../../platform/feature.ts'
import { addStep, lockMessage } from './message-row.ts'
import { ruleOf } from './rule.ts'

/** Has the worker escalate a message for the nth time. One waiting job a message. */
export function escalateLater(
  ctx: Context,
  message: Id<'message'>,
  dueAt: string,
  nth: number,
  at: Temporal.Instant,
): void {
  ctx.later('calls.escalate', { message, dueAt, nth }, { at, key: `calls.message-escalate:${message}` })
}

/** A message overdue too long goes also to the second address of its rule, and is told to it again, as often as the rule says at most. A job
 *  run twice, or one of a message put off, finished or passed on in the meantime, does nothing. */
export const escalate: Job = {
  task: 'calls.escalate',
  async run(ctx, payload) {
    const message = await lockMessage(ctx, payload.message as Id<'message'>)
    const due = Temporal.Instant.from(message.due_at)
    if (message.finished_at || !due.equals(Temporal.Instant.from(String(payload.dueAt)))) return
    const nth = Number(payload.nth)
    const { rule, also } = await ruleOf(ctx, message.kind)
    if (!also || message.escalations !== nth - 1 || nth > rule.escalateMost) return
    await ctx.sql`
      update calls.message
         set also_staff = ${also.staff}, also_pool = ${also.pool}, also_role = ${also.role}, escalated_at = ${ctx.now.toString()}, escalations = ${nth}
       where practice_id = ${ctx.practice} and id = ${message.id}`
    await addStep(ctx, message.id, { kind: 'escalated', to: also })
    ctx.emit('calls.message-escalated', {
      message: message.id,
      patient: message.patient_id,
      to: also.staff,
      pool: also.pool,
      role: also.role,
    })
    if (nth < rule.escalateMost) {
      escalateLater(
        ctx,
        message.id,
        String(payload.dueAt),
        nth + 1,
        ctx.now.add({ minutes: rule.escalateAgainMinutes }),
      )
    }
  },
}
