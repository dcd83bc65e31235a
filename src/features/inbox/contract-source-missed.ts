import { callLog } from '../calls/contract.ts'
import type { Source } from './contract-source.ts'

/** Callers who gave up and whom nobody has spoken to since. */
export const missed = {
  kind: 'missed',
  needs: callLog,
  refreshedBy: [...(callLog.refreshedBy ?? []), 'inbox.missed-changed'],
} satisfies Source
