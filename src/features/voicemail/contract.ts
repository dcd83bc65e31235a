import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import { mergedAway } from '../patients/contract.ts'
import {
  alreadySettled,
  atThePhone,
  moment,
  mostSoundBytes,
  notASound,
  recordingOff,
  settledHow,
  sound,
  soundGone,
  tooLong,
  voicemailEvents,
  voicemailId,
  voicemailLine,
} from './contract-parts.ts'

export * from './contract-mailboxes.ts'
export {
  alreadySettled,
  consentMissing,
  mostSoundBytes,
  notASound,
  recordingOff,
  soundGone,
  tooLong,
} from './contract-parts.ts'

const externalId = z
  .string()
  .min(1)
  .max(300)
  .meta({ description: "The phone system's own id: told twice, it is one", examples: ['vm-20261124-0042'] })

export const giveVoicemail = commandContract({
  name: 'voicemail.give-voicemail',
  summary: 'Brings in a spoken message: by a phone system, or a person who has the file.',
  roles: atThePhone,
  mostBytes: mostSoundBytes * 1.4,
  input: z.object({
    sound,
    from: z
      .string()
      .max(200)
      .optional()
      .meta({
        description: 'Number of who spoke, in any writing; left out when withheld',
        examples: ['(212) 555-0142'],
      }),
    line: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .optional()
      .meta({ description: 'Which line or mailbox it was left on', examples: ['main'] }),
    at: moment.optional(),
    externalId: externalId.optional(),
  }),
  output: z.object({ voicemail: voicemailId, repeated: z.boolean() }),
  refusals: [notASound, tooLong],
})

export const keepRecording = commandContract({
  name: 'voicemail.keep-recording',
  summary: 'Keeps the recording of a call, where the practice records calls and says so to callers. For phone systems.',
  roles: atThePhone,
  mostBytes: mostSoundBytes * 1.4,
  input: z.object({ call: idOf('call'), sound, externalId: externalId.optional() }),
  output: z.object({ recording: voicemailId, repeated: z.boolean() }),
  refusals: [notASound, tooLong, recordingOff],
})

export const voicemails = queryContract({
  name: 'voicemail.voicemails',
  summary: 'Spoken messages: those that wait, oldest first, or those that are settled, newest first.',
  roles: atThePhone,
  input: z.object({
    state: z
      .enum(['open', 'settled'])
      .default('open')
      .meta({ description: 'Which ones', examples: ['open'] }),
    limit: z
      .number()
      .int()
      .min(1)
      .max(200)
      .default(100)
      .meta({ description: 'How many at most', examples: [100] }),
  }),
  output: z.object({ voicemails: z.array(voicemailLine), more: z.boolean() }),
  refreshedBy: voicemailEvents,
})

export const oneVoicemail = queryContract({
  name: 'voicemail.one-voicemail',
  summary: 'One spoken message and what was done about it.',
  roles: atThePhone,
  input: z.object({ voicemail: voicemailId }),
  output: voicemailLine,
  refreshedBy: voicemailEvents,
})

export const recordingsOfCall = queryContract({
  name: 'voicemail.recordings-of-call',
  summary: 'Recordings of one call.',
  roles: ['manager'],
  input: z.object({ call: idOf('call') }),
  output: z.object({ recordings: z.array(voicemailLine) }),
  refreshedBy: voicemailEvents,
})

export const hearVoicemail = commandContract({
  name: 'voicemail.hear-voicemail',
  summary: 'Gives the sound to play, and notes who listened.',
  roles: atThePhone,
  // The sound is not kept a second time under an idempotency key.
  secret: true,
  input: z.object({ voicemail: voicemailId }),
  output: z.object({ media: z.string(), sound: z.string() }),
  refusals: [soundGone, recordingOff],
})

export const linkVoicemail = commandContract({
  name: 'voicemail.link-voicemail',
  summary: 'Says whose message it is, or takes that back.',
  roles: atThePhone,
  input: z.object({
    voicemail: voicemailId,
    patient: idOf('patient')
      .nullable()
      .meta({ description: 'The patient, or null for nobody', examples: ['0192d3a0-0000-7000-8000-000000000001'] }),
  }),
  output: z.object({ voicemail: voicemailId }),
  refusals: [mergedAway],
})

export const settleVoicemail = commandContract({
  name: 'voicemail.settle-voicemail',
  summary: 'Says what was done about a spoken message: it leaves the inbox.',
  roles: atThePhone,
  input: z.object({
    voicemail: voicemailId,
    how: z.enum(settledHow).meta({ description: 'What was done', examples: ['called-back'] }),
    text: z
      .string()
      .trim()
      .max(2000)
      .optional()
      .meta({ description: 'A word about it', examples: ['Refill sent to the pharmacy'] }),
  }),
  output: z.object({ voicemail: voicemailId, settledAt: z.string() }),
  refusals: [alreadySettled],
})

export const reopenVoicemail = commandContract({
  name: 'voicemail.reopen-voicemail',
  summary: 'Takes back that a spoken message was settled.',
  roles: atThePhone,
  input: z.object({ voicemail: voicemailId }),
  output: z.object({ voicemail: voicemailId }),
})
