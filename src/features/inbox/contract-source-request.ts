import { openItems } from '../worklists/contract.ts'
import type { Source } from './contract-source.ts'

/** Visits that patients ask for. */
export const request = { kind: 'request', needs: openItems, refreshedBy: openItems.refreshedBy ?? [] } satisfies Source
