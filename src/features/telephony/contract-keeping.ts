import { z } from 'zod'
import { commandContract, queryContract } from '../../core/contract.ts'

/** Days the words of phone systems are kept; nobody having said otherwise. */
export const usualEventDays = 30
/** The least: a call is settled after one day. */
export const leastEventDays = 2

const parts = {
  days: z
    .number()
    .int()
    .min(leastEventDays)
    .max(3650)
    .meta({
      description: 'How many days what phone systems told is kept; of a call that is not settled yet, longer',
      examples: [usualEventDays],
    }),
}

export const eventKeeping = queryContract({
  name: 'telephony.event-keeping',
  summary: 'How long what phone systems told is kept beside the record of the call.',
  roles: ['manager'],
  input: z.object({}),
  output: z.object(parts),
  refreshedBy: ['telephony.event-keeping-changed'],
})

export const changeEventKeeping = commandContract({
  name: 'telephony.change-event-keeping',
  summary: 'Sets how long what phone systems told is kept beside the record of the call, which stays.',
  roles: ['manager'],
  input: z.object(parts),
  output: z.object(parts),
})
