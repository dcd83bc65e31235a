import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import { refusal } from '../../core/refusal.ts'
import { kindOfMessage } from './contract-kinds.ts'
import { nobodyThere, personHasLeft } from './contract-messages.ts'
import { address, poolId, priorities, roleId, staffId } from './contract-parts.ts'

/** A pool of that name is in use. */
export const messagePoolExists = refusal('calls.message-pool-exists', 'conflict')
/** A text of that name is in use. */
export const messageTemplateExists = refusal('calls.message-template-exists', 'conflict')
/** Nobody covers for themselves. */
export const ownCover = refusal('calls.own-cover', 'invalid')
/** The end is not after the start, or has passed. */
export const coverSpan = refusal('calls.cover-span', 'invalid')
/** Somebody covers for this person in that time. */
export const coveredAlready = refusal('calls.covered-already', 'conflict')
/** Only the person covered, who covers, or the manager may end it. */
export const notYourCover = refusal('calls.not-your-cover', 'denied')
/** Messages still wait for this pool. Facts: `n`. */
export const poolHasMessages = refusal('calls.pool-has-messages', 'conflict')

const roles = ['secretary', 'biller', 'manager', 'provider'] as const
const manager = ['manager'] as const

const named = (what: string, example: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(60)
    .meta({ description: what, examples: [example] })

const members = z
  .array(staffId)
  .max(500)
  .meta({ description: 'Who is in it', 'x-noun': 'staff', examples: [['0192d3a0-0000-7000-8000-000000000001']] })

const poolLine = z.object({ id: poolId, name: z.string(), members: z.array(staffId), retired: z.boolean() })

export const messageAddresses = queryContract({
  name: 'calls.message-addresses',
  summary:
    'Whom a message can go to: people who work here, pools and roles that somebody is in, with who covers for whom now.',
  roles,
  input: z.object({}),
  output: z.object({
    addresses: z.array(address.extend({ members: z.number().int(), coveredBy: z.string().nullable() })),
  }),
  refreshedBy: ['calls.pool-changed', 'calls.cover-changed', 'practice.person-changed', 'practice.role-changed'],
})

export const listMessagePools = queryContract({
  name: 'calls.list-message-pools',
  summary: 'The pools of staff that messages go to, with who is in them.',
  roles,
  input: z.object({
    retired: z
      .boolean()
      .default(false)
      .meta({ description: 'Also those no longer used', examples: [false] }),
  }),
  output: z.object({ pools: z.array(poolLine) }),
  refreshedBy: ['calls.pool-changed'],
})

export const addMessagePool = commandContract({
  name: 'calls.add-message-pool',
  summary: 'Adds a pool of staff that messages go to.',
  roles: manager,
  input: z.object({ name: named('Name of the pool', 'Nurses'), members: members.default([]) }),
  output: poolLine,
  refusals: [messagePoolExists, personHasLeft],
})

export const changeMessagePool = commandContract({
  name: 'calls.change-message-pool',
  summary: 'Changes the name or the people of a pool, or takes it out of use. What is left out stays.',
  roles: manager,
  input: z.object({
    pool: poolId,
    name: named('Name of the pool', 'Nurses').optional(),
    members: members.optional(),
    retired: z
      .boolean()
      .optional()
      .meta({ description: 'Out of use', examples: [true] }),
  }),
  output: poolLine,
  refusals: [messagePoolExists, personHasLeft, poolHasMessages],
})

const clockTime = (what: string, example: string) =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 17:00')
    .meta({ description: what, examples: [example] })
const count = (what: string, example: number, least: number, most: number) =>
  z
    .number()
    .int()
    .min(least)
    .max(most)
    .meta({ description: what, examples: [example] })

const ruleParts = {
  priority: z
    .enum(priorities)
    .meta({ description: 'How much such a message hurries, if nobody says', examples: ['normal'] }),
  urgentMinutes: count('Urgent: due in so many minutes', 30, 5, 480),
  todayBy: clockTime('Today: due by this time of the practice, or in an hour', '17:00'),
  normalDays: count('Otherwise: due after so many working days', 1, 0, 30),
  normalBy: clockTime('Otherwise: by this time of the practice', '12:00'),
  escalateAfterMinutes: count(
    'Overdue so long, it goes also to a second address; null: never',
    60,
    5,
    10_080,
  ).nullable(),
  escalateAgainMinutes: count('And is told again after so many minutes', 60, 5, 10_080),
  escalateMost: count('But told so often at most', 2, 1, 10),
  tries: count('Call-backs: so many tries before a letter', 3, 1, 10),
  tryDays: count('Call-backs: spread over so many working days', 2, 1, 30),
  tryHoursApart: count('Call-backs: so many hours between two tries at least', 3, 1, 72),
}

const ruleLine = z.object({ kind: kindOfMessage, ...ruleParts, escalateTo: address.nullable(), own: z.boolean() })

export const messageRules = queryContract({
  name: 'calls.message-rules',
  summary: 'How soon each kind of message is due and what happens when it is overdue; own: said by the practice.',
  roles,
  input: z.object({}),
  output: z.object({ rules: z.array(ruleLine) }),
  refreshedBy: ['calls.rule-changed', 'calls.pool-changed'],
})

export const changeMessageRule = commandContract({
  name: 'calls.change-message-rule',
  summary: 'Changes the rule of one kind of message, whole. Messages already left keep their time.',
  roles: manager,
  input: z
    .object({
      kind: kindOfMessage,
      ...ruleParts,
      escalateTo: staffId.optional(),
      escalateToPool: poolId.optional(),
      escalateToRole: roleId.optional(),
    })
    .superRefine((input, check) => {
      const given = [input.escalateTo, input.escalateToPool, input.escalateToRole].filter(one => one !== undefined)
      if (given.length > 1 || (given.length === 0 && input.escalateAfterMinutes !== null)) {
        check.addIssue({ code: 'custom', path: ['escalateTo'], message: 'must be one person, pool or role' })
      }
    }),
  output: ruleLine,
  refusals: [personHasLeft, nobodyThere],
})

const templateLine = z.object({
  id: idOf('message-template'),
  kind: kindOfMessage,
  name: z.string(),
  text: z.string(),
  retired: z.boolean(),
})
const templateText = z
  .string()
  .trim()
  .min(1)
  .max(5_000)
  .meta({
    description: 'The text; {patient}, {birthDate}, {provider}, {date}, {time} and {me} are filled in when it is used',
    examples: ['{patient} asks for the result of {date}'],
  })

export const messageTemplates = queryContract({
  name: 'calls.message-templates',
  summary: 'The practice’s ready texts for messages.',
  roles,
  input: z.object({
    retired: z
      .boolean()
      .default(false)
      .meta({ description: 'Also those no longer used', examples: [false] }),
  }),
  output: z.object({ templates: z.array(templateLine) }),
  refreshedBy: ['calls.template-changed'],
})

export const addMessageTemplate = commandContract({
  name: 'calls.add-message-template',
  summary: 'Adds a ready text for messages of one kind.',
  roles: manager,
  input: z.object({ kind: kindOfMessage, name: named('Name, found by typing', 'Refill, routine'), text: templateText }),
  output: templateLine,
  refusals: [messageTemplateExists],
})

export const changeMessageTemplate = commandContract({
  name: 'calls.change-message-template',
  summary: 'Changes a ready text, or takes it out of use. What is left out stays.',
  roles: manager,
  input: z.object({
    template: idOf('message-template'),
    kind: kindOfMessage.optional(),
    name: named('Name, found by typing', 'Refill, routine').optional(),
    text: templateText.optional(),
    retired: z
      .boolean()
      .optional()
      .meta({ description: 'Out of use', examples: [true] }),
  }),
  output: templateLine,
  refusals: [messageTemplateExists],
})

const wall = (what: string, example: string) =>
  z
    .string()
    .regex(
      /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/,
      'must be a day and time like 2026-11-25T08:00',
    )
    .meta({ description: `${what}, day and time on the practice’s clock`, examples: [example] })

const span = { by: staffId, from: wall('From', '2027-03-01T08:00'), until: wall('Until', '2027-03-05T18:00') }

const person = z.object({ staff: staffId, name: z.string() })
const coverLine = z.object({
  cover: idOf('cover'),
  staff: person,
  by: person,
  from: z.string(),
  until: z.string(),
  setBy: z.string().nullable(),
  now: z.boolean(),
  mayEnd: z.boolean(),
})

export const covers = queryContract({
  name: 'calls.covers',
  summary: 'Who looks after whose messages, now and in time to come.',
  roles,
  input: z.object({}),
  output: z.object({ covers: z.array(coverLine) }),
  refreshedBy: ['calls.cover-changed'],
})

export const coverMe = commandContract({
  name: 'calls.cover-me',
  summary: 'Names who looks after one’s messages while one is away. It ends by itself.',
  roles,
  input: z.object(span),
  output: z.object({ cover: idOf('cover'), from: z.string(), until: z.string() }),
  refusals: [ownCover, coverSpan, coveredAlready, personHasLeft],
})

export const setCover = commandContract({
  name: 'calls.set-cover',
  summary: 'Names who looks after somebody else’s messages: for a person who fell ill.',
  roles: manager,
  input: z.object({ staff: staffId, ...span }),
  output: z.object({ cover: idOf('cover'), from: z.string(), until: z.string() }),
  refusals: [ownCover, coverSpan, coveredAlready, personHasLeft],
})

export const endCover = commandContract({
  name: 'calls.end-cover',
  summary: 'Ends a cover now; one that has not begun is taken away.',
  roles,
  input: z.object({ cover: idOf('cover') }),
  output: z.object({ cover: idOf('cover') }),
  refusals: [notYourCover],
})
