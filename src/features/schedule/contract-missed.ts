import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { refusal } from '../../core/refusal.ts'
import * as part from './contract-parts.ts'

const desk = ['secretary', 'provider', 'manager'] as const
const readers = ['secretary', 'biller', 'provider', 'manager'] as const

/** The fee is not due: it was waived, paid or taken back. {state} */
export const feeSettled = refusal('schedule.fee-settled', 'conflict')
/** The fee was not waived by anybody. {state} */
export const feeNotWaived = refusal('schedule.fee-not-waived', 'conflict')

const by = z.enum(['patient', 'practice']).meta({ description: 'Who cancels for this reason', examples: ['patient'] })
const reason = z.object({
  text: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .meta({ description: 'The reason in a few words', examples: ['Patient is ill'] }),
  by,
  feeFree: z
    .boolean()
    .default(false)
    .meta({ description: 'No fee for this reason, however late', examples: [false] }),
})

export const listCancelReasons = queryContract({
  name: 'schedule.list-cancel-reasons',
  summary: "Reasons for cancelling: the practice's own, or those the program comes with.",
  roles: readers,
  input: z.object({}),
  output: z.object({ own: z.boolean(), reasons: z.array(reason) }),
  refreshedBy: ['schedule.cancel-reasons-changed'],
})

export const setCancelReasons = commandContract({
  name: 'schedule.set-cancel-reasons',
  summary: 'Replaces the list of reasons for cancelling; an empty list brings back those the program comes with.',
  roles: ['manager'],
  input: z.object({
    reasons: z
      .array(reason)
      .max(60)
      .refine(list => new Set(list.map(each => `${each.by} ${each.text.toLowerCase()}`)).size === list.length, {
        message: 'names a reason twice',
      })
      .meta({
        description: 'The whole list in its order',
        examples: [[{ text: 'No ride', by: 'patient', feeFree: false }]],
      }),
  }),
  output: z.object({ own: z.boolean(), reasons: z.array(reason) }),
})

const cents = z.int().min(0).max(10_000_000)
const policy = {
  active: z.boolean().meta({ description: 'Fees are charged', examples: [true] }),
  lateHours: z
    .int()
    .min(0)
    .max(720)
    .meta({ description: 'A patient who cancels less than so many hours before the start is late', examples: [24] }),
  lateCents: cents.meta({ description: 'Fee for cancelling late, in cents', examples: [2500] }),
  noShowCents: cents.meta({ description: 'Fee for not coming, in cents', examples: [5000] }),
  firstFree: z.boolean().meta({ description: "A patient's first time costs nothing", examples: [true] }),
}

export const missedPolicy = queryContract({
  name: 'schedule.missed-policy',
  summary: 'What a visit cancelled late or missed costs here.',
  roles: readers,
  input: z.object({}),
  output: z.object(policy),
  refreshedBy: ['schedule.missed-policy-changed'],
})

export const setMissedPolicy = commandContract({
  name: 'schedule.set-missed-policy',
  summary: 'Sets what a visit cancelled late or missed costs from now on.',
  roles: ['manager'],
  input: z.object(policy),
  output: z.object(policy),
})

const fee = z.object({
  id: part.feeId,
  appointment: part.appointmentId,
  patient: part.patientId,
  kind: z.enum(['late-cancel', 'no-show']),
  cents: z.number(),
  state: z.enum(['due', 'waived', 'paid', 'taken-back']),
  madeAt: z.string(),
  /** Why it was waived; 'first-time': by the policy itself. */
  waivedWhy: z.string().nullable(),
  waivedBy: z.string().nullable(),
})

export const patientFees = queryContract({
  name: 'schedule.patient-fees',
  summary: "Fees of a patient's missed visits, latest first.",
  roles: readers,
  input: z.object({ patient: part.patientId }),
  output: z.object({ fees: z.array(fee) }),
  refreshedBy: ['schedule.fee-due', 'schedule.fee-changed', 'patients.patients-merged'],
})

export const waiveFee = commandContract({
  name: 'schedule.waive-fee',
  summary: 'Lets a patient off a fee, with the reason.',
  roles: desk,
  input: z.object({
    fee: part.feeId,
    why: z
      .string()
      .trim()
      .min(1)
      .max(300)
      .meta({ description: 'Why it is waived', examples: ['Hospital stay'] }),
  }),
  output: fee,
  refusals: [feeSettled],
})

export const restoreFee = commandContract({
  name: 'schedule.restore-fee',
  summary: 'Takes back that a fee was waived: it is due again.',
  roles: desk,
  input: z.object({ fee: part.feeId }),
  output: fee,
  refusals: [feeNotWaived],
})

export type Fee = z.output<typeof fee>
export type CancelReason = z.output<typeof reason>
