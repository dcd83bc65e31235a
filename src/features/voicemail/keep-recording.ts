import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { settingOf } from './setting.ts'
import { takeIn } from './take-in.ts'

/** Keeps the recording of a call: only where the practice has said that it records, and says so to callers. */
export const keepRecording = command(contract.keepRecording, {
  async run(ctx, input) {
    const [call] = await ctx.sql<{ patient_id: Id<'patient'> | null; number_text: string | null; line: string | null }>`
      select patient_id, number_text, line from calls.call where practice_id = ${ctx.practice} and id = ${input.call}`
    if (!call) throw notFound({ what: 'call' })
    if (!(await settingOf(ctx)).recordCalls) throw contract.recordingOff()
    const { voicemail, repeated } = await takeIn(ctx, {
      kind: 'recording',
      sound: Buffer.from(input.sound, 'base64'),
      from: call.number_text,
      line: call.line,
      at: ctx.now.toString(),
      externalId: input.externalId ?? null,
      call: input.call,
      patient: call.patient_id,
    })
    return { recording: voicemail, repeated }
  },
})
