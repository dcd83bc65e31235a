import { randomBytes } from 'node:crypto'
import { newId } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import { tokenHash } from '../../../platform/session.ts'
import * as contract from '../contract.ts'

/** Opens a feed. Its address is told here and never again: only its hash is kept. */
export const openCalendarFeed = command(contract.openCalendarFeed, {
  async run(ctx, input) {
    // A calendar program carries the names to wherever it stores its calendars: only who answers for the providers may decide that.
    if (input.level === 'full' && !ctx.may('practice.change-provider')) throw contract.namesNotYours()
    const token = randomBytes(32).toString('base64url')
    const [feed] = await ctx.sql<{ id: string }>`
      insert into schedule.calendar_feed (practice_id, id, provider_id, token_hash, level, created_at, created_by, created_by_name)
      select p.practice_id, ${newId<'calendar-feed'>()}::uuid, p.id, ${tokenHash(token)}::bytea, ${input.level}, ${ctx.now.toString()}::timestamptz,
             ${ctx.caller.staff}::uuid, ${ctx.caller.name}
        from practice.provider p
       where p.practice_id = ${ctx.practice}::uuid and p.id = ${input.provider}::uuid and p.left_at is null
      returning id`
    if (!feed) throw notFound({ what: 'provider' })
    ctx.concerns([], { feed: feed.id, provider: input.provider, level: input.level })
    ctx.emit('schedule.calendar-feed-changed', { feed: feed.id })
    return { id: feed.id as never, path: `/calendar/${token}.ics` }
  },
})
