import type { Id } from '../../../core/id.ts'
import type { Job } from '../../../platform/feature.ts'

/** Some minutes after a phone began to ring: if nobody took the call and no phone system told its end, the caller has given up. */
export const giveUp: Job = {
  task: 'calls.give-up',
  async run(ctx, payload) {
    const rows = await ctx.sql<{ id: Id<'call'> }>`
      update calls.call
         set ended_at = ${ctx.now.toString()}::timestamptz, outcome = 'abandoned', closed_at = ${ctx.now.toString()}::timestamptz
       where practice_id = ${ctx.practice} and id = ${payload.call}::uuid and taken_at is null and closed_at is null
      returning id`
    if (rows[0]) ctx.emit('calls.call-ended', { call: rows[0].id })
  },
}
