import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import * as part from './contract-parts.ts'

const manager = ['manager'] as const
const everyone = ['secretary', 'biller', 'provider', 'manager'] as const

const ruleFields = {
  location: part.locationId.nullable().meta({
    description: 'Only this location; null: the whole practice',
    examples: ['0192d3a0-0000-7000-8000-000000000001'],
  }),
  name: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .meta({ description: 'Name of the holiday', examples: ['Good Friday'] }),
  kind: z.enum(['fixed', 'nth-weekday', 'easter']).meta({
    description: 'A day of the year, the nth weekday of a month, or counted from Easter Sunday (western)',
    examples: ['easter'],
  }),
  month: z
    .int()
    .min(1)
    .max(12)
    .nullable()
    .meta({ description: 'Month, for fixed and nth-weekday', examples: [11] }),
  day: z
    .int()
    .min(1)
    .max(31)
    .nullable()
    .meta({ description: 'Day of the month, for fixed; a year that lacks it has no such holiday', examples: [25] }),
  weekday: z
    .int()
    .min(1)
    .max(7)
    .nullable()
    .meta({ description: 'Weekday, 1 Monday to 7 Sunday, for nth-weekday', examples: [4] }),
  nth: z
    .literal([-1, 1, 2, 3, 4, 5])
    .nullable()
    .meta({ description: 'Which of the month, -1 the last, for nth-weekday', examples: [4] }),
  daysAfter: z
    .int()
    .min(-120)
    .max(120)
    .meta({ description: 'So many days later (or earlier) than that', examples: [-2] }),
  observed: z
    .boolean()
    .meta({ description: 'On a Saturday the Friday before is kept, on a Sunday the Monday after', examples: [true] }),
  fromTime: part.time
    .nullable()
    .meta({ description: 'Closed from this wall-clock time; null: the whole day', examples: ['12:00'] }),
  toTime: part.endTime.nullable().meta({ description: 'Until this wall-clock time', examples: ['24:00'] }),
  since: part.date.nullable().meta({ description: 'Not before this day; null: always', examples: ['2026-01-01'] }),
  until: part.date.nullable().meta({ description: 'Not after this day; null: for good', examples: ['2030-12-31'] }),
}

const rule = z.object({
  id: part.holidayRuleId,
  location: part.locationId.nullable(),
  name: z.string(),
  kind: z.enum(['fixed', 'nth-weekday', 'easter']),
  month: z.number().nullable(),
  day: z.number().nullable(),
  weekday: z.number().nullable(),
  nth: z.number().nullable(),
  daysAfter: z.number(),
  observed: z.boolean(),
  fromTime: z.string().nullable(),
  toTime: z.string().nullable(),
  since: z.string().nullable(),
  until: z.string().nullable(),
  /** The next days it falls on, soonest first. */
  next: z.array(z.string()),
})

const changedRule = z.object({ rule, outsideNow: z.array(part.appointmentId) })

export const listHolidayRules = queryContract({
  name: 'schedule.list-holiday-rules',
  summary: 'Holiday rules with the next days they fall on.',
  roles: everyone,
  input: z.object({
    years: z
      .int()
      .min(1)
      .max(10)
      .default(3)
      .meta({ description: 'Days of so many years to come', examples: [3] }),
  }),
  output: z.object({ on: z.string(), rules: z.array(rule) }),
  refreshedBy: ['schedule.template-changed'],
})

export const addHolidayRule = commandContract({
  name: 'schedule.add-holiday-rule',
  summary: 'Closes the practice or a location on a day that comes back every year, computed by a rule.',
  roles: manager,
  input: z.object({
    location: ruleFields.location.default(null),
    name: ruleFields.name,
    kind: ruleFields.kind,
    month: ruleFields.month.default(null),
    day: ruleFields.day.default(null),
    weekday: ruleFields.weekday.default(null),
    nth: ruleFields.nth.default(null),
    daysAfter: ruleFields.daysAfter.default(0),
    observed: ruleFields.observed.default(false),
    fromTime: ruleFields.fromTime.default(null),
    toTime: ruleFields.toTime.default(null),
    since: ruleFields.since.default(null),
    until: ruleFields.until.default(null),
  }),
  output: changedRule,
  refusals: [part.holidayRuleExists],
})

export const changeHolidayRule = commandContract({
  name: 'schedule.change-holiday-rule',
  summary: 'Changes a holiday rule; what is left out stays.',
  roles: manager,
  input: z.object({
    rule: part.holidayRuleId,
    location: ruleFields.location.optional(),
    name: ruleFields.name.optional(),
    kind: ruleFields.kind.optional(),
    month: ruleFields.month.optional(),
    day: ruleFields.day.optional(),
    weekday: ruleFields.weekday.optional(),
    nth: ruleFields.nth.optional(),
    daysAfter: ruleFields.daysAfter.optional(),
    observed: ruleFields.observed.optional(),
    fromTime: ruleFields.fromTime.optional(),
    toTime: ruleFields.toTime.optional(),
    since: ruleFields.since.optional(),
    until: ruleFields.until.optional(),
  }),
  output: changedRule,
  refusals: [part.holidayRuleExists],
})

export const removeHolidayRule = commandContract({
  name: 'schedule.remove-holiday-rule',
  summary: 'The practice works on that day again, this year and all others.',
  roles: manager,
  input: z.object({ rule: part.holidayRuleId }),
  output: z.object({ rule: part.holidayRuleId }),
})

export const addUsualHolidays = commandContract({
  name: 'schedule.add-usual-holidays',
  summary: 'Adds the federal holidays of the United States as rules; those there already (by name) stay as they are.',
  roles: manager,
  input: z.object({}),
  output: z.object({ rules: z.array(rule), outsideNow: z.array(part.appointmentId) }),
})
