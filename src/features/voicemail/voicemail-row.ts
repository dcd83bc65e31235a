import { type Id, newId } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'

export type Locked = {
  id: Id<'voicemail'>
  kind: 'voicemail' | 'recording'
  patient_id: Id<'patient'> | null
  settled_at: string | null
}

/** Reads a spoken message and keeps others from changing it until this transaction ends; missing if this practice has none of that id. */
export async function lockVoicemail(ctx: Context, voicemail: Id<'voicemail'>): Promise<Locked> {
  const [found] = await ctx.sql<Locked>`
    select id, kind, patient_id, settled_at from voicemail.voicemail
     where practice_id = ${ctx.practice} and id = ${voicemail} and kind = 'voicemail' for update`
  if (!found) throw notFound({ what: 'voicemail' })
  ctx.concerns(found.patient_id ? [found.patient_id] : [], { voicemail: found.id })
  return found
}

/** Writes what happened, with who and when. Who has heard it once has heard it. */
export async function addStep(
  ctx: Context,
  voicemail: Id<'voicemail'>,
  step: { kind: string; how?: string; text?: string | undefined },
): Promise<void> {
  await ctx.sql`
    insert into voicemail.step (practice_id, voicemail_id, id, kind, at, by, how, text)
    values (${ctx.practice}, ${voicemail}, ${newId<'step'>()}, ${step.kind}, ${ctx.now.toString()}, ${ctx.caller.staff}, ${step.how ?? null}, ${step.text || null})
    on conflict (practice_id, voicemail_id, by) where kind = 'heard' do nothing`
}

export const voicemailChanged = (ctx: Context, voicemail: Id<'voicemail'>): void =>
  ctx.emit('voicemail.voicemail-changed', { voicemail })
