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
  kind: z.enum(['open', 'lunch', 'closed']),
  startsAt: z.string(),
  endsAt: z.string(),
  /** Wall-clock minutes since midnight of the board's day; rows of the board. */
  fromMinute: z.number(),
  toMinute: z.number(),
  location: part.locationId.nullable(),
  /** Name of the holiday or the reason of an absence, for closed bands. */
  reason: z.string().nullable(),
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
  }),
  output: z.object({
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
        location: part.locationId.nullable(),
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
  refreshedBy: [...boardEvents, 'patients.patient-changed'],
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

const why = z.enum(['past', 'closed', 'holiday', 'away', 'full', 'no-room', 'part-of-day'])

export const nextAvailable = queryContract({
  name: 'schedule.next-available',
  summary: 'The next times at which a visit type fits, in order, and why nothing fits earlier.',
  roles: readers,
  input: z.object({
    visitType: part.visitTypeId,
    providers: z
      .array(part.providerId)
      .max(1000)
      .optional()
      .meta({
        description: 'Only these providers; left out: all',
        examples: [['0192d3a0-0000-7000-8000-000000000001']],
      }),
    locations: z
      .array(part.locationId)
      .max(200)
      .optional()
      .meta({
        description: 'Only these locations; left out: all',
        examples: [['0192d3a0-0000-7000-8000-000000000001']],
      }),
    from: part.date.optional().meta({ description: 'First day; left out: today', examples: ['2026-11-24'] }),
    to: part.date
      .optional()
      .meta({ description: 'Last day; left out: 90 days after the first; a year at most', examples: ['2026-12-24'] }),
    partOfDay: z
      .enum(['am', 'pm', 'evening', 'any'])
      .default('any')
      .meta({
        description: 'Start before noon, from noon to 17:00, from 17:00, on the wall clock',
        examples: ['am'],
      }),
    weekdays: z
      .array(z.int().min(1).max(7))
      .max(7)
      .optional()
      .meta({ description: 'Weekdays, 1 Monday to 7 Sunday; left out: all', examples: [[2, 4]] }),
    minutes: part.minutes.optional().meta({ description: 'Length, if not that of the visit type', examples: [40] }),
    onePerProvider: z
      .boolean()
      .default(false)
      .meta({ description: 'Only the first time of each provider', examples: [false] }),
    limit: z
      .int()
      .min(1)
      .max(100)
      .default(4)
      .meta({ description: 'How many times at most', examples: [4] }),
  }),
  output: z.object({
    openings: z.array(part.opening),
    /** Days before the first answer (or all days asked, if there is none) and what stood in the way, day by day. */
    whyNotEarlier: z.array(
      z.object({
        date: z.string(),
        why,
        /** Name of the holiday or the reason given for an absence. */
        name: z.string().nullable(),
        /** How many provider-days this stood in the way of. */
        providers: z.number(),
      }),
    ),
    /** Last day looked at. */
    searchedTo: z.string(),
  }),
  refreshedBy: boardEvents,
})

export const dayOpenings = queryContract({
  name: 'schedule.day-openings',
  summary: 'Every time of one day at which a visit type fits: what the board lights up while a visit is in hand.',
  roles: readers,
  input: z.object({
    date: part.date,
    visitType: part.visitTypeId,
    providers: z
      .array(part.providerId)
      .max(500)
      .optional()
      .meta({
        description: 'Only these providers; left out: all',
        examples: [['0192d3a0-0000-7000-8000-000000000001']],
      }),
    location: part.locationId.optional(),
    minutes: part.minutes.optional().meta({ description: 'Length, if not that of the visit type', examples: [40] }),
  }),
  output: z.object({ openings: z.array(part.opening) }),
  refreshedBy: boardEvents,
})
