import type { BoxChoice } from './choice.ts'

/** An Enter pressed before the answer to the line was there: the line, the place in the list, and what stood there; null: nothing yet. */
export type EarlyEnter = { line: string; at: number; id: string | null }

/** What an early Enter comes to, once the answer is there: the choice to take, `again` when it has to be pressed again because something else
 *  stands there than was seen, or null when it means nothing any more. `harmless`: the first may be taken unseen. */
export function settleEarly(
  early: EarlyEnter,
  line: string,
  shown: readonly Pick<BoxChoice, 'id'>[],
  harmless: boolean,
): number | 'again' | null {
  if (early.line !== line || shown.length === 0) return null
  if (early.id !== null && shown[early.at]?.id === early.id) return early.at
  return harmless && early.at === 0 ? 0 : 'again'
}
