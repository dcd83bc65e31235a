import { z } from 'zod'
import { idOf } from '../../core/id.ts'
import { kindFields, kindOfMessage } from './contract-kinds.ts'

/** What the desk may say came of a call. `abandoned` is said by the phone system alone: nobody answered before the caller gave up. */
export const outcomes = [
  'booked',
  'moved',
  'cancelled',
  'message',
  'answered',
  'transferred',
  'refill',
  'billing',
  'result',
  'referral',
  'no-answer',
  'voicemail',
  'wrong-number',
  'emergency',
  'abandoned',
] as const

/** What else may have come of a call: whatever can be done for somebody who was reached, or left for one who was not. */
export const alsoOutcomes = z.enum(outcomes).exclude(['abandoned', 'no-answer', 'wrong-number']).options

/** Why people call, as the desk's chips have it; any other short word does as well. */
export const usualReasons = [
  'appointment',
  'refill',
  'results',
  'symptoms',
  'referral',
  'forms',
  'billing',
  'insurance',
  'directions',
] as const

export const priorities = ['urgent', 'today', 'normal'] as const
/** Why nothing is left to do about a message. `otherwise`: the patient found another way. */
export const finishReasons = ['done', 'not-needed', 'duplicate', 'otherwise', 'letter', 'not-reached'] as const
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
export const poolId = idOf('message-pool')
export const roleId = idOf('role')
export const stepKinds = [
  'left',
  'seen',
  'answered',
  'attempt',
  'finished',
  'reopened',
  'claimed',
  'released',
  'reassigned',
  'escalated',
  'letter-due',
  'letter-sent',
  'letter-stopped',
  'letter-impossible',
] as const

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
  /** What else came of it. */
  also: z.array(z.enum(outcomes)),
  patient: seenPatient.nullable(),
  candidates: z.array(seenPatient),
  note: z.string(),
  revision: z.number().int(),
  reasons: z.array(z.string()),
  /** The same number or patient, in the same direction, in the three days before: a caller who comes back, or an earlier attempt of ours. */
  earlier: z.object({ today: z.number().int(), days: z.number().int(), lastAt: z.string().nullable() }),
})

/** To whom something goes: one person, everybody of a pool, or everybody who has a role. */
export const address = z.object({ kind: z.enum(['person', 'pool', 'role']), id: z.string(), name: z.string() })

/** One message as lists show it. `turn` says who has to do the next thing; `mine` that it waits for whoever asks and nobody else has taken it;
 *  `coverFor` whose it is, if it waits for the asker only because they cover. */
export const messageLine = z.object({
  message: messageId,
  kind: kindOfMessage,
  fields: kindFields,
  address,
  /** The address by name; `staff` if it is one person. */
  to: z.object({ staff: staffId.nullable(), name: z.string() }),
  from: seenPerson.nullable(),
  turn: z.enum(['to', 'from', 'nobody']),
  mine: z.boolean(),
  coverFor: seenPerson.nullable(),
  claimed: z.object({ by: seenPerson, at: z.string(), mine: z.boolean() }).nullable(),
  escalated: z.object({ at: z.string(), times: z.number().int(), to: address }).nullable(),
  /** Call-backs: tries by the rule that reached nobody, when the next is wanted, since when a letter is. */
  tries: z.number().int(),
  nextTryAt: z.string().nullable(),
  letterDueAt: z.string().nullable(),
  /** When a letter about it was put into the post. */
  letterSentAt: z.string().nullable(),
  patient: seenPatient.nullable(),
  call: callId.nullable(),
  number: z.string().nullable(),
  text: z.string(),
  priority: z.enum(priorities),
  leftAt: z.string(),
  dueAt: z.string(),
  overdue: z.boolean(),
  /** First look of anybody it is for; whether the asker has had one. */
  seenAt: z.string().nullable(),
  seenByMe: z.boolean(),
  reply: z.string().nullable(),
  attempts: z.number().int(),
  finishedAt: z.string().nullable(),
  finishedAs: z.enum(finishReasons).nullable(),
  steps: z.array(
    z.object({
      kind: z.enum(stepKinds),
      at: z.string(),
      by: z.string().nullable(),
      text: z.string().nullable(),
      result: z.enum(attemptResults).nullable(),
      /** Passed on or escalated to. */
      to: z.string().nullable(),
      finishedAs: z.enum(finishReasons).nullable(),
    }),
  ),
})

/** Events after which anything about calls or messages is stale. */
export const callEvents = ['calls.call-ringing', 'calls.call-taken', 'calls.call-ended', 'calls.call-changed'] as const
export const messageEvents = [
  'calls.message-left',
  'calls.message-changed',
  'calls.message-due',
  'calls.message-escalated',
  'calls.letter-due',
  'calls.cover-changed',
  'calls.pool-changed',
] as const
