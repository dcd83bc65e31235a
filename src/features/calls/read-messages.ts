import type { z } from 'zod'
import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import type { messageLine } from './contract-parts.ts'

export type MessageLine = z.input<typeof messageLine>

type Row = Omit<
  MessageLine,
  'to' | 'from' | 'patient' | 'turn' | 'mine' | 'overdue' | 'seenAt' | 'reply' | 'attempts' | 'steps'
> & {
  to_staff: Id<'staff'>
  to_name: string
  left_by: Id<'staff'> | null
  left_name: string | null
  patient_id: Id<'patient'> | null
  patient_name: string | null
  birth_date: string | null
  chart_number: string | null
  answered_at: string | null
}
type StepRow = MessageLine['steps'][number] & { message: Id<'message'> }

/** Reads messages by their ids, in the order given, each with its steps, and names the patients for the audit trail. */
export async function readMessages(ctx: Context, ids: readonly Id<'message'>[]): Promise<MessageLine[]> {
  if (ids.length === 0) return []
  const rows = await ctx.sql<Row>`
    select m.id as message, m.call_id as call, m.number, m.text, m.priority, m.left_at as "leftAt", m.due_at as "dueAt",
           m.finished_at as "finishedAt", m.answered_at, m.to_staff, t.name as to_name, m.left_by, f.name as left_name,
           m.patient_id, trim(p.given || ' ' || p.family) as patient_name, p.birth_date, p.chart_number
      from unnest(${ids}::uuid[]) with ordinality as wanted (id, place)
      join calls.message m on m.practice_id = ${ctx.practice} and m.id = wanted.id
      join practice.staff t on t.practice_id = m.practice_id and t.id = m.to_staff
      left join practice.staff f on f.practice_id = m.practice_id and f.id = m.left_by
      left join patients.patient p on p.practice_id = m.practice_id and p.id = m.patient_id
     order by wanted.place`
  const steps = Map.groupBy(
    await ctx.sql<StepRow>`
      select p.message_id as message, p.kind, p.at, s.name as by, p.text, p.result
        from calls.message_step p
        left join practice.staff s on s.practice_id = p.practice_id and s.id = p.by
       where p.practice_id = ${ctx.practice} and p.message_id = any (${ids}::uuid[])
       order by p.id`,
    step => step.message,
  )
  ctx.concerns(rows.flatMap(row => (row.patient_id ? [row.patient_id] : [])))
  return rows.map(row => lineOf(ctx, row, steps.get(row.message as Id<'message'>) ?? []))
}

/** Whose turn: the person it is for until they answer, then whoever left it (if a person did), then nobody's. */
function lineOf(ctx: Context, row: Row, steps: StepRow[]): MessageLine {
  const {
    to_staff,
    to_name,
    left_by,
    left_name,
    patient_id,
    patient_name,
    birth_date,
    chart_number,
    answered_at,
    ...line
  } = row
  const turn = line.finishedAt ? 'nobody' : answered_at && left_by ? 'from' : 'to'
  const turnOf = turn === 'to' ? to_staff : turn === 'from' ? left_by : null
  return {
    ...line,
    to: { staff: to_staff, name: to_name },
    from: left_by ? { staff: left_by, name: left_name! } : null,
    turn,
    mine: turnOf !== null && turnOf === ctx.caller.staff,
    patient: patient_id
      ? { patient: patient_id, name: patient_name!, birthDate: birth_date, chartNumber: chart_number }
      : null,
    overdue: !line.finishedAt && Temporal.Instant.compare(Temporal.Instant.from(line.dueAt), ctx.now) <= 0,
    seenAt: steps.find(step => step.kind === 'seen')?.at ?? null,
    reply: steps.findLast(step => step.kind === 'answered')?.text ?? null,
    attempts: steps.filter(step => step.kind === 'attempt').length,
    steps: steps.map(({ kind, at, by, text, result }) => ({ kind, at, by, text, result })),
  }
}
