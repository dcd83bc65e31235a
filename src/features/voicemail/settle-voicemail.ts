import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { addStep, lockVoicemail, voicemailChanged } from './voicemail-row.ts'

/** Says what was done. Two who settle at once: one does, the other is told who was first. */
export const settleVoicemail = command(contract.settleVoicemail, {
  async run(ctx, input) {
    const voicemail = await lockVoicemail(ctx, input.voicemail)
    if (voicemail.settled_at) {
      const [by] = await ctx.sql<{ name: string | null }>`
        select s.name from voicemail.step t
          left join practice.staff s on s.practice_id = t.practice_id and s.id = t.by
         where t.practice_id = ${ctx.practice} and t.voicemail_id = ${voicemail.id} and t.kind = 'settled'
         order by t.id desc limit 1`
      throw contract.alreadySettled({ by: by?.name ?? null, at: voicemail.settled_at })
    }
    const settledAt = ctx.now.toString()
    await ctx.sql`
      update voicemail.voicemail set settled_at = ${settledAt} where practice_id = ${ctx.practice} and id = ${voicemail.id}`
    await addStep(ctx, voicemail.id, { kind: 'settled', how: input.how, text: input.text })
    voicemailChanged(ctx, voicemail.id)
    return { voicemail: voicemail.id, settledAt }
  },
})
