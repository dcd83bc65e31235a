import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { requireHere } from '../people-here.ts'
import { handsOf } from './hands.ts'
import { readMessages } from './read-messages.ts'

/** What wants something done, overdue first, then by due time: overdue ones are simply those due longest ago. Finished ones newest first. */
export const openMessages = query(contract.openMessages, async (ctx, input) => {
  if (input.message) {
    // One by its id, whatever became of it and whosever it is.
    const messages = await readMessages(ctx, [input.message])
    if (messages.length === 0) throw notFound({ what: 'message' })
    return { messages, total: 1 }
  }
  await requireHere(ctx, { patient: input.patient })
  const hands = await handsOf(ctx)
  const { me, people, pools, roles } = hands
  const everybody = input.whose === 'all'
  if (!everybody && !me) return { messages: [], total: 0 }
  const patient = input.patient ?? null
  const kind = input.kind ?? null
  const rows = input.finished
    ? await ctx.sql<{ id: Id<'message'>; total: number }>`
        select id, count(*) over () as total from calls.message
         where practice_id = ${ctx.practice} and finished_at is not null
           and (${patient}::uuid is null or patient_id = ${patient}::uuid)
           and (${kind}::text is null or kind = ${kind}::text)
           and (${everybody}::boolean or left_by = ${me}::uuid
                or calls.message_waits_for(left_by, null, claimed_by, to_staff, to_pool, to_role, also_staff, also_pool, also_role,
                                           ${people}::uuid[], ${pools}::uuid[], ${roles}::uuid[]))
         order by finished_at desc, id desc limit ${input.limit}`
    : await ctx.sql<{ id: Id<'message'>; total: number }>`
        select id, count(*) over () as total from calls.message
         where practice_id = ${ctx.practice} and finished_at is null
           and (${patient}::uuid is null or patient_id = ${patient}::uuid)
           and (${kind}::text is null or kind = ${kind}::text)
           and (${everybody}::boolean
                or calls.message_waits_for(left_by, answered_at, claimed_by, to_staff, to_pool, to_role, also_staff, also_pool, also_role,
                                           ${people}::uuid[], ${pools}::uuid[], ${roles}::uuid[])
                   and (${input.whose} = 'team' or claimed_by is null or claimed_by = any (${people}::uuid[])
                        or (answered_at is not null and left_by is not null)))
         order by due_at, id limit ${input.limit}`
  return {
    messages: await readMessages(
      ctx,
      rows.map(row => row.id),
      hands,
    ),
    total: rows[0]?.total ?? 0,
  }
})
