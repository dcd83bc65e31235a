import { deedWords, goWords } from './lexicon.ts'
import { otherPlaces, otherProviders, otherTimes, otherTypes } from './others.ts'
import { type Piece, split } from './pieces.ts'
import { readDay } from './read-day.ts'
import { readIdentity } from './read-identity.ts'
import { readNote } from './read-note.ts'
import { type Reading, readParts, settleNames } from './reading.ts'
import type { Chip, Deed, Place, Understanding, Who } from './understanding.ts'
import { matchName, type Vocabulary } from './vocabulary.ts'

function readDeed(pieces: readonly Piece[]): { deed: Deed; length: number } | null {
  for (const [words, deed] of deedWords) {
    if (words.every((word, at) => pieces[at]?.low === word)) return { deed, length: words.length }
  }
  return null
}

function readPlaces(pieces: readonly Piece[], vocabulary: Vocabulary, today: string): Place[] {
  const places: Place[] = []
  const day = readDay(pieces, 0, today, 'nearest', vocabulary.dayFirst)
  if (day && day.length === pieces.length) {
    // With its year a day behind us may as well be a birth date: then the persons come first.
    places.push({ kind: 'day', day: day.from, sure: !(day.year && day.from < today) })
  }
  for (const value of vocabulary.screens) {
    const screen = matchName(pieces, 0, [value])
    if (screen && screen.length === pieces.length)
      places.push({ kind: 'screen', id: value.id, name: value.name, sure: screen.sureness === 3 })
  }
  return places
}

function withoutDeed(line: string, pieces: readonly Piece[], vocabulary: Vocabulary, today: string): Understanding {
  const goes = goWords.includes(pieces[0]!.low) && pieces.length > 1
  const places = readPlaces(goes ? pieces.slice(1) : pieces, vocabulary, today)
  const onlyDay =
    places.some(place => place.kind === 'day' && place.sure) && !readIdentity(pieces, 0, today, vocabulary.dayFirst)
  if ((goes && places.length > 0) || onlyDay) return { deed: 'go', chips: [], places, rest: '' }
  const who: Chip = { part: 'who', value: { search: line.trim() }, assumed: false, others: [] }
  return { deed: 'find', chips: [who], places, rest: '' }
}

/** Whom the line means: its words for a person, in the order typed, else the person in hand. */
function whoOf(reading: Reading, vocabulary: Vocabulary): { value: Who; assumed: boolean } | null {
  const words = [
    ...reading.names.map(name => ({ at: name.range.from, text: name.piece.text })),
    ...reading.identity.map(each => ({ at: each.ranges[0]!.from, text: each.value })),
  ].sort((a, b) => a.at - b.at)
  if (words.length > 0) return { value: { search: words.map(word => word.text).join(' ') }, assumed: false }
  const inHand = vocabulary.inHand
  return inHand ? { value: { inHand: inHand.id, name: inHand.name }, assumed: true } : null
}

function chipsOf(line: string, deed: Deed, reading: Reading, vocabulary: Vocabulary, today: string): Chip[] {
  const chips: Chip[] = []
  const who = whoOf(reading, vocabulary)
  if (who) chips.push({ part: 'who', ...who, others: [] })
  const usual = vocabulary.visitTypes.find(type => type.id === vocabulary.usualVisitType) ?? vocabulary.visitTypes[0]
  const what = reading.what?.value ?? (deed === 'book' ? usual : undefined)
  if (what) {
    const others = otherTypes(line, reading, vocabulary, what.id)
    chips.push({
      part: 'what',
      value: { id: what.id, name: what.name, minutes: what.minutes },
      assumed: !reading.what,
      others,
    })
  }
  const provider = reading.with?.value
  if (provider) {
    const others = otherProviders(line, reading, vocabulary)
    chips.push({ part: 'with', value: { id: provider.id, name: provider.name }, assumed: false, others })
  }
  for (const part of ['from', 'when'] as const) {
    const read = reading[part]
    if (read)
      chips.push({ part, value: read.value, assumed: false, others: otherTimes(line, read.ranges, read.value, today) })
  }
  const where = reading.where?.value
  if (where) {
    const others = otherPlaces(line, reading, vocabulary)
    chips.push({ part: 'where', value: { id: where.id, name: where.name }, assumed: false, others })
  }
  return chips
}

/** Says what a line in the one box means: the deed, its parts as chips, and what is left over. Pure: the same line, names and
 *  day ('YYYY-MM-DD') always give the same answer; it asks no server and no clock, and it never acts. */
export function understand(line: string, vocabulary: Vocabulary, today: string): Understanding {
  const pieces = split(line)
  if (pieces.length === 0) return { deed: 'find', chips: [], places: [], rest: '' }
  if (line.trim() === '?') return { deed: 'keys', chips: [], places: [], rest: '' }
  const verb = readDeed(pieces)
  if (!verb) return withoutDeed(line, pieces, vocabulary, today)
  const { deed, length } = verb
  if (deed === 'message') return { deed, places: [], ...readNote(line, pieces.slice(length), vocabulary, today) }
  const note = deed === 'call' ? noteBehind(line, pieces.slice(length)) : null
  const words = note
    ? pieces
        .slice(length)
        .filter(piece => piece.to <= note.from)
        .map(withoutColon)
    : pieces.slice(length)
  const reading = readParts(words, { deed, vocabulary, today })
  if (deed !== 'call') settleNames(reading, vocabulary)
  const chips = chipsOf(line, deed, reading, vocabulary, today)
  if (note?.text) chips.push({ part: 'note', value: note.text, assumed: false, others: [] })
  const said = (of: readonly Piece[]) => of.map(piece => piece.text).join(' ')
  return {
    deed,
    chips,
    places: [],
    rest: said(reading.rest),
    ...(reading.impossible.length > 0 ? { impossible: said(reading.impossible) } : {}),
  }
}

const withoutColon = (piece: Piece): Piece =>
  piece.text.endsWith(':')
    ? { ...piece, text: piece.text.slice(0, -1), low: piece.low.slice(0, -1), to: piece.to - 1 }
    : piece

/** "call back brown 3pm: lab results", "… re lab results". */
function noteBehind(line: string, pieces: readonly Piece[]): { from: number; text: string } | null {
  for (const [at, piece] of pieces.entries()) {
    const about = piece.low === 're' || piece.low === 're:' || piece.low === 'about'
    if (at > 0 && about) return { from: piece.from, text: line.slice(piece.to).trim() }
    if (/[^:]:$/.test(piece.text)) return { from: piece.to, text: line.slice(piece.to).trim() }
  }
  return null
}
