import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { mergedAway } from '../patients/contract.ts'
import * as part from './contract-parts.ts'

export const addWish = commandContract({
  name: 'waitlist.add-wish',
  summary: 'Notes that a patient waits for a time.',
  roles: part.desk,
  input: z
    .object({ patient: part.patientId, visitType: part.visitTypeId, ...part.wishFields })
    .refine(...part.timesInOrder)
    .refine(...part.daysInOrder),
  output: part.wishLine,
  refusals: [mergedAway],
})

export const wantEarlier = commandContract({
  name: 'waitlist.want-earlier',
  summary: 'Notes that a patient would have a booked visit earlier, with its own provider unless others are named.',
  roles: part.desk,
  input: z
    .object({ appointment: part.appointmentId, ...part.wishFields })
    .refine(...part.timesInOrder)
    .refine(...part.daysInOrder),
  output: part.wishLine,
  refusals: [part.wishOpen, part.visitNotMovable],
})

export const changeWish = commandContract({
  name: 'waitlist.change-wish',
  summary: 'Changes what somebody waits for; everything about when and with whom is given anew.',
  roles: part.desk,
  input: z
    .object({
      wish: part.wishId,
      version: z
        .int()
        .min(1)
        .optional()
        .meta({ description: 'Version the desk has seen', examples: [1] }),
      ...part.wishFields,
    })
    .refine(...part.timesInOrder)
    .refine(...part.daysInOrder),
  output: part.wishLine,
  refusals: [part.wishClosed, part.changedMeanwhile],
})

export const withdrawWish = commandContract({
  name: 'waitlist.withdraw-wish',
  summary: 'Takes somebody off the waitlist; what is being offered to them is withdrawn.',
  roles: part.desk,
  input: z.object({
    wish: part.wishId,
    why: z
      .string()
      .trim()
      .max(300)
      .default('')
      .meta({ description: 'Why, in a few words', examples: ['Has been seen elsewhere'] }),
  }),
  output: z.object({ wish: part.wishId }),
  refusals: [part.wishClosed],
})

export const reopenWish = commandContract({
  name: 'waitlist.reopen-wish',
  summary: 'Puts somebody back where they were on the waitlist: the way back from a slip.',
  roles: part.desk,
  input: z.object({ wish: part.wishId }),
  output: z.object({ wish: part.wishId }),
  refusals: [part.wishOpen, part.wishClosed, part.visitNotMovable],
})

export const openWishes = queryContract({
  name: 'waitlist.open-wishes',
  summary: 'Who waits: most urgent first, then longest; all, or one patient’s.',
  roles: part.readers,
  input: z.object({
    patient: part.patientId.optional(),
    provider: part.providerId.optional(),
    limit: z
      .int()
      .min(1)
      .max(500)
      .default(200)
      .meta({ description: 'How many at most', examples: [200] }),
  }),
  output: z.object({ wishes: z.array(part.wishLine), total: z.number().int() }),
  refreshedBy: [
    ...part.waitlistEvents,
    'schedule.appointment-moved',
    'schedule.appointment-cancelled',
    'patients.patients-merged',
  ],
})

const people = z.object({ people: z.number().int() })

export const matchesForVisit = queryContract({
  name: 'waitlist.matches-for-visit',
  summary: 'How many people wait for the time of a visit, as if it were given back.',
  roles: part.readers,
  input: z.object({ appointment: part.appointmentId }),
  output: people,
  refreshedBy: part.waitlistEvents,
})

export const matchesForOpening = queryContract({
  name: 'waitlist.matches-for-opening',
  summary: 'How many people wait for a span of a provider’s day.',
  roles: part.readers,
  input: z.object({
    provider: part.providerId,
    location: part.locationId,
    startsAt: z.iso
      .datetime({ offset: true })
      .meta({ description: 'Start of the span', examples: ['2026-11-25T14:40:00Z'] }),
    endsAt: z.iso
      .datetime({ offset: true })
      .meta({ description: 'End of the span', examples: ['2026-11-25T15:00:00Z'] }),
  }),
  output: people,
  refreshedBy: part.waitlistEvents,
})

const settingFields = {
  mode: z.enum(['off', 'propose', 'by-itself']).meta({
    description: 'off: freed times are not looked at; propose: staff decide; by-itself: patients are asked at once',
    examples: ['propose'],
  }),
  manner: z.enum(['one-after-another', 'at-once']).meta({
    description: 'One after another, the time held meanwhile; or several at once, and the first yes has it',
    examples: ['one-after-another'],
  }),
  minutesEach: z
    .int()
    .min(5)
    .max(110)
    .meta({ description: 'Minutes each has to answer', examples: [30] }),
  atOnce: z
    .int()
    .min(2)
    .max(20)
    .meta({ description: 'How many are asked at once', examples: [3] }),
  fromTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM')
    .meta({ description: 'Nobody is asked by itself before this on the practice’s clock', examples: ['08:00'] }),
  toTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM')
    .meta({ description: 'Nobody is asked by itself after this', examples: ['20:00'] }),
  tasksTo: part.staffId
    .nullable()
    .meta({ description: 'Who calls those who want to be called; null: who noted the wish' }),
}

export const setting = queryContract({
  name: 'waitlist.setting',
  summary: 'How the practice refills freed times.',
  roles: part.readers,
  input: z.object({}),
  output: z.object(settingFields),
  refreshedBy: ['waitlist.setting-changed'],
})

export const changeSetting = commandContract({
  name: 'waitlist.change-setting',
  summary: 'Says how the practice refills freed times from now on; times already found go on as they began.',
  roles: ['manager'],
  input: z
    .object(settingFields)
    .refine(input => input.fromTime < input.toTime, { path: ['toTime'], message: 'must be later than the start' }),
  output: z.object(settingFields),
})
