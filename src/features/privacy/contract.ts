import { z } from 'zod'
import { queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'

const isInstant = (text: string): boolean => {
  try {
    Temporal.Instant.from(text)
    return true
  } catch {
    return false
  }
}

const instant = (description: string, example: string) =>
  z
    .string()
    .max(40)
    .refine(isInstant, 'must be a moment such as 2026-11-24T15:07:00Z')
    .meta({ description, format: 'date-time', examples: [example] })
    .transform(text => Temporal.Instant.from(text).toString())

const limit = z
  .number()
  .int()
  .min(1)
  .max(200)
  .default(50)
  .meta({ description: 'Lines at most', examples: [50] })
const before = z
  .string()
  .regex(/^[^~]{1,40}~[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'must be the `next` of the page before')
  .refine(text => isInstant(text.split('~')[0]!), 'must be the `next` of the page before')
  .meta({
    description: 'Where the page starts: `next` of the page before',
    examples: ['2026-11-24T15:07:00Z~0192d3a0-0000-7000-8000-000000000001'],
  })

const person = z.object({ id: idOf('staff'), name: z.string() }).nullable()
const actorKind = z.enum(['staff', 'token', 'operator', 'system', 'nobody'])
const outcome = z.enum(['done', 'refused'])

export const auditLines = queryContract({
  name: 'privacy.audit-lines',
  summary: 'Who did what, and what was refused: the audit trail, newest first.',
  roles: ['privacy-officer'],
  input: z.object({
    from: instant('Earliest moment (ISO 8601)', '2026-11-24T00:00:00Z').optional(),
    to: instant('Moment before which (ISO 8601)', '2026-11-25T00:00:00Z').optional(),
    person: idOf('staff').optional(),
    deed: z
      .string()
      .max(120)
      .meta({ description: 'Name of a command or query', examples: ['access.sign-in'] })
      .optional(),
    outcome: outcome.meta({ description: 'Done or refused', examples: ['refused'] }).optional(),
    patient: idOf('patient').optional(),
    before: before.optional(),
    limit,
  }),
  output: z.object({
    lines: z.array(
      z.object({
        id: z.string(),
        at: z.string(),
        kind: actorKind,
        person,
        deed: z.string(),
        outcome,
        refusal: z.string().nullable(),
        patients: z.array(idOf('patient')),
        subject: z.record(z.string(), z.unknown()),
        why: z.string().nullable(),
        request: z.string().nullable(),
        sealed: z.boolean(),
      }),
    ),
    next: z.string().nullable(),
  }),
})

export const whoLooked = queryContract({
  name: 'privacy.who-looked',
  summary: 'Who opened or changed this patient’s record, when and why, newest first.',
  roles: ['privacy-officer', 'manager'],
  input: z.object({ patient: idOf('patient'), before: before.optional(), limit }),
  output: z.object({
    looks: z.array(
      z.object({
        at: z.string(),
        kind: actorKind,
        person,
        deed: z.string(),
        outcome,
        why: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
})

export const verifyAudit = queryContract({
  name: 'privacy.verify-audit',
  summary:
    'Checks the sealed audit trail of the practice from its first line to its last and names the first that does not fit.',
  roles: ['privacy-officer', 'manager'],
  input: z.object({}),
  output: z.object({
    sound: z.boolean(),
    lines: z.number().int(),
    unsealed: z.number().int(),
    overdue: z.number().int(),
    trouble: z
      .object({
        kind: z.enum(['altered', 'missing', 'reordered', 'cut-off', 'overdue']),
        seq: z.number().int().nullable(),
        line: z.string().nullable(),
      })
      .nullable(),
  }),
})
