import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { alreadyCancelled, changedMeanwhile as visitChanged, wrongState } from '../schedule/contract.ts'
import * as part from './contract-parts.ts'

const channels = ['phone', 'text', 'e-mail', 'letter', 'in-person'] as const
const results = [
  'no-answer',
  'voicemail',
  'wrong-number',
  'reached',
  'confirmed',
  'wants-to-move',
  'cancels',
  'declines',
  'sent',
] as const
export type AttemptResult = (typeof results)[number]

/** Why a row was closed. */
export const closeReasons = ['not-needed', 'declines', 'elsewhere', 'no-answer', 'mistake', 'other'] as const

const amount = z.object({ due: z.number().int(), waiting: z.number().int() })

export const listCounts = queryContract({
  name: 'worklists.list-counts',
  summary: 'How many rows each list has: due now, and waiting for their next moment.',
  roles: part.desk,
  input: z.object({}),
  output: z.object({
    confirm: amount,
    recall: amount,
    rebook: amount,
    orders: amount,
    requests: amount,
  }),
  refreshedBy: part.listEvents,
})

const orderLine = z.object({
  id: part.orderId,
  kind: z.enum(['test', 'referral', 'procedure']),
  title: z.string(),
  priority: z.enum(['routine', 'urgent', 'stat']),
  earliest: z.string(),
  latest: z.string(),
  preparation: z.string(),
  authorisation: z.enum(['not-needed', 'requested', 'granted', 'denied']),
  authorisedUntil: z.string().nullable(),
  authorisationNumber: z.string(),
  orderedByName: z.string().nullable(),
  note: z.string(),
  version: z.number(),
})
const requestLine = z.object({
  id: part.requestId,
  source: z.enum(['portal', 'api', 'phone']),
  state: z.enum(['open', 'proposed']),
  askedAt: z.string(),
  text: z.string(),
  wished: z.array(z.object({ date: z.string(), part: z.string(), time: z.string().nullish() })),
  proposed: z.array(z.string()),
  version: z.number(),
})

/** One row of any list. Exactly one of visit (confirm, rebook), order, request is there; a recall has none. */
export const listRow = z.object({
  list: z.enum(part.listNames),
  item: part.item,
  turn: z.number(),
  patient: z.object({
    id: part.patientId,
    name: z.string(),
    birthDate: z.string().nullable(),
    phone: z.string().nullable(),
    byEmail: z.boolean(),
  }),
  visitType: part.visitTypeId.nullable(),
  what: z.string(),
  provider: part.providerId.nullable(),
  providerName: z.string(),
  startsAt: z.string().nullable(),
  zone: z.string(),
  dueOn: z.string().nullable(),
  /** Why it stands where it stands, the weightiest first. */
  why: z.array(
    z.object({ code: z.string(), n: z.number().nullable(), text: z.string().nullable(), at: z.string().nullable() }),
  ),
  waiting: z.boolean(),
  nextAt: z.string().nullable(),
  /** What is to be done next: reach the patient, send a letter, close it as unanswered, or look at it again. */
  step: z.enum(['call', 'letter', 'close', 'review']),
  tries: z.number(),
  mark: z.enum(['asked', 'wants-to-move']).nullable(),
  last: z.object({ at: z.string(), by: z.string(), what: z.string() }).nullable(),
  version: z.number(),
  heldBy: z.object({ name: z.string(), until: z.string(), mine: z.boolean() }).nullable(),
  visit: z.object({ id: part.appointmentId, version: z.number(), state: z.string() }).nullable(),
  order: orderLine.nullable(),
  request: requestLine.nullable(),
})
export type ListRow = z.output<typeof listRow>

export const openItems = queryContract({
  name: 'worklists.open-items',
  summary:
    'The rows of one list in their order: due ones first, each with why it stands there and whose hands it is in.',
  roles: part.desk,
  input: z.object({
    list: part.list,
    item: part.item.optional(),
    limit: z
      .int()
      .min(1)
      .max(500)
      .default(200)
      .meta({ description: 'How many at most', examples: [200] }),
  }),
  output: z.object({
    rows: z.array(listRow),
    total: z.number().int(),
    /** For the confirm list: the day up to which visits are to be confirmed. */
    lastDay: z.string().nullable(),
  }),
  refreshedBy: part.listEvents,
})

export const closedItems = queryContract({
  name: 'worklists.closed-items',
  summary: 'Rows that were closed by hand, latest first, with why and when they are looked at again.',
  roles: part.desk,
  input: z.object({
    list: part.list,
    limit: z
      .int()
      .min(1)
      .max(200)
      .default(50)
      .meta({ description: 'How many at most', examples: [50] }),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        item: part.item,
        patient: part.patientId,
        patientName: z.string(),
        reason: z.string(),
        at: z.string(),
        by: z.string(),
        reviewAt: z.string().nullable(),
        version: z.number(),
      }),
    ),
  }),
  refreshedBy: ['worklists.item-changed'],
})

export const itemHistory = queryContract({
  name: 'worklists.item-history',
  summary: 'Everything that was done about one row, in order, with who and when.',
  roles: part.desk,
  input: z.object({ list: part.list, item: part.item }),
  output: z.object({
    facts: z.array(
      z.object({
        seq: z.number(),
        what: z.string(),
        channel: z.string().nullable(),
        result: z.string().nullable(),
        note: z.string(),
        nextAt: z.string().nullable(),
        at: z.string(),
        by: z.string(),
      }),
    ),
  }),
  refreshedBy: ['worklists.item-changed'],
})

const row = { list: part.list, item: part.item }
const held = z.object({ ...row, until: z.string() })

export const takeItem = commandContract({
  name: 'worklists.take-item',
  summary:
    'Takes one row in hand for some minutes, so that nobody else works on it; what one had in hand before is let go.',
  roles: part.desk,
  input: z.object(row),
  output: held,
  refusals: [part.taken, part.itemGone],
})

export const takeNext = commandContract({
  name: 'worklists.take-next',
  summary: 'Takes the first due row that is in nobody’s hands.',
  roles: part.desk,
  input: z.object({ list: part.list }),
  output: held,
  refusals: [part.nothingLeft],
})

export const releaseItem = commandContract({
  name: 'worklists.release-item',
  summary: 'Lets a row go that one has in hand. Again is the same.',
  roles: part.desk,
  input: z.object(row),
  output: z.object(row),
})

const about = { ...row, seen: part.seen, note: part.note }
const common = [part.taken, part.itemGone, part.changedMeanwhile]

export const noteAttempt = commandContract({
  name: 'worklists.note-attempt',
  summary:
    'Notes one attempt to reach the patient and what came of it; confirms, cancels or closes what follows from it.',
  roles: part.desk,
  input: z
    .object({
      ...about,
      channel: z
        .enum(channels)
        .default('phone')
        .meta({ description: 'By which way', examples: ['phone'] }),
      result: z.enum(results).meta({ description: 'What came of it', examples: ['no-answer'] }),
      nextAt: part.instant.optional().meta({
        description: 'When to try again, if not as the rules say',
        examples: ['2026-12-01T15:00:00Z'],
      }),
    })
    .refine(input => input.list === 'confirm' || !['confirmed', 'wants-to-move', 'cancels'].includes(input.result), {
      path: ['result'],
      message: 'must fit the list',
    })
    .refine(input => input.list !== 'confirm' || input.result !== 'declines', {
      path: ['result'],
      message: 'must fit the list',
    }),
  output: part.standing,
  refusals: [...common, alreadyCancelled, wrongState, visitChanged],
})

export const closeItem = commandContract({
  name: 'worklists.close-item',
  summary: 'Takes a row off its list with a reason, and says when somebody looks at it again.',
  roles: part.desk,
  input: z
    .object({
      ...about,
      reason: z.enum(closeReasons).meta({ description: 'Why nothing is to be done', examples: ['not-needed'] }),
      reviewOn: part.date.optional().meta({
        description: 'Day on which it comes back to be looked at; no-answer: some months later, as the rules say',
        examples: ['2027-05-24'],
      }),
    })
    .refine(input => input.list !== 'confirm' && input.list !== 'requests', {
      path: ['list'],
      message: 'must be recall, rebook or orders',
    }),
  output: part.standing,
  refusals: common,
})

export const reopenItem = commandContract({
  name: 'worklists.reopen-item',
  summary: 'Puts a closed row back on its list.',
  roles: part.desk,
  input: z.object(row),
  output: part.standing,
  refusals: [part.notClosed],
})

export const putOff = commandContract({
  name: 'worklists.put-off',
  summary: 'Lets a row wait until a moment.',
  roles: part.desk,
  input: z.object({
    ...about,
    until: part.instant.meta({ description: 'Due again then', examples: ['2026-12-01T15:00:00Z'] }),
  }),
  output: part.standing,
  refusals: common,
})

export const askToConfirm = commandContract({
  name: 'worklists.ask-to-confirm',
  summary: 'Asks patients on the confirm list by message, each with a link to confirm or to ask for another time.',
  roles: part.desk,
  input: z.object({
    appointments: z
      .array(part.appointmentId)
      .min(1)
      .max(500)
      .optional()
      .meta({ description: 'Whom to ask; left out: all who were not asked yet and can be', examples: [[]] }),
  }),
  output: z.object({ asked: z.number().int(), withoutWay: z.number().int() }),
})
