import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { refusal } from '../../core/refusal.ts'
import { wallDay } from '../../core/wall-day.ts'
import { mergedAway } from '../patients/contract.ts'
import { callSettled } from './contract-calls.ts'
import { callLink, earlierCall } from './contract-card.ts'
import { checkDone } from './contract-identity.ts'
import {
  alsoOutcomes,
  callEvents,
  callId,
  callLine,
  instant,
  messageEvents,
  outcomes,
  patientId,
  reasons,
  staffId,
} from './contract-parts.ts'

/** The call is not closed: its note is where to write. */
export const notClosed = refusal('calls.not-closed', 'conflict')

/** Nobody took the call: nothing else can have come of it. Facts: `outcome`. */
export const nobodySpoke = refusal('calls.nobody-spoke', 'conflict')

const roles = ['secretary', 'biller', 'manager'] as const
const word = (description: string, example: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(60)
    .optional()
    .meta({ description, examples: [example] })
const flag = (description: string) =>
  z
    .boolean()
    .default(false)
    .meta({ description, examples: [true] })

export const callLog = queryContract({
  name: 'calls.call-log',
  summary: 'Calls, newest first, narrowed by anything known about them.',
  roles,
  input: z.object({
    day: wallDay.optional().meta({ description: 'Only that day in the practice’s zone', examples: ['2026-11-24'] }),
    from: instant.optional().meta({ description: 'Not before this moment', examples: ['2026-11-24T05:00:00Z'] }),
    to: instant.optional().meta({ description: 'Before this moment', examples: ['2026-11-25T05:00:00Z'] }),
    patient: patientId.optional(),
    takenBy: staffId.optional(),
    direction: z
      .enum(['in', 'out'])
      .optional()
      .meta({ description: 'Who called whom', examples: ['in'] }),
    outcome: z
      .enum(outcomes)
      .optional()
      .meta({ description: 'What came of it, first or besides', examples: ['message'] }),
    reason: word('Why they called', 'refill'),
    line: word('Which line, as the phone system names it', 'line 1'),
    number: z
      .string()
      .max(40)
      .optional()
      .meta({ description: 'Number of the other party, in any writing', examples: ['(555) 010-0142'] }),
    repeat: flag('Only calls of a number or patient that had called in the three days before'),
    unanswered: flag('Only calls that nobody took, ours and theirs'),
    limit: z
      .number()
      .int()
      .min(1)
      .max(200)
      .default(50)
      .meta({ description: 'How many at most', examples: [50] }),
    after: callId.optional().meta({
      description: 'Only calls older than this one: the last of the page before',
      examples: ['0192d3a0-0000-7000-8000-000000000001'],
    }),
  }),
  output: z.object({ calls: z.array(callLine), more: z.boolean() }),
  refreshedBy: callEvents,
})

export const logChoices = queryContract({
  name: 'calls.log-choices',
  summary: 'Lines and reasons that calls of the last 90 days have: what the log can be narrowed by.',
  roles,
  input: z.object({}),
  output: z.object({ lines: z.array(z.string()), reasons: z.array(z.string()) }),
})

const said = z.object({
  outcome: z.enum(outcomes),
  also: z.array(z.enum(outcomes)),
  reasons: z.array(z.string()),
  patient: z.string().nullable(),
})

export const callRecord = queryContract({
  name: 'calls.call-record',
  summary: 'Everything that is kept of one call: past notes, who was checked, what was done meanwhile, addenda.',
  roles,
  input: z.object({ call: callId }),
  output: callLine.extend({
    closedAt: z.string().nullable(),
    closedBy: z.string().nullable(),
    /** From then on nothing of it changes; null while it is open. */
    settlesAt: z.string().nullable(),
    settled: z.boolean(),
    checks: z.array(checkDone.extend({ patient: z.string() })),
    links: z.array(callLink),
    earlierCalls: z.array(earlierCall),
    pastNotes: z.array(z.object({ note: z.string(), at: z.string().nullable(), by: z.string().nullable() })),
    /** What was put right after it was closed. */
    corrections: z.array(
      z.object({ at: z.string(), by: z.string().nullable(), why: z.string(), was: said, became: said }),
    ),
    addenda: z.array(z.object({ text: z.string(), why: z.string(), at: z.string(), by: z.string().nullable() })),
  }),
  refreshedBy: [...callEvents, ...messageEvents],
})

export const addAddendum = commandContract({
  name: 'calls.add-addendum',
  summary: 'Adds to a closed call what is known later. It stays beside what stood, with who wrote it, when and why.',
  roles,
  input: z.object({
    call: callId,
    text: z
      .string()
      .trim()
      .min(1)
      .max(5_000)
      .meta({ description: 'What is added', examples: ['She meant the blue tablets'] }),
    why: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .meta({ description: 'Why it is added later', examples: ['Called back to correct it'] }),
  }),
  output: z.object({ call: callId, at: z.string() }),
  refusals: [notClosed],
})

export const correctCall = commandContract({
  name: 'calls.correct-call',
  summary:
    'Puts right, within a day of its close, what came of a call, why they called and whom it was about. What stood is kept with who, when and why.',
  roles,
  input: z.object({
    call: callId,
    outcome: z
      .enum(outcomes)
      .exclude(['abandoned'])
      .optional()
      .meta({ description: 'What truly came of the call; as it stands, if left out', examples: ['message'] }),
    also: z
      .array(z.enum(alsoOutcomes))
      .max(8)
      .optional()
      .meta({ description: 'What else came of it, whole', examples: [['booked']] }),
    reasons: reasons.optional(),
    patient: patientId
      .nullable()
      .optional()
      .meta({
        description: 'Whom the call was about, or null: nobody who is known',
        examples: ['0192d3a0-0000-7000-8000-000000000001'],
      }),
    why: z
      .string()
      .trim()
      .max(200)
      .default('')
      .meta({ description: 'Why it is put right', examples: ['Wrong key'] }),
  }),
  output: z.object({ call: callId, changed: z.boolean() }),
  refusals: [notClosed, callSettled, nobodySpoke, mergedAway],
})
