/** One typed word, with its place in the line, so that a correction can replace exactly it. */
export type Piece = { text: string; low: string; from: number; to: number }

/** Lower case without accents: 'Müller' -> 'muller'. */
export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Folded letters and digits alone: 'F/U' and 'Follow-up' become 'fu' and 'followup'. */
export const squash = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, '')

/** The words of a line. Commas and semicolons at a word's end are left out. */
export function split(line: string, start = 0): Piece[] {
  return [...line.matchAll(/\S+/g)].flatMap(match => {
    const text = match[0].replace(/[,;]+$/, '')
    const from = start + match.index
    return text ? [{ text, low: fold(text), from, to: from + text.length }] : []
  })
}
