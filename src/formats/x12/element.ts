import { isCalendarDay } from '../../core/calendar-day.ts'
import { isNpi } from '../../core/npi.ts'
import { latin1Bytes } from './latin1.ts'
import type { Delimiters, Segment } from './segment.ts'

// What the raw text of an element says. Each reader gives null for text that is not what it reads; none guesses, none throws.

/** Element `n` (from 1) of a segment, '' if the segment ends before it. */
export const elementOf = (segment: Segment, n: number): string => segment.elements[n - 1] ?? ''

/** The repetitions of an element; always at least one. */
export const repetitionsOf = (element: string, { repetition }: Delimiters): string[] =>
  repetition === null || !element.includes(repetition) ? [element] : element.split(repetition)

/** The components of one repetition; always at least one. */
export const componentsOf = (repetition: string, { component }: Delimiters): string[] =>
  repetition.includes(component) ? repetition.split(component) : [repetition]

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const windows = new TextDecoder('windows-1252')

/** Raw text as a person reads it: UTF-8 if its bytes are that, else windows-1252; trailing blanks, which mean nothing in X12, taken off. */
export function readableText(raw: string): string {
  const text = raw.trimEnd()
  let plain = true
  for (let n = 0; plain && n < text.length; n++) plain = text.charCodeAt(n) < 128
  if (plain) return text
  const bytes = latin1Bytes(text)
  try {
    return utf8.decode(bytes)
  } catch {
    return windows.decode(bytes)
  }
}

/** CCYYMMDD (D8) as 'YYYY-MM-DD', if there is such a day. */
export function readDate(text: string): string | null {
  if (!/^\d{8}$/.test(text)) return null
  const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
  return isCalendarDay(day) ? day : null
}

/** YYMMDD as only ISA09 has it, in this century: no 005010 interchange is older. */
export const readShortDate = (text: string): string | null => readDate(`20${text}`)

/** CCYYMMDD-CCYYMMDD (RD8), if both days exist and the first is not after the second. */
export function readDateRange(text: string): { from: string; to: string } | null {
  if (text.length !== 17 || text[8] !== '-') return null
  const [from, to] = [readDate(text.slice(0, 8)), readDate(text.slice(9))]
  return from && to && from <= to ? { from, to } : null
}

/** HHMM, HHMMSS, HHMMSSD or HHMMSSDD (TM) as 'HH:MM', 'HH:MM:SS' or with the fraction behind a point. */
export function readTime(text: string): string | null {
  const [, hour, minute, second, fraction] = /^([01]\d|2[0-3])([0-5]\d)(?:([0-5]\d)(\d{1,2})?)?$/.exec(text) ?? []
  if (hour === undefined) return null
  return `${hour}:${minute}${second === undefined ? '' : `:${second}`}${fraction === undefined ? '' : `.${fraction}`}`
}

/** CCYYMMDDHHMM, seconds allowed (DT), as 'YYYY-MM-DDTHH:MM[:SS]'; the zone is whatever the sender's clock showed. */
export function readDateTime(text: string): string | null {
  if (text.length !== 12 && text.length !== 14) return null
  const [day, time] = [readDate(text.slice(0, 8)), readTime(text.slice(8))]
  return day && time ? `${day}T${time}` : null
}

/** What a date or period element says, its format named beside it (DTP02, DMG01): a day is a period of one day. Null for formats that name no day. */
export function readPeriod(format: string, text: string): { from: string; to: string } | null {
  if (format === 'RD8') return readDateRange(text)
  const day = format === 'D8' ? readDate(text) : format === 'DT' ? (readDateTime(text)?.slice(0, 10) ?? null) : null
  return day ? { from: day, to: day } : null
}

/** A decimal number (type R) as a whole number of its `places`-th decimals: readDecimal('.2', 4) is 2000. No float is ever made, so nothing is rounded:
 *  more decimals than asked for (other than zeros), an exponent, a plus, a separator or more than a safe integer give null. */
export function readDecimal(text: string, places: number): number | null {
  const [, sign, whole = '', decimals = ''] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text) ?? []
  if (sign === undefined || (whole === '' && decimals === '') || text.length > 30) return null
  if (/[1-9]/.test(decimals.slice(places))) return null
  const number = Number(whole + decimals.slice(0, places).padEnd(places, '0'))
  if (!Number.isSafeInteger(number)) return null
  return sign === '' || number === 0 ? number : -number
}

/** An amount of money (type R) in cents: '25' is 2500, '-.5' is -50. */
export const readCents = (text: string): number | null => readDecimal(text, 2)

/** Cents as type R wants them: no leading or trailing zeros, no point behind a whole amount. Throws a RangeError on what is no safe integer. */
export function writeCents(cents: number): string {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`not whole cents: ${cents}`)
  const digits = String(Math.abs(cents)).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/^0+/, '')
  const decimals = digits.slice(-2).replace(/0+$/, '')
  const text = decimals ? `${whole}.${decimals}` : whole || '0'
  return cents < 0 ? `-${text}` : text
}

/** A number with an implied decimal point (types N0, N1, N2 …): digits, a minus allowed. The point is the caller's: N2 '1250' gives 1250 hundredths. */
export function readWhole(text: string): number | null {
  if (!/^-?\d{1,16}$/.test(text)) return null
  const number = Number(text)
  return Number.isSafeInteger(number) ? number + 0 : null
}

/** A National Provider Identifier whose check digit fits. */
export const readNpi = (text: string): string | null => (isNpi(text.trim()) ? text.trim() : null)
