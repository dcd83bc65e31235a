import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { addStep, lockVoicemail, voicemailChanged } from './voicemail-row.ts'

/** Takes back that a spoken message was settled. One that waits anyway stays as it is. */
export const reopenVoicemail = command(contract.reopenVoicemail, {
  async run(ctx, input) {
    const voicemail = await lockVoicemail(ctx, input.voicemail)
    if (voicemail.settled_at) {
      await ctx.sql`
        update voicemail.voicemail set settled_at = null where practice_id = ${ctx.practice} and id = ${voicemail.id}`
      await addStep(ctx, voicemail.id, { kind: 'reopened' })
      voicemailChanged(ctx, voicemail.id)
    }
    return { voicemail: voicemail.id }
  },
})
