// Names and free text run the way of their own script. Put into a sentence they must not turn what stands beside them.

const LRE_TO_RLO = /[\u202a-\u202e]/gu
const turns = /[\u202a-\u202e\u2066-\u2069]/gu
/** Letters that run from right to left, their marks, and whatever turns the way of reading. */
const mayTurn =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** A text without the characters that embed, override or isolate the way of reading: no name has them, and they would outlast it. Marks that only
 *  settle the place of a full stop (U+200E, U+200F, U+061C) stay. */
export const withoutTurns = (text: string): string => text.replace(turns, '')

/** A text as it may stand inside another: what runs the other way is closed off (U+2068, U+2069), overrides are left out. A text that cannot turn
 *  anything stays as it is. */
export function isolated(text: string): string {
  return mayTurn.test(text) ? `\u2068${closed(text.replace(LRE_TO_RLO, ''))}\u2069` : text
}

/** Leaves out each end of an isolate that closes none, and closes those left open. */
function closed(text: string): string {
  let open = 0
  const kept = [...text].filter(letter => {
    if (letter === '\u2069') {
      if (open === 0) return false
      open--
    } else if (letter >= '\u2066' && letter <= '\u2068') open++
    return true
  })
  return kept.join('') + '\u2069'.repeat(open)
}
