import type { Id } from '../../core/id.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { openCallIds } from './open-calls.ts'
import { readCalls } from './read-calls.ts'
import { readMessages } from './read-messages.ts'

/** What wants attention now. Messages: mine that are due within the hour or overdue; the counts cover all of them.
 *  Calls are shown to those who take calls. */
export const nowRail = query(contract.nowRail, async ctx => {
  const calls = ctx.may('calls.open-calls') ? await readCalls(ctx, await openCallIds(ctx)) : []
  const soon = ctx.now.add({ hours: 1 }).toString()
  const now = ctx.now.toString()
  const me = ctx.caller.staff
  const [counts] = await ctx.sql<Record<'mine' | 'mineOverdue' | 'all' | 'allOverdue', number>>`
    select count(*) as all, count(*) filter (where due_at <= ${now}) as "allOverdue",
           count(*) filter (where whose = ${me}::uuid) as mine,
           count(*) filter (where whose = ${me}::uuid and due_at <= ${now}) as "mineOverdue"
      from (select due_at, case when answered_at is not null and left_by is not null then left_by else to_staff end as whose
              from calls.message where practice_id = ${ctx.practice} and finished_at is null) as open`
  const due = await ctx.sql<{ id: Id<'message'> }>`
    select id from calls.message
     where practice_id = ${ctx.practice} and finished_at is null and due_at <= ${soon}
       and case when answered_at is not null and left_by is not null then left_by else to_staff end = ${me}::uuid
     order by due_at, id limit 30`
  const ringing = calls.filter(call => call.state === 'ringing')
  const talking = calls.filter(call => call.state === 'taken')
  return {
    ringing,
    talking,
    due: await readMessages(
      ctx,
      due.map(row => row.id),
    ),
    counts: { ringing: ringing.length, talking: talking.length, ...counts! },
  }
})
