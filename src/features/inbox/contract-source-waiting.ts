import { flowFacts } from '../arrivals/contract.ts'
import type { Source } from './contract-source.ts'

/** Patients who have come and wait longer than the practice's clock allows. */
export const waiting = { kind: 'waiting', needs: flowFacts, refreshedBy: flowFacts.refreshedBy ?? [] } satisfies Source
