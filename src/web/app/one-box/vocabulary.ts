import { titles, visitAliases } from './lexicon.ts'
import { fold, type Piece, squash } from './pieces.ts'

export type Named = { id: string; name: string }
export type VisitTypeWord = Named & { minutes: number; aliases?: readonly string[] }
type ScreenWord = Named & { also?: readonly string[] }

/** The names the practice uses; what the line is read against. */
export type Vocabulary = {
  visitTypes: readonly VisitTypeWord[]
  providers: readonly Named[]
  locations: readonly Named[]
  /** Whom a message can go to. */
  people: readonly Named[]
  screens: readonly ScreenWord[]
  /** The person in hand: meant where the line names nobody. */
  inHand?: Named | undefined
  /** The visit type meant where the line names none: the last or most used one. */
  usualVisitType?: string | undefined
  /** True where dates are written day before month. */
  dayFirst?: boolean
  /** True until the names have come from the server: a deed read before then may be read wrongly. */
  waits?: boolean
}

/** A thing found at a word, how many words it took, and how surely: 3 exact, 2 initials or alias, 1 beginning. */
export type Found<T> = { value: T; length: number; sureness: number }

const nameWords = (name: string) =>
  fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word && !titles.has(word))

const best = <T>(found: Found<T>[]): Found<T> | undefined =>
  found.sort((a, b) => b.sureness - a.sureness || b.length - a.length)[0]

/** A person of the house at these words: family or given name, whole or its first three letters; a title behind it goes along. */
export function matchPerson<T extends Named>(
  pieces: readonly Piece[],
  at: number,
  among: readonly T[],
): Found<T> | undefined {
  return best(
    among.flatMap((value): Found<T>[] => {
      const words = nameWords(value.name)
      const sure = (piece: Piece | undefined) => {
        const typed = piece ? squash(piece.low) : ''
        if (words.includes(typed)) return 3
        return typed.length >= 3 && words.some(word => word.startsWith(typed)) ? 1 : 0
      }
      const sureness = sure(pieces[at])
      if (!sureness) return []
      let length = 1
      while (sure(pieces[at + length]) === 3) length++
      const title = pieces[at + length]?.low.replace(/\W/g, '') ?? ''
      if (titles.has(title) && fold(value.name).split(/\W+/).includes(title)) length++
      return [{ value, length, sureness }]
    }),
  )
}

const initialsOf = (name: string) => {
  const words = fold(name).split(/[^\p{L}\p{N}]+/u)
  return words.length > 1 ? words.map(word => word[0] ?? '').join('') : ''
}

function visitSureness(typed: string, type: VisitTypeWord): number {
  const name = squash(type.name)
  if (typed === name) return 3
  if (type.aliases?.some(alias => squash(alias) === typed)) return 3
  if (typed.length >= 2 && typed === initialsOf(type.name)) return 2
  const means = visitAliases[typed]
  if (means && name.includes(means)) return 2
  return typed.length >= 3 && name.startsWith(typed) ? 1 : 0
}

/** A visit type at these words: its name, aliases, initials (f/u, np) or beginning (phys). */
export function matchVisitType(
  pieces: readonly Piece[],
  at: number,
  types: readonly VisitTypeWord[],
): Found<VisitTypeWord> | undefined {
  const found: Found<VisitTypeWord>[] = []
  for (let length = 1; length <= 4 && at + length <= pieces.length; length++) {
    const typed = squash(
      pieces
        .slice(at, at + length)
        .map(piece => piece.text)
        .join(''),
    )
    for (const value of types) {
      const sureness = visitSureness(typed, value)
      // Several words that only begin a name ("new pat") must not swallow a person's ("new patterson").
      if (sureness > 1 || (sureness === 1 && (length === 1 || typed.length >= 5)))
        found.push({ value, length, sureness })
    }
  }
  return best(found)
}

/** A location or screen at these words: its name from the first letter on, three letters at least. */
export function matchName<T extends Named & { also?: readonly string[] }>(
  pieces: readonly Piece[],
  at: number,
  among: readonly T[],
): Found<T> | undefined {
  const found: Found<T>[] = []
  for (let length = 1; length <= 4 && at + length <= pieces.length; length++) {
    const typed = squash(
      pieces
        .slice(at, at + length)
        .map(piece => piece.text)
        .join(''),
    )
    if (typed.length < 3) continue
    for (const value of among) {
      const names = [value.name, ...(value.also ?? [])].map(squash)
      if (names.includes(typed)) found.push({ value, length, sureness: 3 })
      else if (names.some(name => name.startsWith(typed))) found.push({ value, length, sureness: 1 })
    }
  }
  return best(found)
}
