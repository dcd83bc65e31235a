import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { refusal } from '../../core/refusal.ts'
import { bookingRefusals, oneStart, startGiven } from './contract-appointments.ts'
import * as part from './contract-parts.ts'

const desk = ['secretary', 'provider', 'manager'] as const
const readers = ['secretary', 'biller', 'provider', 'manager'] as const

/** Somebody has pinned that visit already. */
export const alreadyPinned = refusal('schedule.already-pinned', 'conflict')

const note = z
  .string()
  .trim()
  .max(2000)
  .optional()
  .meta({ description: 'Note on the pinned card', examples: ['Only after school'] })

const pin = z.object({
  id: part.pinId,
  patient: part.patientId,
  patientName: z.string(),
  /** The parked visit; null for a wish. */
  appointment: part.appointmentId.nullable(),
  /** Where it stands while it keeps its time. */
  startsAt: z.string().nullable(),
  zone: z.string().nullable(),
  keepsTime: z.boolean(),
  visitType: part.visitTypeId,
  what: z.string(),
  shortName: z.string(),
  color: part.color,
  minutes: z.number(),
  provider: part.providerId.nullable(),
  providerName: z.string().nullable(),
  note: z.string(),
  pinnedAt: z.string(),
  pinnedBy: z.string(),
})

export const pinboard = queryContract({
  name: 'schedule.pinboard',
  summary: 'What is parked to be placed later, oldest first.',
  roles: readers,
  input: z.object({}),
  output: z.object({ pins: z.array(pin) }),
  refreshedBy: [...part.visitEvents, 'schedule.pins-changed', 'patients.patient-changed', 'patients.patients-merged'],
})

export const pinAppointment = commandContract({
  name: 'schedule.pin-appointment',
  summary: 'Parks a visit on the pinboard; it keeps its time until it is placed, or gives it back at once.',
  roles: desk,
  input: z.object({
    appointment: part.appointmentId,
    version: part.version,
    keepTime: z
      .boolean()
      .default(true)
      .meta({ description: 'Its time stays taken until it is placed', examples: [true] }),
    note,
  }),
  output: pin,
  refusals: [alreadyPinned, part.alreadyCancelled, part.wrongState, part.changedMeanwhile],
})

export const pinWish = commandContract({
  name: 'schedule.pin-wish',
  summary: 'Parks a wish on the pinboard: this patient needs that visit, the time is not settled yet.',
  roles: desk,
  input: z.object({
    patient: part.patientId,
    visitType: part.visitTypeId,
    provider: part.providerId.optional(),
    minutes: part.minutes.optional().meta({ description: 'Length, if not that of the visit type', examples: [40] }),
    note,
  }),
  output: pin,
  refusals: [part.notInUse],
})

export const placePin = commandContract({
  name: 'schedule.place-pin',
  summary:
    'Gives what is pinned a time: moves the visit that kept its time, books what had none. The pin is gone then.',
  roles: desk,
  input: z
    .object({
      pin: part.pinId,
      ...part.startFields,
      provider: part.providerId.optional(),
      location: part.locationId.optional(),
      room: part.roomId
        .or(z.literal('any'))
        .optional()
        .meta({ description: "Room: an id, or 'any' free room of the location", examples: ['any'] }),
      hold: part.holdId.optional(),
      despite: part.despite,
      overbookWhy: z
        .string()
        .trim()
        .min(1)
        .max(300)
        .optional()
        .meta({
          description: "Why somebody is booked over, with despite 'overbook'",
          examples: ['Must be seen today'],
        }),
    })
    .refine(oneStart, startGiven),
  output: part.visit,
  refusals: [...bookingRefusals, part.providerWanted, part.wrongState, part.alreadyCancelled, part.changedMeanwhile],
})

export const unpin = commandContract({
  name: 'schedule.unpin',
  summary: 'Takes a card off the pinboard. A visit that kept its time stays as it is.',
  roles: desk,
  input: z.object({ pin: part.pinId }),
  output: z.object({ pin: part.pinId }),
})

export type Pin = z.output<typeof pin>
