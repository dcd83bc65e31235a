import type { Id } from '../../../core/id.ts'
import type { Job } from '../../../platform/feature.ts'
import type { MessageKind } from '../contract-kinds.ts'
import { escalateLater } from './escalate.ts'
import { ruleOf } from './rule.ts'

/** At the due time of a message: tells, if it is still open and still due then, and has it looked at again when the rule's patience ends.
 *  Run twice it tells twice, which harms nobody. */
export const tellDue: Job = {
  task: 'calls.tell-due',
  async run(ctx, payload) {
    const rows = await ctx.sql<{
      id: Id<'message'>
      kind: MessageKind
      to_staff: Id<'staff'> | null
      patient_id: Id<'patient'> | null
      escalations: number
    }>`
      select id, kind, to_staff, patient_id, escalations from calls.message
       where practice_id = ${ctx.practice} and id = ${payload.message}::uuid
         and finished_at is null and due_at = ${payload.dueAt}::timestamptz`
    const found = rows[0]
    if (!found) return
    ctx.emit('calls.message-due', { message: found.id, to: found.to_staff, patient: found.patient_id })
    const { rule, also } = await ruleOf(ctx, found.kind)
    if (also && found.escalations === 0) {
      const since = Temporal.Instant.from(String(payload.at ?? payload.dueAt))
      escalateLater(ctx, found.id, String(payload.dueAt), 1, since.add({ minutes: rule.escalateAfterMinutes! }))
    }
  },
}
