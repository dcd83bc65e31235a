import { addDays, addMonths, isCalendarDay, weekdayOf } from '../../../core/calendar-day.ts'
import { dayWords, months, spans, weekdays } from './lexicon.ts'
import type { Piece } from './pieces.ts'

/** A day or a stretch of days found at a word. `year`: the line named the year, so that it may be a birth date. */
export type DayRead = { from: string; to: string; length: number; year?: boolean; weekday?: boolean }

/** Which way a day without its year is looked for: a visit lies ahead, a day to look at may lie behind. */
export type Toward = 'ahead' | 'nearest'

const two = (n: number) => String(n).padStart(2, '0')
const indexIn = (words: readonly (readonly string[])[], word: string) => words.findIndex(group => group.includes(word))
const one = (day: string, length: number): DayRead => ({ from: day, to: day, length })

function ofYear(text: string, today: string): number {
  if (text.length === 4) return Number(text)
  // Two figures: a year ahead is at most ten years ahead, everything else is behind.
  const year = 2000 + Number(text)
  return year > Number(today.slice(0, 4)) + 10 ? year - 100 : year
}

function inYear(year: number, month: number, date: number): string | null {
  const day = `${year}-${two(month)}-${two(date)}`
  // Beyond these no day of a practice lies, and neither the server nor a board would take it.
  return isCalendarDay(day) && year >= 1900 && year <= 2199 ? day : null
}

function withoutYear(month: number, date: number, today: string, toward: Toward): string | null {
  const year = Number(today.slice(0, 4))
  const days = [-1, 0, 1, 2, 3, 4].flatMap(n => inYear(year + n, month, date) ?? [])
  if (toward === 'ahead') return days.find(day => day >= today) ?? null
  const far = (day: string) => Math.abs(Date.parse(day) - Date.parse(today))
  return days.sort((a, b) => far(a) - far(b))[0] ?? null
}

function dated(
  month: number,
  date: number,
  year: string | undefined,
  length: number,
  today: string,
  toward: Toward,
): DayRead | null {
  const day = year ? inYear(ofYear(year, today), month, date) : withoutYear(month, date, today, toward)
  return day ? { ...one(day, length), ...(year ? { year: true } : {}) } : null
}

function readNumbers(low: string, today: string, toward: Toward, dayFirst: boolean): DayRead | null {
  const iso = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(low)
  if (iso) return dated(Number(iso[2]), Number(iso[3]), iso[1], 1, today, toward)
  // With points or dashes the year is asked for: 10.30 is a time, 555-01 part of a phone number.
  const parts = /^(\d\d?)\/(\d\d?)(?:\/(\d{4}|\d\d))?$/.exec(low) ?? /^(\d\d?)[.-](\d\d?)[.-](\d{4}|\d\d)$/.exec(low)
  if (!parts) return null
  const [a, b] = [Number(parts[1]), Number(parts[2])]
  return dayFirst ? dated(b, a, parts[3], 1, today, toward) : dated(a, b, parts[3], 1, today, toward)
}

function readMonthName(low: readonly string[], today: string, toward: Toward): DayRead | null {
  const dateAt = (word = '') => Number(/^(\d\d?)(?:st|nd|rd|th|\.)?$/.exec(word)?.[1] ?? 0)
  const year = /^(\d{4}|'\d\d)$/.exec(low[2] ?? '')?.[1]?.replace("'", '')
  const month = indexIn(months, low[0]!.replace(/\.$/, '')) + 1
  const date = dateAt(low[1])
  const first = month && date ? dated(month, date, year, year ? 3 : 2, today, toward) : null
  if (first) return first
  const later = indexIn(months, (low[1] ?? '').replace(/\.$/, '')) + 1
  return later && dateAt(low[0]) ? dated(later, dateAt(low[0]), year, year ? 3 : 2, today, toward) : null
}

/** "+2w", "in 3 days", "2 weeks": a week from the day on for weeks, a month's beginning is not rounded. */
function readSpan(low: readonly string[], today: string): DayRead | null {
  let at = 0
  if (low[at] === 'in') at++
  const joined = /^(\+?)(\d{1,3})([a-z]+)$/.exec(low[at] ?? '')
  const apart = /^(\+?)(\d{1,3}|a)$/.exec(low[at] ?? '')
  const sign = joined?.[1] ?? apart?.[1]
  const count = joined?.[2] ?? apart?.[2]
  const word = joined?.[3] ?? (apart ? low[at + 1] : undefined)
  if (!count || !word || sign === undefined) return null
  const span = Object.hasOwn(spans, word) ? spans[word] : undefined
  const length = at + (joined ? 1 : 2)
  // A bare "3 m" is no month; "+3m" and "in 3m" are.
  if (!span || span === 'minute' || span === 'hour' || (word.length === 1 && !sign && at === 0)) return null
  const n = count === 'a' ? 1 : Number(count)
  if (span === 'day') return one(addDays(today, n), length)
  const from = span === 'week' ? addDays(today, 7 * n) : addMonths(today, n)
  return { from, to: addDays(from, 6), length }
}

/** The coming Monday is in `next week`; a week runs from Monday to Sunday. */
function readWeekday(low: readonly string[], today: string): DayRead | null {
  const lead = low[0] === 'next' || low[0] === 'this' || low[0] === 'coming' ? low[0] : null
  const word = lead ? (low[1] ?? '') : low[0]!
  const length = lead ? 2 : 1
  const monday = addDays(today, 1 - weekdayOf(today))
  if (lead && (word === 'week' || word === 'wk')) {
    const from = lead === 'next' ? addDays(monday, 7) : today
    return { from, to: addDays(lead === 'next' ? from : monday, 6), length }
  }
  if (lead === 'next' && word === 'month') {
    const from = `${addMonths(today, 1).slice(0, 8)}01`
    return { from, to: addDays(addMonths(from, 1), -1), length }
  }
  const weekday = indexIn(weekdays, word) + 1
  if (!weekday) return null
  const thisWeek = addDays(monday, weekday - 1)
  const day = lead === 'next' ? addDays(thisWeek, 7) : thisWeek < today ? addDays(thisWeek, 7) : thisWeek
  return { ...one(day, length), weekday: true }
}

function readOrdinal(low: string, today: string, toward: Toward): DayRead | null {
  const date = Number(/^(\d\d?)(?:st|nd|rd|th)$/.exec(low)?.[1] ?? 0)
  if (!date) return null
  const month = today.slice(0, 8)
  const first = `${month}01`
  const days = [-1, 0, 1, 2].map(n => addMonths(first, n).slice(0, 8) + two(date)).filter(isCalendarDay)
  const far = (day: string) => Math.abs(Date.parse(day) - Date.parse(today))
  const day = toward === 'ahead' ? days.find(each => each >= today) : days.sort((a, b) => far(a) - far(b))[0]
  return day ? one(day, 1) : null
}

/** How many words at `at` are written as a day and are none: "feb 30", "13/45/2026", "2026-02-31". 0: nothing of the kind. */
export function notADay(pieces: readonly Piece[], at: number, today: string, dayFirst = false): number {
  if (readDay(pieces, at, today, 'ahead', dayFirst)) return 0
  const [first, second = '', third = ''] = pieces.slice(at, at + 3).map(piece => piece.low)
  if (!first) return 0
  if (/^\d{1,2}\/\d{1,2}(?:\/\d{2,4})?$|^\d{4}-\d\d?-\d\d?$/.test(first)) return 1
  const isMonth = (word: string) => indexIn(months, word.replace(/\.$/, '')) >= 0
  const isDate = (word: string) => /^\d{1,2}(?:st|nd|rd|th|\.)?$/.test(word)
  // "may 45": a name that is also a month needs its number beside it.
  const length = (isMonth(first) && isDate(second)) || (isDate(first) && isMonth(second)) ? 2 : 0
  return length && /^\d{4}$/.test(third) ? 3 : length
}

/** The day written at word `at`, if there is one: "today", "tue", "next tue", "dec 3", "12/3", "+2w", "next week", "the 3rd". */
export function readDay(
  pieces: readonly Piece[],
  at: number,
  today: string,
  toward: Toward,
  dayFirst = false,
): DayRead | null {
  const low = pieces.slice(at, at + 4).map(piece => piece.low)
  const first = low[0]
  if (!first) return null
  const named = Object.hasOwn(dayWords, first) ? dayWords[first] : undefined
  if (named !== undefined) return one(addDays(today, named), 1)
  return (
    readSpan(low, today) ??
    readWeekday(low, today) ??
    readMonthName(low, today, toward) ??
    readNumbers(first, today, toward, dayFirst) ??
    readOrdinal(first, today, toward)
  )
}
