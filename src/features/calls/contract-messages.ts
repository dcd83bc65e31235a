import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { refusal } from '../../core/refusal.ts'
import { mergedAway } from '../patients/contract.ts'
import {
  attemptResults,
  callId,
  instant,
  messageEvents,
  messageId,
  messageLine,
  patientId,
  priorities,
  staffId,
} from './contract-parts.ts'

/** The message is finished. Facts: `by`, `at`. */
export const messageFinished = refusal('calls.message-finished', 'conflict')
/** The message is not finished, so there is nothing to open again. */
export const messageOpen = refusal('calls.message-open', 'conflict')
/** The person has left the practice. Facts: `name`. */
export const personHasLeft = refusal('calls.person-has-left', 'conflict')

const roles = ['secretary', 'biller', 'manager', 'provider'] as const

const words = z
  .string()
  .trim()
  .min(1)
  .max(5_000)
  .meta({ description: 'The message, in plain words', examples: ['Refill of metformin; has two tablets left'] })

export const leaveMessage = commandContract({
  name: 'calls.leave-message',
  summary: 'Leaves a message to a person, with a time by which it is due.',
  roles,
  input: z.object({
    to: staffId,
    text: words,
    patient: patientId.optional(),
    call: callId.optional(),
    number: z
      .string()
      .max(60)
      .optional()
      .meta({ description: 'Number to call back; the number of the call, if left out', examples: ['(555) 010-0142'] }),
    priority: z
      .enum(priorities)
      .default('normal')
      .meta({ description: 'How much it hurries', examples: ['today'] }),
    dueAt: instant.optional().meta({
      description:
        'Due by; if left out: urgent in 30 minutes, today by the end of the day, normal by noon of the next working day',
      examples: ['2026-11-24T20:00:00Z'],
    }),
  }),
  output: z.object({ message: messageId, dueAt: z.string() }),
  refusals: [personHasLeft, mergedAway],
})

export const seeMessage = commandContract({
  name: 'calls.see-message',
  summary: 'Notes that the person it is for has seen the message. Again is the same.',
  roles,
  input: z.object({ message: messageId }),
  output: z.object({ message: messageId, seenAt: z.string().nullable() }),
})

export const answerMessage = commandContract({
  name: 'calls.answer-message',
  summary: 'Answers a message; the next thing is then with whoever left it.',
  roles,
  input: z.object({ message: messageId, text: words }),
  output: z.object({ message: messageId }),
  refusals: [messageFinished],
})

export const tryCallBack = commandContract({
  name: 'calls.try-call-back',
  summary: 'Notes one attempt to call back, and when to try again.',
  roles,
  input: z.object({
    message: messageId,
    result: z.enum(attemptResults).meta({ description: 'What came of the attempt', examples: ['no-answer'] }),
    text: words.optional().meta({ description: 'A remark', examples: ['Left word with the daughter'] }),
    nextAt: instant.optional().meta({ description: 'Due again at', examples: ['2026-11-24T20:00:00Z'] }),
  }),
  output: z.object({ message: messageId, attempts: z.number().int(), dueAt: z.string() }),
  refusals: [messageFinished],
})

export const finishMessage = commandContract({
  name: 'calls.finish-message',
  summary: 'Says that nothing is left to do about the message.',
  roles,
  input: z.object({
    message: messageId,
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
  summary: 'Messages that want something done, overdue first; mine are those whose next thing is mine to do.',
  roles,
  input: z.object({
    whose: z
      .enum(['mine', 'all'])
      .default('mine')
      .meta({ description: 'Only mine, or everybody’s', examples: ['mine'] }),
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
