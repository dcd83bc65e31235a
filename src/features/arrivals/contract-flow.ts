import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { wallDay } from '../../core/wall-day.ts'
import { mergedAway } from '../patients/contract.ts'
import * as part from './contract-parts.ts'

/** Stages of the flow board with a clock. A visit's own state gives expected, arrived, roomed, gone; the facts here the two between. */
const clocked = z
  .enum(['expected', 'arrived', 'roomed', 'with-provider', 'checkout'])
  .meta({ description: 'Stage of the flow board', examples: ['arrived'] })

const word = z
  .enum(['on-the-way', 'late', 'in-the-car', 'nothing'])
  .meta({ description: 'What the patient told of coming; nothing takes it back', examples: ['late'] })

const target = z.object({
  stage: clocked,
  warnMinutes: z
    .int()
    .min(1)
    .max(480)
    .meta({ description: 'Minutes after which the clock is marked', examples: [10] }),
  lateMinutes: z
    .int()
    .min(1)
    .max(480)
    .meta({ description: 'Minutes after which it is late', examples: [20] }),
})

export type Target = z.output<typeof target>
export type Clocked = z.output<typeof clocked>

/** As the program comes; expected counts from the start of the visit. */
export const usualTargets: readonly Target[] = [
  { stage: 'expected', warnMinutes: 5, lateMinutes: 15 },
  { stage: 'arrived', warnMinutes: 10, lateMinutes: 20 },
  { stage: 'roomed', warnMinutes: 10, lateMinutes: 20 },
  { stage: 'with-provider', warnMinutes: 30, lateMinutes: 45 },
  { stage: 'checkout', warnMinutes: 5, lateMinutes: 10 },
]

export const flowFacts = queryContract({
  name: 'arrivals.flow-facts',
  summary:
    "What the flow board knows of a day's visits beyond their state: stage, what patients told, what the desk wants to see.",
  roles: part.readers,
  input: z.object({
    date: wallDay.optional().meta({ description: 'Day; left out: today', examples: ['2026-11-24'] }),
    location: part.locationId.optional(),
  }),
  output: z.object({
    facts: z.array(
      z.object({
        appointment: part.appointmentId,
        /** With the provider or at check-out; null: the visit's state says it all. */
        stage: z.enum(['with-provider', 'checkout']).nullable(),
        stageSince: z.string().nullable(),
        word,
        wordMinutes: z.number().nullable(),
        wordAt: z.string().nullable(),
        /** When the patient is to be expected: the start, or as much later as was told. */
        expectedAt: z.string(),
        seen: z.array(part.seen),
      }),
    ),
    targets: z.array(target),
    /** Kiosks that have been guessed at within the hour. */
    guessed: z.array(z.object({ kiosk: part.kioskId, name: z.string(), until: z.string().nullable() })),
  }),
  refreshedBy: [
    'schedule.appointment-booked',
    'schedule.appointment-moved',
    'schedule.appointment-cancelled',
    'schedule.appointment-changed',
    'arrivals.stage-changed',
    'arrivals.word-changed',
    'arrivals.details-confirmed',
    'arrivals.targets-changed',
    'arrivals.kiosk-guessed',
  ],
})

export const setStage = commandContract({
  name: 'arrivals.set-stage',
  summary: 'The patient in the room is now with the provider, or at check-out.',
  roles: part.desk,
  input: z.object({
    appointment: part.appointmentId,
    stage: z
      .enum(['roomed', 'with-provider', 'checkout'])
      .meta({ description: 'Where the patient is now', examples: ['with-provider'] }),
  }),
  output: z.object({ appointment: part.appointmentId, stage: z.enum(['roomed', 'with-provider', 'checkout']) }),
  refusals: [part.notInRoom],
})

export const undoStage = commandContract({
  name: 'arrivals.undo-stage',
  summary: 'Takes the last stage within the room back.',
  roles: part.desk,
  input: z.object({ appointment: part.appointmentId }),
  output: z.object({ appointment: part.appointmentId, stage: z.enum(['roomed', 'with-provider', 'checkout']) }),
  refusals: [part.noStageToUndo],
})

export const noteWord = commandContract({
  name: 'arrivals.note-word',
  summary: 'Writes down what a patient told of coming: on the way, so many minutes late.',
  roles: part.desk,
  input: z.object({
    appointment: part.appointmentId,
    word,
    minutes: z
      .int()
      .min(1)
      .max(240)
      .optional()
      .meta({ description: 'How late, in minutes; 15 if left out', examples: [15] }),
    note: z
      .string()
      .trim()
      .max(120)
      .optional()
      .meta({ description: 'Anything else, in a few words', examples: ['Red car, at the back'] }),
  }),
  output: z.object({ appointment: part.appointmentId, word }),
  refusals: [part.notExpected],
})

export const confirmDetails = commandContract({
  name: 'arrivals.confirm-details',
  summary: 'The desk has gone over address and phone with the patient.',
  roles: part.desk,
  input: z.object({ patient: part.patientId }),
  output: z.object({ patient: part.patientId }),
  refusals: [mergedAway],
})

export const setWaitTargets = commandContract({
  name: 'arrivals.set-wait-targets',
  summary: 'Sets after how many minutes the clocks of the flow board warn.',
  roles: ['manager'],
  input: z.object({
    targets: z
      .array(
        target.refine(one => one.warnMinutes <= one.lateMinutes, {
          path: ['lateMinutes'],
          message: 'must not be less than the first',
        }),
      )
      .min(1)
      .max(5)
      .meta({
        description: 'Minutes by stage; a stage left out stays as it is',
        examples: [[{ stage: 'arrived', warnMinutes: 10, lateMinutes: 20 }]],
      }),
  }),
  output: z.object({ targets: z.array(target) }),
})
