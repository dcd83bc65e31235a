import { sentMessages } from '../outreach/contract.ts'
import type { Source } from './contract-source.ts'

/** Messages to patients that did not arrive. */
export const undelivered = {
  kind: 'undelivered',
  needs: sentMessages,
  refreshedBy: sentMessages.refreshedBy ?? [],
} satisfies Source
