import { notFound } from '../../../core/refusal.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { settlesAt } from './call-row.ts'
import { checksOfCall } from './checks-of-call.ts'
import { correctionsOfCall } from './corrections-of-call.ts'
import { earlierCalls } from './earlier-calls.ts'
import { linksOfCall } from './links-of-call.ts'
import { readCalls } from './read-calls.ts'

type Said = { at: string; by: string | null }

/** One call as the log opens it: all that is kept of it, and whether it is settled. */
export const callRecord = query(contract.callRecord, async (ctx, input) => {
  const [line] = await readCalls(ctx, [input.call])
  if (!line) throw notFound({ what: 'call' })
  const [closed] = await ctx.sql<{ closedAt: string | null; closedBy: string | null }>`
    select c.closed_at as "closedAt", s.name as "closedBy"
      from calls.call c left join practice.staff s on s.practice_id = c.practice_id and s.id = c.closed_by
     where c.practice_id = ${ctx.practice} and c.id = ${input.call}`
  const pastNotes = await ctx.sql<{ note: string; at: string | null; by: string | null }>`
    select n.note, n.at, s.name as by
      from calls.past_note n left join practice.staff s on s.practice_id = n.practice_id and s.id = n.by
     where n.practice_id = ${ctx.practice} and n.call_id = ${input.call}
     order by n.revision`
  const addenda = await ctx.sql<Said & { text: string; why: string }>`
    select a.text, a.why, a.at, s.name as by
      from calls.addendum a left join practice.staff s on s.practice_id = a.practice_id and s.id = a.by
     where a.practice_id = ${ctx.practice} and a.call_id = ${input.call}
     order by a.at, a.id`
  const checks = await checksOfCall(ctx, input.call)
  ctx.concerns(
    checks.map(check => check.patient),
    { call: input.call },
  )
  const settles = closed!.closedAt ? settlesAt(closed!.closedAt) : null
  const names = await ctx.sql<{ id: string; name: string }>`
    select id, trim(given || ' ' || family) as name from patients.patient
     where practice_id = ${ctx.practice} and id = any (${checks.map(check => check.patient)}::uuid[])`
  return {
    ...line,
    ...closed!,
    settlesAt: settles?.toString() ?? null,
    settled: settles !== null && Temporal.Instant.compare(ctx.now, settles) >= 0,
    checks: checks.map(check => ({ ...check, patient: names.find(one => one.id === check.patient)?.name ?? '' })),
    links: await linksOfCall(ctx, input.call),
    earlierCalls: await earlierCalls(ctx, input.call),
    pastNotes,
    corrections: await correctionsOfCall(ctx, input.call),
    addenda,
  }
})
