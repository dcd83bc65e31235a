import { z } from 'zod'
import { idOf } from '../../core/id.ts'
import { refusal } from '../../core/refusal.ts'

/** What was sent is no sound that a browser plays: WAV, MP3, Ogg or MP4 by its first bytes. */
export const notASound = refusal('voicemail.not-a-sound', 'invalid')
/** More than 12 MiB of sound. Facts: `bytes`, `most`. */
export const tooLong = refusal('voicemail.too-long', 'invalid')
/** Its time is over: the sound was deleted. Facts: `at`. */
export const soundGone = refusal('voicemail.sound-gone', 'conflict')
/** Somebody has settled it. Facts: `by`, `at`. */
export const alreadySettled = refusal('voicemail.already-settled', 'conflict')
/** Calls are not recorded here: the practice has not said so, or says nothing of it to callers. */
export const recordingOff = refusal('voicemail.recording-off', 'denied')
/** Recording needs a sentence that callers hear first. */
export const consentMissing = refusal('voicemail.consent-missing', 'invalid')

export const atThePhone = ['secretary', 'biller', 'manager'] as const
export const mostSoundBytes = 12 * 1024 * 1024

export const voicemailId = idOf('voicemail')
export const mailboxId = idOf('mailbox')

export const settledHow = ['called-back', 'message-left', 'visit-booked', 'nothing-to-do'] as const

export const sound = z
  .base64()
  .min(4)
  .max(mostSoundBytes * 1.4)
  .meta({
    description: 'The sound, base64: WAV, MP3, Ogg or MP4, at most 12 MiB',
    examples: ['UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA='],
  })

export const moment = z.iso
  .datetime({ offset: true })
  .meta({ description: 'Moment, RFC 3339 with offset', examples: ['2026-11-24T15:07:00Z'] })

export const voicemailEvents = ['voicemail.voicemail-arrived', 'voicemail.voicemail-changed'] as const

const person = z.object({
  patient: idOf('patient'),
  name: z.string(),
  birthDate: z.string().nullable(),
  chartNumber: z.string().nullable(),
})

/** One spoken message as lists show it. */
export const voicemailLine = z.object({
  voicemail: voicemailId,
  receivedAt: z.string(),
  line: z.string().nullable(),
  number: z.string().nullable(),
  numberText: z.string().nullable(),
  seconds: z.number().int().nullable(),
  /** False when the sound was deleted after its time. */
  playable: z.boolean(),
  patient: person.nullable(),
  /** Patients who have that number, when nobody is linked yet. */
  candidates: z.array(person),
  heardBy: z.array(z.object({ name: z.string(), at: z.string() })),
  settledAt: z.string().nullable(),
  steps: z.array(
    z.object({
      kind: z.enum(['arrived', 'heard', 'linked', 'settled', 'reopened', 'erased']),
      at: z.string(),
      by: z.string().nullable(),
      how: z.enum(settledHow).nullable(),
      text: z.string().nullable(),
    }),
  ),
})
