import { openCalls } from '../calls/contract.ts'
import type { Source } from './contract-source.ts'

/** Phones that ring. */
export const ringing = { kind: 'ringing', needs: openCalls, refreshedBy: openCalls.refreshedBy ?? [] } satisfies Source
