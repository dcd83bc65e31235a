import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import { refusal } from '../../core/refusal.ts'
import { mergedAway } from '../patients/contract.ts'
import { inboxEvents, kinds } from './contract-sources.ts'

/** Somebody else has the row in hand. {by, until} */
export const taken = refusal('inbox.taken', 'conflict')
/** The row has left the inbox: it was done, answered or let go. */
export const itemGone = refusal('inbox.item-gone', 'conflict')
/** The row does not sleep. */
export const notAsleep = refusal('inbox.not-asleep', 'conflict')
/** Not a moment to wake up at: it is over, or more than ninety days away. */
export const notThen = refusal('inbox.not-then', 'invalid')
/** The caller's number was withheld: there is nobody to call. */
export const noNumber = refusal('inbox.no-number', 'conflict')
/** The missed call was not let go. */
export const notLetGo = refusal('inbox.not-let-go', 'conflict')

const everybody = ['secretary', 'biller', 'provider', 'manager'] as const
const phones = ['secretary', 'biller', 'manager'] as const

const item = idOf('inbox-item')
const callId = idOf('call')
const patientId = idOf('patient')
const staffId = idOf('staff')

const kind = z.enum(kinds).meta({ description: 'Kind of row', examples: ['message'] })
/** A ringing phone is answered, not taken or put off. */
const lasting = z
  .enum(kinds)
  .exclude(['ringing'])
  .meta({ description: 'Kind of row', examples: ['message'] })

export const snoozeReasons = [
  'waiting-for-patient',
  'waiting-for-provider',
  'waiting-for-insurer',
  'waiting-for-office',
  'call-later',
  'other',
] as const
/** In an hour; the start of the afternoon; of the next working day; of next Monday; of the working day a week on. */
export const wakeTimes = ['hour', 'afternoon', 'next-morning', 'monday', 'week'] as const
export const letGoReasons = ['reached-otherwise', 'left-word', 'no-need', 'unwanted-call', 'other'] as const

/** What the row says beyond its columns, by kind: the line of a call, the start of a visit, how often somebody tried. */
const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

export const inboxRow = z.object({
  kind: z.enum(kinds),
  item,
  /** Place in the answer's order, from 0. */
  turn: z.number().int(),
  /** Why it stands where it stands: 0 rings, 1 urgent and overdue, 2 a person waits too long, 3 urgent, 4 overdue, 5 due today, 6 the rest. */
  rank: z.number().int(),
  patient: z
    .object({
      id: patientId,
      name: z.string(),
      birthDate: z.string().nullable(),
      chartNumber: z.string().nullable(),
    })
    .nullable(),
  /** Name of somebody who is no patient of record. */
  who: z.string(),
  what: z.string(),
  number: z.string().nullable(),
  since: z.string(),
  dueAt: z.string(),
  overdue: z.boolean(),
  urgency: z.enum(['urgent', 'soon', 'normal']),
  to: z.object({ kind: z.enum(['person', 'pool', 'role', 'desk']), id: z.string().nullable(), name: z.string() }),
  heldBy: z.object({ staff: staffId, name: z.string(), until: z.string().nullable(), mine: z.boolean() }).nullable(),
  snoozed: z.object({ until: z.string(), reason: z.enum(snoozeReasons), note: z.string(), by: z.string() }).nullable(),
  facts,
})
export type InboxRow = z.output<typeof inboxRow>

const views = ['list', 'mine', 'pool', 'all', 'snoozed'] as const

export const items = queryContract({
  name: 'inbox.items',
  summary: 'Everything that waits for somebody, what hurts most first; a part of the list, and how long it is.',
  roles: everybody,
  input: z.object({
    view: z
      .enum(views)
      .default('list')
      .meta({
        description:
          'list: mine, my pools’ and roles’ and the desk’s; mine: only by name or in my hands; pool: one pool or role; all: everybody’s; snoozed: what sleeps',
        examples: ['list'],
      }),
    pool: z
      .string()
      .regex(/^[0-9a-f-]{36}$/)
      .optional()
      .meta({ description: 'For pool: which pool or role (UUID)', examples: ['0192d3a0-0000-7000-8000-000000000001'] }),
    kind: kind.optional(),
    item: item.optional().meta({
      description: 'Only this row, asleep or not, whatever the view says',
      examples: ['0192d3a0-0000-7000-8000-000000000001'],
    }),
    patient: patientId.optional(),
    overdue: z
      .boolean()
      .default(false)
      .meta({ description: 'Only what is overdue', examples: [false] }),
    text: z
      .string()
      .trim()
      .max(100)
      .default('')
      .meta({
        description: 'Only rows that hold all these words, in name, number or text',
        examples: ['smith refill'],
      }),
    from: z
      .int()
      .min(0)
      .max(100_000)
      .default(0)
      .meta({ description: 'First row, counted from 0', examples: [0] }),
    limit: z
      .int()
      .min(1)
      .max(500)
      .default(100)
      .meta({ description: 'How many at most', examples: [100] }),
  }),
  output: z.object({ rows: z.array(inboxRow), total: z.number().int() }),
  refreshedBy: inboxEvents,
})

const amount = z.object({ total: z.number().int(), overdue: z.number().int(), urgent: z.number().int() })

export const counts = queryContract({
  name: 'inbox.counts',
  summary: 'How many rows each view and kind of the inbox has, from the same rows as the list.',
  roles: everybody,
  input: z.object({}),
  output: z.object({
    list: amount,
    mine: amount,
    all: amount,
    snoozed: z.number().int(),
    /** Of the view `list`, by kind. */
    kinds: z.array(z.object({ kind: z.enum(kinds), total: z.number().int() })),
    /** Pools and roles of one's own that have something. */
    pools: z.array(z.object({ id: z.string(), name: z.string(), total: z.number().int() })),
  }),
  refreshedBy: inboxEvents,
})

const row = { kind: lasting, item }
const note = z
  .string()
  .trim()
  .max(500)
  .default('')
  .meta({ description: 'More about the reason; needed for other', examples: ['Records office is closed'] })
const needsNote = {
  path: ['note'],
  message: 'must say what the other reason is',
}

export const takeItem = commandContract({
  name: 'inbox.take-item',
  summary: 'Takes a row in hand, so that nobody else works on it; ends by itself, and when the screen is locked.',
  roles: everybody,
  input: z.object(row),
  output: z.object({ ...row, until: z.string().nullable() }),
  refusals: [taken, itemGone],
})

export const giveBackItem = commandContract({
  name: 'inbox.give-back-item',
  summary: 'Lets a row go that one has in hand. Again is the same.',
  roles: everybody,
  input: z.object(row),
  output: z.object(row),
})

export const snoozeItem = commandContract({
  name: 'inbox.snooze-item',
  summary: 'Puts a row off until a moment, with the reason; it comes back by itself, or when it changes.',
  roles: everybody,
  input: z
    .object({
      ...row,
      when: z
        .enum(wakeTimes)
        .optional()
        .meta({
          description: 'When it comes back, on the practice’s clock; or name a moment',
          examples: ['next-morning'],
        }),
      until: z.iso
        .datetime({ offset: true })
        .optional()
        .meta({ description: 'The moment at which it comes back', examples: ['2026-11-25T14:00:00Z'] }),
      reason: z.enum(snoozeReasons).meta({ description: 'Why it waits', examples: ['waiting-for-patient'] }),
      note,
    })
    .refine(input => input.reason !== 'other' || input.note !== '', needsNote)
    .refine(input => (input.when === undefined) !== (input.until === undefined), {
      path: ['until'],
      message: 'must be named, or when must be, but not both',
    }),
  output: z.object({ ...row, until: z.string() }),
  refusals: [taken, itemGone, notThen],
})

export const wakeItem = commandContract({
  name: 'inbox.wake-item',
  summary: 'Brings a row back that sleeps.',
  roles: everybody,
  input: z.object(row),
  output: z.object(row),
  refusals: [notAsleep],
})

export const letGoMissedCall = commandContract({
  name: 'inbox.let-go-missed-call',
  summary: 'Says that a missed call, and the others of that number before it was answered, need no call back, and why.',
  roles: phones,
  input: z
    .object({
      call: callId,
      reason: z.enum(letGoReasons).meta({ description: 'Why nobody needs to call', examples: ['left-word'] }),
      note,
    })
    .refine(input => input.reason !== 'other' || input.note !== '', needsNote),
  output: z.object({ call: callId, calls: z.number().int() }),
  refusals: [itemGone],
})

export const takeUpMissedCall = commandContract({
  name: 'inbox.take-up-missed-call',
  summary: 'Puts a missed call back that was let go.',
  roles: phones,
  input: z.object({ call: callId }),
  output: z.object({ call: callId }),
  refusals: [notLetGo],
})

export const callBackMissed = commandContract({
  name: 'inbox.call-back-missed',
  summary: 'Opens a call to the number of a missed one; it stays missed until somebody is reached or word is left.',
  roles: phones,
  input: z.object({ call: callId }),
  output: z.object({ call: callId, missed: callId, patient: patientId.nullable() }),
  refusals: [itemGone, noNumber, taken, mergedAway],
})
