import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** What the log can be narrowed by, the most frequent first. */
export const logChoices = query(contract.logChoices, async ctx => {
  const since = ctx.now.subtract({ hours: 90 * 24 }).toString()
  const lines = await ctx.sql<{ word: string }>`
    select line as word from calls.call
     where practice_id = ${ctx.practice} and ringing_at >= ${since}::timestamptz and line is not null
     group by line order by count(*) desc, line limit 50`
  const reasons = await ctx.sql<{ word: string }>`
    select reason as word from calls.call c cross join unnest(c.reasons) as reason
     where c.practice_id = ${ctx.practice} and c.ringing_at >= ${since}::timestamptz
     group by reason order by count(*) desc, reason limit 50`
  return { lines: lines.map(row => row.word), reasons: reasons.map(row => row.word) }
})
