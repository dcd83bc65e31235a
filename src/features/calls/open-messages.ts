import type { Id } from '../../core/id.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { requireHere } from './people-here.ts'
import { readMessages } from './read-messages.ts'

/** What wants something done, overdue first, then by due time: overdue ones are simply those due longest ago. Finished ones newest first. */
export const openMessages = query(contract.openMessages, async (ctx, input) => {
  await requireHere(ctx, { patient: input.patient })
  const me = input.whose === 'mine' ? ctx.caller.staff : null
  if (input.whose === 'mine' && !me) return { messages: [], total: 0 }
  const patient = input.patient ?? null
  const rows = input.finished
    ? await ctx.sql<{ id: Id<'message'>; total: number }>`
        select id, count(*) over () as total from calls.message
         where practice_id = ${ctx.practice} and finished_at is not null
           and (${patient}::uuid is null or patient_id = ${patient}::uuid)
           and (${me}::uuid is null or to_staff = ${me}::uuid or left_by = ${me}::uuid)
         order by finished_at desc, id desc limit ${input.limit}`
    : await ctx.sql<{ id: Id<'message'>; total: number }>`
        select id, count(*) over () as total from calls.message
         where practice_id = ${ctx.practice} and finished_at is null
           and (${patient}::uuid is null or patient_id = ${patient}::uuid)
           and (${me}::uuid is null
                or case when answered_at is not null and left_by is not null then left_by else to_staff end = ${me}::uuid)
         order by due_at, id limit ${input.limit}`
  return {
    messages: await readMessages(
      ctx,
      rows.map(row => row.id),
    ),
    total: rows[0]?.total ?? 0,
  }
})
