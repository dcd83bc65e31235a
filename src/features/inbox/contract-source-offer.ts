import { freedTimes } from '../waitlist/contract.ts'
import type { Source } from './contract-source.ts'

/** Freed times that somebody on the waitlist is to be told of by telephone. */
export const offer = { kind: 'offer', needs: freedTimes, refreshedBy: freedTimes.refreshedBy ?? [] } satisfies Source
