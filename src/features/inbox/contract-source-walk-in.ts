import { walkInQueue } from '../arrivals/contract.ts'
import type { Source } from './contract-source.ts'

/** Everybody in the queue of those without an appointment. */
export const walkIn = {
  kind: 'walk-in',
  needs: walkInQueue,
  refreshedBy: ['arrivals.walk-in-changed'],
} satisfies Source
