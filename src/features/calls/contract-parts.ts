import { z } from 'zod'
import { idOf } from '../../core/id.ts'

/** What the desk may say came of a call. `abandoned` is said by the phone system alone: nobody answered before the caller gave up. */
export const outcomes = [
  'booked',
  'moved',
  'cancelled',
  'message',
  'answered',
  'transferred',
  'no-answer',
  'voicemail',
  'wrong-number',
  'emergency',
  'abandoned',
] as const

export const priorities = ['urgent', 'today', 'normal'] as const
export const attemptResults = ['reached', 'no-answer', 'voicemail', 'busy', 'wrong-number'] as const

/** A moment on the way in: RFC 3339 with offset. */
export const instant = z.iso
  .datetime({ offset: true })
  .meta({ description: 'Moment, RFC 3339 with offset', examples: ['2026-11-24T15:07:00Z'] })

export const note = z
  .string()
  .max(20_000)
  .meta({ description: 'The note of the call, whole', examples: ['Refill of metformin, Main Street Pharmacy'] })

export const reasons = z
  .array(z.string().trim().min(1).max(40))
  .max(12)
  .meta({ description: 'Why they called, as short words', examples: [['refill', 'billing']] })

export const callId = idOf('call')
export const messageId = idOf('message')
export const patientId = idOf('patient')
export const staffId = idOf('staff')

const seenPerson = z.object({ staff: staffId, name: z.string() })

export const seenPatient = z.object({
  patient: patientId,
  name: z.string(),
  birthDate: z.string().nullable(),
  chartNumber: z.string().nullable(),
})

/** How the caller's number was understood. */
export const match = z.enum(['one', 'several', 'none', 'withheld'])

/** One call as lists show it. */
export const callLine = z.object({
  call: callId,
  direction: z.enum(['in', 'out']),
  state: z.enum(['ringing', 'taken', 'over']),
  line: z.string().nullable(),
  number: z.string().nullable(),
  numberText: z.string().nullable(),
  ringingAt: z.string(),
  takenAt: z.string().nullable(),
  takenBy: seenPerson.nullable(),
  endedAt: z.string().nullable(),
  outcome: z.enum(outcomes).nullable(),
  patient: seenPatient.nullable(),
  candidates: z.array(seenPatient),
  note: z.string(),
  revision: z.number().int(),
  reasons: z.array(z.string()),
})

/** One message as lists show it. `turn` says who has to do the next thing. */
export const messageLine = z.object({
  message: messageId,
  to: seenPerson,
  from: seenPerson.nullable(),
  turn: z.enum(['to', 'from', 'nobody']),
  mine: z.boolean(),
  patient: seenPatient.nullable(),
  call: callId.nullable(),
  number: z.string().nullable(),
  text: z.string(),
  priority: z.enum(priorities),
  leftAt: z.string(),
  dueAt: z.string(),
  overdue: z.boolean(),
  seenAt: z.string().nullable(),
  reply: z.string().nullable(),
  attempts: z.number().int(),
  finishedAt: z.string().nullable(),
  steps: z.array(
    z.object({
      kind: z.enum(['left', 'seen', 'answered', 'attempt', 'finished', 'reopened']),
      at: z.string(),
      by: z.string().nullable(),
      text: z.string().nullable(),
      result: z.enum(attemptResults).nullable(),
    }),
  ),
})

/** Events after which anything about calls or messages is stale. */
export const callEvents = ['calls.call-ringing', 'calls.call-taken', 'calls.call-ended', 'calls.call-changed'] as const
export const messageEvents = ['calls.message-left', 'calls.message-changed', 'calls.message-due'] as const
