import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** Gives a held time back. A hold that has run out may still be released; one that was used or released is no longer there. */
export const releaseHold = command(contract.releaseHold, {
  async run(ctx, input) {
    const [gone] = await ctx.sql<{ provider_id: Id<'provider'>; group_session_id: string | null }>`
      delete from schedule.hold h where h.practice_id = ${ctx.practice}::uuid and h.id = ${input.hold}::uuid 
      returning h.provider_id, h.group_session_id`
    if (!gone) throw notFound({ what: 'hold' })
    // After the hold itself is gone: the last one out closes the group.
    if (gone.group_session_id) {
      await ctx.sql`select schedule.leave_group(${gone.group_session_id}::uuid, null, ${ctx.now.toString()}::timestamptz)`
    }
    ctx.emit('schedule.hold-changed', { hold: input.hold, provider: gone.provider_id })
    return { hold: input.hold }
  },
})
