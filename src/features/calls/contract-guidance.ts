import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { refusal } from '../../core/refusal.ts'
import {
  emergencyContent,
  firingId,
  guidanceId,
  redFlagContent,
  runId,
  scriptContent,
} from './contract-guidance-parts.ts'
import { personHasLeft } from './contract-messages.ts'
import { callId, instant, messageId, seenPatient, staffId } from './contract-parts.ts'

/** Somebody changed it since this screen read it. Facts: `version`, `by`, `at`. */
export const guidanceChanged = refusal('calls.guidance-changed-meanwhile', 'conflict')
/** What is switched off cannot be begun. Facts: `name`. */
export const scriptOff = refusal('calls.script-off', 'conflict')
/** The run has come to its ending, or was stopped. Facts: `at`. */
export const runOver = refusal('calls.run-over', 'conflict')
/** The run stands at another question: somebody answered meanwhile. Facts: `question`. */
export const otherQuestion = refusal('calls.other-question', 'conflict')
/** The question has no such answer, or the emergency script no such step. */
export const noSuchAnswer = refusal('calls.no-such-answer', 'invalid')
/** The red flag has not shown on this call, so there is nothing to note about it. */
export const notFired = refusal('calls.not-fired', 'conflict')
/** A clinician has reviewed it already. Facts: `by`, `at`. */
export const alreadyReviewed = refusal('calls.already-reviewed', 'conflict')

const atThePhone = ['secretary', 'biller', 'manager', 'provider'] as const
const inCharge = ['provider', 'manager'] as const
/** Whoever keeps the words need not be a clinician; whoever stands behind them is. */
const clinician = ['provider'] as const

const version = z
  .int()
  .min(1)
  .optional()
  .meta({ description: 'The version this change is based on; left out for something new', examples: [1] })
const active = z
  .boolean()
  .default(true)
  .meta({ description: 'Whether it is in use', examples: [true] })
const changed = guidanceId.optional().meta({
  description: 'What is changed; left out for something new',
  examples: ['0192d3a0-0000-7000-8000-000000000001'],
})
const kept = z.object({ guidance: guidanceId, version: z.int() })
const deedAt = instant.optional().meta({
  description: 'When it was done, if the server could not be told at once; never later than now',
  examples: ['2026-11-24T15:07:00Z'],
})

export const keepScript = commandContract({
  name: 'calls.keep-script',
  summary: 'Writes a call script, or a new version of one. A new version wants approval again.',
  roles: inCharge,
  input: z.object({ guidance: changed, version, active, content: scriptContent.meta({ description: 'The script' }) }),
  output: kept,
  refusals: [guidanceChanged],
})

export const keepRedFlag = commandContract({
  name: 'calls.keep-red-flag',
  summary: 'Writes a list of words that mean danger, or a new version of one.',
  roles: inCharge,
  input: z.object({
    guidance: changed,
    version,
    active,
    content: redFlagContent.meta({ description: 'The list of words' }),
  }),
  output: kept,
  refusals: [guidanceChanged],
})

export const keepEmergencyScript = commandContract({
  name: 'calls.keep-emergency-script',
  summary: 'Writes what to say and do in an emergency, or a new version of it.',
  roles: inCharge,
  input: z.object({
    guidance: changed,
    version,
    content: emergencyContent.meta({ description: 'What to say and to do' }),
  }),
  output: kept,
  refusals: [guidanceChanged],
})

export const approveGuidance = commandContract({
  name: 'calls.approve-guidance',
  summary: 'Says that a clinician stands behind the present wording. Again is the same.',
  roles: clinician,
  input: z.object({
    guidance: guidanceId,
    version: z
      .int()
      .min(1)
      .meta({ description: 'The version that was read', examples: [1] }),
  }),
  output: z.object({ guidance: guidanceId, approvedAt: z.string() }),
  refusals: [guidanceChanged],
})

const head = z.object({
  guidance: guidanceId,
  version: z.int(),
  active: z.boolean(),
  builtIn: z.boolean(),
  at: z.string().nullable(),
  by: z.string().nullable(),
  approved: z.object({ at: z.string(), by: z.string().nullable() }).nullable(),
})

export const guidance = queryContract({
  name: 'calls.guidance',
  summary: 'All call scripts, red flags and emergency scripts as they stand now, with who approved them.',
  roles: atThePhone,
  input: z.object({}),
  output: z.object({
    scripts: z.array(head.extend({ content: scriptContent })),
    redFlags: z.array(head.extend({ content: redFlagContent })),
    emergencies: z.array(head.extend({ content: emergencyContent })),
  }),
  refreshedBy: ['calls.guidance-changed'],
})

export const guidanceVersions = queryContract({
  name: 'calls.guidance-versions',
  summary: 'Every version of one thing of guidance, newest first: who wrote it, when, and who approved it.',
  roles: inCharge,
  input: z.object({ guidance: guidanceId }),
  output: z.object({
    versions: z.array(head.omit({ guidance: true, builtIn: true }).extend({ content: z.unknown() })),
  }),
  refreshedBy: ['calls.guidance-changed'],
})

export const startScript = commandContract({
  name: 'calls.start-script',
  summary: 'Begins a script on a call, or goes on with the one that is under way.',
  roles: atThePhone,
  input: z.object({ call: callId, script: guidanceId }),
  output: z.object({ run: runId, resumed: z.boolean() }),
  refusals: [scriptOff],
})

export const answerScript = commandContract({
  name: 'calls.answer-script',
  summary:
    'Notes the answer to the question a script stands at; the answer leads to the next question or to an ending.',
  roles: atThePhone,
  input: z.object({
    run: runId,
    question: z
      .string()
      .max(20)
      .meta({ description: 'The question that is answered', examples: ['q1'] }),
    answer: z
      .int()
      .min(0)
      .max(8)
      .meta({ description: 'Place of the answer, from 0', examples: [0] }),
  }),
  output: z.object({ run: runId, next: z.string(), ended: z.boolean() }),
  refusals: [runOver, otherQuestion, noSuchAnswer],
})

export const takeBackAnswer = commandContract({
  name: 'calls.take-back-answer',
  summary: 'Takes the last answer back; the row stays and says so. Of an ended run the ending goes with it.',
  roles: atThePhone,
  input: z.object({ run: runId }),
  output: z.object({ run: runId, question: z.string() }),
  refusals: [runOver],
})

export const stopScript = commandContract({
  name: 'calls.stop-script',
  summary: 'Stops a script before its ending. Again is the same.',
  roles: atThePhone,
  input: z.object({ run: runId }),
  output: z.object({ run: runId }),
  refusals: [runOver],
})

const ofCall = {
  call: callId,
  flag: guidanceId.meta({ description: 'The red flag', examples: ['0192d3a0-0000-7000-8000-000000000001'] }),
}

export const fireRedFlag = commandContract({
  name: 'calls.fire-red-flag',
  summary: 'Notes that a red flag was shown on a call. One call and flag is one firing; later mentions are added.',
  roles: atThePhone,
  input: z.object({
    ...ofCall,
    words: z
      .array(z.string().trim().min(1).max(120))
      .min(1)
      .max(20)
      .meta({ description: 'The words that were found, as typed', examples: [['chest pain']] }),
    absent: z
      .boolean()
      .default(false)
      .meta({ description: 'Mentioned only as absent: "denies chest pain"', examples: [false] }),
    at: deedAt,
  }),
  output: z.object({ firing: firingId, repeated: z.boolean() }),
})

export const tickStep = commandContract({
  name: 'calls.tick-step',
  summary: 'Notes that a step of the emergency script was done, or takes that back. Again is the same.',
  roles: atThePhone,
  input: z.object({
    ...ofCall,
    step: z
      .int()
      .min(0)
      .max(30)
      .meta({ description: 'Place of the step, from 0', examples: [0] }),
    done: z
      .boolean()
      .default(true)
      .meta({ description: 'false takes it back', examples: [true] }),
    at: deedAt,
  }),
  output: z.object({ firing: firingId }),
  refusals: [notFired, noSuchAnswer],
})

export const dismissFiring = commandContract({
  name: 'calls.dismiss-firing',
  summary: 'Puts the emergency script away, with the reason why it does not apply.',
  roles: atThePhone,
  input: z.object({
    ...ofCall,
    reason: z
      .string()
      .trim()
      .min(1)
      .max(300)
      .meta({ description: 'Why it does not apply', examples: ['Speaks of last year'] }),
    at: deedAt,
  }),
  output: z.object({ firing: firingId }),
  refusals: [notFired],
})

export const alertAboutFiring = commandContract({
  name: 'calls.alert-about-firing',
  summary: 'Leaves an urgent message about the red flag to somebody, tied to the call.',
  roles: atThePhone,
  input: z.object({
    ...ofCall,
    to: staffId.meta({ description: 'Who is alerted', examples: ['0192d3a0-0000-7000-8000-000000000001'] }),
  }),
  output: z.object({ firing: firingId, message: messageId }),
  refusals: [notFired, personHasLeft],
})

export const reviewFiring = commandContract({
  name: 'calls.review-firing',
  summary: 'The clinician in charge has looked at what was done.',
  roles: inCharge,
  input: z.object({
    firing: firingId,
    note: z
      .string()
      .trim()
      .max(2000)
      .default('')
      .meta({ description: 'What they say about it', examples: ['Handled well'] }),
  }),
  output: z.object({ firing: firingId, reviewedAt: z.string() }),
  refusals: [alreadyReviewed],
})

const firing = z.object({
  firing: firingId,
  call: callId,
  flag: guidanceId,
  flagName: z.string(),
  group: z.string(),
  absent: z.boolean(),
  words: z.array(z.string()),
  noticedAt: z.string(),
  shownAt: z.string().nullable(),
  shownTo: z.string().nullable(),
  dismissedAt: z.string().nullable(),
  reviewedAt: z.string().nullable(),
  emergency: emergencyContent,
  approved: z.boolean(),
  facts: z.array(
    z.object({
      kind: z.enum(['noticed', 'shown', 'mentioned', 'ticked', 'unticked', 'alerted', 'dismissed', 'reviewed']),
      at: z.string(),
      by: z.string().nullable(),
      step: z.int().nullable(),
      text: z.string(),
    }),
  ),
})

const firingEvents = ['calls.red-flag-fired', 'calls.firing-changed'] as const

export const redFlagFirings = queryContract({
  name: 'calls.red-flag-firings',
  summary: 'Red flags that showed on calls, newest first: what was found, what was done, and whether it was reviewed.',
  roles: inCharge,
  input: z.object({
    only: z
      .enum(['unreviewed', 'all'])
      .default('unreviewed')
      .meta({ description: 'Only those nobody has reviewed, or all', examples: ['unreviewed'] }),
    limit: z
      .int()
      .min(1)
      .max(200)
      .default(50)
      .meta({ description: 'How many at most', examples: [50] }),
    after: firingId.optional().meta({
      description: 'Only older ones: the last of the page before',
      examples: ['0192d3a0-0000-7000-8000-000000000001'],
    }),
  }),
  output: z.object({
    firings: z.array(
      firing.extend({
        patient: seenPatient.nullable(),
        note: z.string(),
        callAt: z.string(),
        takenBy: z.string().nullable(),
      }),
    ),
    unreviewed: z.int(),
    more: z.boolean(),
  }),
  refreshedBy: firingEvents,
})

const scriptRun = z.object({
  run: runId,
  script: guidanceId,
  name: z.string(),
  startedAt: z.string(),
  startedBy: z.string().nullable(),
  /** A clinician stands behind the wording it goes by. */
  approved: z.boolean(),
  state: z.enum(['open', 'ended', 'stopped']),
  path: z.array(z.object({ question: z.string(), answer: z.string(), at: z.string(), by: z.string().nullable() })),
  question: scriptContent.shape.questions.element.nullable(),
  ending: scriptContent.shape.endings.element.nullable(),
})

export const callGuidance = queryContract({
  name: 'calls.call-guidance',
  summary: 'What one call was led through: scripts with their answers, red flags with what was done.',
  roles: atThePhone,
  input: z.object({ call: callId }),
  output: z.object({ runs: z.array(scriptRun), firings: z.array(firing) }),
  refreshedBy: [...firingEvents, 'calls.script-run-changed', 'calls.guidance-changed'],
})
