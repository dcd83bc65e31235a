import { z } from 'zod'
import { queryContract } from '../../core/contract.ts'
import * as part from './contract-parts.ts'

const readers = ['secretary', 'biller', 'provider', 'manager'] as const
const boardEvents = [
  ...part.visitEvents,
  'schedule.hold-changed',
  'schedule.template-changed',
  'schedule.visit-type-changed',
]

const marks = z.object({
  confirmed: z.boolean(),
  /** Since when the patient waits; null if not arrived or gone. */
  arrivedAt: z.string().nullable(),
  /** Minutes since arrival at the moment of the answer. */
  waitMinutes: z.number().nullable(),
  /** Language an interpreter is needed for; null: none needed. */
  interpreter: z.string().nullable(),
  alert: z.boolean(),
  firstVisit: z.boolean(),
  video: z.boolean(),
  /** How likely the visit is to be missed, where that is worth a word, and why; null: nothing to say. */
  risk: z
    .object({
      share: z.number(),
      reasons: z.array(z.object({ feature: z.string(), value: z.number(), of: z.number().nullable() })),
    })
    .nullable(),
})

const boardVisit = part.visit.extend({
  patientName: z.string(),
  /** 'SMITH, Jane' as lists show it. */
  patientListName: z.string(),
  chartNumber: z.string().nullable(),
  birthDate: z.string().nullable(),
  marks,
})

const band = z.object({
  kind: z.enum(['open', 'lunch', 'closed', 'meeting']),
  startsAt: z.string(),
  endsAt: z.string(),
  /** Wall-clock minutes since midnight of the board's day; rows of the board. */
  fromMinute: z.number(),
  toMinute: z.number(),
  location: part.locationId.nullable(),
  /** Name of the holiday, the reason of an absence or the name of a meeting, for closed bands. */
  reason: z.string().nullable(),
  /** Name of the session, for open bands that have one. */
  session: z.string().nullable().optional(),
  /** Kept for the same day, the same week, or urgent visits. */
  reserve: z.enum(['same-day', 'same-week', 'urgent']).nullable().optional(),
  /** Short names of the visit types it is kept for; null: for all. */
  keptFor: z.array(z.string()).nullable().optional(),
})

export const dayBoard = queryContract({
  name: 'schedule.day-board',
  summary: 'One day as the board shows it: columns with their hours, visits with their marks, holds and counts.',
  roles: readers,
  input: z.object({
    date: part.date.optional().meta({ description: 'Day; left out: today', examples: ['2026-11-24'] }),
    location: part.locationId.optional(),
    providers: z
      .array(part.providerId)
      .max(500)
      .optional()
      .meta({
        description: 'Providers to show; left out: everybody who works or has visits that day',
        examples: [['0192d3a0-0000-7000-8000-000000000001']],
      }),
    columns: z
      .enum(['providers', 'rooms', 'both'])
      .default('both')
      .meta({ description: 'What the columns are: providers, rooms, or both', examples: ['rooms'] }),
  }),
  output: z.object({
    /** Columns are the providers and rooms of one day, or the days of one provider's week. */
    span: z.enum(['day', 'week']),
    /** The day, or the Monday of the week. */
    date: z.string(),
    zone: z.string(),
    now: z.string(),
    /** First and last wall-clock minute worth showing (hours and visits of the day). */
    fromMinute: z.number(),
    toMinute: z.number(),
    closure: z.string().nullable(),
    columns: z.array(
      z.object({
        kind: z.enum(['provider', 'room']),
        id: z.string(),
        name: z.string(),
        detail: z.string(),
        color: z.string(),
        /** Day the column shows. */
        date: z.string(),
        location: part.locationId.nullable(),
        closure: z.string().nullable(),
        bands: z.array(band),
      }),
    ),
    visits: z.array(boardVisit),
    holds: z.array(
      z.object({
        id: part.holdId,
        provider: part.providerId,
        room: part.roomId.nullable(),
        startsAt: z.string(),
        endsAt: z.string(),
        expiresAt: z.string(),
        visitType: part.visitTypeId,
        what: z.string(),
        heldBy: z.string(),
        note: z.string(),
      }),
    ),
    counts: z.object({
      total: z.number(),
      booked: z.number(),
      confirmed: z.number(),
      arrived: z.number(),
      roomed: z.number(),
      checkedOut: z.number(),
      cancelled: z.number(),
      noShow: z.number(),
    }),
  }),
  refreshedBy: [...boardEvents, 'schedule.risk-changed', 'patients.patient-changed'],
})

export const waitingRoom = queryContract({
  name: 'schedule.waiting-room',
  summary: 'Who has arrived or sits in a room at this moment, longest wait first.',
  roles: readers,
  input: z.object({ location: part.locationId.optional() }),
  output: z.object({
    now: z.string(),
    waiting: z.array(
      z.object({
        appointment: part.appointmentId,
        patient: part.patientId,
        patientName: z.string(),
        provider: part.providerId,
        providerName: z.string(),
        location: part.locationId,
        roomName: z.string().nullable(),
        state: z.enum(['arrived', 'roomed']),
        startsAt: z.string(),
        arrivedAt: z.string(),
        /** Minutes since arrival. */
        minutes: z.number(),
        /** Minutes since the last step (arrival or rooming). */
        stateMinutes: z.number(),
        /** Minutes past the booked start; negative: early. */
        lateMinutes: z.number(),
        shortName: z.string(),
      }),
    ),
  }),
  refreshedBy: part.visitEvents,
})
