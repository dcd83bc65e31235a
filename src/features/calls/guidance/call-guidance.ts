import type { z } from 'zod'
import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { readFirings } from './firing-rows.ts'
import type { Contents } from './guidance-rows.ts'
import { answersOf } from './run-rows.ts'

type RunLine = z.input<typeof contract.callGuidance.output>['runs'][number]
type Row = Omit<RunLine, 'path' | 'question' | 'ending' | 'name'> & { content: Contents['script'] }

export const callGuidance = query(contract.callGuidance, async (ctx, input) => {
  const [call] = await ctx.sql<{ patient: Id<'patient'> | null }>`
    select patient_id as patient from calls.call where practice_id = ${ctx.practice} and id = ${input.call}`
  if (!call) throw notFound({ what: 'call' })
  ctx.concerns(call.patient ? [call.patient] : [], { call: input.call })
  const rows = await ctx.sql<Row>`
    select r.id as run, r.script_id as script, r.started_at as "startedAt", s.name as "startedBy", v.content, a.version is not null as approved,
           case when r.stopped_at is not null then 'stopped' when r.ended_at is not null then 'ended' else 'open' end as state
      from calls.script_run r
      join calls.guidance_version v on v.practice_id = r.practice_id and v.guidance_id = r.script_id and v.version = r.version
      left join calls.guidance_approval a on a.practice_id = v.practice_id and a.guidance_id = v.guidance_id and a.version = v.version
      left join practice.staff s on s.practice_id = r.practice_id and s.id = r.started_by
     where r.practice_id = ${ctx.practice} and r.call_id = ${input.call} order by r.started_at, r.id`
  const runs: RunLine[] = []
  for (const { content, ...row } of rows) {
    const answers = await answersOf(ctx, row.run as Id<'script-run'>)
    const at = answers.at(-1)?.next ?? content.questions[0]!.key
    runs.push({
      ...row,
      name: content.name,
      path: answers.map(one => ({ question: one.question_text, answer: one.answer, at: one.at, by: one.by })),
      question: content.questions.find(one => one.key === at) ?? null,
      ending: content.endings.find(one => one.key === at) ?? null,
    })
  }
  const fired = await ctx.sql<{ id: Id<'red-flag-firing'> }>`
    select id from calls.red_flag_firing where practice_id = ${ctx.practice} and call_id = ${input.call} order by noticed_at, id`
  return {
    runs,
    firings: await readFirings(
      ctx,
      fired.map(row => row.id),
    ),
  }
})
