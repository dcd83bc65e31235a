import { type Id, newId } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import { messageFinished } from '../contract.ts'
import type { MessageKind } from '../contract-kinds.ts'
import type { stepKinds } from '../contract-parts.ts'
import type { Address } from './address.ts'

export type LockedMessage = {
  id: Id<'message'>
  kind: MessageKind
  to_staff: Id<'staff'> | null
  to_pool: Id<'message-pool'> | null
  to_role: Id<'role'> | null
  also_staff: Id<'staff'> | null
  also_pool: Id<'message-pool'> | null
  also_role: Id<'role'> | null
  left_by: Id<'staff'> | null
  patient_id: Id<'patient'> | null
  due_at: string
  answered_at: string | null
  claimed_by: Id<'staff'> | null
  claimed_at: string | null
  escalations: number
  tries: number
  finished_at: string | null
}

/** Reads a message and keeps others from changing it until this transaction ends; missing if this practice has none of that id. */
export async function lockMessage(ctx: Context, message: Id<'message'>): Promise<LockedMessage> {
  const rows = await ctx.sql<LockedMessage>`
    select id, kind, to_staff, to_pool, to_role, also_staff, also_pool, also_role, left_by, patient_id, due_at, answered_at,
           claimed_by, claimed_at, escalations, tries, finished_at
      from calls.message where practice_id = ${ctx.practice} and id = ${message} for update`
  const found = rows[0]
  if (!found) throw notFound({ what: 'message' })
  ctx.concerns(found.patient_id ? [found.patient_id] : [], { message: found.id })
  return found
}

/** The same, refused if nothing is left to do about it. */
export async function lockOpenMessage(ctx: Context, message: Id<'message'>): Promise<LockedMessage> {
  const found = await lockMessage(ctx, message)
  if (found.finished_at) {
    const rows = await ctx.sql<{ name: string | null }>`
      select s.name from calls.message_step p
        left join practice.staff s on s.practice_id = p.practice_id and s.id = p.by
       where p.practice_id = ${ctx.practice} and p.message_id = ${message} and p.kind = 'finished'
       order by p.id desc limit 1`
    throw messageFinished({ by: rows[0]?.name ?? null, at: found.finished_at })
  }
  return found
}

type Step = {
  kind: (typeof stepKinds)[number]
  text?: string | null | undefined
  result?: string
  to?: Address
  finishedAs?: string
}

/** Writes what happened to a message, with who and when. */
export async function addStep(ctx: Context, message: Id<'message'>, step: Step): Promise<void> {
  const to = step.to ?? { staff: null, pool: null, role: null }
  await ctx.sql`
    insert into calls.message_step (practice_id, message_id, id, kind, at, by, text, result, to_staff, to_pool, to_role, finished_as)
    values (${ctx.practice}, ${message}, ${newId<'step'>()}, ${step.kind}, ${ctx.now.toString()}, ${ctx.caller.staff}, ${step.text ?? null},
            ${step.result ?? null}, ${to.staff}, ${to.pool}, ${to.role}, ${step.finishedAs ?? null})
    on conflict (practice_id, message_id, by) where kind = 'seen' do nothing`
}

/** Has the worker tell when the message falls due. One waiting job a message: a later time replaces the earlier. */
export function tellWhenDue(
  ctx: Context,
  message: Id<'message'>,
  at: Temporal.Instant,
  dueAt: string = at.toString(),
): void {
  ctx.later('calls.tell-due', { message, dueAt, at: at.toString() }, { at, key: `calls.message-due:${message}` })
}

/** Tells browsers and subscribers that a message changed. */
export function messageChanged(ctx: Context, message: LockedMessage): void {
  ctx.emit('calls.message-changed', { message: message.id, patient: message.patient_id })
}
