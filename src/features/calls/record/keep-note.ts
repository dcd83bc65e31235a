import type { Context } from '../../../platform/context.ts'
import { changedMeanwhile } from '../contract.ts'
import { type LockedCall, nameOf, requireMendable } from './call-row.ts'
import { keepCorrection } from './keep-correction.ts'

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
  requireMendable(ctx, call)
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
  await keepCorrection(ctx, call, { reasons }, '')
  await ctx.sql`
    update calls.call
       set note = ${text.note}, reasons = ${reasons}, revision = revision + 1, noted_at = ${ctx.now.toString()}, noted_by = ${ctx.caller.staff}
     where practice_id = ${ctx.practice} and id = ${call.id}`
  return call.revision + 1
}
