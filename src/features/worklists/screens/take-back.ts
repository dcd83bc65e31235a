import { toast } from '../../../web/kit/toast.ts'
import { act } from '../../../web/kit/wire.ts'
import { sayError } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { undoStep } from '../../schedule/contract.ts'
import type { ListRow } from '../contract.ts'

/** Takes a confirmation back that was a slip: the visit is on the list again. */
export async function takeBackConfirmation(row: ListRow): Promise<void> {
  if (!row.visit) return
  try {
    await act(undoStep, { appointment: row.visit.id })
    toast(t('worklists.done.undone', { who: row.patient.name }), { look: 'info' })
  } catch (error) {
    toast(sayError(error), { look: 'bad' })
  }
}
