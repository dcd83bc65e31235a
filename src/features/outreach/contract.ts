import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import { refusal } from '../../core/refusal.ts'

/** Only what has not arrived, or may not have, can be sent again or be dealt with. Facts: `state`. */
export const nothingToDo = refusal('outreach.nothing-to-do', 'conflict')
/** It was of use only until then: an offer that has run out. Facts: `notAfter`. */
export const tooLate = refusal('outreach.too-late', 'conflict')

/** The ways to a patient. phone: somebody has to call; nobody: the record knows no way at all. */
const channels = ['e-mail', 'text', 'phone', 'nobody'] as const
export type Channel = (typeof channels)[number]

const messageId = idOf('patient-message')
const patientId = idOf('patient')
const readers = ['secretary', 'biller', 'provider', 'manager'] as const
const desk = ['secretary', 'provider', 'manager'] as const

const state = z.enum(['queued', 'sending', 'sent', 'failed', 'unknown', 'by-hand', 'withdrawn'])
export type MessageState = z.output<typeof state>

const line = z.object({
  id: messageId,
  patient: patientId,
  patientName: z.string(),
  purpose: z.string(),
  channel: z.enum(channels),
  address: z.string(),
  language: z.enum(['en', 'es']),
  subject: z.string(),
  state,
  /** Why it failed or waits, as a code: 'no-answer', 'refused-address' … or what the mail server said. */
  why: z.string(),
  tries: z.number().int(),
  queuedAt: z.string(),
  nextAt: z.string().nullable(),
  sentAt: z.string().nullable(),
  dealtAt: z.string().nullable(),
  by: z.string(),
})

const messageEvents = ['outreach.message-queued', 'outreach.message-changed'] as const

export const sentMessages = queryContract({
  name: 'outreach.sent-messages',
  summary: 'Messages to patients, newest first: all, one patient’s, or those that did not arrive and want somebody.',
  roles: readers,
  input: z.object({
    patient: patientId.optional(),
    only: z
      .enum(['all', 'work'])
      .default('all')
      .meta({ description: 'work: only those that failed or may not have left', examples: ['work'] }),
    before: z
      .string()
      .max(80)
      .optional()
      .meta({ description: 'Where the page before ended, as it said in next', examples: [''] }),
    limit: z
      .int()
      .min(1)
      .max(200)
      .default(50)
      .meta({ description: 'How many at most', examples: [50] }),
  }),
  output: z.object({
    messages: z.array(line),
    next: z.string().nullable(),
    /** How many want somebody, whatever was asked for. */
    work: z.number().int(),
    /** Where messages go: a mail server, or files in the outbox folder. */
    mail: z.enum(['smtp', 'folder']),
    texts: z.boolean(),
  }),
  refreshedBy: messageEvents,
})

export const sentMessage = queryContract({
  name: 'outreach.sent-message',
  summary: 'One message to a patient: what it says and everything that happened to it.',
  roles: readers,
  input: z.object({ message: messageId }),
  output: line.extend({
    body: z.string(),
    hasLink: z.boolean(),
    facts: z.array(z.object({ what: z.string(), at: z.string(), why: z.string(), by: z.string() })),
  }),
  refreshedBy: messageEvents,
})

export const sendAgain = commandContract({
  name: 'outreach.send-again',
  summary: 'Sends a message again that failed, or of which nobody knows whether it left.',
  roles: desk,
  input: z.object({ message: messageId }),
  output: z.object({ message: messageId }),
  refusals: [nothingToDo, tooLate],
})

export const dealWith = commandContract({
  name: 'outreach.deal-with',
  summary: 'Says that a message that did not arrive has been dealt with in another way.',
  roles: desk,
  input: z.object({
    message: messageId,
    how: z
      .string()
      .trim()
      .max(300)
      .default('')
      .meta({ description: 'What was done instead', examples: ['Told by phone'] }),
  }),
  output: z.object({ message: messageId }),
  refusals: [nothingToDo],
})
