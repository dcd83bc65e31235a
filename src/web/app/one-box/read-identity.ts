import type { Piece } from './pieces.ts'
import { readDay } from './read-day.ts'

/** Words that can only describe a person: chart number, phone number, birth date. */
export type IdentityRead = { search: string; length: number }

const digitsOf = (text: string) => text.replace(/\D/g, '')
const isPhonePart = (text: string) => /^[+(]?[\d().-]+$/.test(text) && /\d{3}/.test(text)

function readPhone(pieces: readonly Piece[], at: number): IdentityRead | null {
  let length = 0
  while (isPhonePart(pieces[at + length]?.text ?? '')) length++
  const text = pieces
    .slice(at, at + length)
    .map(piece => piece.text)
    .join('')
  // Seven digits at least: fewer in several words are not one number.
  return length && digitsOf(text).length >= 7 ? { search: text, length } : null
}

/** At word `at`: "#10234", "0142" (the end of a phone number or a chart number), "(555) 010-0142", "4/12/71", "apr 12 1971". */
export function readIdentity(
  pieces: readonly Piece[],
  at: number,
  today: string,
  dayFirst = false,
): IdentityRead | null {
  const piece = pieces[at]
  if (!piece) return null
  const born = readDay(pieces, at, today, 'nearest', dayFirst)
  if (born?.year) return born.from < today ? { search: born.from, length: born.length } : null
  if (/^#\d+$/.test(piece.text)) return { search: piece.text, length: 1 }
  const phone = readPhone(pieces, at)
  if (phone) return phone
  return /^\d{3,}$/.test(piece.text) ? { search: piece.text, length: 1 } : null
}
