import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import type { Contents } from './guidance-rows.ts'

export type Run = {
  id: Id<'script-run'>
  call_id: Id<'call'>
  patient_id: Id<'patient'> | null
  ended_at: string | null
  stopped_at: string | null
  content: Contents['script']
}

export type Answer = {
  id: string
  place: number
  question_text: string
  question: string
  answer: string
  next: string
  at: string
  by: string | null
}

/** A run, kept from others until this transaction ends, with the version of the script it began with; else notFound. */
export async function lockRun(ctx: Context, run: Id<'script-run'>): Promise<Run> {
  const [row] = await ctx.sql<Run>`
    select r.id, r.call_id, c.patient_id, r.ended_at, r.stopped_at, v.content
      from calls.script_run r
      join calls.call c on c.practice_id = r.practice_id and c.id = r.call_id
      join calls.guidance_version v on v.practice_id = r.practice_id and v.guidance_id = r.script_id and v.version = r.version
     where r.practice_id = ${ctx.practice} and r.id = ${run} for update of r`
  if (!row) throw notFound({ what: 'script-run' })
  ctx.concerns(row.patient_id ? [row.patient_id] : [], { call: row.call_id, run })
  return row
}

/** The answers that stand, in order. */
export const answersOf = (ctx: Context, run: Id<'script-run'>): Promise<Answer[]> => ctx.sql<Answer>`
  select a.id, a.place, a.question, a.question_text, a.answer, a.next, a.at, s.name as by
    from calls.script_answer a
    left join practice.staff s on s.practice_id = a.practice_id and s.id = a.by
   where a.practice_id = ${ctx.practice} and a.run_id = ${run} and a.taken_back_at is null
   order by a.place`
