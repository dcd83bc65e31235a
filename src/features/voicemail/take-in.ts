import { createHash } from 'node:crypto'
import { type Id, newId } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { callerNumber, candidatesFor } from '../calls/index.ts'
import { countryOf } from '../practice/index.ts'
import { mostSoundBytes, notASound, tooLong } from './contract.ts'
import { mediaOf, secondsOf } from './sniff-sound.ts'
import { addStep } from './voicemail-row.ts'

/** Something spoken that arrived, however it came. */
export type Spoken = {
  kind: 'voicemail' | 'recording'
  sound: Buffer
  from: string | null
  line: string | null
  at: string
  externalId: string | null
  mailbox?: Id<'mailbox'>
  call?: Id<'call'>
  patient?: Id<'patient'> | null
}

/** Takes in a sound once: told again under the same id it is the same one. A number that is one patient's alone links the message. */
export async function takeIn(ctx: Context, spoken: Spoken): Promise<{ voicemail: Id<'voicemail'>; repeated: boolean }> {
  if (spoken.sound.length > mostSoundBytes) throw tooLong({ bytes: spoken.sound.length, most: mostSoundBytes })
  const media = mediaOf(spoken.sound)
  if (!media) throw notASound()
  const caller = callerNumber(spoken.from, await countryOf(ctx))
  const candidates = spoken.patient === undefined ? await candidatesFor(ctx, caller.number) : []
  const patient = spoken.patient ?? (candidates.length === 1 ? candidates[0]!.patient : null)
  // Without an id of its own, the sound itself says whether it is the same: a file given twice by hand.
  const externalId = spoken.externalId ?? `sound:${createHash('sha256').update(spoken.sound).digest('hex')}`
  const id = newId<'voicemail'>(ctx.now.epochMilliseconds)
  const made = await ctx.sql<{ id: Id<'voicemail'> }>`
    insert into voicemail.voicemail (practice_id, id, kind, external_id, mailbox_id, received_at, line, number, number_text, seconds, call_id, patient_id)
    values (${ctx.practice}, ${id}, ${spoken.kind}, ${externalId}, ${spoken.mailbox ?? null}, ${spoken.at}, ${spoken.line}, ${caller.number}, ${caller.text},
            ${secondsOf(spoken.sound)}, ${spoken.call ?? null}, ${patient})
    on conflict on constraint voicemail_once do nothing
    returning id`
  if (!made[0]) {
    const [known] = await ctx.sql<{ id: Id<'voicemail'>; patient_id: Id<'patient'> | null }>`
      select id, patient_id from voicemail.voicemail where practice_id = ${ctx.practice} and external_id = ${externalId}`
    ctx.concerns(known!.patient_id ? [known!.patient_id] : [], { voicemail: known!.id })
    return { voicemail: known!.id, repeated: true }
  }
  const sound = newId<'sound'>(ctx.now.epochMilliseconds)
  await ctx.sql`
    insert into voicemail.sound (practice_id, id, media, sound) values (${ctx.practice}, ${sound}, ${media}, ${spoken.sound})`
  await ctx.sql`
    update voicemail.voicemail set sound_id = ${sound} where practice_id = ${ctx.practice} and id = ${id}`
  await addStep(ctx, id, { kind: 'arrived' })
  ctx.concerns(patient ? [patient] : [], { voicemail: id })
  ctx.emit('voicemail.voicemail-arrived', { voicemail: id })
  return { voicemail: id, repeated: false }
}
