import type { Id } from '../../core/id.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { handsOf } from './messages/hands.ts'
import { readMessages } from './messages/read-messages.ts'
import { openCallIds } from './record/open-calls.ts'
import { readCalls } from './record/read-calls.ts'

/** What wants attention now. Messages: mine that are due within the hour or overdue; the counts cover all of them.
 *  Calls are shown to those who take calls. */
export const nowRail = query(contract.nowRail, async ctx => {
  const calls = ctx.may('calls.open-calls') ? await readCalls(ctx, await openCallIds(ctx)) : []
  const soon = ctx.now.add({ hours: 1 }).toString()
  const now = ctx.now.toString()
  const hands = await handsOf(ctx)
  const { people, pools, roles } = hands
  const [counts] = await ctx.sql<Record<'mine' | 'mineOverdue' | 'all' | 'allOverdue', number>>`
    select count(*) as all, count(*) filter (where due_at <= ${now}) as "allOverdue",
           count(*) filter (where mine) as mine, count(*) filter (where mine and due_at <= ${now}) as "mineOverdue"
      from (select due_at,
                   calls.message_waits_for(left_by, answered_at, claimed_by, to_staff, to_pool, to_role, also_staff, also_pool, also_role,
                                           ${people}::uuid[], ${pools}::uuid[], ${roles}::uuid[])
                     and (claimed_by is null or claimed_by = any (${people}::uuid[]) or (answered_at is not null and left_by is not null)) as mine
              from calls.message where practice_id = ${ctx.practice} and finished_at is null) as open`
  const due = await ctx.sql<{ id: Id<'message'> }>`
    select id from calls.message
     where practice_id = ${ctx.practice} and finished_at is null and due_at <= ${soon}
       and calls.message_waits_for(left_by, answered_at, claimed_by, to_staff, to_pool, to_role, also_staff, also_pool, also_role,
                                   ${people}::uuid[], ${pools}::uuid[], ${roles}::uuid[])
       and (claimed_by is null or claimed_by = any (${people}::uuid[]) or (answered_at is not null and left_by is not null))
     order by due_at, id limit 30`
  const ringing = calls.filter(call => call.state === 'ringing')
  const talking = calls.filter(call => call.state === 'taken')
  return {
    ringing,
    talking,
    due: await readMessages(
      ctx,
      due.map(row => row.id),
      hands,
    ),
    counts: { ringing: ringing.length, talking: talking.length, ...counts! },
  }
})
