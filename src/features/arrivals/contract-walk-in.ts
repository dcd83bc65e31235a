import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { mergedAway } from '../patients/contract.ts'
import { notInUse, patientAlreadyBooked, slotTaken, wrongState } from '../schedule/contract.ts'
import * as part from './contract-parts.ts'

const version = z
  .int()
  .min(1)
  .optional()
  .meta({ description: 'Version of the walk-in the desk has seen; refused if it has changed since', examples: [1] })
const reason = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .meta({ description: 'Why the person came, in few words', examples: ['Sore throat since Sunday'] })
const urgency = z
  .int()
  .min(1)
  .max(4)
  .meta({ description: 'How soon: 1 now, 2 soon, 3 today, 4 whenever it fits', examples: [3] })

const walkIn = z.object({
  id: part.walkInId,
  location: part.locationId,
  locationName: z.string(),
  zone: z.string(),
  patient: part.patientId.nullable(),
  /** The patient's name, or the one typed. */
  name: z.string(),
  birthDate: z.string().nullable(),
  reason: z.string(),
  urgency: z.number(),
  cameAt: z.string(),
  state: z.enum(['waiting', 'placed', 'left', 'turned-away']),
  stateSince: z.string(),
  visitType: part.visitTypeId.nullable(),
  appointment: part.appointmentId.nullable(),
  turnedAwayReason: z.string().nullable(),
  version: z.number(),
  /** Words of the reason that a nurse should hear of at once; advice, not a judgement. */
  redFlags: z.array(z.string()),
})

export type WalkIn = z.output<typeof walkIn>

export const walkInQueue = queryContract({
  name: 'arrivals.walk-in-queue',
  summary: 'Who waits without an appointment, the most urgent first, with the time at which a provider is likely free.',
  roles: part.readers,
  input: z.object({ location: part.locationId.optional() }),
  output: z.object({
    now: z.string(),
    waiting: z.array(
      walkIn.extend({
        waitMinutes: z.number(),
        /** The next free opening counted off in the order of the queue; null: nothing more is free today. */
        likely: z.object({ startsAt: z.string(), provider: z.string(), minutes: z.number() }).nullable(),
      }),
    ),
    /** What became of today's others, the latest first. */
    done: z.array(walkIn),
  }),
  refreshedBy: [
    'arrivals.walk-in-changed',
    'schedule.appointment-booked',
    'schedule.appointment-moved',
    'schedule.appointment-cancelled',
    'schedule.appointment-changed',
    'schedule.template-changed',
  ],
})

export const addWalkIn = commandContract({
  name: 'arrivals.add-walk-in',
  summary: 'Somebody came without an appointment: a patient, or a name and birth date.',
  roles: part.desk,
  input: z.object({
    location: part.locationId,
    patient: part.patientId.optional(),
    name: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .optional()
      .meta({ description: 'Name, if no patient is given: one of the two', examples: ['Pat Example'] }),
    birthDate: z.iso
      .date()
      .optional()
      .meta({ description: 'Birth date, if no patient is given', examples: ['1980-02-29'] }),
    reason,
    urgency,
    visitType: part.visitTypeId.optional(),
  }),
  output: walkIn,
  refusals: [part.alreadyWaiting, part.locationClosed, notInUse, mergedAway],
})

export const changeWalkIn = commandContract({
  name: 'arrivals.change-walk-in',
  summary: 'Links a walk-in to a patient, or changes reason, urgency or visit type.',
  roles: part.desk,
  input: z.object({
    walkIn: part.walkInId,
    version,
    patient: part.patientId.optional(),
    reason: reason.optional(),
    urgency: urgency.optional(),
    visitType: part.visitTypeId.optional(),
  }),
  output: walkIn,
  refusals: [part.alreadyWaiting, part.walkInMoved, notInUse, mergedAway],
})

export const placeWalkIn = commandContract({
  name: 'arrivals.place-walk-in',
  summary: 'Gives the next free time of today to a walk-in: books it and checks the patient in.',
  roles: part.desk,
  input: z.object({ walkIn: part.walkInId, version }),
  output: walkIn,
  refusals: [part.walkInMoved, part.nobodyLinked, part.nothingFree, patientAlreadyBooked, slotTaken, notInUse],
})

export const noteWalkInLeft = commandContract({
  name: 'arrivals.note-walk-in-left',
  summary: 'The person left without being seen.',
  roles: part.desk,
  input: z.object({ walkIn: part.walkInId, version }),
  output: walkIn,
  refusals: [part.walkInMoved],
})

export const turnAwayWalkIn = commandContract({
  name: 'arrivals.turn-away-walk-in',
  summary: 'The person is turned away, with the reason.',
  roles: part.desk,
  input: z.object({
    walkIn: part.walkInId,
    version,
    reason: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .meta({ description: 'Why, in few words', examples: ['Sent to the emergency room'] }),
  }),
  output: walkIn,
  refusals: [part.walkInMoved],
})

export const undoWalkIn = commandContract({
  name: 'arrivals.undo-walk-in',
  summary: 'Puts a walk-in back into the queue; the visit it was given, if any, is cancelled.',
  roles: part.desk,
  input: z.object({ walkIn: part.walkInId, version }),
  output: walkIn,
  refusals: [part.walkInMoved, part.alreadyWaiting, wrongState],
})
