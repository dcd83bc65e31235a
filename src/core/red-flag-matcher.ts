import { isSlipOf, lettersOf, stem, type Token, tokensOf, unlike } from './matcher-tokens.ts'
import { isAbsent } from './negation.ts'

// Finds words of danger in what is typed. Runs in the browser at every keystroke and again on the server. It knows nothing of medicine:
// which words count, and what is then shown, is written by the clinician in charge.

/** A list of words, as the practice keeps it. */
export type FlagWords<Flag extends string = string> = {
  flag: Flag
  phrases: readonly { text: string }[]
  except: readonly string[]
}

/** A red flag that shows: the words as typed, once each, and whether every mention was of its absence. */
export type Sighting<Flag extends string = string> = { flag: Flag; words: string[]; absent: boolean }

type Phrase = { words: number[]; at: number; exception: boolean }
type Word = { plain: string; stem: string; exact: boolean; letters: number; stemLetters: number }

export type Matcher<Flag extends string = string> = {
  flags: readonly Flag[]
  vocabulary: readonly Word[]
  byFirstLetter: ReadonlyMap<string, readonly number[]>
  byFirstWord: ReadonlyMap<number, readonly Phrase[]>
  /** Words met before: the same note is looked at with every letter that is added to it. */
  met: Map<string, readonly number[]>
}

const remembered = 5_000
/** Little words that may stand between two words of a phrase: "pain in his chest", "chest is really hurting". */
const fillers = new Set(
  `a an the is are was am be been has have had having of in on at to and or with by for from my his her its their our your me him it this that some any
   very really so bad badly severe severely terrible sharp sudden suddenly strong lot lots kind sort like feel feels feeling felt just been getting gets got
   out into around right left upper lower center centre middle side both all of
   el la los las un una unos de del en mi su sus me le se lo muy mucho mucha fuerte fuertes tengo tiene siento siente por con y al que esta estoy`.split(
    /\s+/,
  ),
)
const mayStandBetween = (word: string): boolean => fillers.has(word) || /^\d{1,3}$/.test(word)
const mostBetween = 6

/** Makes lists of words ready for looking. A few milliseconds; keep the answer. */
export function matcherOf<Flag extends string>(lists: readonly FlagWords<Flag>[]): Matcher<Flag> {
  const vocabulary: Word[] = []
  const known = new Map<string, number>()
  const wordOf = (plain: string, exact: boolean): number => {
    const key = `${exact ? '=' : ''}${plain}`
    const found = known.get(key)
    if (found !== undefined) return found
    known.set(key, vocabulary.length)
    const stemmed = stem(plain)
    vocabulary.push({ plain, stem: stemmed, exact, letters: lettersOf(plain), stemLetters: lettersOf(stemmed) })
    return vocabulary.length - 1
  }
  const byFirstWord = new Map<number, Phrase[]>()
  const add = (text: string, at: number, exception: boolean) => {
    // "=" in front of a word takes it letter by letter.
    const words = text.split(/\s+/).flatMap(word => {
      const exact = word.startsWith('=')
      return tokensOf(word).map(token => ({ plain: token.plain, exact }))
    })
    if (words.length === 0) return
    const put = (list: readonly { plain: string; exact: boolean }[]) => {
      const ids = list.map(word => wordOf(word.plain, word.exact))
      byFirstWord.set(ids[0]!, [...(byFirstWord.get(ids[0]!) ?? []), { words: ids, at, exception }])
    }
    put(words)
    // Two words run together: "chestpain".
    if (words.length === 2 && !exception && words.every(word => !word.exact && word.plain.length > 3)) {
      put([{ plain: words.map(word => word.plain).join(''), exact: false }])
    }
  }
  lists.forEach((list, at) => {
    for (const phrase of list.phrases) add(phrase.text, at, false)
    for (const phrase of list.except) add(phrase, at, true)
  })
  const byFirstLetter = new Map<string, number[]>()
  vocabulary.forEach((word, n) => {
    const letter = word.plain[0]!
    byFirstLetter.set(letter, [...(byFirstLetter.get(letter) ?? []), n])
  })
  return { flags: lists.map(list => list.flag), vocabulary, byFirstLetter, byFirstWord, met: new Map() }
}

/** The red flags in some texts (a note, the chosen reasons), in the order of the lists. Never throws; time grows with the length alone. */
export function redFlagsIn<Flag extends string>(matcher: Matcher<Flag>, texts: readonly string[]): Sighting<Flag>[] {
  const found = new Map<number, { words: Set<string>; absent: boolean }>()
  for (const text of texts) {
    const tokens = tokensOf(text)
    const meant = tokens.map(token => wordsMeant(matcher, token.plain))
    const hits: { at: number; first: number; last: number }[] = []
    const excepted: { at: number; first: number; last: number }[] = []
    for (let first = 0; first < tokens.length; first++) {
      for (const word of meant[first]!) {
        for (const phrase of matcher.byFirstWord.get(word) ?? []) {
          const last = endOf(phrase, tokens, meant, first)
          if (last !== null) (phrase.exception ? excepted : hits).push({ at: phrase.at, first, last })
        }
      }
    }
    for (const hit of hits) {
      if (isExcepted(hit, excepted)) continue
      const absent = isAbsent(tokens, hit.first, hit.last)
      const known = found.get(hit.at) ?? { words: new Set<string>(), absent: true }
      known.absent &&= absent
      known.words.add(
        text.slice(tokens[hit.first]!.start, tokens[hit.last]!.end).replace(/\s+/g, ' ').toLowerCase().slice(0, 120),
      )
      found.set(hit.at, known)
    }
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([at, { words, absent }]) => ({ flag: matcher.flags[at]!, words: longestOf(words), absent }))
}

/** Where a phrase that begins here ends, if all of it stands here: its words in order, within a sentence, nothing but little words between. An
 *  exception stands within one clause: it never takes a danger away over a pause. */
function endOf(
  phrase: Phrase,
  tokens: readonly Token[],
  meant: readonly (readonly number[])[],
  first: number,
): number | null {
  let at = first
  for (let n = 1; n < phrase.words.length; n++) {
    let next = at + 1
    for (let between = 0; ; between++, next++) {
      if (next >= tokens.length || tokens[next]!.sentence !== tokens[first]!.sentence) return null
      if (phrase.exception && tokens[next]!.clause !== tokens[first]!.clause) return null
      if (meant[next]!.includes(phrase.words[n]!)) break
      if (between === mostBetween || !mayStandBetween(tokens[next]!.plain)) return null
    }
    at = next
  }
  return at
}

/** Spans stand in the order of their beginnings; one that overlaps begins at most a phrase's length before. */
function isExcepted(
  hit: { at: number; first: number; last: number },
  excepted: readonly { at: number; first: number; last: number }[],
): boolean {
  let low = 0
  let high = excepted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (excepted[middle]!.first < hit.first - longestPhrase) low = middle + 1
    else high = middle
  }
  for (let n = low; n < excepted.length && excepted[n]!.first <= hit.last; n++) {
    const one = excepted[n]!
    if (one.at === hit.at && one.last >= hit.first) return true
  }
  return false
}
const longestPhrase = 60

/** Which words of the lists a typed word may be. */
function wordsMeant(matcher: Matcher, typed: string): readonly number[] {
  const known = matcher.met.get(typed)
  if (known) return known
  const stemmed = stem(typed)
  const letters = lettersOf(typed)
  const stemLetters = lettersOf(stemmed)
  const fits = (matcher.byFirstLetter.get(typed[0] ?? '') ?? []).filter(n => {
    const word = matcher.vocabulary[n]!
    if (word.plain === typed) return true
    if (word.exact) return false
    if (word.stem === stemmed && word.plain.length > 3) return true
    if (word.plain.length <= 3) return false
    return (
      (unlike(letters, word.letters) <= 4 && isSlipOf(typed, word.plain)) ||
      (stemmed !== typed && unlike(stemLetters, word.stemLetters) <= 4 && isSlipOf(stemmed, word.stem))
    )
  })
  if (matcher.met.size > remembered) matcher.met.clear()
  matcher.met.set(typed, fits)
  return fits
}

/** Without those that are only a part of another one. */
const longestOf = (words: ReadonlySet<string>): string[] => {
  const all = [...words].slice(0, 20)
  return all.filter(one => !all.some(other => other !== one && other.includes(one)))
}
