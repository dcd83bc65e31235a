import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { addStep, voicemailChanged } from './voicemail-row.ts'

type Found = {
  kind: 'voicemail' | 'recording'
  patient_id: Id<'patient'> | null
  settled_at: string | null
  media: string | null
  sound: string | null
}

/** Gives the sound to play and notes who listened. What was said between people on a call is for who may see recordings alone. */
export const hearVoicemail = command(contract.hearVoicemail, {
  async run(ctx, input) {
    const [found] = await ctx.sql<Found>`
      select v.kind, v.patient_id, v.settled_at, s.media, translate(encode(s.sound, 'base64'), E'\n', '') as sound
        from voicemail.voicemail v
        left join voicemail.sound s on s.practice_id = v.practice_id and s.id = v.sound_id
       where v.practice_id = ${ctx.practice} and v.id = ${input.voicemail}`
    if (!found || (found.kind === 'recording' && !ctx.may(contract.recordingsOfCall.name))) {
      throw notFound({ what: 'voicemail' })
    }
    ctx.concerns(found.patient_id ? [found.patient_id] : [], { voicemail: input.voicemail })
    if (!found.media || !found.sound) throw contract.soundGone({ at: found.settled_at })
    await addStep(ctx, input.voicemail, { kind: 'heard' })
    voicemailChanged(ctx, input.voicemail)
    return { media: found.media, sound: found.sound }
  },
})
