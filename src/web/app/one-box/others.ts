import { addDays } from '../../../core/calendar-day.ts'
import type { Range, Reading } from './reading.ts'
import type { Other, When } from './understanding.ts'
import type { Named, Vocabulary } from './vocabulary.ts'

/** Puts `words` where the part was typed (or at the end) and takes its other pieces away. */
function rewrite(line: string, ranges: readonly Range[], words: string): string {
  const sorted = [...ranges].sort((a, b) => b.from - a.from)
  const first = sorted.at(-1)
  let next = line
  for (const range of sorted) next = next.slice(0, range.from) + (range === first ? words : '') + next.slice(range.to)
  if (!first) next = `${line} ${words}`
  return next.replace(/\s{2,}/g, ' ').trim()
}

const swap = (line: string, ranges: readonly Range[], among: readonly Named[], chosen: string | undefined): Other[] =>
  among
    .filter(value => value.id !== chosen)
    .map(value => ({ label: value.name, line: rewrite(line, ranges, value.name) }))

/** Other visit types for the one read or assumed. */
export const otherTypes = (
  line: string,
  reading: Reading,
  vocabulary: Vocabulary,
  chosen: string | undefined,
): Other[] => swap(line, reading.what?.ranges ?? [], vocabulary.visitTypes, chosen)

export const otherPlaces = (line: string, reading: Reading, vocabulary: Vocabulary): Other[] =>
  swap(line, reading.where?.ranges ?? [], vocabulary.locations, reading.where?.value.id)

export const otherPeople = (line: string, ranges: readonly Range[], vocabulary: Vocabulary, chosen: string): Other[] =>
  swap(line, ranges, vocabulary.people, chosen)

/** Other providers, and the reading in which the word was the patient's name. `asPatient` and `anybody` are the labels for it. */
export function otherProviders(line: string, reading: Reading, vocabulary: Vocabulary): Other[] {
  const ranges = reading.with?.ranges ?? []
  const typed = ranges.map(range => line.slice(range.from, range.to)).join(' ')
  const others = swap(line, ranges, vocabulary.providers, reading.with?.value.id)
  if (typed && !typed.includes(' ') && !typed.includes(':'))
    others.push({ label: `who: ${typed}`, line: rewrite(line, ranges, `who:${typed}`) })
  return others
}

/** The same wish a week earlier and later, and without its day or its time. */
export function otherTimes(line: string, ranges: readonly Range[], when: When, today: string): Other[] {
  const others: Other[] = []
  const limits = [
    when.time ?? '',
    when.part ?? '',
    when.after ? `after ${when.after}` : '',
    when.before ? `before ${when.before}` : '',
  ].filter(Boolean)
  if (when.from && when.from === when.to) {
    for (const days of [-7, -1, 1, 7]) {
      const day = addDays(when.from, days)
      if (day >= today)
        others.push({ label: [day, ...limits].join(' '), line: rewrite(line, ranges, [day, ...limits].join(' ')) })
    }
  }
  if (when.from && limits.length > 0) {
    const days = when.from === when.to ? when.from : ''
    if (days) others.push({ label: days, line: rewrite(line, ranges, days) })
  }
  return others
}
