import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import { refusal } from '../../core/refusal.ts'
import { callOver } from './contract-calls.ts'
import { callId, patientId } from './contract-parts.ts'

/** Fewer identifiers were ticked than are needed. Facts: `needed`, `ticked`. */
export const tooFewIdentifiers = refusal('calls.too-few-identifiers', 'invalid')
/** An identifier was ticked that the record does not hold: there was nothing to compare with. Facts: `identifier`. */
export const notOnRecord = refusal('calls.not-on-record', 'conflict')
/** The call is about somebody else. Facts: `patient`. */
export const aboutSomebodyElse = refusal('calls.about-somebody-else', 'conflict')
/** Nobody has taken the call: nobody can have been asked. */
export const notTaken = refusal('calls.not-taken', 'conflict')

/** What a caller can be asked for, in the order in which it is mostly asked. */
export const identifierKinds = ['birth-date', 'address', 'phone', 'email', 'chart-number'] as const
const speakers = ['patient', 'relation', 'other'] as const
export const veils = ['always', 'other-numbers', 'never'] as const

/** A check as the card and the log show it. */
export const checkDone = z.object({
  at: z.string(),
  by: z.string().nullable(),
  speaker: z.enum(speakers),
  relation: idOf('relation').nullable(),
  name: z.string().nullable(),
  mayHear: z.enum(['nothing', 'appointments', 'everything']),
  identifiers: z.array(z.enum(identifierKinds)),
})

export const checkIdentity = commandContract({
  name: 'calls.check-identity',
  summary: 'Notes, before anything is disclosed, who is speaking and which identifiers of the patient they could say.',
  roles: ['secretary', 'biller', 'manager'],
  input: z.object({
    call: callId,
    patient: patientId,
    identifiers: z
      .array(z.enum(identifierKinds))
      .min(1)
      .max(5)
      .meta({ description: 'What was asked for and was right', examples: [['birth-date', 'chart-number']] }),
    speaker: z
      .enum(speakers)
      .default('patient')
      .meta({
        description: 'Who is speaking: the patient, one of those who may be spoken to, or somebody else',
        examples: ['patient'],
      }),
    relation: idOf('relation').optional().meta({ description: 'Which of those who may be spoken to' }),
  }),
  output: z.object({ call: callId, check: checkDone, repeated: z.boolean() }),
  refusals: [tooFewIdentifiers, notOnRecord, aboutSomebodyElse, notTaken, callOver],
})

const rules = {
  needed: z
    .number()
    .int()
    .min(1)
    .max(4)
    .meta({ description: 'How many identifiers a caller has to say', examples: [2] }),
  veil: z.enum(veils).meta({
    description:
      'When visits and messages stay veiled on the card until the caller was checked: always; on calls from numbers that are not the patient’s alone; never',
    examples: ['other-numbers'],
  }),
}

export const identityRules = queryContract({
  name: 'calls.identity-rules',
  summary: 'How callers are checked here.',
  roles: ['secretary', 'biller', 'manager'],
  input: z.object({}),
  output: z.object(rules),
  refreshedBy: ['calls.identity-rules-changed'],
})

export const changeIdentityRules = commandContract({
  name: 'calls.change-identity-rules',
  summary: 'Sets how many identifiers a caller has to say, and when the card is veiled until then.',
  roles: ['manager'],
  input: z.object(rules),
  output: z.object(rules),
})
