import { openItems } from '../worklists/contract.ts'
import type { Source } from './contract-source.ts'

/** Tests, referrals and procedures without a visit. */
export const order = { kind: 'order', needs: openItems, refreshedBy: openItems.refreshedBy ?? [] } satisfies Source
