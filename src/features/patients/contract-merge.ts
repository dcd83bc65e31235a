import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import { patientLine, textOf } from './contract-parts.ts'
import { alreadyUndone, mergedAway, samePatient, undoLaterFirst } from './contract-refusals.ts'

/** Fields of which a merge may take the value of the record that goes. */
export const takeable = [
  'family',
  'given',
  'middle',
  'suffix',
  'preferred',
  'formerFamily',
  'birthDate',
  'sex',
  'pronouns',
  'language',
  'interpreterNeeded',
  'interpreterLanguage',
  'email',
  'preferredChannel',
  'mayText',
  'mayEmail',
  'mayLeaveMessage',
  'note',
  'deceasedOn',
] as const

export const mergePatients = commandContract({
  name: 'patients.merge-patients',
  summary: 'Makes two records of one person one; everything of both is kept, and it can be undone.',
  roles: ['secretary', 'manager'],
  input: z.object({
    from: idOf('patient').meta({ description: 'The record that goes (UUID)', 'x-noun': 'patient' }),
    into: idOf('patient').meta({ description: 'The record that stays (UUID)', 'x-noun': 'patient' }),
    take: z
      .array(z.enum(takeable))
      .default([])
      .meta({ description: 'Fields whose value comes from the record that goes', examples: [['email']] }),
    reason: textOf(500, 'Why they are one person', 'Registered twice by telephone').default(''),
  }),
  output: z.object({ merge: idOf('merge'), survivor: idOf('patient') }),
  refusals: [samePatient, mergedAway],
})

export const undoMerge = commandContract({
  name: 'patients.undo-merge',
  summary: 'Takes a merge back: each record gets exactly its own again; what was added since stays with the survivor.',
  roles: ['secretary', 'manager'],
  input: z.object({ merge: idOf('merge') }),
  output: z.object({ from: idOf('patient'), into: idOf('patient') }),
  refusals: [alreadyUndone, undoLaterFirst],
})

export const merges = queryContract({
  name: 'patients.merges',
  summary: 'The merges a patient took part in, latest first.',
  roles: ['secretary', 'manager', 'privacy-officer'],
  input: z.object({ patient: idOf('patient') }),
  output: z.object({
    merges: z.array(
      z.object({
        merge: idOf('merge'),
        from: patientLine,
        into: patientLine,
        reason: z.string(),
        at: z.string(),
        by: z.string(),
        undoneAt: z.string().nullable(),
        undoneBy: z.string().nullable(),
      }),
    ),
  }),
  refreshedBy: ['patients.patients-merged'],
})
