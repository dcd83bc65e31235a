import { z } from 'zod'
import { daysBetween } from '../../core/calendar-day.ts'
import { commandContract, queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import * as part from './contract-parts.ts'

const manager = ['manager'] as const
const everyone = ['secretary', 'biller', 'provider', 'manager'] as const

const weekday = z
  .int()
  .min(1)
  .max(7)
  .meta({ description: 'Weekday, 1 Monday to 7 Sunday', examples: [2] })

const reserve = z.enum(['same-day', 'same-week', 'urgent'])

const stretch = z
  .object({
    weekday,
    location: part.locationId,
    from: part.time,
    to: part.endTime,
    name: z
      .string()
      .trim()
      .max(40)
      .optional()
      .meta({ description: 'Name of the session', examples: ['Diabetes clinic'] }),
    everyWeeks: z
      .int()
      .min(1)
      .max(4)
      .optional()
      .meta({ description: 'Held every so many weeks; left out: every week', examples: [2] }),
    week: z
      .int()
      .min(0)
      .max(3)
      .optional()
      .meta({
        description: 'Which of them: weeks since Monday 5 January 1970, modulo everyWeeks',
        examples: [0],
      }),
    visitTypes: z
      .array(part.visitTypeId)
      .max(50)
      .optional()
      .meta({
        description: 'Kept for these visit types; left out or empty: for all',
        examples: [['0192d3a0-0000-7000-8000-000000000001']],
      }),
    reserve: reserve
      .optional()
      .meta({ description: 'Kept for the same day, the same week, or urgent visits', examples: ['same-day'] }),
    releaseHours: z
      .int()
      .min(0)
      .max(2160)
      .optional()
      .meta({ description: 'What is kept is everybody’s so many hours before the session begins', examples: [24] }),
  })
  .refine(hours => hours.from !== hours.to, { path: ['to'], message: 'must not be the same as from' })
  .refine(hours => (hours.week ?? 0) < (hours.everyWeeks ?? 1), {
    path: ['week'],
    message: 'must be less than everyWeeks',
  })

const hours = z
  .array(stretch)
  .max(100)
  .meta({
    description:
      'Stretches of the week in wall-clock time; a gap between two stretches of a day is lunch; one that ends no later than it begins ends the next day',
    examples: [[{ weekday: 1, location: '0192d3a0-0000-7000-8000-000000000001', from: '08:00', to: '12:00' }]],
  })
const validFrom = part.date.meta({ description: 'First day these hours hold', examples: ['2026-11-30'] })
const validTo = part.date
  .optional()
  .meta({ description: 'Last day, inclusive; left out: until changed', examples: ['2027-06-30'] })

export const weeklyTemplates = queryContract({
  name: 'schedule.weekly-templates',
  summary: "Providers' weekly hours, exceptions and closures from a day on, for the settings.",
  roles: everyone,
  input: z.object({
    provider: part.providerId.optional(),
    on: part.date.optional().meta({ description: 'As of this day; left out: today', examples: ['2026-11-24'] }),
  }),
  output: z.object({
    on: z.string(),
    templates: z.array(
      z.object({
        provider: part.providerId,
        location: part.locationId,
        weekday: z.number(),
        from: z.string(),
        to: z.string(),
        validFrom: z.string(),
        /** Last day, inclusive; null: until changed. */
        validTo: z.string().nullable(),
        name: z.string(),
        everyWeeks: z.number(),
        week: z.number(),
        visitTypes: z.array(part.visitTypeId).nullable(),
        reserve: reserve.nullable(),
        releaseHours: z.number().nullable(),
      }),
    ),
    exceptions: z.array(
      z.object({
        id: idOf('schedule-exception'),
        provider: part.providerId,
        kind: z.enum(['away', 'open', 'meeting']),
        location: part.locationId.nullable(),
        from: z.string(),
        to: z.string(),
        fromTime: z.string().nullable(),
        toTime: z.string().nullable(),
        reason: z.string(),
        /** Only on these weekdays of the span; null: every day. */
        weekdays: z.array(z.number()).nullable(),
      }),
    ),
    closures: z.array(
      z.object({
        id: idOf('closure'),
        location: part.locationId.nullable(),
        from: z.string(),
        to: z.string(),
        fromTime: z.string().nullable(),
        toTime: z.string().nullable(),
        name: z.string(),
      }),
    ),
  }),
  refreshedBy: ['schedule.template-changed'],
})

export const setWeeklyTemplate = commandContract({
  name: 'schedule.set-weekly-template',
  summary: "Sets a provider's whole week from a day on; what was valid before ends the day before.",
  roles: manager,
  input: z.object({
    provider: part.providerId,
    validFrom,
    validTo,
    hours,
  }),
  output: z.object({
    stretches: z.number(),
    /** Visits to come that this change leaves outside the hours: they stand in visits-outside-hours until moved or kept knowingly. */
    outsideNow: z.array(part.appointmentId),
  }),
  refusals: [part.hoursOverlap],
})

export const copyWeeklyTemplate = commandContract({
  name: 'schedule.copy-weekly-template',
  summary: 'Gives other providers the week one provider has on a day, from that day on.',
  roles: manager,
  input: z.object({
    from: part.providerId.meta({
      description: 'Whose week is copied',
      examples: ['0192d3a0-0000-7000-8000-000000000001'],
    }),
    to: z
      .array(part.providerId)
      .min(1)
      .max(100)
      .meta({ description: 'Who gets it', examples: [['0192d3a0-0000-7000-8000-000000000001']] }),
    validFrom,
    validTo,
  }),
  output: z.object({ providers: z.number(), stretches: z.number(), outsideNow: z.array(part.appointmentId) }),
  refusals: [part.hoursOverlap, part.nothingToCopy],
})

const outsideWhy = z.enum(['closed', 'holiday', 'away', 'session'])
const outsideVisit = z.object({
  appointment: part.appointmentId,
  patient: part.patientId,
  patientName: z.string(),
  what: z.string(),
  provider: part.providerId,
  providerName: z.string(),
  location: part.locationId,
  locationName: z.string(),
  zone: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  state: z.enum(['booked', 'confirmed']),
  version: z.number(),
  /** No hours then; a holiday or closure; the provider is away or in a meeting; the session is kept for other visit types. */
  why: outsideWhy,
  /** Name of the holiday, the reason of the absence, or the session. */
  name: z.string().nullable(),
})

export const previewHours = queryContract({
  name: 'schedule.preview-hours',
  summary: 'Which booked visits would fall out of the hours if these weeks were set; nothing is changed.',
  roles: manager,
  input: z.object({
    providers: z
      .array(part.providerId)
      .min(1)
      .max(100)
      .meta({ description: 'Whose week would be set', examples: [['0192d3a0-0000-7000-8000-000000000001']] }),
    validFrom,
    validTo,
    hours,
    like: part.providerId.optional().meta({
      description: 'In place of the hours given: the week of this provider on that day',
      examples: ['0192d3a0-0000-7000-8000-000000000001'],
    }),
  }),
  output: z.object({
    /** How many fall out; the list names the first 200. */
    total: z.number(),
    visits: z.array(outsideVisit),
  }),
  refusals: [part.hoursOverlap, part.nothingToCopy],
  refreshedBy: ['schedule.template-changed', ...part.visitEvents],
})

export const visitsOutsideHours = queryContract({
  name: 'schedule.visits-outside-hours',
  summary: 'Booked visits to come that do not lie within their hours, and why: to be moved, or kept knowingly.',
  roles: everyone,
  input: z.object({
    provider: part.providerId.optional(),
    location: part.locationId.optional(),
    kept: z
      .boolean()
      .default(false)
      .meta({ description: 'Those kept knowingly, in place of those nobody has looked at', examples: [false] }),
    limit: z
      .int()
      .min(1)
      .max(500)
      .default(100)
      .meta({ description: 'At most so many', examples: [100] }),
    offset: z
      .int()
      .min(0)
      .max(100_000)
      .default(0)
      .meta({ description: 'Leave out so many first', examples: [0] }),
  }),
  output: z.object({ total: z.number(), visits: z.array(outsideVisit) }),
  refreshedBy: [
    'schedule.template-changed',
    'schedule.outside-kept',
    'schedule.visit-type-changed',
    ...part.visitEvents,
  ],
})

export const keepOutsideVisits = commandContract({
  name: 'schedule.keep-outside-visits',
  summary: 'Leaves visits outside the hours where they are, knowingly; or puts them back on the list.',
  roles: ['secretary', 'manager'],
  input: z.object({
    appointments: z
      .array(part.appointmentId)
      .min(1)
      .max(500)
      .meta({ description: 'Which visits', examples: [['0192d3a0-0000-7000-8000-000000000001']] }),
    keep: z
      .boolean()
      .default(true)
      .meta({ description: 'False: back on the list', examples: [true] }),
  }),
  output: z.object({ changed: z.number() }),
})

const span = {
  from: part.date.meta({ description: 'First day', examples: ['2026-12-24'] }),
  to: part.date.optional().meta({ description: 'Last day, inclusive; left out: one day', examples: ['2026-12-26'] }),
  fromTime: part.time
    .optional()
    .meta({ description: 'On each day from this wall-clock time; left out: the whole day', examples: ['13:00'] }),
  toTime: part.endTime.optional().meta({ description: 'Until this wall-clock time', examples: ['17:00'] }),
}
/** Longer than a year is a typing error, or a change of the week. */
const longest_days = 366
const rightSpan = (nights: boolean) => (input: { from: string; to?: string; fromTime?: string; toTime?: string }) =>
  (input.to === undefined || (input.to >= input.from && daysBetween(input.from, input.to) <= longest_days)) &&
  (input.fromTime === undefined) === (input.toTime === undefined) &&
  (input.fromTime === undefined || (nights ? input.fromTime !== input.toTime : input.fromTime < input.toTime!))
const spanMessage = {
  path: ['to'],
  message: 'days and times must be in order, a year apart at most, and both times given or none',
}

const outside = z.array(part.appointmentId)

export const addException = commandContract({
  name: 'schedule.add-exception',
  summary: "An exception to a provider's week: away for some days or hours, a meeting, or extra hours at a location.",
  roles: ['secretary', 'manager'],
  input: z
    .object({
      provider: part.providerId,
      kind: z
        .enum(['away', 'open', 'meeting'])
        .meta({ description: 'Away, extra hours, or a meeting', examples: ['away'] }),
      location: part.locationId.optional().meta({
        description: 'Where the extra hours are; needed for kind open',
        examples: ['0192d3a0-0000-7000-8000-000000000001'],
      }),
      ...span,
      reason: z
        .string()
        .trim()
        .max(120)
        .default('')
        .meta({ description: 'Why, in a few words; the name of a meeting', examples: ['Vacation'] }),
      weekdays: z
        .array(weekday)
        .min(1)
        .max(7)
        .optional()
        .meta({ description: 'Only on these weekdays of the span, 1 Monday to 7 Sunday', examples: [[2]] }),
    })
    .refine(rightSpan(true), spanMessage)
    .refine(input => input.kind !== 'meeting' || input.fromTime !== undefined, {
      path: ['fromTime'],
      message: 'a meeting needs times',
    })
    .refine(input => input.kind !== 'open' || (input.location !== undefined && input.fromTime !== undefined), {
      path: ['location'],
      message: 'extra hours need a location and times',
    }),
  output: z.object({ exception: idOf('schedule-exception'), outsideNow: outside }),
})

export const removeException = commandContract({
  name: 'schedule.remove-exception',
  summary: "Takes back an exception to a provider's week.",
  roles: ['secretary', 'manager'],
  input: z.object({ exception: idOf('schedule-exception') }),
  output: z.object({ exception: idOf('schedule-exception'), outsideNow: outside }),
})

export const addClosure = commandContract({
  name: 'schedule.add-closure',
  summary: 'Closes the practice or one location for some days or hours: a holiday, a storm.',
  roles: manager,
  input: z
    .object({
      location: part.locationId.optional(),
      ...span,
      name: z
        .string()
        .trim()
        .min(1)
        .max(120)
        .meta({ description: 'Name of the holiday or reason', examples: ['Thanksgiving Day'] }),
    })
    .refine(rightSpan(false), spanMessage),
  output: z.object({ closure: idOf('closure'), outsideNow: outside }),
})

export const removeClosure = commandContract({
  name: 'schedule.remove-closure',
  summary: 'Takes back a closure.',
  roles: manager,
  input: z.object({ closure: idOf('closure') }),
  output: z.object({ closure: idOf('closure') }),
})
