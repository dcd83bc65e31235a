import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { refusal } from '../../core/refusal.ts'
import { mergedAway } from '../patients/contract.ts'
import { checkFields, kindFields, kindOfMessage } from './contract-kinds.ts'
import {
  attemptResults,
  callId,
  finishReasons,
  instant,
  messageEvents,
  messageId,
  messageLine,
  patientId,
  poolId,
  priorities,
  roleId,
  staffId,
} from './contract-parts.ts'

/** The message is finished. Facts: `by`, `at`. */
export const messageFinished = refusal('calls.message-finished', 'conflict')
/** The message is not finished, so there is nothing to open again. */
export const messageOpen = refusal('calls.message-open', 'conflict')
/** The person has left the practice. Facts: `name`. */
export const personHasLeft = refusal('calls.person-has-left', 'conflict')

/** Nobody works here who is in that pool or has that role. Facts: `name`. */
export const nobodyThere = refusal('calls.nobody-there', 'conflict')
/** Somebody else has taken the message. Facts: `by`, `at`. */
export const messageClaimed = refusal('calls.message-claimed', 'conflict')
/** Nobody has taken the message, so there is nothing to give back. */
export const messageNotClaimed = refusal('calls.message-not-claimed', 'conflict')
/** It is there already. Facts: `name`. */
export const alreadyThere = refusal('calls.already-there', 'conflict')

const roles = ['secretary', 'biller', 'manager', 'provider'] as const

const words = z
  .string()
  .trim()
  .min(1)
  .max(5_000)
  .meta({ description: 'The message, in plain words', examples: ['Refill of metformin; has two tablets left'] })

/** To whom: exactly one of the three; none is oneself. */
const addressee = {
  to: staffId.optional(),
  toPool: poolId.optional(),
  toRole: roleId.optional(),
}

/** Refuses two addresses at once. */
function oneAddress(input: { to?: unknown; toPool?: unknown; toRole?: unknown }, check: z.RefinementCtx): void {
  const given = (['to', 'toPool', 'toRole'] as const).filter(key => input[key] !== undefined)
  if (given.length > 1) {
    check.addIssue({
      code: 'custom',
      path: [given[1]!],
      message: 'must be the only address: a person, a pool or a role',
    })
  }
}

export const leaveMessage = commandContract({
  name: 'calls.leave-message',
  summary:
    'Leaves a message to a person, a pool or a role (to oneself, if none is named), with a time by which it is due.',
  roles,
  input: z
    .object({
      ...addressee,
      kind: kindOfMessage.default('note'),
      fields: kindFields.default({}),
      text: words,
      patient: patientId.optional(),
      call: callId.optional(),
      number: z
        .string()
        .max(60)
        .optional()
        .meta({
          description: 'Number to call back; if left out that of the call, of a call-back else the patient’s first',
          examples: ['(555) 010-0142'],
        }),
      priority: z
        .enum(priorities)
        .optional()
        .meta({ description: 'How much it hurries; what the kind’s rule says, if left out', examples: ['today'] }),
      dueAt: instant.optional().meta({
        description:
          'Due by; if left out, as the kind’s rule says: at first urgent in 30 minutes, today by the end of the day, normal by noon of the next working day',
        examples: ['2026-11-24T20:00:00Z'],
      }),
    })
    .superRefine((input, check) => {
      oneAddress(input, check)
      checkFields(input, check)
    }),
  output: z.object({ message: messageId, dueAt: z.string() }),
  refusals: [personHasLeft, nobodyThere, mergedAway],
})

export const seeMessage = commandContract({
  name: 'calls.see-message',
  summary: 'Notes that somebody it is for has seen the message. Again is the same.',
  roles,
  input: z.object({ message: messageId }),
  output: z.object({ message: messageId, seenAt: z.string().nullable() }),
})

export const answerMessage = commandContract({
  name: 'calls.answer-message',
  summary:
    'Answers a message; the next thing is then with whoever left it, and after their answer with whom it is for again.',
  roles,
  input: z.object({ message: messageId, text: words }),
  output: z.object({ message: messageId }),
  refusals: [messageFinished],
})

export const tryCallBack = commandContract({
  name: 'calls.try-call-back',
  summary:
    'Notes one attempt to call back, and when to try again; a call-back follows its rule, and wants a letter after the last try.',
  roles,
  input: z.object({
    message: messageId,
    result: z.enum(attemptResults).meta({ description: 'What came of the attempt', examples: ['no-answer'] }),
    text: words.optional().meta({ description: 'A remark', examples: ['Left word with the daughter'] }),
    nextAt: instant.optional().meta({ description: 'Due again at', examples: ['2026-11-24T20:00:00Z'] }),
  }),
  output: z.object({
    message: messageId,
    attempts: z.number().int(),
    dueAt: z.string(),
    nextTryAt: z.string().nullable(),
    letterDue: z.boolean(),
  }),
  refusals: [messageFinished],
})

export const claimMessage = commandContract({
  name: 'calls.claim-message',
  summary: 'Takes a message: the first has it. Again is the same.',
  roles,
  input: z.object({ message: messageId }),
  output: z.object({ message: messageId, claimedAt: z.string() }),
  refusals: [messageFinished, messageClaimed],
})

export const releaseMessage = commandContract({
  name: 'calls.release-message',
  summary: 'Gives a taken message back to all it is for; also for a colleague who has left for the day.',
  roles,
  input: z.object({ message: messageId }),
  output: z.object({ message: messageId }),
  refusals: [messageFinished, messageNotClaimed],
})

export const reassignMessage = commandContract({
  name: 'calls.reassign-message',
  summary: 'Passes a message on to a person, a pool or a role (to oneself, if none is named), and says why.',
  roles,
  input: z
    .object({
      message: messageId,
      ...addressee,
      reason: z
        .string()
        .trim()
        .min(1)
        .max(300)
        .meta({ description: 'Why', examples: ['She knows the patient'] }),
    })
    .superRefine(oneAddress),
  output: z.object({ message: messageId }),
  refusals: [messageFinished, personHasLeft, nobodyThere, alreadyThere],
})

export const finishMessage = commandContract({
  name: 'calls.finish-message',
  summary: 'Says that nothing is left to do about the message.',
  roles,
  input: z.object({
    message: messageId,
    as: z
      .enum(finishReasons)
      .default('done')
      .meta({ description: 'Why nothing is left to do', examples: ['done'] }),
    text: words.optional().meta({ description: 'What was done', examples: ['Told the patient'] }),
  }),
  output: z.object({ message: messageId, finishedAt: z.string() }),
  refusals: [messageFinished],
})

export const reopenMessage = commandContract({
  name: 'calls.reopen-message',
  summary: 'Opens a finished message again: the way back from a slip.',
  roles,
  input: z.object({ message: messageId }),
  output: z.object({ message: messageId, dueAt: z.string() }),
  refusals: [messageOpen],
})

export const openMessages = queryContract({
  name: 'calls.open-messages',
  summary:
    'Messages that want something done, overdue first; mine are those that wait for me, team also those a colleague has taken.',
  roles,
  input: z.object({
    whose: z
      .enum(['mine', 'team', 'all'])
      .default('mine')
      .meta({
        description: 'Mine: wait for me, a pool or role of mine, or whom I cover. Team: the taken ones of these too',
        examples: ['mine'],
      }),
    kind: kindOfMessage.optional(),
    message: messageId.optional(),
    patient: patientId.optional(),
    finished: z
      .boolean()
      .default(false)
      .meta({ description: 'Show finished ones instead, newest first', examples: [false] }),
    limit: z
      .number()
      .int()
      .min(1)
      .max(500)
      .default(100)
      .meta({ description: 'How many at most', examples: [100] }),
  }),
  output: z.object({ messages: z.array(messageLine), total: z.number().int() }),
  refreshedBy: messageEvents,
})
