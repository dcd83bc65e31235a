import { z } from 'zod'
import { queryContract } from '../../core/contract.ts'
import * as part from './contract-parts.ts'

// Finding: when something fits, why not earlier, and how several visits fit together. Booking what was found is another matter.

const readers = ['secretary', 'biller', 'provider', 'manager'] as const
const stale = [
  ...part.visitEvents,
  'schedule.hold-changed',
  'schedule.template-changed',
  'schedule.visit-type-changed',
  'practice.provider-changed',
]
const someId = ['0192d3a0-0000-7000-8000-000000000001']

const minutesLong = part.minutes.optional().meta({
  description: "Length, if not the provider's own or that of the visit type",
  examples: [40],
})
const providers = z
  .array(part.providerId)
  .max(1000)
  .optional()
  .meta({ description: 'Only these providers (and those of the pools); left out: all', examples: [someId] })
const pools = z
  .array(part.poolId)
  .max(50)
  .optional()
  .meta({ description: 'Anybody of these pools (and the providers named)', examples: [someId] })
const locations = z
  .array(part.locationId)
  .max(200)
  .optional()
  .meta({ description: 'Only these locations; left out: all', examples: [someId] })
const partName = z
  .enum(['am', 'pm', 'evening'])
  .meta({ description: 'Start before noon, from noon to 17:00, from 17:00, on the wall clock', examples: ['am'] })
const urgent = z
  .boolean()
  .default(false)
  .meta({ description: 'Times kept for urgent visits count too', examples: [false] })

/** When the patient can come. */
const when = {
  from: part.date.optional().meta({ description: 'First day; left out: today', examples: ['2026-11-24'] }),
  to: part.date
    .optional()
    .meta({ description: 'Last day; left out: 90 days after the first; a year at most', examples: ['2026-12-24'] }),
  partOfDay: z
    .enum(['am', 'pm', 'evening', 'any'])
    .default('any')
    .meta({ description: 'Start before noon, from noon to 17:00, from 17:00, on the wall clock', examples: ['am'] }),
  partsOfDay: z
    .array(partName)
    .max(3)
    .optional()
    .meta({ description: 'Any of several parts of the day', examples: [['am', 'evening']] }),
  fromTime: part.time
    .optional()
    .meta({ description: 'Start no earlier than this on the wall clock', examples: ['09:30'] }),
  toTime: part.endTime.optional().meta({ description: 'Start before this on the wall clock', examples: ['11:00'] }),
  weekdays: z
    .array(z.int().min(1).max(7))
    .max(7)
    .optional()
    .meta({ description: 'Weekdays, 1 Monday to 7 Sunday; left out: all', examples: [[2, 4]] }),
}

const opening = part.opening.extend({
  /** 'limit': may be booked knowing that a limit of the session or the day is passed. */
  warn: z.array(z.enum(['limit'])),
  /** The provider whom the patient usually sees. */
  usual: z.boolean(),
  /** Seats left in a group that meets then already; null: a time of its own. */
  seatsLeft: z.number().nullable(),
})

const why = z.enum([
  'past',
  'closed',
  'holiday',
  'away',
  'full',
  'too-short',
  'limit',
  'reserved',
  'notice',
  'no-room',
  'no-device',
  'no-staff',
  'part-of-day',
  'horizon',
])

const obstacle = z.object({
  date: z.string(),
  why,
  /** Name of the holiday or the reason given for an absence. */
  name: z.string().nullable(),
  /** How many provider-days this stood in the way of. */
  providers: z.number(),
  /** For times that are reserved: when the first of them is let go; null: not by itself. */
  releasedAt: z.string().nullable(),
})

export const nextAvailable = queryContract({
  name: 'schedule.next-available',
  summary: 'The next times at which a visit type fits, in order, and why nothing fits earlier.',
  roles: readers,
  input: z.object({
    visitType: part.visitTypeId,
    providers,
    pools,
    locations,
    patient: part.patientId.optional(),
    ownFirst: z
      .boolean()
      .default(false)
      .meta({
        description: "The patient's usual provider before all others, however much later; else only within each day",
        examples: [false],
      }),
    besideOwn: z
      .boolean()
      .default(false)
      .meta({ description: "Leave out what reaches into the patient's other visits", examples: [true] }),
    ...when,
    minutes: minutesLong,
    language: z
      .string()
      .trim()
      .toLowerCase()
      .min(2)
      .max(35)
      .optional()
      .meta({ description: 'Language the provider speaks (BCP 47)', examples: ['es'] }),
    postcode: z
      .string()
      .trim()
      .min(5)
      .max(10)
      .optional()
      .meta({
        description: "Where the patient comes from (US ZIP code); left out: the patient's address",
        examples: ['10001'],
      }),
    order: z
      .enum(['soonest', 'nearest'])
      .default('soonest')
      .meta({ description: 'Soonest first, or the nearest location first', examples: ['soonest'] }),
    urgent,
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
    openings: z.array(
      opening.extend({
        /** Miles from where the patient comes from, as the crow flies; null: not known. */
        miles: z.number().nullable(),
      }),
    ),
    /** Days before the first answer (or all days asked, if there is none) and what stood in the way, day by day. */
    whyNotEarlier: z.array(obstacle),
    /** Last day looked at. */
    searchedTo: z.string(),
  }),
  refreshedBy: stale,
})

export const dayOpenings = queryContract({
  name: 'schedule.day-openings',
  summary: 'Every time of one day at which a visit type fits: what the board lights up while a visit is in hand.',
  roles: readers,
  input: z.object({
    date: part.date,
    visitType: part.visitTypeId,
    providers,
    pools,
    location: part.locationId.optional(),
    minutes: minutesLong,
    urgent,
  }),
  output: z.object({ openings: z.array(opening) }),
  refreshedBy: stale,
})

const colour = z.enum(['green', 'yellow', 'red', 'grey'])

export const monthOpenings = queryContract({
  name: 'schedule.month-openings',
  summary: 'Each day of a month: a time that fits, time left that does not, full, or closed.',
  roles: readers,
  input: z.object({
    month: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be YYYY-MM')
      .meta({ description: 'Month of the wall calendar', examples: ['2026-12'] }),
    visitType: part.visitTypeId,
    providers,
    pools,
    locations,
    minutes: minutesLong,
    urgent,
    partsOfDay: when.partsOfDay,
    weekdays: when.weekdays,
    perProvider: z
      .boolean()
      .default(false)
      .meta({ description: 'Each provider by itself as well', examples: [false] }),
  }),
  output: z.object({
    month: z.string(),
    /** green: a time that fits; yellow: time that is too short, or only with a warning, or kept for others; red: full; grey: closed or past. */
    days: z.array(z.object({ date: z.string(), colour, why: why.nullable() })),
    providers: z.array(z.object({ provider: part.providerId, days: z.array(z.object({ date: z.string(), colour })) })),
  }),
  refreshedBy: stale,
})

const step = z.object({
  visitType: part.visitTypeId,
  providers,
  pools,
  minutes: minutesLong,
  patient: part.patientId.optional(),
})
const limit = z
  .int()
  .min(1)
  .max(20)
  .default(4)
  .meta({ description: 'How many answers at most', examples: [4] })
const plans = z.array(
  z.object({
    date: z.string(),
    /** In the order asked for. */
    visits: z.array(opening.extend({ visitType: part.visitTypeId, patient: part.patientId.nullable() })),
  }),
)

export const findChain = queryContract({
  name: 'schedule.find-chain',
  summary:
    'Several visits of one patient in the given order on one day: lab, then the doctor within 30 minutes. All or nothing.',
  roles: readers,
  input: z.object({
    steps: z
      .array(step.omit({ patient: true }))
      .min(2)
      .max(6)
      .meta({ description: 'The visits in order', examples: [[{ visitType: someId[0] }, { visitType: someId[0] }]] }),
    gaps: z
      .array(
        z.object({
          least: z
            .int()
            .min(0)
            .max(720)
            .default(0)
            .meta({ description: 'Minutes at least between one end and the next start', examples: [0] }),
          most: z
            .int()
            .min(0)
            .max(720)
            .default(30)
            .meta({ description: 'Minutes at most between one end and the next start', examples: [30] }),
        }),
      )
      .max(5)
      .optional()
      .meta({
        description: 'Wait between neighbours; one for all or one each; left out: 30 minutes at most',
        examples: [[{ least: 0, most: 30 }]],
      }),
    sameLocation: z
      .boolean()
      .default(true)
      .meta({ description: 'All at one location', examples: [true] }),
    patient: part.patientId.optional(),
    locations,
    ...when,
    urgent,
    limit,
  }),
  output: z.object({ plans, searchedTo: z.string() }),
  refreshedBy: stale,
})

export const findTogether = queryContract({
  name: 'schedule.find-together',
  summary: 'Visits of several people that belong together: at the same time, or one after another. All or nothing.',
  roles: readers,
  input: z.object({
    visits: z
      .array(step)
      .min(2)
      .max(6)
      .meta({ description: 'One for each person', examples: [[{ visitType: someId[0] }, { visitType: someId[0] }]] }),
    how: z
      .enum(['same-time', 'one-after-another', 'either'])
      .default('either')
      .meta({ description: 'At the same time with several providers, or one after another', examples: ['either'] }),
    mostGap: z
      .int()
      .min(0)
      .max(240)
      .default(20)
      .meta({ description: 'Minutes at most between one and the next', examples: [20] }),
    sameProvider: z
      .boolean()
      .default(false)
      .meta({ description: 'All with one provider, one after another', examples: [false] }),
    locations,
    ...when,
    urgent,
    limit,
  }),
  output: z.object({ plans, searchedTo: z.string() }),
  refreshedBy: stale,
})

export const planSeries = queryContract({
  name: 'schedule.plan-series',
  summary: 'A series by rule: each of its times with whether it is free, else why not and what is free nearby.',
  roles: readers,
  input: z.object({
    visitType: part.visitTypeId,
    provider: part.providerId,
    location: part.locationId.optional(),
    patient: part.patientId.optional(),
    date: part.date.meta({ description: 'Day of the first visit', examples: ['2026-11-24'] }),
    time: part.time,
    rule: z
      .string()
      .trim()
      .min(5)
      .max(300)
      .meta({
        description:
          'Recurrence rule (RFC 5545) that ends by COUNT or UNTIL, at most 104 times; times stay on the wall clock',
        examples: ['FREQ=WEEKLY;INTERVAL=2;COUNT=6'],
      }),
    minutes: minutesLong,
    urgent,
  }),
  output: z.object({
    occurrences: z.array(
      z.object({
        date: z.string(),
        time: z.string(),
        zone: z.string(),
        startsAt: z.string(),
        endsAt: z.string(),
        free: z.boolean(),
        warn: z.array(z.enum(['limit'])),
        /** Why it cannot be; null if it can. 'series': another visit of the same series is in the way; 'off-grid': only at odd minutes. */
        why: z.enum([...why.options, 'taken', 'patient-already-booked', 'series', 'skipped-time']).nullable(),
        name: z.string().nullable(),
        location: part.locationId,
        /** The nearest times that are free, for a conflict. */
        alternatives: z.array(opening),
      }),
    ),
    free: z.number(),
    conflicts: z.number(),
  }),
  refreshedBy: stale,
})
