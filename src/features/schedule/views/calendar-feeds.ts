import type { Id } from '../../../core/id.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

export const calendarFeeds = query(contract.calendarFeeds, async ctx => {
  const feeds = await ctx.sql<{
    id: Id<'calendar-feed'>
    provider_id: Id<'provider'>
    provider_name: string
    level: contract.FeedLevel
    created_at: string
    created_by_name: string
    read_at: string | null
  }>`
    select f.id, f.provider_id, concat_ws(', ', concat_ws(' ', nullif(p.given, ''), p.family), nullif(p.credential, '')) as provider_name, f.level,
           f.created_at, f.created_by_name, f.read_at
      from schedule.calendar_feed f
      join practice.provider p on p.practice_id = f.practice_id and p.id = f.provider_id
     where f.practice_id = ${ctx.practice}::uuid and f.revoked_at is null
     order by p.family, p.given, f.created_at`
  return {
    feeds: feeds.map(row => ({
      id: row.id,
      provider: row.provider_id,
      providerName: row.provider_name,
      level: row.level,
      createdAt: row.created_at,
      createdBy: row.created_by_name,
      readAt: row.read_at,
    })),
  }
})
