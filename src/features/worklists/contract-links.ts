import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import { linkGone } from './contract-parts.ts'

const token = z
  .string()
  .regex(/^[\w-]{20,100}$/, 'must be a token')
  .meta({ description: 'What stands at the end of the link', examples: ['mZ8cV1yq0T5dUoJw2Rk7bXnA3eLh6sPf'] })

/** Nothing about the patient: whoever holds the link sees when and where, and can say yes or ask for another time. */
const visit = z.object({
  practice: z.string(),
  phone: z.string().nullable(),
  startsAt: z.string(),
  zone: z.string(),
  location: z.string(),
  street: z.string().nullable(),
  /** The language the patient is written to in; null: not known, the device decides. */
  language: z.enum(['en', 'es']).nullable(),
  state: z.enum(['open', 'confirmed', 'move-asked']),
})

export const seeConfirmLink = queryContract({
  name: 'worklists.see-confirm-link',
  summary: 'What a confirmation link is about: when and where, without a name.',
  open: 'nobody',
  secret: true,
  input: z.object({ token }),
  output: visit,
  refusals: [linkGone],
})

export const answerConfirmLink = commandContract({
  name: 'worklists.answer-confirm-link',
  summary: 'Answers a confirmation link: the patient comes, or asks for another time. Once; again changes nothing.',
  open: 'nobody',
  secret: true,
  input: z.object({
    token,
    answer: z.enum(['come', 'move']).meta({ description: 'Comes, or asks for another time', examples: ['come'] }),
  }),
  output: visit,
  refusals: [linkGone],
})
