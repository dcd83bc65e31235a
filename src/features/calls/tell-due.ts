import type { Id } from '../../core/id.ts'
import type { Job } from '../../platform/feature.ts'

/** At the due time of a message: tells, if it is still open and still due then. Run twice it tells twice, which harms nobody. */
export const tellDue: Job = {
  task: 'calls.tell-due',
  async run(ctx, payload) {
    const rows = await ctx.sql<{ id: Id<'message'>; to_staff: Id<'staff'>; patient_id: Id<'patient'> | null }>`
      select id, to_staff, patient_id from calls.message
       where practice_id = ${ctx.practice} and id = ${payload.message}::uuid
         and finished_at is null and due_at = ${payload.dueAt}::timestamptz`
    if (rows[0])
      ctx.emit('calls.message-due', { message: rows[0].id, to: rows[0].to_staff, patient: rows[0].patient_id })
  },
}
