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
/** Not all of them can go back, so none has. {conflicts: as for series-conflict; `wanted` is the instant it would go back to}; ask again without those. */
export const undoConflict = refusal('schedule.undo-conflict', 'conflict')
/** The visit belongs to no series, chain or family. {appointment} */
export const notTogether = refusal('schedule.not-together', 'conflict')
/** Too short to be split there. {minutes} */
export const tooShort = refusal('schedule.too-short', 'conflict')

/** Visits of one deed: two years of weeks, as many as a series may have. */
export const MOST_TOGETHER = 104

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
      .max(MOST_TOGETHER)
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

const shift = {
  appointment: part.appointmentId,
  version: part.version,
  reach: z
    .enum(['following', 'all'])
    .meta({ description: 'This and all later ones, or all that are to come', examples: ['following'] }),
  ...part.startFields,
  provider: part.providerId
    .optional()
    .meta({ description: 'Another provider, for all who are with the same one; left out: as before' }),
  skip: z
    .array(part.appointmentId)
    .max(MOST_TOGETHER)
    .optional()
    .meta({ description: 'Visits that stay where they are', examples: [['0192d3a0-0000-7000-8000-000000000001']] }),
  despite: part.despite,
}
const shiftRefusals = [
  notTogether,
  part.changedMeanwhile,
  part.wrongState,
  part.alreadyCancelled,
  part.timeDoesNotExist,
  part.timeExistsTwice,
]

export const previewSeriesMove = queryContract({
  name: 'schedule.preview-series-move',
  summary: 'What moving a series would do: each visit with where it goes, and what is in its way. Nothing is moved.',
  roles: desk,
  input: z.object(shift).refine(oneStart, startGiven),
  output: z.object({
    visits: z.array(
      z.object({
        visit: part.visit,
        patientName: z.string(),
        /** Where it goes, on the wall clock of its place: '2027-01-26T09:00'. */
        wanted: z.string(),
        skipped: z.boolean(),
        /** A refusal as move-appointment would give it; null: nothing is in the way. */
        conflict: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }).nullable(),
      }),
    ),
    conflicts: z.number(),
  }),
  refusals: shiftRefusals,
  refreshedBy: [...part.visitEvents, 'schedule.hold-changed'],
})

export const moveSeries = commandContract({
  name: 'schedule.move-series',
  summary:
    'Moves this and all later visits of a series, or all to come, by the same shift of wall-clock time. All or none; some may be left out.',
  roles: desk,
  input: z.object({ ...shift, reason }).refine(oneStart, startGiven),
  output: z.object({ moved: z.array(part.visit) }),
  refusals: [seriesConflict, ...shiftRefusals],
})

export const undoTogether = commandContract({
  name: 'schedule.undo-together',
  summary: 'Takes back the last step of several visits as one: what was cancelled or moved together. All or none.',
  roles: desk,
  input: z.object({
    visits: z
      .array(
        z.object({
          appointment: part.appointmentId,
          version: z
            .int()
            .min(1)
            .meta({ description: 'Version the step to be taken back had made', examples: [2] }),
        }),
      )
      .min(1)
      .max(MOST_TOGETHER)
      .refine(list => new Set(list.map(each => each.appointment)).size === list.length, {
        message: 'names a visit twice',
      })
      .meta({
        description: 'The visits, as the deed left them',
        examples: [[{ appointment: '0192d3a0-0000-7000-8000-000000000001', version: 2 }]],
      }),
  }),
  output: z.object({ undone: z.array(part.visit) }),
  refusals: [undoConflict],
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
