import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import * as part from './contract-parts.ts'

export {
  alreadyEnded,
  alreadyReported,
  type Disruption,
  inOtherHands,
  type Kind,
  notSettled,
  type Proposal,
  type RowState,
  type ShownProposal,
  wrongState,
} from './contract-parts.ts'

const desk = ['secretary', 'provider', 'manager'] as const
const readers = ['secretary', 'biller', 'provider', 'manager'] as const
const visitEvents = [
  'schedule.appointment-booked',
  'schedule.appointment-moved',
  'schedule.appointment-cancelled',
  'schedule.appointment-changed',
]

const reason = z
  .string()
  .trim()
  .max(120)
  .default('')
  .meta({ description: 'Why, in a few words; patients are not told', examples: ['Ill'] })

export const reportDisruption = commandContract({
  name: 'disruption.report-disruption',
  summary:
    'A provider is away, a room is out or a location is closed: nothing more is booked there, and every visit touched is listed.',
  roles: desk,
  input: z.object({
    kind: z
      .enum(['provider-away', 'room-out', 'location-closed'])
      .meta({ description: 'What went wrong', examples: ['provider-away'] }),
    provider: part.providerId.optional(),
    room: part.roomId.optional(),
    location: part.locationId.optional(),
    from: part.date.optional().meta({ description: 'First day; left out: today', examples: ['2026-11-24'] }),
    to: part.date
      .optional()
      .meta({ description: 'Last day, inclusive; left out: the first', examples: ['2026-11-24'] }),
    fromTime: part.time.optional().meta({
      description: 'From this time of the first day; left out: from now on, or all day',
      examples: ['10:00'],
    }),
    toTime: part.time
      .optional()
      .meta({ description: 'Until this time of the last day; left out: to its end', examples: ['17:00'] }),
    reason,
  }),
  output: z.object({ disruption: part.disruptionId, affected: z.number() }),
  refusals: [part.alreadyReported],
})

export const reportLate = commandContract({
  name: 'disruption.report-late',
  summary: 'A provider runs late by some minutes from now; what was said before about the same provider is replaced.',
  roles: desk,
  input: z.object({
    provider: part.providerId,
    minutes: z
      .int()
      .min(1)
      .max(600)
      .meta({ description: 'Minutes behind the schedule at this moment', examples: [25] }),
    reason,
  }),
  output: z.object({ disruption: part.disruptionId, affected: z.number() }),
})

const chosen = z.object({ appointment: part.appointmentId, version: part.version })
const manyChosen = z
  .array(chosen)
  .min(1)
  .max(200)
  .meta({
    description: 'Visits with the version the desk has seen',
    examples: [[{ appointment: '0192d3a0-0000-7000-8000-000000000001', version: 1 }]],
  })

const outcome = z.enum(['done', 'taken', 'changed', 'settled-already', 'in-other-hands', 'not-possible'])
const results = z.array(
  z.object({
    appointment: part.appointmentId,
    /** done · taken: somebody has that time · changed: the visit is not as it was seen · settled-already · in-other-hands · not-possible. */
    outcome,
    /** Code of the refusal that stood in the way, or whose hands it is in. */
    why: z.string().nullable(),
    /** How the patient was told; null: not told. */
    how: z.enum(['e-mail', 'text', 'phone', 'nobody']).nullable(),
    /** Version of the visit after it; null: unchanged. */
    version: z.number().nullable(),
  }),
)
export type Result = z.output<typeof results>[number]

const tell = z
  .boolean()
  .default(true)
  .meta({ description: 'Tell the patients by the way they allow', examples: [true] })

export const acceptProposals = commandContract({
  name: 'disruption.accept-proposals',
  summary: 'Moves many visits to the chosen proposals, each for itself, and tells the patients.',
  roles: desk,
  input: z.object({
    disruption: part.disruptionId,
    choices: z
      .array(
        chosen
          .extend({ proposal: part.proposal.meta({ description: 'The chosen way out' }) })
          .meta({ description: 'One visit and its way out' }),
      )
      .min(1)
      .max(200)
      .meta({
        description: 'Visits and the way out chosen for each',
        examples: [
          [
            {
              appointment: '0192d3a0-0000-7000-8000-000000000001',
              version: 1,
              proposal: {
                kind: 'other-provider',
                provider: '0192d3a0-0000-7000-8000-000000000002',
                startsAt: '2026-11-25T14:40:00Z',
              },
            },
          ],
        ],
      }),
    tell,
    agreed: z
      .boolean()
      .default(false)
      .meta({ description: 'The patient is on the phone and agrees: nothing is sent', examples: [false] }),
  }),
  output: z.object({ results }),
  refusals: [part.alreadyEnded],
})

export const settleVisits = commandContract({
  name: 'disruption.settle-visits',
  summary: 'Takes visits off the list without a proposal: cancelled, or kept knowingly as they are.',
  roles: desk,
  input: z.object({
    disruption: part.disruptionId,
    appointments: manyChosen,
    as: z.enum(['cancelled', 'kept']).meta({ description: 'What becomes of them', examples: ['kept'] }),
    tell,
  }),
  output: z.object({ results }),
  refusals: [part.alreadyEnded],
})

export const noteCall = commandContract({
  name: 'disruption.note-call',
  summary: 'How a call to a patient about the change ended.',
  roles: desk,
  input: z.object({
    disruption: part.disruptionId,
    appointment: part.appointmentId,
    outcome: z.enum(['agreed', 'declined', 'no-answer', 'voicemail']).meta({
      description: 'Reached and agreed, reached and declined, no answer, or told the voicemail',
      examples: ['no-answer'],
    }),
  }),
  output: z.object({ appointment: part.appointmentId, state: part.rowState }),
  refusals: [part.wrongState, part.inOtherHands],
})

export const tellPatients = commandContract({
  name: 'disruption.tell-patients',
  summary:
    'Tells patients what changed: the new time, or how late their provider runs; each once for what is the case.',
  roles: desk,
  input: z.object({
    disruption: part.disruptionId,
    appointments: z
      .array(part.appointmentId)
      .max(200)
      .optional()
      .meta({
        description: 'Only these visits; left out: all whose patient does not know yet',
        examples: [['0192d3a0-0000-7000-8000-000000000001']],
      }),
  }),
  output: z.object({ results }),
  refusals: [part.alreadyEnded],
})

export const claimVisit = commandContract({
  name: 'disruption.claim-visit',
  summary: 'Takes a row of the list into one pair of hands for some minutes, or gives it back.',
  roles: desk,
  input: z.object({
    disruption: part.disruptionId,
    appointment: part.appointmentId,
    release: z
      .boolean()
      .default(false)
      .meta({ description: 'Give it back instead', examples: [false] }),
  }),
  output: z.object({ appointment: part.appointmentId, until: z.string().nullable() }),
  refusals: [part.inOtherHands],
})

export const takeBackDisruption = commandContract({
  name: 'disruption.take-back-disruption',
  summary:
    'It did not come to that: bookings are possible again, visits not yet moved stay, and those moved may go back where their time is free.',
  roles: desk,
  input: z.object({ disruption: part.disruptionId }),
  output: z.object({
    disruption: part.disruptionId,
    /** Visits that stayed where they were. */
    restored: z.number(),
    /** Visits that were moved and are not yet back. */
    moved: z.number(),
  }),
  refusals: [part.alreadyEnded],
})

export const moveBack = commandContract({
  name: 'disruption.move-back',
  summary:
    'Puts moved visits back to where they were, each for itself, if that time is still free; patients who were told are told again.',
  roles: desk,
  input: z.object({ disruption: part.disruptionId, appointments: manyChosen, tell }),
  output: z.object({ results }),
})

export const endDisruption = commandContract({
  name: 'disruption.end-disruption',
  summary: 'Closes the list; possible once every visit on it is settled, for a provider who runs late at any time.',
  roles: desk,
  input: z.object({ disruption: part.disruptionId }),
  output: z.object({ disruption: part.disruptionId }),
  refusals: [part.alreadyEnded, part.notSettled],
})

const listEvents = [
  'disruption.disruption-changed',
  'disruption.row-changed',
  ...visitEvents,
  'schedule.template-changed',
  'schedule.hold-changed',
]

export const openDisruptions = queryContract({
  name: 'disruption.open-disruptions',
  summary: 'What is wrong now and in the coming days, with how much of it is settled; those ended today at the end.',
  roles: readers,
  input: z.object({}),
  output: z.object({ disruptions: z.array(part.disruption) }),
  refreshedBy: listEvents,
})

export const markedVisits = queryContract({
  name: 'disruption.marked-visits',
  summary: 'Visits of some days that stand on a list and are not settled, and why: what the board marks.',
  roles: readers,
  input: z.object({
    from: part.date.meta({ description: 'First day', examples: ['2026-11-24'] }),
    to: part.date.meta({ description: 'Last day, inclusive', examples: ['2026-11-30'] }),
  }),
  output: z.object({
    visits: z.array(
      z.object({
        appointment: part.appointmentId,
        disruption: part.disruptionId,
        kind: part.kind,
        /** Name of the provider, room or location. */
        what: z.string(),
        state: z.enum(['open', 'proposed', 'declined']),
      }),
    ),
  }),
  refreshedBy: listEvents,
})

export const worklist = queryContract({
  name: 'disruption.worklist',
  summary:
    'Every visit a disruption touches, the most urgent first: patients who wait, then by time; each in exactly one state.',
  roles: readers,
  input: z.object({ disruption: part.disruptionId }),
  output: z.object({
    disruption: part.disruption,
    now: z.string(),
    rows: z.array(
      z.object({
        appointment: part.appointmentId,
        patient: part.patientId,
        patientName: z.string(),
        /** First phone; null: none. */
        phone: z.string().nullable(),
        language: z.string(),
        version: z.number(),
        what: z.string(),
        minutes: z.number(),
        visitState: z.string(),
        /** Since when the patient waits; null: not here. */
        arrivedAt: z.string().nullable(),
        zone: z.string(),
        old: z.object({ startsAt: z.string(), endsAt: z.string(), providerName: z.string() }),
        /** Where the visit stands now. */
        startsAt: z.string(),
        providerName: z.string(),
        locationName: z.string(),
        roomName: z.string().nullable(),
        state: part.rowState,
        settled: part.settled.nullable(),
        attempts: z.number(),
        lastAttempt: z.string().nullable(),
        toldHow: z.string().nullable(),
        claim: z.object({ by: z.string(), mine: z.boolean(), until: z.string() }).nullable(),
        /** Moved, and the disruption was taken back: it may go back. */
        mayGoBack: z.boolean(),
      }),
    ),
  }),
  refreshedBy: listEvents,
})

export const proposals = queryContract({
  name: 'disruption.proposals',
  summary: 'Ways out for every visit that is not settled: the best first, no time offered twice in one list.',
  roles: readers,
  input: z.object({ disruption: part.disruptionId }),
  output: z.object({
    rows: z.array(
      z.object({ appointment: part.appointmentId, version: z.number(), proposals: z.array(part.shownProposal) }),
    ),
  }),
  refreshedBy: listEvents,
})

export const knockOn = queryContract({
  name: 'disruption.knock-on',
  summary: 'Who runs late now, and when each later visit of theirs is expected to start until it is caught up.',
  roles: readers,
  input: z.object({}),
  output: z.object({
    now: z.string(),
    late: z.array(
      z.object({
        disruption: part.disruptionId,
        provider: part.providerId,
        providerName: z.string(),
        /** How late the next visit is expected to start. */
        minutes: z.number(),
        /** When the provider is on time again; null: not today. */
        caughtUpAt: z.string().nullable(),
        /** Minutes the last visit ends after the hours; 0: within them. */
        overrunMinutes: z.number(),
        visits: z.array(
          z.object({
            appointment: part.appointmentId,
            startsAt: z.string(),
            expectedAt: z.string(),
            minutes: z.number(),
            /** Delay the patient was told; null: not told. */
            toldMinutes: z.number().nullable(),
          }),
        ),
      }),
    ),
  }),
  refreshedBy: listEvents,
})
