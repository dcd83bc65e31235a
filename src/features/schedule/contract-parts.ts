import { z } from 'zod'
import { idOf } from '../../core/id.ts'
import { refusal } from '../../core/refusal.ts'
import { wallDay } from '../../core/wall-day.ts'

// Expected noes of the schedule. Facts in brackets.
/** Somebody has that time. {resource: 'provider'|'room'|'any-room'|'device'|'staff', provider, room?, startsAt, alternatives: Opening[]};
 *  who holds schedule.overbook-appointment books over it: `despite: ['overbook']` with overbookWhy. */
export const slotTaken = refusal('schedule.slot-taken', 'conflict')
/** Nobody works then. {why: 'closed'|'lunch'|'holiday'|'away'|'other-location', name?, hours: [{startsAt, endsAt}]}; `despite: ['outside-hours']` books anyway. */
export const outsideHours = refusal('schedule.outside-hours', 'conflict')
/** The patient is somewhere else at that time. {appointment, startsAt, endsAt, provider}; `despite: ['patient-already-booked']` books anyway. */
export const patientAlreadyBooked = refusal('schedule.patient-already-booked', 'conflict')
/** The start lies before now. {startsAt, now}; `despite: ['in-the-past']` books anyway (a walk-in written down late), at most a day back. */
export const inThePast = refusal('schedule.in-the-past', 'conflict')
/** The visit is cancelled. {since} */
export const alreadyCancelled = refusal('schedule.already-cancelled', 'conflict')
/** The step does not fit the visit's state. {state, wanted} */
export const wrongState = refusal('schedule.wrong-state', 'conflict')
/** Somebody changed the visit since it was read. {version, appointment: as it is now} */
export const changedMeanwhile = refusal('schedule.changed-meanwhile', 'conflict')
/** There is no step to take back. {state} */
export const nothingToUndo = refusal('schedule.nothing-to-undo', 'conflict')
/** The clock skips that time on that day. {date, time, from, to}: the gap in wall-clock time */
export const timeDoesNotExist = refusal('schedule.time-does-not-exist', 'invalid')
/** The clock shows that time twice on that day. {earlier, later}: say `which` */
export const timeExistsTwice = refusal('schedule.time-exists-twice', 'invalid')
/** The hold has run out or was released; the time may be gone. */
export const holdGone = refusal('schedule.hold-gone', 'conflict')
/** The room is of another location, or the visit type is retired, the provider gone. {what} */
export const notInUse = refusal('schedule.not-in-use', 'conflict')
/** As many are booked as may be. {limit, per: 'session'|'day', most, kind: 'warn'|'refuse', booked}; 'warn': `despite: ['limit']` books anyway,
 *  'refuse': only `despite: ['overbook']` with the privilege and a reason. */
export const limitReached = refusal('schedule.limit-reached', 'conflict')
/** A wish for nobody in particular needs a provider when it is placed. */
export const providerWanted = refusal('schedule.provider-wanted', 'invalid')
/** A seat in a group cannot be divided. {seats} */
export const notHeld = refusal('schedule.not-held', 'conflict')
/** Every seat of the group is taken. {seats} */
export const groupFull = refusal('schedule.group-full', 'conflict')
/** Another visit type has that name or short name. {name} */
export const visitTypeExists = refusal('schedule.visit-type-exists', 'conflict')
/** Two stretches of the week overlap. {weekday, from, to} */
export const hoursOverlap = refusal('schedule.hours-overlap', 'invalid')
/** The provider does not hold that visit type. {provider, visitType} */
export const notOffered = refusal('schedule.not-offered', 'conflict')
/** The session is kept for others. {session, for: {visitTypes, reserve}, releasedAt}; `despite: ['reserved']` books anyway. */
export const sessionReserved = refusal('schedule.reserved', 'conflict')
/** Too soon or too far ahead for the visit type. {why: 'notice'|'horizon', earliest | latest}; `despite: ['notice']` books anyway. */
export const notYetOrTooFar = refusal('schedule.notice', 'conflict')
/** Not for this patient. {forWhom: 'new'|'established'}; `despite: ['for-whom']` books anyway. */
export const notForPatient = refusal('schedule.for-whom', 'conflict')
/** Who asks may not book this visit type. {bookableBy} */
export const notBookableHere = refusal('schedule.not-bookable-here', 'conflict')
/** There is such a limit already. */
export const limitExists = refusal('schedule.limit-exists', 'conflict')
/** Another device of the location has that name. */
export const deviceExists = refusal('schedule.device-exists', 'conflict')
/** Another pool has that name. */
export const poolExists = refusal('schedule.pool-exists', 'conflict')
/** Another holiday rule has that name. */
export const holidayRuleExists = refusal('schedule.holiday-rule-exists', 'conflict')
/** Whoever is to be copied has no hours on that day. {provider, on} */
export const nothingToCopy = refusal('schedule.nothing-to-copy', 'conflict')

export const appointmentId = idOf('appointment')
export const providerId = idOf('provider')
export const roomId = idOf('room')
export const locationId = idOf('location')
export const patientId = idOf('patient')
export const visitTypeId = idOf('visit-type')
export const holdId = idOf('hold')
export const bundleId = idOf('bundle')
const groupSessionId = idOf('group-session')
export const pinId = idOf('pin')
export const feeId = idOf('fee')
export const poolId = idOf('pool')
export const deviceId = idOf('device')
export const visitLimitId = idOf('visit-limit')
export const holidayRuleId = idOf('holiday-rule')

export const date = wallDay.meta({ description: 'Day on the wall calendar (YYYY-MM-DD)', examples: ['2026-11-24'] })
export const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM')
  .meta({ description: 'Wall-clock time of the location, HH:MM', examples: ['09:40'] })
export const endTime = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be HH:MM, up to 24:00')
  .meta({ description: 'Wall-clock time of the location, HH:MM; 24:00 is the end of the day', examples: ['17:00'] })
const instant = z.iso
  .datetime({ offset: true })
  .meta({ description: 'Instant (ISO 8601 with Z or offset)', examples: ['2026-11-24T14:40:00Z'] })

const state = z
  .enum(['booked', 'confirmed', 'arrived', 'roomed', 'checked-out', 'cancelled', 'no-show'])
  .meta({ description: 'Where the visit stands', examples: ['booked'] })

export const mode = z
  .enum(['in-person', 'video', 'phone'])
  .meta({ description: 'How the visit is held', examples: ['in-person'] })

export const color = z
  .enum(['follow', 'new', 'proc', 'video', 'phys', 'urgent', 'other'])
  .meta({ description: 'Colour token of the visit type on the board', examples: ['follow'] })

export const despite = z
  .array(
    z.enum([
      'outside-hours',
      'patient-already-booked',
      'in-the-past',
      'limit',
      'overbook',
      'reserved',
      'notice',
      'for-whom',
    ]),
  )
  .max(8)
  .optional()
  .meta({ description: 'Warnings the desk has seen and books over', examples: [['outside-hours']] })

/** Start of a visit: an instant, or date and time on the location's wall clock. */
export const startFields = {
  startsAt: instant.optional().meta({
    description: 'Start as an instant; or give date and time',
    examples: ['2026-11-25T14:40:00Z'],
  }),
  date: date
    .optional()
    .meta({ description: "Day on the location's wall calendar, with time", examples: ['2026-11-25'] }),
  time: time.optional().meta({ description: "Start on the location's wall clock, with date", examples: ['09:40'] }),
  which: z
    .enum(['earlier', 'later'])
    .optional()
    .meta({
      description: 'Which of two, where the clock shows the time twice (end of summer time)',
      examples: ['earlier'],
    }),
}

export const minutes = z
  .int()
  .min(1)
  .max(720)
  .meta({ description: 'Length in minutes', examples: [20] })

export const version = z
  .int()
  .min(1)
  .optional()
  .meta({ description: 'Version of the visit the desk has seen; refused if it has changed since', examples: [1] })

/** One visit as every list shows it. Instants in UTC; `zone` is the location's. */
export const visit = z.object({
  id: appointmentId,
  patient: patientId,
  visitType: visitTypeId.nullable(),
  /** Name of the visit type, or the title of an imported visit. */
  what: z.string(),
  shortName: z.string(),
  color,
  video: z.boolean(),
  provider: providerId.nullable(),
  providerName: z.string(),
  room: roomId.nullable(),
  roomName: z.string().nullable(),
  location: locationId.nullable(),
  locationName: z.string().nullable(),
  zone: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  minutes: z.number(),
  state,
  stateSince: z.string(),
  note: z.string(),
  interpreter: z.string().nullable(),
  version: z.number(),
  origin: z.enum(['desk', 'import']),
  mode,
  urgent: z.boolean(),
  /** Why it stands over somebody else's time or a limit; null: it does not. */
  overbookedWhy: z.string().nullable(),
  /** Visits booked as one: chain, family, series. */
  bundle: bundleId.nullable(),
  /** The group it sits in, with its own seat and how many there are. */
  group: groupSessionId.nullable(),
  seat: z.number().nullable(),
  seats: z.number().nullable(),
})

/** A time at which a visit type fits a provider (and a room, where it needs one). */
export const opening = z.object({
  provider: providerId,
  providerName: z.string(),
  location: locationId,
  locationName: z.string(),
  zone: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  /** Day and time on the location's wall clock. */
  date: z.string(),
  time: z.string(),
})

export type Visit = z.output<typeof visit>
export type Opening = z.output<typeof opening>
export type Warning = NonNullable<z.output<typeof despite>>[number]
export type VisitState = z.output<typeof state>

/** Events that change what a board or a patient's list shows. */
export const visitEvents = [
  'schedule.appointment-booked',
  'schedule.appointment-moved',
  'schedule.appointment-cancelled',
  'schedule.appointment-changed',
] as const

export type VisitEvent = (typeof visitEvents)[number]
