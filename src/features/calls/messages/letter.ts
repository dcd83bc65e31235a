import type { Id } from '../../../core/id.ts'
import { notFound, Refusal } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import { nobodyThere, personHasLeft } from '../contract.ts'
import { leaveMessage } from './leave-message.ts'
import { addStep, type LockedMessage, lockMessage, messageChanged } from './message-row.ts'

/** A call-back whose letter is wanted. `due` is the moment since when: a letter wanted anew has another. */
type LetterWanted = {
  message: Id<'message'>
  patient: Id<'patient'> | null
  due: string
  claimedBy: Id<'staff'> | null
}

/** The call-backs whose letter is wanted and has not gone, longest first; `only` some of them, missing if one is none of
 *  this practice's. */
async function lettersWanted(ctx: Context, only?: readonly Id<'message'>[]): Promise<LetterWanted[]> {
  if (only) {
    const [row] = await ctx.sql<{ known: number }>`
      select count(*) as known from calls.message where practice_id = ${ctx.practice} and id = any (${[...only]}::uuid[])`
    if (row!.known !== new Set(only).size) throw notFound({ what: 'message' })
  }
  return await ctx.sql<LetterWanted>`
    select id as message, patient_id as patient, letter_due_at as due, claimed_by as "claimedBy"
      from calls.message
     where practice_id = ${ctx.practice} and letter_due_at is not null and finished_at is null
       and (${only ? [...only] : null}::uuid[] is null or id = any (${only ? [...only] : null}::uuid[]))
     order by letter_due_at, id limit 200`
}

/** Notes that the letter of a call-back is in the post, with the words of it on the thread, and finishes the call-back. False if it is not
 *  wanted any more, was wanted anew since it was printed, or somebody else has the call-back in hand: then nothing is noted. */
async function letterSent(
  ctx: Context,
  sent: { message: Id<'message'>; due: string | undefined; text: string },
): Promise<boolean> {
  const message = await lockMessage(ctx, sent.message)
  if (!(await stillWanted(ctx, message, sent.due))) return false
  if (message.claimed_by && message.claimed_by !== ctx.caller.staff) return false
  await addStep(ctx, message.id, { kind: 'letter-sent', text: sent.text })
  await close(ctx, message, 'letter')
  await ctx.sql`
    update calls.message set letter_sent_at = ${ctx.now.toString()} where practice_id = ${ctx.practice} and id = ${message.id}`
  return true
}

/** No letter can go: says so on the thread, finishes the call-back as not reached, and leaves a task to those it was for, saying why. Told
 *  twice it is done once. */
async function letterImpossible(ctx: Context, wanted: { message: Id<'message'>; text: string }): Promise<void> {
  const message = await lockMessage(ctx, wanted.message)
  if (!(await stillWanted(ctx, message))) return
  await addStep(ctx, message.id, { kind: 'letter-impossible', text: wanted.text })
  await close(ctx, message, 'not-reached')
  await leaveTask(ctx, message, wanted.text)
}

/** Whoever rang back in time needs no letter: call-backs whose letter was wanted when the patient's call was taken stay open without it. Asked
 *  when the call is over, for until then it may still be somebody else on the same number. */
export async function stopLetters(ctx: Context, call: Id<'call'>): Promise<void> {
  const rows = await ctx.sql<{ id: Id<'message'> }>`
    select m.id
      from calls.call c
      join calls.message m on m.practice_id = c.practice_id and m.patient_id = c.patient_id
     where c.practice_id = ${ctx.practice} and c.id = ${call}::uuid and c.direction = 'in' and c.taken_at is not null
       and c.outcome not in ('wrong-number', 'no-answer', 'abandoned')
       and m.finished_at is null and m.letter_due_at <= c.taken_at
     order by m.id for update of m`
  for (const row of rows) {
    const message = await lockMessage(ctx, row.id)
    await addStep(ctx, message.id, { kind: 'letter-stopped' })
    await ctx.sql`
      update calls.message set letter_due_at = null where practice_id = ${ctx.practice} and id = ${message.id}`
    messageChanged(ctx, message)
  }
}

async function stillWanted(ctx: Context, message: LockedMessage, due?: string): Promise<boolean> {
  if (message.finished_at) return false
  const [row] = await ctx.sql<{ wanted: boolean }>`
    select letter_due_at is not null and (${due ?? null}::timestamptz is null or letter_due_at = ${due ?? null}::timestamptz) as wanted
      from calls.message where practice_id = ${ctx.practice} and id = ${message.id}`
  return row!.wanted
}

async function close(ctx: Context, message: LockedMessage, as: 'letter' | 'not-reached'): Promise<void> {
  await addStep(ctx, message.id, { kind: 'finished', finishedAs: as })
  await ctx.sql`
    update calls.message
       set finished_at = ${ctx.now.toString()}, finished_as = ${as}, letter_due_at = null, next_try_at = null
     where practice_id = ${ctx.practice} and id = ${message.id}`
  messageChanged(ctx, message)
}

/** To whom the call-back was for; where nobody reads that any more, to everybody at the desk. */
async function leaveTask(ctx: Context, message: LockedMessage, text: string): Promise<void> {
  const task = {
    kind: 'note' as const,
    fields: {},
    text,
    ...(message.patient_id ? { patient: message.patient_id } : {}),
  }
  const to = message.to_staff
    ? { to: message.to_staff }
    : message.to_pool
      ? { toPool: message.to_pool }
      : { toRole: message.to_role! }
  try {
    await leaveMessage.run(ctx, { ...task, ...to })
  } catch (no) {
    const nobody = no instanceof Refusal && [nobodyThere.code, personHasLeft.code].includes(no.code)
    if (!nobody) throw no
    const [desk] = await ctx.sql<{ id: Id<'role'> }>`
      select r.id from practice.role r
        join practice.staff_role x on x.practice_id = r.practice_id and x.role_id = r.id
        join practice.staff s on s.practice_id = x.practice_id and s.id = x.staff_id and s.left_at is null
       where r.practice_id = ${ctx.practice} and r.key in ('secretary', 'manager')
       order by r.key desc, r.id limit 1`
    await leaveMessage.run(ctx, { ...task, toRole: desk!.id })
  }
}

/** The letter of a call-back, for whoever prints it: which are wanted, that one is in the post, that one cannot be. */
export const letterOf = { wanted: lettersWanted, sent: letterSent, impossible: letterImpossible }
