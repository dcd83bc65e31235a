import { z } from 'zod'
import { idOf } from '../../core/id.ts'
import { refusal } from '../../core/refusal.ts'
import { wallDay } from '../../core/wall-day.ts'

// Expected noes of the lists. Facts in brackets.
/** Somebody else has the row in hand. {by, until} */
export const taken = refusal('worklists.taken', 'conflict')
/** The row is no longer on the list: it was confirmed, booked, closed or answered. {by, at} where known */
export const itemGone = refusal('worklists.item-gone', 'conflict')
/** Somebody did something about the row since it was read. {by, at} */
export const changedMeanwhile = refusal('worklists.changed-meanwhile', 'conflict')
/** There is no untaken row due on that list. */
export const nothingLeft = refusal('worklists.nothing-left', 'conflict')
/** The row is not closed. */
export const notClosed = refusal('worklists.not-closed', 'conflict')
/** The insurer or reviewer said no to the order; `despite: ['authorisation']` schedules anyway. {title} */
export const authorisationDenied = refusal('worklists.authorisation-denied', 'conflict')
/** The answer about the order is still out, or ends before that day; `despite: ['authorisation']` schedules anyway. {title, until} */
export const authorisationOpen = refusal('worklists.authorisation-open', 'conflict')
/** The day lies outside the order's window; `despite: ['window']` schedules anyway. {earliest, latest} */
export const outsideWindow = refusal('worklists.outside-window', 'conflict')
/** The visit belongs to another patient, was cancelled, or is another order's already. */
export const visitDoesNotFit = refusal('worklists.visit-does-not-fit', 'conflict')
/** The order has a visit that stands. {appointment} */
export const alreadyScheduled = refusal('worklists.already-scheduled', 'conflict')
/** The request was answered already. {state} */
export const alreadyAnswered = refusal('worklists.already-answered', 'conflict')
/** Another rule in use has that name. {name} */
export const ruleExists = refusal('worklists.rule-exists', 'conflict')
/** The patient wants no recalls already. */
export const alreadyStopped = refusal('worklists.already-stopped', 'conflict')
/** The patient is recalled as everybody is: there is nothing to take back. */
export const notStopped = refusal('worklists.not-stopped', 'conflict')
/** The visit type is not in use any more. {name} */
export const typeNotInUse = refusal('worklists.type-not-in-use', 'conflict')
/** Nothing stands behind that link any more, or never did. */
export const linkGone = refusal('worklists.link-gone', 'missing')

export const listNames = ['confirm', 'recall', 'rebook', 'orders', 'requests'] as const
export type ListName = (typeof listNames)[number]

export const desk = ['secretary', 'provider', 'manager'] as const
export const setters = ['manager'] as const

export const list = z.enum(listNames).meta({ description: 'Which list', examples: ['orders'] })
export const item = idOf('work-item')
export const patientId = idOf('patient')
export const visitTypeId = idOf('visit-type')
export const providerId = idOf('provider')
export const appointmentId = idOf('appointment')
export const orderId = idOf('visit-order')
export const requestId = idOf('visit-request')
export const ruleId = idOf('recall-rule')

export const seen = z
  .int()
  .min(0)
  .optional()
  .meta({ description: 'Version of the row the desk has seen; refused if somebody did something since', examples: [0] })

export const note = z
  .string()
  .trim()
  .max(2000)
  .optional()
  .meta({ description: 'A remark', examples: ['Will ask her daughter for a ride'] })

export const date = wallDay.meta({ description: 'Day on the wall calendar (YYYY-MM-DD)', examples: ['2026-12-08'] })

export const instant = z.iso
  .datetime({ offset: true })
  .meta({ description: 'Instant (ISO 8601 with Z or offset)', examples: ['2026-12-01T15:00:00Z'] })

/** A time a patient would like: a day, and a part of it or a time of the clock. */
export const wish = z
  .object({
    date,
    part: z
      .enum(['any', 'morning', 'afternoon'])
      .default('any')
      .meta({ description: 'Part of the day', examples: ['morning'] }),
    time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM')
      .optional()
      .meta({ description: 'Wall-clock time, HH:MM', examples: ['09:40'] }),
  })
  .meta({ description: 'A time the patient would like', examples: [{ date: '2026-12-08', part: 'morning' }] })

/** What every deed about a row answers. */
export const standing = z.object({
  list: z.enum(listNames),
  item,
  /** gone: it has left the list, as a confirmed visit does. */
  state: z.enum(['open', 'closed', 'gone']),
  nextAt: z.string().nullable(),
  version: z.number(),
})

/** After these a list is stale. */
export const listEvents = [
  'worklists.item-changed',
  'worklists.claim-changed',
  'worklists.rules-changed',
  'schedule.appointment-booked',
  'schedule.appointment-moved',
  'schedule.appointment-cancelled',
  'schedule.appointment-changed',
  'schedule.follow-up-changed',
  'patients.patients-merged',
] as const
