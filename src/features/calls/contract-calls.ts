import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { refusal } from '../../core/refusal.ts'
import { mergedAway } from '../patients/contract.ts'
import {
  alsoOutcomes,
  callEvents,
  callId,
  callLine,
  instant,
  match,
  messageEvents,
  messageLine,
  note,
  outcomes,
  patientId,
  reasons,
  staffId,
} from './contract-parts.ts'

/** Somebody else has this call. Facts: `by` (name), `at`. */
export const alreadyTaken = refusal('calls.already-taken', 'conflict')
/** The call is over. Facts: `outcome`, `at`. */
export const callOver = refusal('calls.call-over', 'conflict')
/** The call was closed a day ago or more: nothing of it is changed any more, an addendum can be added. Facts: `at`, when it was closed. */
export const callSettled = refusal('calls.call-settled', 'conflict')
/** The note was changed since this screen read it. Facts: `revision`, `note`, `reasons`, `by`, `at`: the newer text, so that nothing is lost. */
export const changedMeanwhile = refusal('calls.changed-meanwhile', 'conflict')

const rolesAtThePhone = ['secretary', 'biller', 'manager'] as const

const line = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .meta({ description: 'Which line or extension, as the phone system names it', examples: ['line 1'] })

const from = z
  .string()
  .max(200)
  .meta({
    description: 'Number of the other party as the phone system writes it; left out or unreadable when it is withheld',
    examples: ['+1 555 010 0142'],
  })

const revision = z
  .number()
  .int()
  .min(0)
  .meta({ description: 'Revision of the note that this text is based on', examples: [3] })

const externalId = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: "The phone system's own id of the call", examples: ['1732460820.4711'] })

export const ring = commandContract({
  name: 'calls.ring',
  summary:
    'Tells that a phone rings, and finds whose number it is. For phone systems; the same external id is the same call.',
  roles: rolesAtThePhone,
  input: z.object({
    from: from.optional(),
    line: line.optional(),
    at: instant.optional(),
    externalId: externalId.optional(),
  }),
  output: z.object({ call: callId, match, candidates: z.array(patientId), repeated: z.boolean() }),
})

export const hangUp = commandContract({
  name: 'calls.hang-up',
  summary: 'Tells that the line is free again. A call that nobody took is closed as abandoned. For phone systems.',
  roles: rolesAtThePhone,
  input: z.object({ externalId, at: instant.optional() }),
  output: z.object({ call: callId, outcome: z.enum(outcomes).nullable() }),
})

export const tellAnswered = commandContract({
  name: 'calls.tell-answered',
  summary: 'Tells that somebody answered the call at a telephone. Who took it first has it. For phone systems.',
  roles: rolesAtThePhone,
  input: z.object({ externalId, at: instant.optional(), staff: staffId.optional() }),
  output: z.object({ call: callId, takenBy: staffId.nullable(), first: z.boolean() }),
})

export const takeCall = commandContract({
  name: 'calls.take-call',
  summary: 'Answers a ringing call, or opens one by hand when no phone system tells.',
  roles: rolesAtThePhone,
  input: z.object({
    call: callId.optional(),
    direction: z
      .enum(['in', 'out'])
      .optional()
      .meta({ description: 'By hand: who called whom; in, if left out', examples: ['in'] }),
    from: from.optional(),
    line: line.optional(),
    patient: patientId.optional(),
  }),
  output: z.object({
    call: callId,
    patient: patientId.nullable(),
    candidates: z.array(patientId),
    revision: z.number().int(),
    /** A call out that the phone system had told of already: nothing new was opened. */
    joined: z.boolean(),
    /** A call out that this person opened before and is still in: pressed twice, it is one call. */
    again: z.boolean(),
  }),
  refusals: [alreadyTaken, callOver, mergedAway],
})

export const linkCall = commandContract({
  name: 'calls.link-call',
  summary: 'Says which patient the call is about, or takes that back.',
  roles: rolesAtThePhone,
  input: z.object({
    call: callId,
    patient: patientId.nullable().meta({
      description: 'The patient, or null to take the link away',
      examples: ['0192d3a0-0000-7000-8000-000000000001'],
    }),
  }),
  output: z.object({ call: callId, patient: patientId.nullable() }),
  refusals: [mergedAway, callSettled],
})

export const noteCall = commandContract({
  name: 'calls.note-call',
  summary: 'Keeps the note while it is being typed. A tab with an older text is refused and told the newer one.',
  roles: rolesAtThePhone,
  input: z.object({ call: callId, note, reasons: reasons.optional(), revision }),
  output: z.object({ call: callId, revision: z.number().int() }),
  refusals: [changedMeanwhile, callSettled],
})

export const endCall = commandContract({
  name: 'calls.end-call',
  summary: 'Closes the call with what came of it.',
  roles: rolesAtThePhone,
  input: z.object({
    call: callId,
    outcome: z
      .enum(outcomes)
      .exclude(['abandoned'])
      .meta({ description: 'What came of the call', examples: ['booked'] }),
    also: z
      .array(z.enum(alsoOutcomes))
      .max(8)
      .default([])
      .meta({ description: 'What else came of it', examples: [['message']] }),
    note: note.optional(),
    reasons: reasons.optional(),
    revision: revision.optional(),
  }),
  output: z.object({ call: callId, outcome: z.enum(outcomes), revision: z.number().int() }),
  refusals: [callOver, changedMeanwhile],
})

export const openCalls = queryContract({
  name: 'calls.open-calls',
  summary: 'Calls that ring or are being spoken, oldest first.',
  roles: rolesAtThePhone,
  input: z.object({}),
  output: z.object({ calls: z.array(callLine) }),
  refreshedBy: callEvents,
})

export const nowRail = queryContract({
  name: 'calls.now-rail',
  summary:
    'What wants attention now: calls that ring, calls being spoken, messages that are due, and the counts of the top bar.',
  roles: ['secretary', 'biller', 'manager', 'provider'],
  input: z.object({}),
  output: z.object({
    ringing: z.array(callLine),
    talking: z.array(callLine),
    due: z.array(messageLine),
    counts: z.object({
      ringing: z.number().int(),
      talking: z.number().int(),
      mine: z.number().int(),
      mineOverdue: z.number().int(),
      all: z.number().int(),
      allOverdue: z.number().int(),
    }),
  }),
  refreshedBy: [...callEvents, ...messageEvents],
})
