import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import { refusal } from '../../core/refusal.ts'
import * as part from './contract-parts.ts'

/** Names of patients in a calendar outside the practice need the right to change providers. */
export const namesNotYours = refusal('schedule.names-not-yours', 'denied')

const level = z.enum(['busy', 'type', 'initials', 'full']).meta({
  description: 'What a calendar shows of a visit: only that time is taken, its type, type and initials, or the name',
  examples: ['busy'],
})

export type FeedLevel = z.output<typeof level>

export const calendarFeeds = queryContract({
  name: 'schedule.calendar-feeds',
  summary:
    'The calendar addresses that are open, whose they are and what they show. The addresses themselves are not kept.',
  roles: ['manager'],
  input: z.object({}),
  output: z.object({
    feeds: z.array(
      z.object({
        id: idOf('calendar-feed'),
        provider: part.providerId,
        providerName: z.string(),
        level,
        createdAt: z.string(),
        createdBy: z.string(),
        /** When a calendar program last read it, to within the hour. */
        readAt: z.string().nullable(),
      }),
    ),
  }),
  refreshedBy: ['schedule.calendar-feed-changed'],
})

export const openCalendarFeed = commandContract({
  name: 'schedule.open-calendar-feed',
  summary: "Opens a secret address under which a calendar program reads a provider's visits. It is told once.",
  roles: ['manager'],
  input: z.object({ provider: part.providerId, level }),
  output: z.object({ id: idOf('calendar-feed'), path: z.string() }),
  refusals: [namesNotYours],
})

export const closeCalendarFeed = commandContract({
  name: 'schedule.close-calendar-feed',
  summary: 'Closes a calendar address at once and for good.',
  roles: ['manager'],
  input: z.object({ feed: idOf('calendar-feed') }),
  output: z.object({}),
})

const bin = z.object({
  /** Mean risk told in this group of visits. */
  told: z.number(),
  /** Share of them that was missed. */
  missed: z.number(),
  visits: z.number(),
})

const riskEvaluation = z.object({
  trainVisits: z.number(),
  testVisits: z.number(),
  testMissed: z.number(),
  /** First moment of the newest fifth, on which it was tried. */
  testFrom: z.string(),
  /** Chance that a missed visit was told a higher risk than a kept one; 0.5 is a coin. */
  auc: z.number(),
  /** Mean squared distance between the risk told and what happened, and the same for telling everybody the usual share. */
  brier: z.number(),
  brierUsual: z.number(),
  /** Mean distance between risk told and share missed over ten groups. */
  ece: z.number(),
  bins: z.array(bin),
})

export type RiskEvaluation = z.output<typeof riskEvaluation>

export const noShowModel = queryContract({
  name: 'schedule.no-show-model',
  summary:
    "What the practice's own history says about missed visits, how well it foretells them, and whether it is used.",
  roles: ['manager'],
  input: z.object({}),
  output: z.object({
    model: z
      .object({
        fittedAt: z.string(),
        wanted: z.boolean(),
        useful: z.boolean(),
        whyNot: z.enum(['too-few', 'too-few-missed', 'weak', 'badly-calibrated']).nullable(),
        visits: z.number(),
        missed: z.number(),
        /** Odds of being missed against the same visit without it. */
        weights: z.array(z.object({ feature: z.string(), odds: z.number() })),
        evaluation: riskEvaluation.nullable(),
        /** Visits of the next 14 days that are marked. */
        marked: z.number(),
      })
      .nullable(),
  }),
  refreshedBy: ['schedule.risk-changed'],
})

export const fitNoShowModel = commandContract({
  name: 'schedule.fit-no-show-model',
  summary: "Fits the risk of missed visits anew on the practice's history; otherwise it happens every night.",
  roles: ['manager'],
  input: z.object({}),
  output: z.object({ useful: z.boolean(), marked: z.number() }),
})

export const switchNoShowMarks = commandContract({
  name: 'schedule.switch-no-show-marks',
  summary: 'Shows or hides the marks of visits that may be missed.',
  roles: ['manager'],
  input: z.object({ on: z.boolean().meta({ description: 'Whether the marks are shown', examples: [true] }) }),
  output: z.object({}),
})
