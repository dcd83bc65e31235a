import { voicemails } from '../voicemail/contract.ts'
import type { Source } from './contract-source.ts'

/** Spoken messages that nobody has settled. */
export const voicemail = {
  kind: 'voicemail',
  needs: voicemails,
  refreshedBy: voicemails.refreshedBy ?? [],
} satisfies Source
