import { command } from '../../platform/feature.ts'
import { requireActivePatient } from '../patients/index.ts'
import * as contract from './contract.ts'
import { addStep, lockVoicemail, voicemailChanged } from './voicemail-row.ts'

/** Says whose message it is, also after it was settled: a slip must be possible to mend. */
export const linkVoicemail = command(contract.linkVoicemail, {
  async run(ctx, input) {
    if (input.patient) await requireActivePatient(ctx, input.patient)
    const voicemail = await lockVoicemail(ctx, input.voicemail)
    await ctx.sql`
      update voicemail.voicemail set patient_id = ${input.patient} where practice_id = ${ctx.practice} and id = ${voicemail.id}`
    if (input.patient) ctx.concerns([input.patient])
    await addStep(ctx, voicemail.id, { kind: 'linked' })
    voicemailChanged(ctx, voicemail.id)
    return { voicemail: voicemail.id }
  },
})
