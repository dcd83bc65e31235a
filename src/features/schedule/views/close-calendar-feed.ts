import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** Closes a feed; closing one that is closed changes nothing. */
export const closeCalendarFeed = command(contract.closeCalendarFeed, {
  async run(ctx, input) {
    const [feed] = await ctx.sql<{ id: string }>`
      update schedule.calendar_feed set revoked_at = coalesce(revoked_at, ${ctx.now.toString()}::timestamptz)
       where practice_id = ${ctx.practice}::uuid and id = ${input.feed}::uuid
      returning id`
    if (!feed) throw notFound({ what: 'calendar-feed' })
    ctx.concerns([], { feed: feed.id })
    ctx.emit('schedule.calendar-feed-changed', { feed: feed.id })
    return {}
  },
})
