import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import { refusal } from '../../core/refusal.ts'
import { mergedAway } from '../patients/contract.ts'
import {
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
  seenPatient,
  staffId,
} from './contract-parts.ts'

/** Somebody else has this call. Facts: `by` (name), `at`. */
export const alreadyTaken = refusal('calls.already-taken', 'conflict')
/** The call is over. Facts: `outcome`, `at`. */
export const callOver = refusal('calls.call-over', 'conflict')
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
  refusals: [mergedAway],
})

export const noteCall = commandContract({
  name: 'calls.note-call',
  summary: 'Keeps the note while it is being typed. A tab with an older text is refused and told the newer one.',
  roles: rolesAtThePhone,
  input: z.object({ call: callId, note, reasons: reasons.optional(), revision }),
  output: z.object({ call: callId, revision: z.number().int() }),
  refusals: [changedMeanwhile],
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

/** What the desk must know of one person a call may be about. */
export const callPerson = seenPatient.extend({
  preferredName: z.string().nullable(),
  pronouns: z.string().nullable(),
  language: z.string().nullable(),
  interpreter: z.boolean(),
  alerts: z.array(z.object({ kind: z.string(), text: z.string() })),
  /** Who else may be told: what they may hear, and whether they may act for the patient. */
  mayBeSpokenTo: z.array(
    z.object({
      name: z.string(),
      relation: z.string(),
      phone: z.string().nullable(),
      mayHear: z.string(),
      proxy: z.boolean(),
    }),
  ),
  nextVisit: z
    .object({
      appointment: idOf('appointment'),
      startsAt: z.string(),
      zone: z.string(),
      what: z.string(),
      provider: z.string(),
      location: z.string().nullable(),
      state: z.string(),
    })
    .nullable(),
  openMessages: z.array(messageLine),
})

export const callCard = queryContract({
  name: 'calls.call-card',
  summary: 'One call with who it probably is: what to check, what to warn of, what is open, who else may be spoken to.',
  roles: rolesAtThePhone,
  input: z.object({ call: callId }),
  output: callLine.extend({ match, people: z.array(callPerson) }),
  refreshedBy: [
    ...callEvents,
    ...messageEvents,
    'patients.patient-registered',
    'patients.patient-changed',
    'patients.patients-merged',
    'schedule.appointment-booked',
    'schedule.appointment-moved',
    'schedule.appointment-cancelled',
    'schedule.appointment-changed',
  ],
})

export const callLog = queryContract({
  name: 'calls.call-log',
  summary: 'Calls, newest first, narrowed by anything known about them.',
  roles: rolesAtThePhone,
  input: z.object({
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
      .meta({ description: 'What came of it', examples: ['message'] }),
    number: z
      .string()
      .max(40)
      .optional()
      .meta({ description: 'Number of the other party, in any writing', examples: ['(555) 010-0142'] }),
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
