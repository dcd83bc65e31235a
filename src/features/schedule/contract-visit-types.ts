import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import * as part from './contract-parts.ts'

const manager = ['manager'] as const
const everyone = ['secretary', 'biller', 'provider', 'manager'] as const

const mode = z.enum(['in-person', 'video', 'phone'])
const forWhom = z.enum(['anybody', 'new', 'established'])
const bookableBy = z.enum(['desk', 'provider', 'portal'])
const roomKind = z.enum(['exam', 'procedure', 'laboratory', 'imaging', 'waiting', 'office', 'video'])

const need = z
  .object({
    deviceKind: z
      .string()
      .trim()
      .min(1)
      .max(40)
      .optional()
      .meta({ description: 'A device of this kind', examples: ['Ultrasound'] }),
    pool: part.poolId.optional(),
  })
  .refine(one => (one.deviceKind === undefined) !== (one.pool === undefined), {
    message: 'give the kind of a device, or a pool for one more person',
  })

const visitType = z.object({
  id: part.visitTypeId,
  name: z.string(),
  shortName: z.string(),
  aliases: z.array(z.string()),
  minutes: z.number(),
  prepareMinutes: z.number(),
  cleanMinutes: z.number(),
  stepMinutes: z.number(),
  color: part.color,
  needsRoom: z.boolean(),
  video: z.boolean(),
  /** How it may be held; the first is meant unless another is asked for. */
  modes: z.array(mode),
  forWhom,
  /** What the patient is told: fasting, papers to bring. */
  instructions: z.string(),
  /** Only rooms of this kind; null: any room. */
  roomKind: z.string().nullable(),
  /** What it takes beside the provider and the room, for the whole visit. */
  needs: z.array(
    z.object({
      what: z.enum(['device', 'staff']),
      deviceKind: z.string().nullable(),
      pool: part.poolId.nullable(),
      /** The kind, or the pool's name. */
      name: z.string(),
    }),
  ),
  /** More than one: a group. */
  seats: z.number(),
  noticeMinutes: z.number(),
  horizonDays: z.number(),
  bookableBy: z.array(bookableBy),
  retired: z.boolean(),
})

const visitTypeFields = {
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .meta({ description: 'Name of the visit type', examples: ['Follow-up'] }),
  shortName: z
    .string()
    .trim()
    .min(1)
    .max(12)
    .meta({ description: 'What the board and the one box call it', examples: ['f/u'] }),
  aliases: z
    .array(z.string().trim().min(1).max(40))
    .max(20)
    .meta({ description: 'Other words for it in the one box', examples: [['followup', 'recheck']] }),
  minutes: part.minutes,
  prepareMinutes: z
    .int()
    .min(0)
    .max(240)
    .meta({ description: 'Minutes the room is taken before the visit', examples: [0] }),
  cleanMinutes: z
    .int()
    .min(0)
    .max(240)
    .meta({ description: 'Minutes the room is taken after the visit', examples: [5] }),
  stepMinutes: z
    .int()
    .min(1)
    .max(240)
    .meta({ description: 'Openings are offered every so many minutes from the start of the hours', examples: [10] }),
  color: part.color,
  needsRoom: z.boolean().meta({ description: 'Needs a room of the location', examples: [true] }),
  video: z.boolean().meta({ description: 'Held by video at first; `modes` says it all', examples: [false] }),
  modes: z
    .array(mode)
    .min(1)
    .max(3)
    .meta({ description: 'How it may be held; the first is usual', examples: [['in-person', 'video']] }),
  forWhom: forWhom.meta({
    description: 'New patients only (nobody seen here in three years), established ones only, or anybody',
    examples: ['anybody'],
  }),
  instructions: z
    .string()
    .trim()
    .max(2000)
    .meta({ description: 'What the patient is told before the visit', examples: ['Nothing to eat for 8 hours.'] }),
  roomKind: roomKind.nullable().meta({ description: 'Only rooms of this kind; null: any', examples: ['exam'] }),
  needs: z
    .array(need)
    .max(5)
    .meta({
      description:
        'What it takes beside provider and room, each for the whole visit: a device of a kind, or one more person of a pool',
      examples: [[{ deviceKind: 'Ultrasound' }]],
    }),
  seats: z
    .int()
    .min(1)
    .max(200)
    .meta({ description: 'Patients who may share one such visit; more than one is a group', examples: [1] }),
  noticeMinutes: z
    .int()
    .min(0)
    .max(525_600)
    .meta({ description: 'Booked at least so many minutes ahead', examples: [120] }),
  horizonDays: z
    .int()
    .min(1)
    .max(1830)
    .meta({ description: 'Booked at most so many days ahead', examples: [366] }),
  bookableBy: z
    .array(bookableBy)
    .max(3)
    .meta({ description: 'Who may book it', examples: [['desk', 'provider']] }),
}

export const listVisitTypes = queryContract({
  name: 'schedule.list-visit-types',
  summary: 'Visit types with length, colour and the words the one box knows them by.',
  open: 'anybody',
  input: z.object({
    retired: z
      .boolean()
      .default(false)
      .meta({ description: 'Show retired ones too', examples: [false] }),
  }),
  output: z.object({ visitTypes: z.array(visitType) }),
  refreshedBy: ['schedule.visit-type-changed'],
})

export const usualVisitType = queryContract({
  name: 'schedule.usual-visit-type',
  summary: 'What a patient most likely comes for, by what new and established patients come for here.',
  roles: everyone,
  input: z.object({ patient: part.patientId }),
  output: z.object({
    /** null: the desk books no visit type for such patients. */
    visitType: part.visitTypeId.nullable(),
    established: z.boolean(),
  }),
  refreshedBy: ['schedule.visit-type-changed'],
})

export const addVisitType = commandContract({
  name: 'schedule.add-visit-type',
  summary: 'Adds a visit type.',
  roles: manager,
  input: z.object({
    ...visitTypeFields,
    aliases: visitTypeFields.aliases.default([]),
    prepareMinutes: visitTypeFields.prepareMinutes.default(0),
    cleanMinutes: visitTypeFields.cleanMinutes.default(0),
    stepMinutes: visitTypeFields.stepMinutes.optional(),
    color: visitTypeFields.color.default('follow'),
    needsRoom: visitTypeFields.needsRoom.default(false),
    video: visitTypeFields.video.default(false),
    modes: visitTypeFields.modes.optional(),
    forWhom: visitTypeFields.forWhom.default('anybody'),
    instructions: visitTypeFields.instructions.default(''),
    roomKind: visitTypeFields.roomKind.default(null),
    needs: visitTypeFields.needs.default([]),
    seats: visitTypeFields.seats.default(1),
    noticeMinutes: visitTypeFields.noticeMinutes.default(0),
    horizonDays: visitTypeFields.horizonDays.default(366),
    bookableBy: visitTypeFields.bookableBy.default(['desk', 'provider']),
  }),
  output: visitType,
  refusals: [part.visitTypeExists],
})

export const changeVisitType = commandContract({
  name: 'schedule.change-visit-type',
  summary: 'Changes a visit type, retires it or brings it back; visits already booked keep their length.',
  roles: manager,
  input: z.object({
    visitType: part.visitTypeId,
    name: visitTypeFields.name.optional(),
    shortName: visitTypeFields.shortName.optional(),
    aliases: visitTypeFields.aliases.optional(),
    minutes: visitTypeFields.minutes.optional(),
    prepareMinutes: visitTypeFields.prepareMinutes.optional(),
    cleanMinutes: visitTypeFields.cleanMinutes.optional(),
    stepMinutes: visitTypeFields.stepMinutes.optional(),
    color: visitTypeFields.color.optional(),
    needsRoom: visitTypeFields.needsRoom.optional(),
    video: visitTypeFields.video.optional(),
    modes: visitTypeFields.modes.optional(),
    forWhom: visitTypeFields.forWhom.optional(),
    instructions: visitTypeFields.instructions.optional(),
    roomKind: visitTypeFields.roomKind.optional(),
    needs: visitTypeFields.needs.optional(),
    seats: visitTypeFields.seats.optional(),
    noticeMinutes: visitTypeFields.noticeMinutes.optional(),
    horizonDays: visitTypeFields.horizonDays.optional(),
    bookableBy: visitTypeFields.bookableBy.optional(),
    retired: z
      .boolean()
      .optional()
      .meta({ description: 'No longer offered', examples: [false] }),
  }),
  output: visitType,
  refusals: [part.visitTypeExists],
})

export const listProviderVisitTypes = queryContract({
  name: 'schedule.list-provider-visit-types',
  summary:
    "Providers' own ways with visit types: another length, or not offered. Who is not listed does as the visit type says.",
  roles: everyone,
  input: z.object({ visitType: part.visitTypeId.optional(), provider: part.providerId.optional() }),
  output: z.object({
    own: z.array(
      z.object({
        provider: part.providerId,
        visitType: part.visitTypeId,
        offered: z.boolean(),
        /** Own length; null: the visit type's. */
        minutes: z.number().nullable(),
      }),
    ),
  }),
  refreshedBy: ['schedule.visit-type-changed'],
})

export const setProviderVisitTypes = commandContract({
  name: 'schedule.set-provider-visit-types',
  summary: 'Says how providers hold a visit type: their own length, or not at all. Those not named stay as they are.',
  roles: manager,
  input: z.object({
    visitType: part.visitTypeId,
    own: z
      .array(
        z.object({
          provider: part.providerId,
          offered: z
            .boolean()
            .default(true)
            .meta({ description: 'Holds it at all', examples: [true] }),
          minutes: part.minutes
            .nullable()
            .default(null)
            .meta({ description: "Own length; null: the visit type's", examples: [30] }),
        }),
      )
      .min(1)
      .max(500)
      .meta({
        description: 'Who holds it how',
        examples: [[{ provider: '0192d3a0-0000-7000-8000-000000000001', offered: true, minutes: 30 }]],
      }),
  }),
  output: z.object({ visitType: part.visitTypeId, changed: z.number() }),
})

const limit = z.object({
  id: part.visitLimitId,
  /** Null: any visit type. */
  visitType: part.visitTypeId.nullable(),
  /** Null: each provider by themselves. */
  provider: part.providerId.nullable(),
  per: z.enum(['session', 'day']),
  most: z.number(),
  kind: z.enum(['warn', 'refuse']),
})
const limitFields = {
  per: z.enum(['session', 'day']).meta({ description: 'Counted in each session or each day', examples: ['day'] }),
  most: z
    .int()
    .min(0)
    .max(500)
    .meta({ description: 'At most so many visits', examples: [4] }),
  kind: z
    .enum(['warn', 'refuse'])
    .meta({ description: 'Warned about, or refused without the right to overbook', examples: ['warn'] }),
}

export const listVisitLimits = queryContract({
  name: 'schedule.list-visit-limits',
  summary: 'How many visits a session or a day takes.',
  roles: everyone,
  input: z.object({ visitType: part.visitTypeId.optional(), provider: part.providerId.optional() }),
  output: z.object({ limits: z.array(limit) }),
  refreshedBy: ['schedule.limit-changed'],
})

export const addVisitLimit = commandContract({
  name: 'schedule.add-visit-limit',
  summary: 'Limits how many visits of a type (left out: of any) a provider (left out: each) has in a session or a day.',
  roles: manager,
  input: z.object({ visitType: part.visitTypeId.optional(), provider: part.providerId.optional(), ...limitFields }),
  output: limit,
  refusals: [part.limitExists],
})

export const changeVisitLimit = commandContract({
  name: 'schedule.change-visit-limit',
  summary: 'Changes how many, per what, and whether it warns or refuses.',
  roles: manager,
  input: z.object({
    limit: part.visitLimitId,
    per: limitFields.per.optional(),
    most: limitFields.most.optional(),
    kind: limitFields.kind.optional(),
  }),
  output: limit,
  refusals: [part.limitExists],
})

export const removeVisitLimit = commandContract({
  name: 'schedule.remove-visit-limit',
  summary: 'Takes a limit back.',
  roles: manager,
  input: z.object({ limit: part.visitLimitId }),
  output: z.object({ limit: part.visitLimitId }),
})
