import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { mergedAway } from '../patients/contract.ts'
import * as part from './contract-parts.ts'

const ages = (which: string) =>
  z
    .int()
    .min(0)
    .max(130)
    .nullable()
    .optional()
    .meta({ description: `${which} age in years on the day it is due; null: no limit`, examples: [18] })

const ruleFields = {
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .meta({ description: 'Name of the rule', examples: ['Annual exam'] }),
  after: part.visitTypeId.meta({ description: 'Visit type that was done' }),
  recall: part.visitTypeId.meta({ description: 'Visit type the patient is called in for' }),
  months: z
    .int()
    .min(1)
    .max(120)
    .meta({ description: 'Months after it', examples: [12] }),
  leadDays: z
    .int()
    .min(0)
    .max(365)
    .default(30)
    .meta({ description: 'Days before it is due that it comes onto the list', examples: [30] }),
  ageFrom: ages('Least'),
  ageTo: ages('Greatest'),
}
const agesFit = (input: { ageFrom?: number | null | undefined; ageTo?: number | null | undefined }) =>
  input.ageFrom == null || input.ageTo == null || input.ageTo >= input.ageFrom

export const addRecallRule = commandContract({
  name: 'worklists.add-recall-rule',
  summary: 'Adds a rule by which patients are called in some months after a visit.',
  roles: part.setters,
  input: z.object(ruleFields).refine(agesFit, { path: ['ageTo'], message: 'must not be below the least age' }),
  output: z.object({ rule: part.ruleId }),
  refusals: [part.ruleExists, part.typeNotInUse],
})

export const changeRecallRule = commandContract({
  name: 'worklists.change-recall-rule',
  summary: 'Changes a recall rule, or takes it out of use.',
  roles: part.setters,
  input: z
    .object({
      rule: part.ruleId,
      ...ruleFields,
      retired: z
        .boolean()
        .default(false)
        .meta({ description: 'No longer in use', examples: [false] }),
    })
    .refine(agesFit, { path: ['ageTo'], message: 'must not be below the least age' }),
  output: z.object({ rule: part.ruleId }),
  refusals: [part.ruleExists, part.typeNotInUse],
})

export const recallRule = z.object({
  id: part.ruleId,
  name: z.string(),
  after: part.visitTypeId,
  afterName: z.string(),
  recall: part.visitTypeId,
  recallName: z.string(),
  months: z.number(),
  leadDays: z.number(),
  ageFrom: z.number().nullable(),
  ageTo: z.number().nullable(),
  retired: z.boolean(),
})

const days = (description: string, least: number, most: number, example: number) =>
  z
    .int()
    .min(least)
    .max(most)
    .meta({ description, examples: [example] })

/** How the lists work in this practice. */
const listSettings = {
  tries: days('Attempts before a letter is due', 1, 9, 3),
  overDays: days('Days over which those attempts are spread', 1, 180, 14),
  letterDays: days('Days after the letter before it may be closed as unanswered', 1, 180, 14),
  reviewMonths: days('Months until a row closed as unanswered is looked at again', 1, 60, 6),
  retryHours: days('Hours between two attempts to confirm', 1, 72, 3),
  confirmDays: days('How many working days ahead visits are confirmed', 1, 10, 1),
  rebookDays: days('Days back that cancelled and missed visits are kept on the list', 7, 730, 180),
  orderDays: days('Days before its window that an order comes onto the list', 0, 365, 60),
  claimMinutes: days('Minutes that a row stays in one person’s hands', 1, 120, 10),
}

export const changeListSettings = commandContract({
  name: 'worklists.change-list-settings',
  summary: 'Sets how often, how long and how far ahead the lists work.',
  roles: part.setters,
  input: z.object(listSettings),
  output: z.object({}),
})

export const listRules = queryContract({
  name: 'worklists.list-rules',
  summary: 'The recall rules and how the lists work.',
  roles: part.desk,
  input: z.object({}),
  output: z.object({ rules: z.array(recallRule), settings: z.object(listSettings) }),
  refreshedBy: ['worklists.rules-changed'],
})

export const stopRecalls = commandContract({
  name: 'worklists.stop-recalls',
  summary: 'Notes that a patient wants no recalls.',
  roles: part.desk,
  input: z.object({
    patient: part.patientId,
    reason: z
      .string()
      .trim()
      .max(300)
      .default('')
      .meta({ description: 'Why, if they said', examples: ['Sees a specialist elsewhere'] }),
  }),
  output: z.object({ patient: part.patientId }),
  refusals: [part.alreadyStopped, mergedAway],
})

export const resumeRecalls = commandContract({
  name: 'worklists.resume-recalls',
  summary: 'The patient wants recalls again.',
  roles: part.desk,
  input: z.object({ patient: part.patientId }),
  output: z.object({ patient: part.patientId }),
  refusals: [part.notStopped],
})
