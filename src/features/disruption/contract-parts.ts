import { z } from 'zod'
import { idOf } from '../../core/id.ts'
import { refusal } from '../../core/refusal.ts'
import { wallDay } from '../../core/wall-day.ts'

// Expected noes of the day that goes wrong. Facts in brackets.
/** It is over or was taken back already. {how} */
export const alreadyEnded = refusal('disruption.already-ended', 'conflict')
/** Visits on its list are not settled yet. {open} how many */
export const notSettled = refusal('disruption.not-settled', 'conflict')
/** The same provider, room or location is out at that time already. {disruption} */
export const alreadyReported = refusal('disruption.already-reported', 'conflict')
/** The row does not stand so that this can be done. {state} */
export const wrongState = refusal('disruption.wrong-state', 'conflict')
/** Somebody else works on that visit. {by, until} */
export const inOtherHands = refusal('disruption.in-other-hands', 'conflict')

export const disruptionId = idOf('disruption')
export const appointmentId = idOf('appointment')
export const providerId = idOf('provider')
export const roomId = idOf('room')
export const locationId = idOf('location')
export const patientId = idOf('patient')

export const date = wallDay.meta({ description: 'Day on the wall calendar (YYYY-MM-DD)', examples: ['2026-11-24'] })
export const time = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be HH:MM')
  .meta({ description: 'Wall-clock time, HH:MM', examples: ['13:00'] })
export const version = z
  .int()
  .min(1)
  .meta({ description: 'Version of the visit the desk has seen', examples: [1] })

export const kind = z.enum(['provider-away', 'provider-late', 'room-out', 'location-closed'])
export type Kind = z.output<typeof kind>

/** open: nothing decided · proposed: moved, the patient does not know yet · told: the patient has been told · agreed · declined: said no,
 *  wants another time · done: left the list. */
export const rowState = z.enum(['open', 'proposed', 'told', 'agreed', 'declined', 'done'])
export type RowState = z.output<typeof rowState>

/** How a visit left the list. */
export const settled = z.enum(['moved', 'cancelled', 'kept', 'taken-back', 'moved-back', 'caught-up', 'over'])

export const disruption = z.object({
  id: disruptionId,
  kind,
  provider: providerId.nullable(),
  room: roomId.nullable(),
  location: locationId.nullable(),
  /** Name of the provider, room or location. */
  what: z.string(),
  zone: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  minutes: z.number().nullable(),
  reason: z.string(),
  reportedAt: z.string(),
  reportedBy: z.string(),
  endedAt: z.string().nullable(),
  endedHow: z.enum(['settled', 'taken-back', 'caught-up', 'replaced']).nullable(),
  /** Visits on its list, how many of them are settled, and how many are to be called. */
  total: z.number(),
  settled: z.number(),
  toCall: z.number(),
})
export type Disruption = z.output<typeof disruption>

const proposalKind = z
  .enum(['other-provider', 'other-room', 'video', 'phone', 'same-provider', 'anybody'])
  .meta({ description: 'What the proposal changes', examples: ['other-provider'] })

/** A way out for one visit: enough to carry it out, and why it is good or bad. */
export const proposal = z.object({
  kind: proposalKind,
  provider: providerId,
  startsAt: z.iso
    .datetime({ offset: true })
    .meta({ description: 'Start of the visit (ISO 8601 with Z or offset)', examples: ['2026-11-25T14:40:00Z'] }),
  location: locationId.optional(),
  room: roomId.optional().meta({
    description:
      'The room to change to (kind other-room), or that no other visit of the list is promised at the new time',
    examples: ['0192d3a0-0000-7000-8000-000000000001'],
  }),
})
export type Proposal = z.output<typeof proposal>

export const shownProposal = proposal.extend({
  providerName: z.string(),
  locationName: z.string(),
  roomName: z.string().nullable(),
  zone: z.string(),
  /** Whole days later on the wall calendar (0: the same day) and minutes later than before; negative: earlier. */
  daysLater: z.number(),
  minutesLater: z.number(),
  /** The doctor stands in for another of the same pool. */
  poolMate: z.boolean(),
  otherProvider: z.boolean(),
  otherLocation: z.boolean(),
  /** Between the two locations as the crow flies; null: not known, or the same. */
  miles: z.number().nullable(),
})
export type ShownProposal = z.output<typeof shownProposal>
