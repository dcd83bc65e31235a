import { z } from 'zod'
import { queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import { checkDone, identifierKinds, veils } from './contract-identity.ts'
import {
  callEvents,
  callId,
  callLine,
  match,
  messageEvents,
  messageLine,
  outcomes,
  seenPatient,
} from './contract-parts.ts'

const visit = z.object({
  appointment: idOf('appointment'),
  startsAt: z.string(),
  zone: z.string(),
  what: z.string(),
  provider: z.string(),
  location: z.string().nullable(),
  state: z.string(),
})

/** What the desk must know of one person a call may be about. Under the veil visits and messages are left out until the caller was checked. */
export const callPerson = seenPatient.extend({
  preferredName: z.string().nullable(),
  pronouns: z.string().nullable(),
  language: z.string().nullable(),
  interpreter: z.boolean(),
  alerts: z.array(z.object({ kind: z.string(), text: z.string() })),
  /** Who else may be told: what they may hear, and whether they may act for the patient. */
  mayBeSpokenTo: z.array(
    z.object({
      relation: idOf('relation'),
      name: z.string(),
      kind: z.string(),
      phone: z.string().nullable(),
      mayHear: z.enum(['nothing', 'appointments', 'everything']),
      proxy: z.boolean(),
    }),
  ),
  /** What can be asked for and compared. */
  identifiers: z.array(z.object({ kind: z.enum(identifierKinds), value: z.string() })),
  /** How many of them are to be ticked: as many as the practice wants, or as there are. */
  needed: z.number().int(),
  check: checkDone.nullable(),
  veiled: z.boolean(),
  nextVisit: visit.nullable(),
  lastVisit: visit.nullable(),
  openMessages: z.array(messageLine),
})

/** One thing that was done while the call was in hand. */
export const callLink = z.object({
  noun: z.enum(['appointment', 'message']),
  thing: z.string(),
  deed: z.enum(['booked', 'moved', 'cancelled', 'left']),
  at: z.string(),
  by: z.string().nullable(),
  /** The visit's start, or the time the message is due. */
  when: z.string().nullable(),
  /** The visit's type, or whom the message is for. */
  what: z.string(),
})

/** A call before this one, of the same number or patient. */
export const earlierCall = z.object({
  call: callId,
  direction: z.enum(['in', 'out']),
  ringingAt: z.string(),
  outcome: z.enum(outcomes).nullable(),
  patient: z.string().nullable(),
  takenBy: z.string().nullable(),
  note: z.string(),
})

export const callCard = queryContract({
  name: 'calls.call-card',
  summary: 'One call with who it probably is: what to check, what to warn of, what is open, who else may be spoken to.',
  roles: ['secretary', 'biller', 'manager'],
  input: z.object({ call: callId }),
  output: callLine.extend({
    match,
    people: z.array(callPerson),
    veil: z.enum(veils),
    links: z.array(callLink),
    earlierCalls: z.array(earlierCall),
  }),
  refreshedBy: [
    // Not when it begins to ring: nobody has asked for it before, and another call's ring changes nothing here.
    ...callEvents.filter(event => event !== 'calls.call-ringing'),
    ...messageEvents,
    'calls.identity-rules-changed',
    'patients.patient-registered',
    'patients.patient-changed',
    'patients.patients-merged',
    'schedule.appointment-booked',
    'schedule.appointment-moved',
    'schedule.appointment-cancelled',
    'schedule.appointment-changed',
  ],
})
