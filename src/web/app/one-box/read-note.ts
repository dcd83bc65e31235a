import { otherPeople, otherTimes } from './others.ts'
import { type Piece, split } from './pieces.ts'
import { readDay } from './read-day.ts'
import { readIdentity } from './read-identity.ts'
import { readTime } from './read-time.ts'
import type { Range } from './reading.ts'
import type { Chip, When } from './understanding.ts'
import { matchPerson, type Vocabulary } from './vocabulary.ts'

const namelike = (piece: Piece | undefined): piece is Piece =>
  piece !== undefined && /^[\p{L}'’-]{3,}$/u.test(piece.text)

/** The words at the end of a note that may name the patient, the longest wording first. The box asks the search which of them does. */
function trailingNames(pieces: readonly Piece[]): string[] {
  const last = pieces.at(-1)
  if (!namelike(last)) return []
  const before = pieces.at(-2)
  return namelike(before) ? [`${before.text} ${last.text}`, last.text] : [last.text]
}

/** Reads the words behind "msg": to whom, perhaps until when, then the note, and at its end perhaps about whom.
 *  `msg lee: refill metformin smith`, `msg lee by 3pm: call the lab`, `msg lee refill smith`. */
export function readNote(
  line: string,
  pieces: readonly Piece[],
  vocabulary: Vocabulary,
  today: string,
): { chips: Chip[]; rest: string } {
  const colon = /[^\d\s]:(?=\s|$)|:(?=\s)/.exec(line)
  const colonAt = colon ? colon.index + colon[0].length : -1
  const bare = pieces.map(piece =>
    piece.text.endsWith(':')
      ? { ...piece, text: piece.text.slice(0, -1), low: piece.low.slice(0, -1), to: piece.to - 1 }
      : piece,
  )
  const head = colonAt > 0 ? bare.filter(piece => piece.to <= colonAt) : bare
  const chips: Chip[] = []
  const rest: string[] = []
  let when: When = {}
  const whenRanges: Range[] = []
  let noteFrom = colonAt
  let to: { id: string; name: string } | undefined
  for (let at = 0; at < head.length; ) {
    const person = to ? undefined : matchPerson(head, at, vocabulary.people)
    if (person) {
      to = { id: person.value.id, name: person.value.name }
      const range = { from: head[at]!.from, to: head[at + person.length - 1]!.to }
      chips.push({ part: 'to', value: to, assumed: false, others: otherPeople(line, [range], vocabulary, to.id) })
      at += person.length
      if (colonAt < 0) {
        noteFrom = range.to
        break
      }
      continue
    }
    const time = readDay(head, at, today, 'ahead', vocabulary.dayFirst) ?? readTime(head, at)
    if (time && colonAt > 0) {
      when = { ...when, ...('value' in time ? time.value : { from: time.from, to: time.to }) }
      whenRanges.push({ from: head[at]!.from, to: head[at + time.length - 1]!.to })
      at += time.length
      continue
    }
    rest.push(head[at]!.text)
    at++
  }
  if (whenRanges.length > 0)
    chips.push({ part: 'when', value: when, assumed: false, others: otherTimes(line, whenRanges, when, today) })
  const note = noteFrom < 0 ? '' : line.slice(noteFrom).trim()
  const words = split(note)
  const last = words.length > 0 ? readIdentity(words, words.length - 1, today, vocabulary.dayFirst) : null
  const unsure = trailingNames(words)
  const inHand = vocabulary.inHand
  if (last) chips.push({ part: 'who', value: { search: last.search }, assumed: false, others: [] })
  else if (unsure.length > 0)
    chips.push({ part: 'who', value: { search: unsure.at(-1)!, unsure }, assumed: true, others: [] })
  else if (inHand)
    chips.push({ part: 'who', value: { inHand: inHand.id, name: inHand.name }, assumed: true, others: [] })
  if (note) chips.push({ part: 'note', value: note, assumed: false, others: [] })
  return { chips, rest: rest.join(' ') }
}
