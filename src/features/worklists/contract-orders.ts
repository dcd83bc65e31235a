import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { mergedAway } from '../patients/contract.ts'
import { bookAppointment } from '../schedule/contract.ts'
import * as part from './contract-parts.ts'

const text = (max: number, description: string, example: string) =>
  z
    .string()
    .trim()
    .max(max)
    .default('')
    .meta({ description, examples: [example] })

const orderFields = {
  kind: z.enum(['test', 'referral', 'procedure']).meta({ description: 'What was ordered', examples: ['test'] }),
  title: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta({ description: 'In plain words', examples: ['Fasting blood sugar'] }),
  visitType: part.visitTypeId,
  provider: part.providerId.nullable().optional().meta({ description: 'With whom it is to be; null: anybody' }),
  priority: z
    .enum(['routine', 'urgent', 'stat'])
    .default('routine')
    .meta({ description: 'How much it hurries', examples: ['routine'] }),
  earliest: part.date.meta({ description: 'First day it may be', examples: ['2026-12-01'] }),
  latest: part.date.meta({ description: 'Last day it should be', examples: ['2026-12-31'] }),
  preparation: text(2000, 'What the patient must do before', 'Nothing to eat for 8 hours'),
  authorisation: z
    .enum(['not-needed', 'requested', 'granted', 'denied'])
    .default('not-needed')
    .meta({ description: 'Where the authorisation stands', examples: ['not-needed'] }),
  authorisedUntil: part.date
    .nullable()
    .optional()
    .meta({ description: 'Last day of a granted authorisation', examples: ['2026-12-31'] }),
  authorisationNumber: text(60, 'Number of the authorisation', 'A-1042'),
  note: text(2000, 'Note for the desk', 'Prefers mornings'),
}
const windowFits = (input: { earliest: string; latest: string }) => input.latest >= input.earliest
const badWindow = { path: ['latest'], message: 'must not be before the first day' }
const untilFits = (input: { authorisation: string; authorisedUntil?: string | null | undefined }) =>
  !input.authorisedUntil || input.authorisation === 'granted'
const badUntil = { path: ['authorisedUntil'], message: 'must be left out unless granted' }

export const addOrder = commandContract({
  name: 'worklists.add-order',
  summary: 'Puts a test, referral or procedure onto the list of orders to schedule.',
  roles: part.desk,
  input: z
    .object({
      patient: part.patientId,
      ...orderFields,
      orderedBy: part.providerId.nullable().optional().meta({ description: 'Provider who ordered it' }),
    })
    .refine(windowFits, badWindow)
    .refine(untilFits, badUntil),
  output: z.object({ order: part.orderId }),
  refusals: [mergedAway, part.typeNotInUse],
})

export const changeOrder = commandContract({
  name: 'worklists.change-order',
  summary: 'Changes an order: its window, preparation, authorisation and so on.',
  roles: part.desk,
  input: z
    .object({
      order: part.orderId,
      version: z
        .int()
        .min(1)
        .optional()
        .meta({ description: 'Version the desk has seen', examples: [1] }),
      ...orderFields,
    })
    .refine(windowFits, badWindow)
    .refine(untilFits, badUntil),
  output: z.object({ order: part.orderId, version: z.number() }),
  refusals: [part.changedMeanwhile, part.typeNotInUse],
})

const booking = bookAppointment.input.shape
const start = {
  startsAt: booking.startsAt,
  date: booking.date,
  time: booking.time,
  which: booking.which,
  location: booking.location,
  room: booking.room,
  minutes: booking.minutes,
  hold: booking.hold,
}
const oneStart = (input: { startsAt?: unknown; date?: unknown; time?: unknown }) =>
  input.startsAt !== undefined
    ? input.date === undefined && input.time === undefined
    : input.date !== undefined && input.time !== undefined
const badStart = { path: ['startsAt'], message: 'give startsAt, or date and time' }

export const scheduleOrder = commandContract({
  name: 'worklists.schedule-order',
  summary:
    'Books the visit of an order. An authorisation that is denied or open, and a day outside the window, must be booked over knowingly.',
  roles: part.desk,
  input: z
    .object({
      order: part.orderId,
      provider: part.providerId,
      ...start,
      knowing: z
        .array(z.enum(['authorisation', 'window']))
        .max(2)
        .default([])
        .meta({ description: 'Warnings of the order the desk has seen and books over', examples: [['window']] }),
      despite: booking.despite,
    })
    .refine(oneStart, badStart),
  output: z.object({ order: part.orderId, appointment: part.appointmentId, startsAt: z.string() }),
  refusals: [
    ...(bookAppointment.refusals ?? []),
    part.taken,
    part.authorisationDenied,
    part.authorisationOpen,
    part.outsideWindow,
    part.alreadyScheduled,
  ],
})

export const linkOrder = commandContract({
  name: 'worklists.link-order',
  summary: 'Says that a visit booked already is the one of an order.',
  roles: part.desk,
  input: z.object({ order: part.orderId, appointment: part.appointmentId }),
  output: z.object({ order: part.orderId, appointment: part.appointmentId }),
  refusals: [part.visitDoesNotFit, part.alreadyScheduled],
})

const orderState = z.enum(['to-schedule', 'scheduled', 'done', 'closed'])
export const patientOrders = queryContract({
  name: 'worklists.patient-orders',
  summary: 'A patient’s orders, each with where it stands.',
  roles: part.desk,
  input: z.object({ patient: part.patientId }),
  output: z.object({
    orders: z.array(
      z.object({
        id: part.orderId,
        kind: z.enum(['test', 'referral', 'procedure']),
        title: z.string(),
        earliest: z.string(),
        latest: z.string(),
        state: orderState,
        appointment: part.appointmentId.nullable(),
        startsAt: z.string().nullable(),
      }),
    ),
  }),
  refreshedBy: part.listEvents,
})

const wishes = z
  .array(part.wish)
  .max(6)
  .default([])
  .meta({
    description: 'Times the patient would like, the dearest first',
    examples: [[{ date: '2026-12-08', part: 'morning' }]],
  })

export const requestVisit = commandContract({
  name: 'worklists.request-visit',
  summary:
    'A patient asks for a visit. It stands on the list of requests until somebody accepts, proposes other times or declines.',
  roles: part.desk,
  input: z.object({
    patient: part.patientId,
    visitType: part.visitTypeId,
    provider: part.providerId.nullable().optional().meta({ description: 'With whom, if it matters' }),
    wished: wishes,
    text: text(2000, 'What the patient wrote', 'My knee again; any morning is good'),
    source: z
      .enum(['portal', 'api', 'phone'])
      .default('api')
      .meta({ description: 'How it came', examples: ['api'] }),
  }),
  output: z.object({ request: part.requestId }),
  refusals: [mergedAway, part.typeNotInUse],
})

export const acceptRequest = commandContract({
  name: 'worklists.accept-request',
  summary: 'Books what a patient asked for, in one step with the answer.',
  roles: part.desk,
  input: z
    .object({
      request: part.requestId,
      provider: part.providerId,
      ...start,
      despite: booking.despite,
      tell: z
        .boolean()
        .default(true)
        .meta({ description: 'Tell the patient by message', examples: [true] }),
    })
    .refine(oneStart, badStart),
  output: z.object({ request: part.requestId, appointment: part.appointmentId, startsAt: z.string() }),
  refusals: [...(bookAppointment.refusals ?? []), part.taken, part.alreadyAnswered],
})

export const proposeTimes = commandContract({
  name: 'worklists.propose-times',
  summary: 'Answers a request with other times; the patient is told, and the request waits.',
  roles: part.desk,
  input: z.object({
    request: part.requestId,
    times: z
      .array(part.instant)
      .min(1)
      .max(6)
      .meta({ description: 'Starts of the proposed times', examples: [['2026-12-08T15:00:00Z']] }),
    note: part.note,
    waitDays: z
      .int()
      .min(1)
      .max(60)
      .default(3)
      .meta({ description: 'Days the request waits for the patient', examples: [3] }),
  }),
  output: z.object({ request: part.requestId, nextAt: z.string(), told: z.string() }),
  refusals: [part.taken, part.alreadyAnswered],
})

export const declineRequest = commandContract({
  name: 'worklists.decline-request',
  summary: 'Declines a request with a reason.',
  roles: part.desk,
  input: z.object({
    request: part.requestId,
    reason: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .meta({ description: 'Why, as the patient is told', examples: ['Please call us: this needs a longer visit'] }),
    tell: z
      .boolean()
      .default(true)
      .meta({ description: 'Tell the patient by message', examples: [true] }),
  }),
  output: z.object({ request: part.requestId }),
  refusals: [part.taken, part.alreadyAnswered],
})
