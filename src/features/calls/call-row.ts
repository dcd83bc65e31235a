import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { changedMeanwhile } from './contract.ts'

/** A call as the commands need it, locked until they end. */
export type LockedCall = {
  id: Id<'call'>
  number: string | null
  taken_at: string | null
  taken_by: Id<'staff'> | null
  ended_at: string | null
  outcome: string | null
  closed_at: string | null
  patient_id: Id<'patient'> | null
  note: string
  reasons: string[]
  revision: number
  noted_at: string | null
  noted_by: Id<'staff'> | null
}

/** Reads a call and keeps others from changing it until this transaction ends; missing if this practice has none of that id. */
export async function lockCall(ctx: Context, call: Id<'call'>): Promise<LockedCall> {
  const rows = await ctx.sql<LockedCall>`
    select id, number, taken_at, taken_by, ended_at, outcome, closed_at, patient_id, note, reasons, revision, noted_at, noted_by
      from calls.call where practice_id = ${ctx.practice} and id = ${call} for update`
  if (!rows[0]) throw notFound({ what: 'call' })
  return rows[0]
}

/** Name of a person of this practice, for refusals that say who was first. */
export async function nameOf(ctx: Context, staff: Id<'staff'> | null): Promise<string | null> {
  if (!staff) return null
  const rows = await ctx.sql<{ name: string }>`
    select name from practice.staff where practice_id = ${ctx.practice} and id = ${staff}`
  return rows[0]?.name ?? null
}

/** Puts a new note in place of the old one. Refuses a text that is based on an older revision, and gives the newer one back. The same
 *  text again is taken without a new revision: a browser repeats what it got no answer for. What another hand wrote, or what stood when
 *  the call was closed, is kept in past_note. */
export async function keepNote(
  ctx: Context,
  call: LockedCall,
  text: { note: string; reasons?: string[] | undefined; revision: number },
): Promise<number> {
  const reasons = text.reasons ?? call.reasons
  const sameText = text.note === call.note && reasons.join('\n') === call.reasons.join('\n')
  if (sameText) return call.revision
  if (text.revision !== call.revision) {
    throw changedMeanwhile({
      revision: call.revision,
      note: call.note,
      reasons: call.reasons,
      by: await nameOf(ctx, call.noted_by),
      at: call.noted_at,
    })
  }
  if (call.note !== '' && (call.closed_at !== null || call.noted_by !== ctx.caller.staff)) {
    await ctx.sql`
      insert into calls.past_note (practice_id, call_id, revision, note, at, by)
      values (${ctx.practice}, ${call.id}, ${call.revision}, ${call.note}, ${call.noted_at}, ${call.noted_by})`
  }
  await ctx.sql`
    update calls.call
       set note = ${text.note}, reasons = ${reasons}, revision = revision + 1, noted_at = ${ctx.now.toString()}, noted_by = ${ctx.caller.staff}
     where practice_id = ${ctx.practice} and id = ${call.id}`
  return call.revision + 1
}
