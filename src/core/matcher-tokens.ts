// Turning what was typed into words that can be compared. Pure, and one pass over the text.

/** A word of the text: `plain` is what is compared, `start` and `end` where it stands in the text as typed, which clause it is in and by what sign that
 *  was begun. A phrase may run on within its `sentence`. */
export type Token = {
  plain: string
  start: number
  end: number
  sentence: number
  clause: number
  part: number
  begunBy: string
}

// Letters with full stops between them are one word: "S.O.B.".
const wordOrBreak =
  /\p{L}(?:\.\p{L})+(?![\p{L}\p{N}\p{M}])|[\p{L}\p{N}\p{M}]+(?:['’`´‘‛′＇][\p{L}\p{N}\p{M}]+)*|…|\.{2,}|\n(?:\s*\n)*|[.;:!?,]/gu
const accents = /\p{M}+/gu

/** Lower case, no accents, no apostrophes: "Can’t" and "cant" are one word. */
const plainWord = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFKD')
    .replace(accents, '')
    .replace(/['’`´‘‛′＇ʼʻʹ.]/g, '')

/** The words of a text. A new clause begins at a full stop, colon, semicolon, question or exclamation mark or line; a new part also at a comma. What is
 *  said runs on over a single line's end and over "...", which are pauses: no new sentence begins there. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let sentence = 0
  let clause = 0
  let part = 0
  let begunBy = ''
  for (const found of text.matchAll(wordOrBreak)) {
    const word = found[0]
    if ('.;:!?\n,…'.includes(word[0]!)) {
      part++
      if (word !== ',') {
        clause++
        begunBy = word[0]!
        const pause = word === '\n' || word === '…' || word.startsWith('..')
        if (!pause) sentence++
      }
      continue
    }
    const [start, end] = [found.index, found.index + word.length]
    tokens.push({ plain: plainWord(word), start, end, sentence, clause, part, begunBy })
  }
  return tokens
}

const single = (word: string): string => (/([b-df-hj-np-tv-z])\1$/.test(word) ? word.slice(0, -1) : word)

/** A word without its endings: breathe, breathes, breathing; bleed, bleeding; pill, pills; numb, numbness. Rough on purpose: both sides go through
 *  it, and what falls together by chance is held apart by the other words of the phrase. */
export function stem(word: string): string {
  let rest = word
  if (rest.length > 6 && rest.endsWith('ness')) rest = rest.slice(0, -4)
  if (rest.length > 4 && rest.endsWith('ies')) return `${rest.slice(0, -3)}y`
  if (rest.length > 3 && rest.endsWith('s') && !rest.endsWith('ss')) rest = rest.slice(0, -1)
  if (rest.length > 5 && rest.endsWith('ing')) rest = rest.slice(0, -3)
  else if (rest.length > 4 && rest.endsWith('ed') && !rest.endsWith('eed')) rest = rest.slice(0, -2)
  if (rest.length > 4 && /[eoa]$/.test(rest)) rest = rest.slice(0, -1)
  return single(rest)
}

/** Ordinary words of the front desk that lie one slip away from a word of danger: never taken for it. */
const ordinary = new Set(
  `overdue overdone override oversee overseas strike striking strokes stoke stroll strong string store stores storage streets street chess chests chase cheese
   check checks chart breadth bread breath breathe beads bead breeding bleeding reading brain brian braid train grain drain pains paint painting panic pants
   point points please pulse plus police polish poison person prison pillow pills bills labor label labour later latter water waters waiter warder wanted
   feeling filling falling felling billing killing kidding kissing filing calling selling smelling spelling swelling dwelling
   thought through though throat threat treat tooth teeth
   speech speed peach beach teach slurred blurred allergy allergic allergist reaction section action fraction
   pregnancy pregnant presently patient seizure seize size fever ever never lever favor forever fewer
   choice chosen choose chicken chocolate joking checking chalking cheating coking cooking shocking
   suicide suite suit suits outside inside decide beside vision version
   fainting fitting fasting facing face faces fact facts race pace place lace
   numbers number numeral lumber bumped bump dumb thumb weak weeks week wake weekly
   bleach beech blood bloody flood bleed blend blind blank heart heard hearth heat head heads hear hears year hard
   attack attach attached attic tack contact tongue tongs tight right light night sight might
   drop droop drops droops dropping drooping shipping shopping tripping dripping
   swallow swallowed shallow allow sallow wallow collapsed collapse elapsed lapse
   severe serve server several serial seven sever pressure press pressing dressing crushing crashing brushing pushing
   gasping grasping gassing passing gas gasp clasp wheezing sneezing freezing squeezing breezing
   black block blocks three throw month months party skill setting sitting walking working conversion colon fatal response starting trailing training tracking while whole
   vomit vomits vomiting visiting voting coughing couching laughing cough rough though tough`.split(/\s+/),
)

/** Whether a word is another one with the slips of quick typing: one letter wrong, missing, doubled or swapped in five to seven letters, two in
 *  eight and more, a swap alone in four. The first letter counts as hit. */
export function isSlipOf(typed: string, meant: string): boolean {
  if (typed[0] !== meant[0] || typed.length > 24 || ordinary.has(typed)) return false
  const allowed = meant.length >= 8 ? 2 : meant.length >= 5 ? 1 : 0
  if (allowed === 0) return meant.length === 4 && typed.length === 4 && isSwap(typed, meant)
  if (Math.abs(typed.length - meant.length) > allowed) return false
  return distance(typed, meant, allowed) <= allowed
}

/** Which letters a word has, a bit each. One slip changes two of them at most, which spares nearly all comparing. */
export function lettersOf(word: string): number {
  let letters = 0
  for (let n = 0; n < word.length; n++) letters |= 1 << (word.charCodeAt(n) % 31)
  return letters
}

/** How many letters one word has and the other has not. */
export function unlike(a: number, b: number): number {
  let rest = a ^ b
  let n = 0
  for (; rest !== 0; n++) rest &= rest - 1
  return n
}

function isSwap(a: string, b: string): boolean {
  let n = 0
  while (n < a.length && a[n] === b[n]) n++
  return n < a.length - 1 && a[n] === b[n + 1] && a[n + 1] === b[n] && a.slice(n + 2) === b.slice(n + 2)
}

/** Letters wrong, missing, too many or swapped between two short words (optimal string alignment); above `most` it only says so. */
function distance(a: string, b: string, most: number): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, n) => n)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1)
      row.push(best)
      if (best < least) least = best
    }
    if (least > most) return most + 1
    before = last
    last = row
  }
  return last[b.length]!
}
