import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { refusal } from '../../core/refusal.ts'
import { bookingRefusals, oneStart, startGiven, wantedVisit } from './contract-appointments.ts'
import * as part from './contract-parts.ts'

const desk = ['secretary', 'provider', 'manager'] as const
const readers = ['secretary', 'biller', 'provider', 'manager'] as const

/** Not all of them can be booked, so none was. {failed: [{visit: place in the list, code, facts}]} */
export const togetherFailed = refusal('schedule.together-failed', 'conflict')
/** Not all of them can be moved, so none was. {conflicts: [{appointment, startsAt, wanted, code, facts}]}; name those to leave in `skip`. */
export const seriesConflict = refusal('schedule.series-conflict', 'conflict')
/** The visit belongs to no series, chain or family. {appointment} */
export const notTogether = refusal('schedule.not-together', 'conflict')
/** Too short to be split there. {minutes} */
export const tooShort = refusal('schedule.too-short', 'conflict')

const kind = z
  .enum(['chain', 'family', 'series'])
  .meta({ description: 'One after the other, several people at once, or again and again', examples: ['series'] })
const reach = z
  .enum(['this', 'following', 'all'])
  .meta({ description: 'This one, this and all later ones, or all of them', examples: ['following'] })
const reason = z
  .string()
  .trim()
  .max(300)
  .optional()
  .meta({ description: 'Why, in a few words', examples: ['Patient is away'] })

export const bookTogether = commandContract({
  name: 'schedule.book-together',
  summary: 'Books several visits as one, all or none: a chain, a family, a series.',
  roles: desk,
  input: z.object({
    kind,
    rule: z
      .string()
      .trim()
      .max(300)
      .optional()
      .meta({ description: 'The rule a series was made by (RFC 5545)', examples: ['FREQ=WEEKLY;INTERVAL=2;COUNT=6'] }),
    visits: z
      .array(z.object(wantedVisit).refine(oneStart, startGiven))
      .min(1)
      .max(60)
      .meta({
        description: 'The visits, each as for book-appointment',
        examples: [
          [
            {
              patient: '0192d3a0-0000-7000-8000-000000000001',
              visitType: '0192d3a0-0000-7000-8000-000000000002',
              provider: '0192d3a0-0000-7000-8000-000000000003',
              date: '2026-11-25',
              time: '09:40',
            },
          ],
        ],
      }),
  }),
  output: z.object({ bundle: part.bundleId, visits: z.array(part.visit) }),
  refusals: [togetherFailed, ...bookingRefusals],
})

export const bundleVisits = queryContract({
  name: 'schedule.bundle-visits',
  summary: 'The visits of a chain, family or series, in order.',
  roles: readers,
  input: z.object({ bundle: part.bundleId }),
  output: z.object({ bundle: part.bundleId, kind, rule: z.string().nullable(), visits: z.array(part.visit) }),
  refreshedBy: part.visitEvents,
})

export const cancelBundle = commandContract({
  name: 'schedule.cancel-bundle',
  summary: 'Cancels one visit of a chain, family or series, it and all later ones, or all that still can be.',
  roles: desk,
  input: z.object({
    bundle: part.bundleId,
    reach,
    appointment: part.appointmentId
      .optional()
      .meta({ description: "The visit meant; needed for 'this' and 'following'" }),
    reason,
    by: z
      .enum(['patient', 'practice'])
      .default('patient')
      .meta({ description: 'Who cancelled', examples: ['patient'] }),
  }),
  output: z.object({
    cancelled: z.array(part.visit),
    /** Those that were left as they are, because they are over or cancelled already. */
    left: z.array(z.object({ appointment: part.appointmentId, state: z.string() })),
  }),
  refusals: [part.alreadyCancelled, part.wrongState],
})

export const moveSeries = commandContract({
  name: 'schedule.move-series',
  summary:
    'Moves this and all later visits of a series, or all to come, by the same shift of wall-clock time. All or none; some may be left out.',
  roles: desk,
  input: z
    .object({
      appointment: part.appointmentId,
      version: part.version,
      reach: z
        .enum(['following', 'all'])
        .meta({ description: 'This and all later ones, or all that are to come', examples: ['following'] }),
      ...part.startFields,
      provider: part.providerId.optional(),
      skip: z
        .array(part.appointmentId)
        .max(60)
        .optional()
        .meta({ description: 'Visits that stay where they are', examples: [['0192d3a0-0000-7000-8000-000000000001']] }),
      reason,
      despite: part.despite,
    })
    .refine(oneStart, startGiven),
  output: z.object({ moved: z.array(part.visit) }),
  refusals: [
    seriesConflict,
    notTogether,
    part.changedMeanwhile,
    part.wrongState,
    part.alreadyCancelled,
    part.timeDoesNotExist,
    part.timeExistsTwice,
  ],
})

export const splitAppointment = commandContract({
  name: 'schedule.split-appointment',
  summary: 'Makes two visits of a long one: the first keeps its start, the second takes the rest of its time.',
  roles: desk,
  input: z.object({
    appointment: part.appointmentId,
    version: part.version,
    at: part.minutes
      .optional()
      .meta({ description: 'Minutes after which the second begins; left out: half', examples: [20] }),
    visitType: part.visitTypeId.optional().meta({ description: 'Visit type of the second; left out: the same' }),
    despite: part.despite,
  }),
  output: z.object({ first: part.visit, second: part.visit }),
  refusals: [
    tooShort,
    part.alreadyCancelled,
    part.wrongState,
    part.changedMeanwhile,
    part.slotTaken,
    part.outsideHours,
    part.patientAlreadyBooked,
    part.inThePast,
    part.limitReached,
    part.notInUse,
    part.notHeld,
  ],
})

const ahead = (most: number, what: string, example: number) =>
  z
    .int()
    .min(0)
    .max(most)
    .optional()
    .meta({ description: `${what} ahead`, examples: [example] })

export const copyForward = queryContract({
  name: 'schedule.copy-forward',
  summary: '"The same again in three months": free times of the same kind around that day and the same time of day.',
  roles: readers,
  input: z.object({
    appointment: part.appointmentId,
    months: ahead(24, 'Months', 3),
    weeks: ahead(104, 'Weeks', 0),
    days: ahead(730, 'Days', 0),
    limit: z
      .int()
      .min(1)
      .max(20)
      .default(5)
      .meta({ description: 'How many times at most', examples: [5] }),
  }),
  output: z.object({
    /** The day aimed at, and the time of day, on the location's wall clock. */
    date: z.string(),
    time: z.string(),
    visitType: part.visitTypeId,
    minutes: z.number(),
    patient: part.patientId,
    proposals: z.array(part.opening),
  }),
  refusals: [part.notInUse],
  refreshedBy: [...part.visitEvents, 'schedule.hold-changed'],
})
