import { openMessages } from '../calls/contract.ts'
import type { Source } from './contract-source.ts'

/** Call-backs that somebody has promised, due when the next try is. */
export const callBack = {
  kind: 'call-back',
  needs: openMessages,
  refreshedBy: openMessages.refreshedBy ?? [],
} satisfies Source
