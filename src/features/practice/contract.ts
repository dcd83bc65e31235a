import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { idOf } from '../../core/id.ts'
import { refusal } from '../../core/refusal.ts'

export const notEmpty = refusal('practice.already-set-up', 'conflict')

export const zone = z
  .string()
  .refine(name => {
    try {
      Temporal.Now.instant().toZonedDateTimeISO(name)
      return /^[A-Za-z]+(\/[A-Za-z0-9_+-]+)*$/.test(name)
    } catch {
      return false
    }
  }, 'must be a time zone such as America/New_York')
  .meta({ description: 'IANA time zone', examples: ['America/New_York'] })

export const setUpPractice = commandContract({
  name: 'practice.set-up-practice',
  summary: 'Sets up the first practice of an empty installation, with its first manager.',
  open: 'nobody',
  input: z.object({
    name: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .meta({ description: 'Name of the practice', examples: ['Main Street Family Medicine'] }),
    zone,
    managerName: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .meta({ description: 'Name of the first manager', examples: ['Avery Example'] }),
    managerEmail: z
      .email()
      .max(254)
      .meta({ description: 'E-mail address the first manager signs in with', examples: ['avery@example.org'] }),
    managerPassword: z
      .string()
      .min(12)
      .max(200)
      .meta({
        description: 'Password of the first manager, 12 characters at least',
        examples: ['correct horse battery'],
      }),
  }),
  output: z.object({ practice: idOf('practice'), staff: idOf('staff') }),
  refusals: [notEmpty],
})

export const isEmpty = queryContract({
  name: 'practice.is-empty',
  summary: 'Tells whether the installation still has to be set up.',
  open: 'nobody',
  input: z.object({}),
  output: z.object({ empty: z.boolean(), demo: z.boolean() }),
})
