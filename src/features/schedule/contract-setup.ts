import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import * as part from './contract-parts.ts'

const manager = ['manager'] as const
const everyone = ['secretary', 'biller', 'provider', 'manager'] as const

const visitType = z.object({
  id: part.visitTypeId,
  name: z.string(),
  shortName: z.string(),
  aliases: z.array(z.string()),
  minutes: z.number(),
  prepareMinutes: z.number(),
  cleanMinutes: z.number(),
  stepMinutes: z.number(),
  color: part.color,
  needsRoom: z.boolean(),
  video: z.boolean(),
  retired: z.boolean(),
})

const visitTypeFields = {
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .meta({ description: 'Name of the visit type', examples: ['Follow-up'] }),
  shortName: z
    .string()
    .trim()
    .min(1)
    .max(12)
    .meta({ description: 'What the board and the one box call it', examples: ['f/u'] }),
  aliases: z
    .array(z.string().trim().min(1).max(40))
    .max(20)
    .meta({ description: 'Other words for it in the one box', examples: [['followup', 'recheck']] }),
  minutes: part.minutes,
  prepareMinutes: z
    .int()
    .min(0)
    .max(240)
    .meta({ description: 'Minutes the room is taken before the visit', examples: [0] }),
  cleanMinutes: z
    .int()
    .min(0)
    .max(240)
    .meta({ description: 'Minutes the room is taken after the visit', examples: [5] }),
  stepMinutes: z
    .int()
    .min(1)
    .max(240)
    .meta({ description: 'Openings are offered every so many minutes from the start of the hours', examples: [10] }),
  color: part.color,
  needsRoom: z.boolean().meta({ description: 'Needs a room of the location', examples: [true] }),
  video: z.boolean().meta({ description: 'Held by video', examples: [false] }),
}

export const listVisitTypes = queryContract({
  name: 'schedule.list-visit-types',
  summary: 'Visit types with length, colour and the words the one box knows them by.',
  open: 'anybody',
  input: z.object({
    retired: z
      .boolean()
      .default(false)
      .meta({ description: 'Show retired ones too', examples: [false] }),
  }),
  output: z.object({ visitTypes: z.array(visitType) }),
  refreshedBy: ['schedule.visit-type-changed'],
})

export const addVisitType = commandContract({
  name: 'schedule.add-visit-type',
  summary: 'Adds a visit type.',
  roles: manager,
  input: z.object({
    ...visitTypeFields,
    aliases: visitTypeFields.aliases.default([]),
    prepareMinutes: visitTypeFields.prepareMinutes.default(0),
    cleanMinutes: visitTypeFields.cleanMinutes.default(0),
    stepMinutes: visitTypeFields.stepMinutes.optional(),
    color: visitTypeFields.color.default('follow'),
    needsRoom: visitTypeFields.needsRoom.default(false),
    video: visitTypeFields.video.default(false),
  }),
  output: visitType,
  refusals: [part.visitTypeExists],
})

export const changeVisitType = commandContract({
  name: 'schedule.change-visit-type',
  summary: 'Changes a visit type, retires it or brings it back; visits already booked keep their length.',
  roles: manager,
  input: z.object({
    visitType: part.visitTypeId,
    name: visitTypeFields.name.optional(),
    shortName: visitTypeFields.shortName.optional(),
    aliases: visitTypeFields.aliases.optional(),
    minutes: visitTypeFields.minutes.optional(),
    prepareMinutes: visitTypeFields.prepareMinutes.optional(),
    cleanMinutes: visitTypeFields.cleanMinutes.optional(),
    stepMinutes: visitTypeFields.stepMinutes.optional(),
    color: visitTypeFields.color.optional(),
    needsRoom: visitTypeFields.needsRoom.optional(),
    video: visitTypeFields.video.optional(),
    retired: z
      .boolean()
      .optional()
      .meta({ description: 'No longer offered', examples: [false] }),
  }),
  output: visitType,
  refusals: [part.visitTypeExists],
})

const weekday = z
  .int()
  .min(1)
  .max(7)
  .meta({ description: 'Weekday, 1 Monday to 7 Sunday', examples: [2] })

const stretch = z
  .object({ weekday, location: part.locationId, from: part.time, to: part.endTime })
  .refine(hours => hours.from < hours.to, { path: ['to'], message: 'must be after from' })

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
      }),
    ),
    exceptions: z.array(
      z.object({
        id: idOf('schedule-exception'),
        provider: part.providerId,
        kind: z.enum(['away', 'open']),
        location: part.locationId.nullable(),
        from: z.string(),
        to: z.string(),
        fromTime: z.string().nullable(),
        toTime: z.string().nullable(),
        reason: z.string(),
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
    validFrom: part.date.meta({ description: 'First day these hours hold', examples: ['2026-11-30'] }),
    validTo: part.date
      .optional()
      .meta({ description: 'Last day, inclusive; left out: until changed', examples: ['2027-06-30'] }),
    hours: z
      .array(stretch)
      .max(100)
      .meta({
        description: 'Stretches of the week in wall-clock time; a gap between two stretches of a day is lunch',
        examples: [[{ weekday: 1, location: '0192d3a0-0000-7000-8000-000000000001', from: '08:00', to: '12:00' }]],
      }),
  }),
  output: z.object({
    stretches: z.number(),
    /** Visits to come that no longer lie within hours: to be moved or kept knowingly. */
    outsideNow: z.array(part.appointmentId),
  }),
  refusals: [part.hoursOverlap],
})

const span = {
  from: part.date.meta({ description: 'First day', examples: ['2026-12-24'] }),
  to: part.date.optional().meta({ description: 'Last day, inclusive; left out: one day', examples: ['2026-12-26'] }),
  fromTime: part.time
    .optional()
    .meta({ description: 'On each day from this wall-clock time; left out: the whole day', examples: ['13:00'] }),
  toTime: part.endTime.optional().meta({ description: 'Until this wall-clock time', examples: ['17:00'] }),
}
const rightSpan = (input: { from: string; to?: string; fromTime?: string; toTime?: string }) =>
  (input.to === undefined || input.to >= input.from) &&
  (input.fromTime === undefined) === (input.toTime === undefined) &&
  (input.fromTime === undefined || input.fromTime < input.toTime!)
const spanMessage = { path: ['to'], message: 'days and times must be in order, and both times given or none' }

const outside = z.array(part.appointmentId)

export const addException = commandContract({
  name: 'schedule.add-exception',
  summary: "An exception to a provider's week: away for some days or hours, or extra hours at a location.",
  roles: ['secretary', 'manager'],
  input: z
    .object({
      provider: part.providerId,
      kind: z.enum(['away', 'open']).meta({ description: 'Away, or extra hours', examples: ['away'] }),
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
        .meta({ description: 'Why, in a few words', examples: ['Vacation'] }),
    })
    .refine(rightSpan, spanMessage)
    .refine(input => input.kind === 'away' || (input.location !== undefined && input.fromTime !== undefined), {
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
    .refine(rightSpan, spanMessage),
  output: z.object({ closure: idOf('closure'), outsideNow: outside }),
})

export const removeClosure = commandContract({
  name: 'schedule.remove-closure',
  summary: 'Takes back a closure.',
  roles: manager,
  input: z.object({ closure: idOf('closure') }),
  output: z.object({ closure: idOf('closure') }),
})
