import { t } from '../../../../web/words/say.ts'
import { endCall } from '../../contract.ts'
import type { Outcome } from '../send-note.ts'

/** What an ending may suggest: one of the outcomes of a call, or nothing. */
export const callOutcomes = (): { id: Outcome | 'none'; label: string }[] => [
  { id: 'none', label: t('guidance.scripts.noOutcome') },
  ...endCall.input.shape.outcome.options.map(id => ({ id, label: t(`calls.outcomes.${id}`) })),
]
