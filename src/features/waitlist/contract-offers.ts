import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { tooManyRequests } from '../../core/refusal.ts'
import * as part from './contract-parts.ts'

const timeEvents = [
  ...part.waitlistEvents,
  'schedule.appointment-booked',
  'schedule.appointment-moved',
  'schedule.appointment-cancelled',
  'schedule.hold-changed',
] as const

export const freedTimes = queryContract({
  name: 'waitlist.freed-times',
  summary: 'Times that have come free and may be refilled, soonest first; or those settled lately.',
  roles: part.readers,
  input: z.object({
    settled: z
      .boolean()
      .default(false)
      .meta({ description: 'Those of the last week that are settled, newest first', examples: [false] }),
    limit: z
      .int()
      .min(1)
      .max(200)
      .default(100)
      .meta({ description: 'How many at most', examples: [100] }),
  }),
  output: z.object({ times: z.array(part.freedLine) }),
  refreshedBy: part.waitlistEvents,
})

export const freedTime = queryContract({
  name: 'waitlist.freed-time',
  summary: 'One freed time: who was and is asked, and who would come next, with reasons.',
  roles: part.readers,
  input: z.object({ time: part.freedId }),
  output: z.object({
    time: part.freedLine,
    offers: z.array(part.offerLine),
    candidates: z.array(part.candidate),
    /** Now, by the server's clock: countdowns count from here. */
    now: z.string(),
  }),
  refreshedBy: timeEvents,
})

const steps = { time: part.freedId, wish: part.wishId }

export const offerTime = commandContract({
  name: 'waitlist.offer-time',
  summary: 'Asks one patient about a freed time now.',
  roles: part.desk,
  input: z.object(steps),
  output: z.object({ offer: part.offerId, how: part.ways, expiresAt: z.string() }),
  refusals: [part.timeSettled, part.wishClosed, part.doesNotFit, part.alreadyAsked, part.noWay],
})

export const skipCandidate = commandContract({
  name: 'waitlist.skip-candidate',
  summary: 'Passes over a patient for this freed time; the wish stays open.',
  roles: part.desk,
  input: z.object(steps),
  output: z.object({ offer: part.offerId }),
  refusals: [part.timeSettled, part.wishClosed, part.alreadyAsked],
})

export const withdrawOffer = commandContract({
  name: 'waitlist.withdraw-offer',
  summary: 'Takes back an offer that is not answered yet; its link says so.',
  roles: part.desk,
  input: z.object({ offer: part.offerId }),
  output: z.object({ offer: part.offerId }),
  refusals: [part.offerSettled],
})

export const takeAnswer = commandContract({
  name: 'waitlist.take-answer',
  summary: 'The patient answered on the phone: a yes books at once, a no goes on to the next.',
  roles: part.desk,
  input: z.object({
    ...steps,
    answer: z.enum(['yes', 'no']).meta({ description: 'What the patient said', examples: ['yes'] }),
  }),
  output: z.object({ appointment: part.appointmentId.nullable(), startsAt: z.string() }),
  refusals: [part.timeSettled, part.wishClosed, part.doesNotFit, part.notBooked],
})

export const runTime = commandContract({
  name: 'waitlist.run-time',
  summary: 'Lets a freed time go on from one patient to the next by itself, or pauses it.',
  roles: part.desk,
  input: z.object({
    time: part.freedId,
    runs: z.boolean().meta({ description: 'true: goes on by itself; false: waits for staff', examples: [true] }),
  }),
  output: z.object({ time: part.freedId, runs: z.boolean() }),
  refusals: [part.timeSettled],
})

export const keepFree = commandContract({
  name: 'waitlist.keep-free',
  summary: 'Leaves a freed time empty: nobody is asked, and what is being asked is withdrawn.',
  roles: part.desk,
  input: z.object({ time: part.freedId }),
  output: z.object({ time: part.freedId }),
  refusals: [part.timeSettled],
})

const token = z
  .string()
  .min(1)
  .max(120)
  .meta({
    description: 'The secret of the link, as it stands in its address',
    examples: ['pUQd8iGyV2u7l1b0m3o9sJ5kR4tX6wZa'],
  })

const page = z.object({
  /** open: yes or no is awaited; gone: somebody else has it, the wish stays; withdrawn: taken back by the practice. */
  state: z.enum(['open', 'yes', 'no', 'gone', 'ended', 'withdrawn']),
  language: z.enum(['en', 'es']),
  practice: z.string(),
  phone: z.string().nullable(),
  firstName: z.string(),
  providerName: z.string(),
  place: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  zone: z.string(),
  /** The visit that would be given up for this one. */
  instead: z.string().nullable(),
  expiresAt: z.string(),
})
export type OfferPage = z.output<typeof page>

export const offerPage = queryContract({
  name: 'waitlist.offer-page',
  summary:
    'What the patient sees behind the link of an offer. Changes nothing: programs that follow links book nothing.',
  open: 'nobody',
  input: z.object({ token }),
  output: page,
  refusals: [part.linkUnknown, tooManyRequests],
})

export const answerOffer = commandContract({
  name: 'waitlist.answer-offer',
  summary: 'The patient says yes or no behind the link. The first yes books; the same answer again is the same.',
  open: 'nobody',
  secret: true,
  input: z.object({ token, answer: z.enum(['yes', 'no']).meta({ description: 'Yes or no', examples: ['yes'] }) }),
  output: page,
  refusals: [part.linkUnknown, tooManyRequests],
})
