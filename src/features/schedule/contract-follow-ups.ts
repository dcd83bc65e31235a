import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import { refusal } from '../../core/refusal.ts'
import { mergedAway } from '../patients/contract.ts'
import { appointmentId, date, patientId, providerId, visitTypeId } from './contract-parts.ts'

const desk = ['secretary', 'provider', 'manager'] as const
const readers = ['secretary', 'biller', 'provider', 'manager'] as const

/** The follow-up is not (or no longer) in that state. {state} */
export const followUpMoved = refusal('schedule.follow-up-moved', 'conflict')
/** The visit type is retired or the provider gone. {what} */
export const followUpNotInUse = refusal('schedule.follow-up-not-in-use', 'conflict')

const followUpId = idOf('follow-up')

export const followUp = z.object({
  id: followUpId,
  patient: patientId,
  patientName: z.string(),
  /** The visit it came out of. */
  after: appointmentId.nullable(),
  visitType: visitTypeId,
  what: z.string(),
  /** null: with anybody. */
  provider: providerId.nullable(),
  providerName: z.string().nullable(),
  dueOn: z.string(),
  /** A booking of that type and provider between these days, both counted, closes it. */
  windowFrom: z.string(),
  windowUntil: z.string(),
  note: z.string(),
  state: z.enum(['open', 'booked', 'closed']),
  appointment: appointmentId.nullable(),
  closedReason: z.string().nullable(),
  madeAt: z.string(),
  version: z.number(),
})

export const addFollowUp = commandContract({
  name: 'schedule.add-follow-up',
  summary:
    'The patient is to come back around a day: open until a booking in the window, or a person with a reason, closes it.',
  roles: desk,
  input: z.object({
    patient: patientId.optional().meta({ description: 'Whom; left out: the patient of the visit' }),
    after: appointmentId.optional().meta({
      description: 'The visit it comes out of: gives patient, visit type and provider where they are left out',
    }),
    visitType: visitTypeId.optional(),
    provider: providerId
      .or(z.literal('anybody'))
      .optional()
      .meta({ description: "With whom; 'anybody'; left out: as the visit", examples: ['anybody'] }),
    dueOn: date,
    slackDays: z
      .int()
      .min(0)
      .max(180)
      .optional()
      .meta({
        description: 'Days before and after that still count; a quarter of the time until then, if left out',
        examples: [14],
      }),
    note: z
      .string()
      .trim()
      .max(500)
      .optional()
      .meta({ description: 'What for, in a few words', examples: ['Blood pressure again'] }),
  }),
  output: followUp,
  refusals: [followUpNotInUse, mergedAway],
})

export const closeFollowUp = commandContract({
  name: 'schedule.close-follow-up',
  summary: 'Closes a follow-up by hand, with the reason.',
  roles: desk,
  input: z.object({
    followUp: followUpId,
    reason: z
      .string()
      .trim()
      .min(1)
      .max(300)
      .meta({ description: 'Why nobody needs to be called any more', examples: ['Moved away'] }),
  }),
  output: followUp,
  refusals: [followUpMoved],
})

export const reopenFollowUp = commandContract({
  name: 'schedule.reopen-follow-up',
  summary: 'Opens a follow-up again that was closed by hand.',
  roles: desk,
  input: z.object({ followUp: followUpId }),
  output: followUp,
  refusals: [followUpMoved],
})

export const followUps = queryContract({
  name: 'schedule.follow-ups',
  summary: 'Who is to come back: of one patient, or open ones due by a day, the longest due first.',
  roles: readers,
  input: z.object({
    patient: patientId.optional(),
    dueBy: date.optional().meta({ description: 'Only those due by this day', examples: ['2027-02-24'] }),
    open: z
      .boolean()
      .default(true)
      .meta({ description: 'Only open ones', examples: [true] }),
    limit: z
      .int()
      .min(1)
      .max(1000)
      .default(200)
      .meta({ description: 'How many at most', examples: [200] }),
  }),
  output: z.object({ followUps: z.array(followUp) }),
  refreshedBy: ['schedule.follow-up-changed'],
})
