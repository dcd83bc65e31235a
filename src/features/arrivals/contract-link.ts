import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'
import * as part from './contract-parts.ts'

export const arrivalLink = commandContract({
  name: 'arrivals.arrival-link',
  summary: "Makes a visit's own address at which the patient says, on the day, that they are here, on the way or late.",
  roles: part.desk,
  secret: true,
  input: z.object({ appointment: part.appointmentId }),
  output: z.object({ token: z.string(), path: z.string(), validOn: z.string() }),
  refusals: [part.notExpected],
})

const arrival = z.object({
  /** 'ready': may arrive now; 'early': today, but not yet; 'arrived': has arrived; 'gone': not (or no longer) good for anything. */
  standing: z.enum(['ready', 'early', 'arrived', 'gone']),
  practice: z.string(),
  location: z.string(),
  /** Wall clock of the location. */
  time: z.string().nullable(),
  provider: z.string().nullable(),
  /** The language of the patient's record; null: not known, the device decides. */
  language: part.language.nullable(),
  word: z.enum(['on-the-way', 'late', 'in-the-car', 'nothing']),
  next: part.next.nullable(),
})

export const arrivePage = queryContract({
  name: 'arrivals.arrive-page',
  summary: "What a visit's own address shows: the time and the provider, no name. Without sign-in.",
  open: 'nobody',
  input: z.object({ token: part.token }),
  output: arrival,
})

export const arrive = commandContract({
  name: 'arrivals.arrive',
  summary: "The patient says through the visit's own address: I am here, on the way, or late.",
  open: 'nobody',
  secret: true,
  input: z.object({
    token: part.token,
    what: z
      .enum(['here', 'in-the-car', 'on-the-way', 'late'])
      .meta({ description: 'Here; here, but waiting in the car; on the way; late', examples: ['here'] }),
    minutes: z
      .int()
      .min(1)
      .max(240)
      .optional()
      .meta({ description: 'How late, in minutes; 15 if left out', examples: [15] }),
  }),
  output: arrival,
})
