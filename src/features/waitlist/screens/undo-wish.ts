import { toast } from '../../../web/kit/toast.ts'
import { act } from '../../../web/kit/wire.ts'
import { sayError } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { reopenWish, withdrawWish } from '../contract.ts'

const said = async (deed: Promise<unknown>, text: string, undo: () => void) => {
  try {
    await deed
    toast(text, { undo })
  } catch (error) {
    toast(sayError(error), { look: 'bad' })
  }
}

/** Takes somebody off the list; undone, they are back where they were. */
export const undoWish = (wish: string, who: string): Promise<void> =>
  said(act(withdrawWish, { wish }), t('waitlist.done.removed', { who }), () => void redoWish(wish, who))

/** Puts somebody back. */
const redoWish = (wish: string, who: string): Promise<void> =>
  said(act(reopenWish, { wish }), t('waitlist.done.back', { who }), () => void undoWish(wish, who))
