import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { wallDay } from '../../core/wall-day.ts'
import { callEvents, callLine, messageEvents } from './contract-parts.ts'

const whole = z.number().int().min(0)
const share = z.number().nullable()
const seconds = z.number().nullable()

const goalParts = {
  answerWithin_s: z
    .number()
    .int()
    .min(5)
    .max(300)
    .meta({ description: 'Answered in time means within so many seconds of the ring', examples: [20] }),
  answerPercent: z
    .number()
    .int()
    .min(1)
    .max(99)
    .meta({ description: 'Percent of the calls that are to be answered in time', examples: [80] }),
  abandonPercent: z
    .number()
    .int()
    .min(1)
    .max(50)
    .meta({ description: 'Percent of the calls that may be abandoned', examples: [5] }),
  short_s: z
    .number()
    .int()
    .min(0)
    .max(60)
    .meta({ description: 'Callers who hang up within so many seconds are counted apart', examples: [5] }),
}

const phoneGoal = z.object(goalParts)

/** Figures of some calls. Every incoming call is in exactly one of answered, abandoned, short and ringing; offered is their sum. Shares are
 *  between 0 and 1, null where there is nothing to share. Waits are known for calls whose ring was told; median and p90 in whole seconds. */
const phoneCounts = z.object({
  offered: whole,
  answered: whole,
  abandoned: whole,
  short: whole,
  ringing: whole,
  /** Of the answered: opened by hand, so that nobody knows how long they rang. */
  byHand: whole,
  abandonShare: share,
  waitMean_s: seconds,
  waitMedian_s: seconds,
  waitP90_s: seconds,
  longestWait_s: seconds,
  talk_s: seconds,
  finishing_s: seconds,
  handling_s: seconds,
  within20: share,
  within30: share,
  inTime: share,
  again: whole,
  emergencies: whole,
  /** Calls on which a red flag showed: one of its words was said, and not only as absent. */
  redFlags: whole,
})

const periodParts = {
  from: wallDay.meta({ description: 'First day', examples: ['2026-11-23'] }),
  to: wallDay.meta({ description: 'Last day, included', examples: ['2026-11-24'] }),
  by: z
    .enum(['half-hour', 'day', 'line', 'person', 'reason'])
    .meta({ description: 'What the rows stand for', examples: ['half-hour'] }),
}
type Period = { from: string; to: string }
const inOrder = (asked: Period) => asked.from <= asked.to
const notInOrder = { path: ['to'], message: 'must not lie before the first day' }
const notTooLong = (asked: Period) => Date.parse(asked.to) - Date.parse(asked.from) <= 92 * 86_400_000
const tooLong = { path: ['to'], message: 'must lie within 93 days of the first' }

export const phoneFigures = queryContract({
  name: 'calls.phone-figures',
  summary:
    "Figures of the telephone over days of the practice's clock: offered, answered, abandoned, waits, handling, service level.",
  roles: ['manager'],
  input: z
    .object({
      ...periodParts,
      soFar: z
        .boolean()
        .default(false)
        .meta({
          description: 'The last day only up to the time of day that it is now: what a running day is compared with',
          examples: [true],
        }),
    })
    .refine(inOrder, notInOrder)
    .refine(notTooLong, tooLong),
  output: z.object({
    zone: z.string(),
    startsAt: z.string(),
    endsAt: z.string(),
    goal: phoneGoal,
    total: phoneCounts,
    rows: z.array(
      phoneCounts.extend({
        /** Half hour 'HH:MM', day, line, id of the person, or reason; empty: none was named. */
        key: z.string(),
        /** Name of the person; else the key. */
        name: z.string(),
        /** Of a half hour of one single day, or of a day: the stretch it stands for. */
        startsAt: z.string().nullable(),
        endsAt: z.string().nullable(),
      }),
    ),
    callBacks: z.object({
      asked: whole,
      tried: whole,
      reached: whole,
      firstTryMean_min: z.number().nullable(),
      within30min: share,
    }),
  }),
})

/** Which calls of a row: every one of them, or those one figure counts. */
export const behindFigures = ['offered', 'answered', 'abandoned', 'short', 'again', 'emergencies', 'redFlags'] as const

export const callsBehind = queryContract({
  name: 'calls.calls-behind',
  summary: 'The calls a figure of the telephone stands for, newest first.',
  roles: ['manager'],
  input: z
    .object({
      ...periodParts,
      key: z
        .string()
        .max(100)
        .nullable()
        .meta({ description: 'Key of the row; null for the total', examples: ['09:30'] }),
      figure: z
        .enum(behindFigures)
        .default('offered')
        .meta({ description: 'Which figure of the row', examples: ['abandoned'] }),
      limit: z
        .number()
        .int()
        .min(1)
        .max(500)
        .default(50)
        .meta({ description: 'How many at most', examples: [50] }),
    })
    .refine(inOrder, notInOrder)
    .refine(notTooLong, tooLong),
  output: z.object({ count: whole, calls: z.array(callLine) }),
})

const outlook = z.object({
  inTime: z.number(),
  abandons: z.number(),
  meanWait_s: z.number().nullable(),
  busy: z.number(),
})

export const phoneStaffing = queryContract({
  name: 'calls.phone-staffing',
  summary:
    'How many people the telephone needs in each half hour of a day, from the same weekdays of the weeks before.',
  roles: ['manager'],
  input: z.object({
    date: wallDay.meta({ description: 'The day to plan, or to look back on', examples: ['2026-11-24'] }),
    weeks: z
      .number()
      .int()
      .min(1)
      .max(26)
      .default(6)
      .meta({ description: 'From how many weeks before', examples: [6] }),
  }),
  output: z.object({
    goal: phoneGoal,
    days: z.array(z.string()),
    calls: whole,
    handling_s: z.number().nullable(),
    patience_s: z.number().nullable(),
    warnings: z.array(z.enum(['few-days', 'few-calls', 'nobody-gave-up', 'small-desk'])),
    halfHours: z.array(
      z.object({
        time: z.string(),
        /** Mean number of calls of that half hour on those days. */
        expected: z.number(),
        needed: whole.nullable(),
        outlook: outlook.nullable(),
        /** People who took a call in that half hour of the day itself, and on the mean of the days before. */
        thatDay: whole,
        usually: z.number(),
        /** What the usual number of people would give. */
        asUsual: outlook.nullable(),
      }),
    ),
  }),
})

export const wallboard = queryContract({
  name: 'calls.wallboard',
  summary: 'The telephone at this moment and today, without a single name: for a screen everybody can read.',
  roles: ['secretary', 'biller', 'manager', 'provider'],
  input: z.object({}),
  output: z.object({
    goal: phoneGoal,
    ringing: whole,
    ringingSince: z.string().nullable(),
    talking: whole,
    today: phoneCounts,
    callBacksDue: whole,
    callBacksOpen: whole,
  }),
  refreshedBy: [...callEvents, ...messageEvents, 'calls.phone-goal-set'],
})

export const setPhoneGoal = commandContract({
  name: 'calls.set-phone-goal',
  summary: 'Says what the practice wants of its telephone, and from when a call counts as abandoned.',
  roles: ['manager'],
  input: phoneGoal,
  output: phoneGoal,
})
