import { z } from 'zod'
import { idOf } from '../../core/id.ts'
import { refusal } from '../../core/refusal.ts'
import { wallDay } from '../../core/wall-day.ts'

// Expected noes. Facts in brackets.
/** Somebody waits for that visit already. {wish} */
export const wishOpen = refusal('waitlist.wish-open', 'conflict')
/** Nobody waits any more: fulfilled, withdrawn, ended. {state} */
export const wishClosed = refusal('waitlist.wish-closed', 'conflict')
/** The visit is over, cancelled or under way: it cannot come earlier. {state} */
export const visitNotMovable = refusal('waitlist.visit-not-movable', 'conflict')
/** Somebody changed the wish since it was read. {version} */
export const changedMeanwhile = refusal('waitlist.changed-meanwhile', 'conflict')
/** The freed time is settled: taken, gone, passed or kept free. {state} */
export const timeSettled = refusal('waitlist.time-settled', 'conflict')
/** The time does not fit the wish (any more). {why} */
export const doesNotFit = refusal('waitlist.does-not-fit', 'conflict')
/** That patient is being asked already, here or about another time. {offer} */
export const alreadyAsked = refusal('waitlist.already-asked', 'conflict')
/** The record knows no way to tell the patient. {patient} */
export const noWay = refusal('waitlist.no-way', 'conflict')
/** The offer is answered, ended or withdrawn. {state} */
export const offerSettled = refusal('waitlist.offer-settled', 'conflict')
/** The time cannot be booked for the patient. {why} as the schedule said it, 'slot-taken' or 'patient-already-booked'. */
export const notBooked = refusal('waitlist.not-booked', 'conflict')
/** No offer has that link. */
export const linkUnknown = refusal('waitlist.link-unknown', 'missing')

export const desk = ['secretary', 'provider', 'manager'] as const
export const readers = ['secretary', 'biller', 'provider', 'manager'] as const

export const wishId = idOf('wish')
export const freedId = idOf('freed-time')
export const offerId = idOf('offer')
export const patientId = idOf('patient')
export const appointmentId = idOf('appointment')
export const providerId = idOf('provider')
export const locationId = idOf('location')
const poolId = idOf('pool')
export const visitTypeId = idOf('visit-type')
export const staffId = idOf('staff')

export const urgencies = ['urgent', 'soon', 'normal'] as const
export type Urgency = (typeof urgencies)[number]
export const parts = ['any', 'am', 'pm', 'evening'] as const

export const waitlistEvents = ['waitlist.wish-changed', 'waitlist.time-changed'] as const

const date = wallDay
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM')
const ids = <T extends z.ZodType>(one: T, what: string) =>
  z
    .array(one)
    .max(200)
    .optional()
    .meta({ description: what, examples: [['0192d3a0-0000-7000-8000-000000000001']] })

/** What a wish says about when and with whom; every field may be left out. */
export const wishFields = {
  providers: ids(
    providerId,
    'With one of these; left out: the visit’s own provider, or anybody where there is no visit',
  ),
  anybody: z
    .boolean()
    .default(false)
    .meta({ description: 'With any provider, also where the visit has its own', examples: [true] }),
  pools: ids(poolId, 'Or with anybody of these teams'),
  locations: ids(locationId, 'Only at these locations'),
  weekdays: z
    .array(z.int().min(1).max(7))
    .max(7)
    .optional()
    .meta({ description: 'Only on these weekdays, 1 Monday to 7 Sunday', examples: [[2, 4]] }),
  part: z
    .enum(parts)
    .default('any')
    .meta({ description: 'Start before noon, from noon to 17:00, from 17:00, on the wall clock', examples: ['am'] }),
  fromTime: time.optional().meta({ description: 'Start no earlier than this on the wall clock', examples: ['09:00'] }),
  toTime: time.optional().meta({ description: 'End no later than this on the wall clock', examples: ['12:30'] }),
  firstDay: date.optional().meta({ description: 'Earliest day', examples: ['2026-11-25'] }),
  lastDay: date.optional().meta({ description: 'Latest day', examples: ['2026-12-18'] }),
  noticeMinutes: z
    .int()
    .min(0)
    .max(43_200)
    .default(120)
    .meta({
      description: 'Minutes the patient must know beforehand: 120 is “can come within two hours”',
      examples: [120],
    }),
  urgency: z
    .enum(urgencies)
    .default('normal')
    .meta({ description: 'How much it hurries', examples: ['soon'] }),
  until: date.optional().meta({ description: 'Last day on which the patient still waits', examples: ['2026-12-31'] }),
  note: z
    .string()
    .trim()
    .max(1000)
    .default('')
    .meta({ description: 'Remark for the desk', examples: ['Works at the school, mornings are hard'] }),
}

type InOrder = [(wish: Between) => boolean, { path: string[]; message: string }]
type Between = Partial<Record<'fromTime' | 'toTime' | 'firstDay' | 'lastDay', string | undefined>>
const later = 'must be later than the start'
/** A wish whose time or days end before they begin would wait for ever. */
export const timesInOrder: InOrder = [
  (wish: Between) => !wish.fromTime || !wish.toTime || wish.fromTime < wish.toTime,
  { path: ['toTime'], message: later },
]
export const daysInOrder: InOrder = [
  (wish: Between) => !wish.firstDay || !wish.lastDay || wish.firstDay <= wish.lastDay,
  { path: ['lastDay'], message: later },
]

const named = <Noun extends string>(noun: Noun) => z.object({ id: idOf(noun), name: z.string() })

export const wishLine = z.object({
  id: wishId,
  patient: patientId,
  patientName: z.string(),
  visitType: visitTypeId,
  what: z.string(),
  minutes: z.number().int(),
  /** The visit that would come earlier. */
  visit: z.object({ id: appointmentId, startsAt: z.string(), zone: z.string(), providerName: z.string() }).nullable(),
  providers: z.array(named('provider')),
  pools: z.array(named('pool')),
  locations: z.array(named('location')),
  weekdays: z.array(z.number().int()),
  part: z.enum(parts),
  fromTime: z.string().nullable(),
  toTime: z.string().nullable(),
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
  noticeMinutes: z.number().int(),
  urgency: z.enum(urgencies),
  until: z.string().nullable(),
  note: z.string(),
  state: z.enum(['open', 'fulfilled', 'withdrawn', 'ended']),
  version: z.number().int(),
  enteredAt: z.string(),
  by: z.string(),
  /** Times the patient has been asked about so far, and the one being asked about now. */
  asked: z.number().int(),
  offer: z.object({ id: offerId, startsAt: z.string(), expiresAt: z.string() }).nullable(),
})
export type WishLine = z.output<typeof wishLine>

export const ways = z.enum(['e-mail', 'text', 'phone', 'nobody'])

/** Why somebody stands where they stand: 'urgent', 'soon', 'own-provider', 'exact-length', 'waits' (n days), 'earlier' (n days), 'notice'. */
const reason = z.object({ what: z.string(), n: z.number().int().nullable() })
export type Reason = z.output<typeof reason>

export const candidate = z.object({
  wish: wishId,
  patient: patientId,
  patientName: z.string(),
  what: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  visitStartsAt: z.string().nullable(),
  urgency: z.enum(urgencies),
  reasons: z.array(reason),
  how: ways,
  note: z.string(),
})

const offerState = z.enum(['open', 'yes', 'no', 'ended', 'gone', 'withdrawn', 'skipped'])

export const offerLine = z.object({
  id: offerId,
  wish: wishId,
  patient: patientId,
  patientName: z.string(),
  phone: z.string().nullable(),
  what: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  state: offerState,
  why: z.string(),
  how: ways,
  offeredAt: z.string(),
  offeredBy: z.string(),
  expiresAt: z.string(),
  answeredAt: z.string().nullable(),
  answeredBy: z.enum(['link', 'desk']).nullable(),
})

export const freedLine = z.object({
  id: freedId,
  provider: providerId,
  providerName: z.string(),
  location: locationId,
  locationName: z.string(),
  zone: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  why: z.enum(['cancelled', 'moved', 'no-show', 'left-over', 'by-hand']),
  state: z.enum(['open', 'taken', 'gone', 'passed', 'kept-free']),
  runs: z.boolean(),
  manner: z.enum(['one-after-another', 'at-once']),
  foundAt: z.string(),
  lookAt: z.string().nullable(),
  /** How many it would fit when somebody last looked. */
  candidates: z.number().int(),
  asked: z.number().int(),
  /** Who is being asked now, and until when. */
  asking: z.array(z.object({ patientName: z.string(), expiresAt: z.string(), how: ways })),
})
export type FreedLine = z.output<typeof freedLine>
