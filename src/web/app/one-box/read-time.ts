import { afterWords, atWords, beforeWords, noonWords, partsOfDay, spans } from './lexicon.ts'
import type { Piece } from './pieces.ts'
import type { When } from './understanding.ts'

export type TimeRead = { value: Pick<When, 'time' | 'after' | 'before' | 'part' | 'inMinutes'>; length: number }

type Clock = { time: string; length: number }

const write = (hour: number, minute: number) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`

/** Without am or pm a desk means its own hours: 7 to 12 are before and at noon, 1 to 6 behind it. */
function hourOf(hour: number, half: string | undefined): number | null {
  if (half) return hour < 1 || hour > 12 ? null : (hour % 12) + (half.startsWith('p') ? 12 : 0)
  if (hour > 23) return null
  return hour >= 1 && hour <= 6 ? hour + 12 : hour
}

function clockAt(low: readonly string[], at: number, bareHour: boolean): Clock | null {
  const word = low[at] ?? ''
  if (noonWords.has(word)) return { time: '12:00', length: 1 }
  const found = /^(\d{1,2})(?::(\d\d))?(am|pm|a|p)?$/.exec(word)
  if (!found) return null
  const next = /^(am|pm)$/.exec(low[at + 1] ?? '')?.[1]
  const half = found[3] ?? next
  if (!half && !found[2] && !bareHour) return null
  const hour = hourOf(Number(found[1]), half)
  const minute = Number(found[2] ?? 0)
  if (hour === null || minute > 59) return null
  return { time: write(hour, minute), length: !found[3] && next ? 2 : 1 }
}

function readRange(low: readonly string[], at: number): TimeRead | null {
  const joined = /^(\d{1,2}(?::\d\d)?)-(\d{1,2}(?::\d\d)?)(am|pm)?$/.exec(low[at] ?? '')
  if (joined) {
    const half = joined[3] ?? ''
    const from = clockAt([joined[1]! + half], 0, true) ?? clockAt([joined[1]!], 0, true)
    const to = clockAt([joined[2]! + half], 0, true)
    // "11-1pm" begins in the morning.
    const start = from && to && from.time >= to.time ? clockAt([joined[1]!], 0, true) : from
    return start && to && start.time < to.time ? { value: { after: start.time, before: to.time }, length: 1 } : null
  }
  if (low[at] !== 'between') return null
  const from = clockAt(low, at + 1, true)
  if (!from || low[at + 1 + from.length] !== 'and') return null
  const to = clockAt(low, at + 2 + from.length, true)
  return to && from.time < to.time
    ? { value: { after: from.time, before: to.time }, length: 2 + from.length + to.length }
    : null
}

function readSoon(low: readonly string[], at: number): TimeRead | null {
  const start = low[at] === 'in' ? at + 1 : at
  const found = /^(\+?)(\d{1,3})([a-z]*)$/.exec(low[start] ?? '')
  if (!found || (start === at && !found[1])) return null
  const word = found[3] || (low[start + 1] ?? '')
  const span = Object.hasOwn(spans, word) ? spans[word] : undefined
  if (span !== 'minute' && span !== 'hour') return null
  return {
    value: { inMinutes: Number(found[2]) * (span === 'hour' ? 60 : 1) },
    length: start - at + (found[3] ? 1 : 2),
  }
}

/** The time written at word `at`: "10:40", "3pm", "3 pm", "noon", "am", "afternoon", "after 3", "before noon", "2-4pm", "in 20 min". */
export function readTime(pieces: readonly Piece[], at: number): TimeRead | null {
  const low = pieces.map(piece => piece.low)
  const word = low[at]
  if (!word) return null
  const range = readRange(low, at) ?? readSoon(low, at)
  if (range) return range
  const limit = afterWords.has(word) ? 'after' : beforeWords.has(word) ? 'before' : atWords.has(word) ? 'time' : null
  if (limit) {
    const clock = clockAt(low, at + 1, true)
    return clock ? { value: { [limit]: clock.time }, length: clock.length + 1 } : null
  }
  const clock = clockAt(low, at, false)
  if (clock) return { value: { time: clock.time }, length: clock.length }
  const part = Object.hasOwn(partsOfDay, word) ? partsOfDay[word] : undefined
  return part ? { value: part, length: 1 } : null
}

/** Wall-clock limits of a part of the day, as [not before, not after]. */
export const limitsOf: Readonly<Record<NonNullable<When['part']>, readonly [after: string, before: string]>> = {
  morning: ['00:00', '12:00'],
  afternoon: ['12:00', '23:59'],
  evening: ['17:00', '23:59'],
}
