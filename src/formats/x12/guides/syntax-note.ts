/** One of the standard's notes over the elements of a segment (or the components of a composite), places from 0. */
export type SyntaxNote = { text: string; kind: 'P' | 'R' | 'E' | 'C' | 'L'; places: readonly number[] }

/** The second is a period written in the form the first names. */
export type PeriodPair = { format: number; period: number }

/** Reads 'P0809 C1110 F0203' into notes and pairs. */
export function readNotes(text: string | undefined): { notes: SyntaxNote[]; periods: PeriodPair[] } {
  const notes: SyntaxNote[] = []
  const periods: PeriodPair[] = []
  for (const one of text?.split(' ') ?? []) {
    const places = (one.slice(1).match(/\d\d/g) ?? []).map(two => Number(two) - 1)
    if (one.startsWith('F')) periods.push({ format: places[0]!, period: places[1]! })
    else if (one) notes.push({ text: one, kind: one[0] as SyntaxNote['kind'], places })
  }
  return { notes, periods }
}

/** The place (from 0) at which the note is broken, or -1: the empty one that should stand, or for E the second one that should not. */
export function brokenAt(note: SyntaxNote, has: (place: number) => boolean): number {
  const { kind, places } = note
  const first = places[0]!
  if (kind === 'P') return places.some(has) ? (places.find(one => !has(one)) ?? -1) : -1
  if (kind === 'R') return places.some(has) ? -1 : first
  if (kind === 'E') return places.filter(has)[1] ?? -1
  if (!has(first)) return -1
  if (kind === 'C') return places.slice(1).find(one => !has(one)) ?? -1
  return places.slice(1).some(has) ? -1 : places[1]!
}
