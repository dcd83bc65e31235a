import { aboutWords, atWords, fillers, withWords } from './lexicon.ts'
import type { Piece } from './pieces.ts'
import { notADay, readDay } from './read-day.ts'
import { readIdentity } from './read-identity.ts'
import { readTime } from './read-time.ts'
import type { Deed, PartName, When } from './understanding.ts'
import {
  type Found,
  matchName,
  matchPerson,
  matchVisitType,
  type Named,
  type VisitTypeWord,
  type Vocabulary,
} from './vocabulary.ts'

/** Where in the line a part was typed. */
export type Range = { from: number; to: number }
type Typed<T> = { value: T; ranges: Range[] }
type NameWord = { piece: Piece; provider: Found<Named> | undefined; length: number; range: Range }

/** What the words of a deed gave, part by part. */
export type Reading = {
  identity: Typed<string>[]
  names: NameWord[]
  what?: Typed<VisitTypeWord>
  with?: Typed<Named>
  where?: Typed<Named>
  from?: Typed<When>
  when?: Typed<When>
  rest: Piece[]
  /** Of the rest: written as a day or a time, and none. */
  impossible: Piece[]
}

type Given = { deed: Deed; vocabulary: Vocabulary; today: string }

const rangeOf = (pieces: readonly Piece[], at: number, length: number): Range => ({
  from: pieces[at]!.from,
  to: pieces[at + length - 1]!.to,
})

function mergeWhen(reading: Reading, value: When, range: Range): void {
  reading.when = { value: { ...reading.when?.value, ...value }, ranges: [...(reading.when?.ranges ?? []), range] }
}

function readWhen(reading: Reading, pieces: readonly Piece[], at: number, given: Given): number {
  const { deed, vocabulary, today } = given
  const leaves = deed === 'move' && pieces[at]!.low === 'from'
  const day = readDay(pieces, leaves ? at + 1 : at, today, 'ahead', vocabulary.dayFirst)
  if (day) {
    const length = day.length + (leaves ? 1 : 0)
    const value = { from: day.from, to: day.to }
    const range = rangeOf(pieces, at, length)
    if (leaves) reading.from = { value, ranges: [range] }
    // "move gomez fri mon": from the one to the other.
    else if (deed === 'move' && reading.when?.value.from && !reading.from) {
      reading.from = reading.when
      reading.when = { value, ranges: [range] }
    } else mergeWhen(reading, value, range)
    return length + readBareHour(reading, pieces, at + length)
  }
  const time = readTime(pieces, at)
  if (!time) return 0
  mergeWhen(reading, time.value, rangeOf(pieces, at, time.length))
  return time.length
}

/** Right behind a day a bare number is an hour: "tue 10". */
function readBareHour(reading: Reading, pieces: readonly Piece[], at: number): number {
  const piece = pieces[at]
  if (!piece || !/^\d{1,2}$/.test(piece.text) || /^(am|pm)$/.test(pieces[at + 1]?.low ?? '')) return 0
  const hour = readTime([{ ...piece, text: 'at', low: 'at' }, piece], 0)
  if (!hour) return 0
  mergeWhen(reading, hour.value, rangeOf(pieces, at, 1))
  return 1
}

function readLabelled(reading: Reading, pieces: readonly Piece[], at: number, given: Given): boolean {
  const piece = pieces[at]!
  const match = /^(who|what|with|where|when):(.+)$/.exec(piece.low)
  if (!match) return false
  const part = match[1] as PartName
  const word = piece.text.slice(part.length + 1)
  const bare = [{ ...piece, text: word, low: match[2]! }]
  const range = rangeOf(pieces, at, 1)
  const { vocabulary } = given
  if (part === 'who') reading.identity.push({ value: word, ranges: [range] })
  else if (part === 'when') return readWhen(reading, bare, 0, given) > 0
  else {
    const found =
      part === 'what'
        ? matchVisitType(bare, 0, vocabulary.visitTypes)
        : part === 'with'
          ? matchPerson(bare, 0, vocabulary.providers)
          : matchName(bare, 0, vocabulary.locations)
    if (!found) return false
    Object.assign(reading, { [part]: { value: found.value, ranges: [range] } })
  }
  return true
}

/** Things the practice has a name for. Returns how many words they took. */
function readNamed(reading: Reading, pieces: readonly Piece[], at: number, given: Given): number {
  const { vocabulary } = given
  const lead = pieces[at]!.low
  if (withWords.has(lead)) {
    const provider = matchPerson(pieces, at + 1, vocabulary.providers)
    if (!provider) return 1
    reading.with = { value: provider.value, ranges: [rangeOf(pieces, at, provider.length + 1)] }
    return provider.length + 1
  }
  const led = atWords.has(lead) || lead === 'in'
  const place = matchName(pieces, led ? at + 1 : at, vocabulary.locations)
  const typed = pieces[led ? at + 1 : at]?.low ?? ''
  if (place && (led || place.sureness === 3 || typed.length >= 4) && !reading.where) {
    const length = place.length + (led ? 1 : 0)
    reading.where = { value: place.value, ranges: [rangeOf(pieces, at, length)] }
    return length
  }
  const provider = matchPerson(pieces, at, vocabulary.providers)
  // "ortiz np": the title makes it the provider, and must not be read as "new patient".
  if (provider && provider.length > 1 && !reading.with) {
    reading.with = { value: provider.value, ranges: [rangeOf(pieces, at, provider.length)] }
    return provider.length
  }
  const type = given.deed === 'call' || reading.what ? undefined : matchVisitType(pieces, at, vocabulary.visitTypes)
  if (type && !(provider && provider.sureness >= type.sureness)) {
    reading.what = { value: type.value, ranges: [rangeOf(pieces, at, type.length)] }
    return type.length
  }
  return 0
}

/** Words that can only be meant as a day or a time and are none: "feb 30", "25:99". */
function impossibleAt(pieces: readonly Piece[], at: number, { today, vocabulary }: Given): number {
  const days = notADay(pieces, at, today, vocabulary.dayFirst)
  if (days) return days
  return /^\d{1,2}:\d{2}(?:am|pm|a|p)?$/.test(pieces[at]!.low) && !readTime(pieces, at) ? 1 : 0
}

/** Reads the words behind a deed, each once, the surest meaning first. */
export function readParts(pieces: readonly Piece[], given: Given): Reading {
  const reading: Reading = { identity: [], names: [], rest: [], impossible: [] }
  for (let at = 0; at < pieces.length; ) {
    const piece = pieces[at]!
    if (readLabelled(reading, pieces, at, given)) {
      at++
      continue
    }
    const wrong = impossibleAt(pieces, at, given)
    if (wrong) {
      const words = pieces.slice(at, at + wrong)
      reading.rest.push(...words)
      reading.impossible.push(...words)
      at += wrong
      continue
    }
    const identity = readIdentity(pieces, at, given.today, given.vocabulary.dayFirst)
    if (identity) {
      reading.identity.push({ value: identity.search, ranges: [rangeOf(pieces, at, identity.length)] })
      at += identity.length
      continue
    }
    const known = readWhen(reading, pieces, at, given) || readNamed(reading, pieces, at, given)
    if (known) {
      at += known
      continue
    }
    if (/\p{L}/u.test(piece.text) && !fillers.has(piece.low) && !atWords.has(piece.low) && !aboutWords.has(piece.low)) {
      const provider = matchPerson([piece], 0, given.vocabulary.providers)
      reading.names.push({ piece, provider, length: 1, range: piece })
    } else if (!fillers.has(piece.low) && !aboutWords.has(piece.low)) reading.rest.push(piece)
    at++
  }
  return reading
}

/** Decides which of the bare names is the provider: the last one that can be, if somebody is left to be the patient. */
export function settleNames(reading: Reading, vocabulary: Vocabulary): void {
  if (reading.with) return
  const index = reading.names.findLastIndex(name => name.provider)
  const name = reading.names[index]
  const somebodyElse = reading.names.length > 1 || reading.identity.length > 0 || vocabulary.inHand
  if (!name?.provider || !somebodyElse) return
  reading.with = { value: name.provider.value, ranges: [name.range] }
  reading.names.splice(index, 1)
}
