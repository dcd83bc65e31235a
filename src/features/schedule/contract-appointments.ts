import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import * as part from './contract-parts.ts'

const desk = ['secretary', 'provider', 'manager'] as const
const readers = ['secretary', 'biller', 'provider', 'manager'] as const

const note = z
  .string()
  .trim()
  .max(2000)
  .optional()
  .meta({ description: 'Note for the desk and the provider', examples: ['Bring the old X-rays'] })
const reason = z
  .string()
  .trim()
  .max(300)
  .optional()
  .meta({ description: 'Why, in a few words', examples: ['Patient is ill'] })
const overbookWhy = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .optional()
  .meta({ description: "Why somebody is booked over, with despite 'overbook'", examples: ['Must be seen today'] })
const room = part.roomId
  .or(z.literal('any'))
  .optional()
  .meta({ description: "Room: an id, or 'any' free room of the location", examples: ['any'] })

export const oneStart = (input: { startsAt?: unknown; date?: unknown; time?: unknown }) =>
  input.startsAt !== undefined
    ? input.date === undefined && input.time === undefined
    : input.date !== undefined && input.time !== undefined

/** Everything that says what visit is wanted; each of several booked together says it as well. */
export const wantedVisit = {
  patient: part.patientId,
  visitType: part.visitTypeId,
  provider: part.providerId,
  ...part.startFields,
  location: part.locationId.optional(),
  room,
  minutes: part.minutes.optional().meta({ description: 'Length, if not that of the visit type', examples: [40] }),
  hold: part.holdId.optional(),
  note,
  interpreter: z
    .string()
    .trim()
    .max(60)
    .optional()
    .meta({ description: 'Language an interpreter is needed for at this visit', examples: ['Spanish'] }),
  mode: part.mode
    .optional()
    .meta({ description: 'How the visit is held; left out: the first way its type allows', examples: ['video'] }),
  urgent: z
    .boolean()
    .optional()
    .meta({ description: 'Urgent: may use time kept for urgent visits', examples: [false] }),
  despite: part.despite,
  overbookWhy,
}

export const bookingRefusals = [
  part.slotTaken,
  part.outsideHours,
  part.patientAlreadyBooked,
  part.inThePast,
  part.timeDoesNotExist,
  part.timeExistsTwice,
  part.holdGone,
  part.notInUse,
  part.limitReached,
  part.groupFull,
  part.notOffered,
  part.sessionReserved,
  part.notYetOrTooFar,
  part.notForPatient,
  part.notBookableHere,
]

export const startGiven = { path: ['startsAt'], message: 'give startsAt, or date and time' }

export const bookAppointment = commandContract({
  name: 'schedule.book-appointment',
  summary:
    "Books a visit into one provider's day, and into a room, a device, a second person or a group where the visit needs one.",
  roles: desk,
  input: z.object(wantedVisit).refine(oneStart, startGiven),
  output: part.visit,
  refusals: bookingRefusals,
})

export const overbookAppointment = commandContract({
  name: 'schedule.overbook-appointment',
  summary:
    'Books a visit over time that is taken, or over a limit, with a reason. Who holds this may also move a visit so.',
  roles: ['provider', 'manager'],
  input: z
    .object({ ...wantedVisit, overbookWhy: overbookWhy.unwrap().meta(overbookWhy.meta()!) })
    .refine(oneStart, startGiven),
  output: part.visit,
  refusals: bookingRefusals,
})

export const moveAppointment = commandContract({
  name: 'schedule.move-appointment',
  summary: 'Moves a visit to another time, provider, room or length.',
  roles: desk,
  input: z
    .object({
      appointment: part.appointmentId,
      version: part.version,
      ...part.startFields,
      provider: part.providerId.optional(),
      location: part.locationId.optional(),
      room: part.roomId
        .or(z.enum(['any', 'none']))
        .optional()
        .meta({
          description: "Room: an id, 'any' free room, or 'none'; left out: the same room if it is free, else any",
          examples: ['any'],
        }),
      minutes: part.minutes.optional().meta({ description: 'New length; left out: as before', examples: [40] }),
      mode: part.mode
        .optional()
        .meta({ description: 'Another way the visit is held, of those its type allows', examples: ['video'] }),
      hold: part.holdId.optional(),
      reason,
      despite: part.despite,
      overbookWhy,
    })
    .refine(
      input =>
        oneStart(input) || (input.startsAt === undefined && input.date === undefined && input.time === undefined),
      { path: ['startsAt'], message: 'give startsAt, or date and time, or none of them' },
    ),
  output: part.visit,
  refusals: [
    part.slotTaken,
    part.outsideHours,
    part.patientAlreadyBooked,
    part.inThePast,
    part.timeDoesNotExist,
    part.timeExistsTwice,
    part.holdGone,
    part.notInUse,
    part.limitReached,
    part.groupFull,
    part.notOffered,
    part.sessionReserved,
    part.notYetOrTooFar,
    part.alreadyCancelled,
    part.wrongState,
    part.changedMeanwhile,
  ],
})

const step = { appointment: part.appointmentId, version: part.version }

export const cancelAppointment = commandContract({
  name: 'schedule.cancel-appointment',
  summary: 'Cancels a visit and frees its time.',
  roles: desk,
  input: z.object({
    ...step,
    reason,
    by: z
      .enum(['patient', 'practice'])
      .default('patient')
      .meta({ description: 'Who cancelled', examples: ['patient'] }),
  }),
  output: part.visit,
  refusals: [part.alreadyCancelled, part.wrongState, part.changedMeanwhile],
})

export const confirmAppointment = commandContract({
  name: 'schedule.confirm-appointment',
  summary: 'Notes that the patient has confirmed the visit.',
  roles: desk,
  input: z.object({
    ...step,
    how: z
      .enum(['phone', 'text', 'e-mail', 'in-person', 'portal'])
      .optional()
      .meta({ description: 'How the patient confirmed', examples: ['phone'] }),
  }),
  output: part.visit,
  refusals: [part.alreadyCancelled, part.wrongState, part.changedMeanwhile],
})

export const checkIn = commandContract({
  name: 'schedule.check-in',
  summary: 'The patient has arrived and waits.',
  roles: desk,
  input: z.object(step),
  output: part.visit,
  refusals: [part.alreadyCancelled, part.wrongState, part.changedMeanwhile],
})

export const roomPatient = commandContract({
  name: 'schedule.room-patient',
  summary: 'The patient is in the room; another room may be named.',
  roles: desk,
  input: z.object({ ...step, room: part.roomId.optional() }),
  output: part.visit,
  refusals: [part.alreadyCancelled, part.wrongState, part.changedMeanwhile, part.slotTaken, part.notInUse],
})

export const checkOut = commandContract({
  name: 'schedule.check-out',
  summary: 'The visit is over and the patient leaves.',
  roles: desk,
  input: z.object(step),
  output: part.visit,
  refusals: [part.alreadyCancelled, part.wrongState, part.changedMeanwhile],
})

export const markNoShow = commandContract({
  name: 'schedule.mark-no-show',
  summary: 'The patient did not come; possible once the visit should have started.',
  roles: desk,
  input: z.object({ ...step, note }),
  output: part.visit,
  refusals: [part.alreadyCancelled, part.wrongState, part.changedMeanwhile],
})

export const undoStep = commandContract({
  name: 'schedule.undo-step',
  summary: 'Takes back the last step of a visit: arrival, move, cancellation (if its time is still free) and so on.',
  roles: desk,
  input: z.object({ ...step, despite: part.despite }),
  output: part.visit,
  refusals: [
    part.nothingToUndo,
    part.slotTaken,
    part.patientAlreadyBooked,
    part.limitReached,
    part.groupFull,
    part.changedMeanwhile,
  ],
})

const hold = z.object({
  id: part.holdId,
  provider: part.providerId,
  room: part.roomId.nullable(),
  location: part.locationId,
  startsAt: z.string(),
  endsAt: z.string(),
  expiresAt: z.string(),
})

export const holdSlot = commandContract({
  name: 'schedule.hold-slot',
  summary: 'Keeps a time free, or a seat of a group, for a few minutes while the desk talks to the patient.',
  roles: desk,
  input: z
    .object({
      visitType: part.visitTypeId,
      provider: part.providerId,
      ...part.startFields,
      location: part.locationId.optional(),
      room,
      minutes: part.minutes.optional().meta({ description: 'Length, if not that of the visit type', examples: [40] }),
      forMinutes: z
        .int()
        .min(1)
        .max(120)
        .default(10)
        .meta({ description: 'Minutes after which the hold ends by itself', examples: [10] }),
      note,
      despite: part.despite,
    })
    .refine(oneStart, { path: ['startsAt'], message: 'give startsAt, or date and time' }),
  output: hold,
  refusals: [
    part.slotTaken,
    part.outsideHours,
    part.inThePast,
    part.timeDoesNotExist,
    part.timeExistsTwice,
    part.notInUse,
    part.limitReached,
    part.groupFull,
    part.notOffered,
    part.sessionReserved,
    part.notYetOrTooFar,
    part.notBookableHere,
  ],
})

export const extendHold = commandContract({
  name: 'schedule.extend-hold',
  summary: 'Keeps a held time for some minutes more, counted from now.',
  roles: desk,
  input: z.object({
    hold: part.holdId,
    forMinutes: z
      .int()
      .min(1)
      .max(120)
      .default(10)
      .meta({ description: 'Minutes from now after which the hold ends by itself', examples: [10] }),
  }),
  output: hold,
  refusals: [part.holdGone],
})

export const releaseHold = commandContract({
  name: 'schedule.release-hold',
  summary: 'Gives a held time back.',
  roles: desk,
  input: z.object({ hold: part.holdId }),
  output: z.object({ hold: part.holdId }),
})

export const patientAppointments = queryContract({
  name: 'schedule.patient-appointments',
  summary: "A patient's visits: those to come, soonest first, and those past, latest first.",
  roles: readers,
  input: z.object({
    patient: part.patientId,
    past: z
      .int()
      .min(0)
      .max(500)
      .default(20)
      .meta({ description: 'How many past visits at most', examples: [20] }),
  }),
  output: z.object({ upcoming: z.array(part.visit), past: z.array(part.visit) }),
  refreshedBy: [...part.visitEvents, 'patients.patients-merged'],
})

export const appointmentHistory = queryContract({
  name: 'schedule.appointment-history',
  summary: 'Everything that happened to one visit, in order, with who and when.',
  roles: readers,
  input: z.object({ appointment: part.appointmentId }),
  output: z.object({
    appointment: part.visit,
    facts: z.array(
      z.object({
        seq: z.number(),
        what: z.enum([
          'booked',
          'moved',
          'confirmed',
          'arrived',
          'roomed',
          'checked-out',
          'cancelled',
          'no-show',
          'undone',
        ]),
        at: z.string(),
        by: z.string(),
        /** For moves and bookings: where the visit stood from then on. */
        startsAt: z.string().nullable(),
        endsAt: z.string().nullable(),
        providerName: z.string().nullable(),
        roomName: z.string().nullable(),
        reason: z.string().nullable(),
        /** Why it was booked over somebody, from this step on. */
        overbookedWhy: z.string().nullable(),
        /** For cancellations: who, and how long before the start (hours; negative: after it). */
        cancelBy: z.enum(['patient', 'practice']).nullable(),
        noticeHours: z.number().nullable(),
        /** Sequence number of the step this one took back. */
        undoes: z.number().nullable(),
        /** True if a later step took this one back. */
        undone: z.boolean(),
      }),
    ),
  }),
  refreshedBy: part.visitEvents,
})
