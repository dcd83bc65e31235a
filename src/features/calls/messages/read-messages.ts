import type { z } from 'zod'
import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import type { messageLine } from '../contract-parts.ts'
import { type Hands, handsOf, waitsFor } from './hands.ts'
import { type AddressRow, addressOf } from './read-address.ts'

export type MessageLine = z.input<typeof messageLine>

type Plain = Pick<
  MessageLine,
  | 'message'
  | 'kind'
  | 'fields'
  | 'call'
  | 'number'
  | 'text'
  | 'priority'
  | 'leftAt'
  | 'dueAt'
  | 'tries'
  | 'nextTryAt'
  | 'letterDueAt'
  | 'letterSentAt'
  | 'finishedAt'
  | 'finishedAs'
>
type Row = Plain &
  AddressRow & {
    left_by: Id<'staff'> | null
    left_name: string | null
    claimed_by: Id<'staff'> | null
    claimed_name: string | null
    claimed_at: string | null
    also_staff: Id<'staff'> | null
    also_pool: Id<'message-pool'> | null
    also_role: Id<'role'> | null
    also_name: string | null
    escalated_at: string | null
    escalations: number
    patient_id: Id<'patient'> | null
    patient_name: string | null
    birth_date: string | null
    chart_number: string | null
    answered_at: string | null
  }
type StepRow = MessageLine['steps'][number] & { message: Id<'message'>; by_id: Id<'staff'> | null }

/** Reads messages by their ids, in the order given, each with its steps, and names the patients for the audit trail. */
export async function readMessages(ctx: Context, ids: readonly Id<'message'>[], known?: Hands): Promise<MessageLine[]> {
  if (ids.length === 0) return []
  const rows = await ctx.sql<Row>`
    select m.id as message, m.kind, m.fields, m.call_id as call, m.number, m.text, m.priority, m.left_at as "leftAt", m.due_at as "dueAt",
           m.tries, m.next_try_at as "nextTryAt", m.letter_due_at as "letterDueAt", m.letter_sent_at as "letterSentAt", m.finished_at as "finishedAt", m.finished_as as "finishedAs",
           m.answered_at, m.to_staff, m.to_pool, m.to_role, coalesce(t.name, tp.name, tr.name) as to_name, m.left_by, f.name as left_name,
           m.claimed_by, c.name as claimed_name, m.claimed_at, m.also_staff, m.also_pool, m.also_role,
           coalesce(a.name, ap.name, ar.name) as also_name, m.escalated_at, m.escalations,
           m.patient_id, trim(p.given || ' ' || p.family) as patient_name, p.birth_date, p.chart_number
      from unnest(${ids}::uuid[]) with ordinality as wanted (id, place)
      join calls.message m on m.practice_id = ${ctx.practice} and m.id = wanted.id
      left join practice.staff t on t.practice_id = m.practice_id and t.id = m.to_staff
      left join calls.message_pool tp on tp.practice_id = m.practice_id and tp.id = m.to_pool
      left join practice.role tr on tr.practice_id = m.practice_id and tr.id = m.to_role
      left join practice.staff a on a.practice_id = m.practice_id and a.id = m.also_staff
      left join calls.message_pool ap on ap.practice_id = m.practice_id and ap.id = m.also_pool
      left join practice.role ar on ar.practice_id = m.practice_id and ar.id = m.also_role
      left join practice.staff f on f.practice_id = m.practice_id and f.id = m.left_by
      left join practice.staff c on c.practice_id = m.practice_id and c.id = m.claimed_by
      left join patients.patient p on p.practice_id = m.practice_id and p.id = m.patient_id
     order by wanted.place`
  const steps = Map.groupBy(
    await ctx.sql<StepRow>`
      select p.message_id as message, p.kind, p.at, s.name as by, p.by as by_id, p.text, p.result,
             coalesce(t.name, tp.name, tr.name) as "to", p.finished_as as "finishedAs"
        from calls.message_step p
        left join practice.staff s on s.practice_id = p.practice_id and s.id = p.by
        left join practice.staff t on t.practice_id = p.practice_id and t.id = p.to_staff
        left join calls.message_pool tp on tp.practice_id = p.practice_id and tp.id = p.to_pool
        left join practice.role tr on tr.practice_id = p.practice_id and tr.id = p.to_role
       where p.practice_id = ${ctx.practice} and p.message_id = any (${ids}::uuid[])
       order by p.id`,
    step => step.message,
  )
  ctx.concerns(rows.flatMap(row => (row.patient_id ? [row.patient_id] : [])))
  const hands = known ?? (await handsOf(ctx))
  return rows.map(row => lineOf(ctx, hands, row, steps.get(row.message as Id<'message'>) ?? []))
}

const plain = (row: Row): Plain => ({
  message: row.message,
  kind: row.kind,
  fields: row.fields,
  call: row.call,
  number: row.number,
  text: row.text,
  priority: row.priority,
  leftAt: row.leftAt,
  dueAt: row.dueAt,
  tries: row.tries,
  nextTryAt: row.nextTryAt,
  letterDueAt: row.letterDueAt,
  letterSentAt: row.letterSentAt,
  finishedAt: row.finishedAt,
  finishedAs: row.finishedAs,
})

/** Whose turn: whom it is for until they answer, then whoever left it (if a person did), then nobody's. */
function lineOf(ctx: Context, hands: Hands, row: Row, steps: StepRow[]): MessageLine {
  const waits = waitsFor(hands, { ...row, finished_at: row.finishedAt })
  const names = new Map([
    [row.to_staff, row.to_name],
    [row.also_staff, row.also_name],
    [row.left_by, row.left_name],
    [row.claimed_by, row.claimed_name],
  ])
  const person = (id: Id<'staff'>) => ({ staff: id, name: names.get(id) ?? '' })
  return {
    ...plain(row),
    address: addressOf(row),
    to: { staff: row.to_staff, name: row.to_name },
    from: row.left_by ? person(row.left_by) : null,
    turn: row.finishedAt ? 'nobody' : row.answered_at && row.left_by ? 'from' : 'to',
    mine: waits.mine,
    coverFor: waits.coverFor ? person(waits.coverFor) : null,
    claimed: row.claimed_by
      ? { by: person(row.claimed_by), at: row.claimed_at!, mine: row.claimed_by === hands.me }
      : null,
    escalated: row.escalated_at
      ? {
          at: row.escalated_at,
          times: row.escalations,
          to: addressOf({
            to_staff: row.also_staff,
            to_pool: row.also_pool,
            to_role: row.also_role,
            to_name: row.also_name!,
          }),
        }
      : null,
    patient: row.patient_id
      ? {
          patient: row.patient_id,
          name: row.patient_name!,
          birthDate: row.birth_date,
          chartNumber: row.chart_number,
        }
      : null,
    overdue: !row.finishedAt && Temporal.Instant.compare(Temporal.Instant.from(row.dueAt), ctx.now) <= 0,
    seenAt: steps.find(step => step.kind === 'seen')?.at ?? null,
    seenByMe: steps.some(step => step.kind === 'seen' && step.by_id === hands.me),
    reply: steps.findLast(step => step.kind === 'answered')?.text ?? null,
    attempts: steps.filter(step => step.kind === 'attempt').length,
    steps: steps.map(({ message: _message, by_id: _by, ...step }) => step),
  }
}
