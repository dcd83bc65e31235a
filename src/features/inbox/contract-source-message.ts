import { openMessages } from '../calls/contract.ts'
import type { Source } from './contract-source.ts'

/** Messages and tasks that want something done by somebody. */
export const message = {
  kind: 'message',
  needs: openMessages,
  refreshedBy: openMessages.refreshedBy ?? [],
} satisfies Source
