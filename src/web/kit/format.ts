import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { t } from '../words/say.ts'

/** Where the practice is: how it writes dates, times, money and phone numbers. */
export type Place = { locale: string; zone: string; currency: string; country: string }

let place: Place = {
  locale: 'en-US',
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  currency: 'USD',
  country: 'US',
}
let formats = new Map<string, Intl.DateTimeFormat>()

/** Sets the practice's place; call after sign-in. */
export function setPlace(next: Partial<Place>): void {
  if (next.locale && next.locale !== place.locale) formats = new Map()
  place = { ...place, ...next }
}

export const thePlace = (): Readonly<Place> => place

function format(options: Intl.DateTimeFormatOptions, zone = place.zone): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options)
  let made = formats.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(place.locale, { ...options, timeZone: zone })
    formats.set(key, made)
  }
  return made
}

const styles = {
  /** Tuesday, November 24 */
  long: { weekday: 'long', month: 'long', day: 'numeric' },
  /** Tue, Nov 24 */
  short: { weekday: 'short', month: 'short', day: 'numeric' },
  /** Nov 24 */
  brief: { month: 'short', day: 'numeric' },
  /** Apr 12, 1971 */
  full: { year: 'numeric', month: 'short', day: 'numeric' },
  /** 04/12/1971 */
  numbers: { year: 'numeric', month: '2-digit', day: '2-digit' },
  /** November 2026 */
  month: { year: 'numeric', month: 'long' },
} satisfies Record<string, Intl.DateTimeFormatOptions>
export type DayStyle = keyof typeof styles

/** From so many days away on, a day without its year would be taken for another. */
const yearFrom_days = 300

/** A calendar day ('2026-11-24'), which has no zone. One far away is said with its year: "Sun, Dec 24, 2090". */
export function day(date: string, style: DayStyle = 'short'): string {
  const at = new Date(`${date}T00:00:00Z`)
  const far = Math.abs(at.getTime() - Date.now()) > yearFrom_days * 86_400_000
  return format(far ? { ...styles[style], year: 'numeric' } : styles[style], 'UTC').format(at)
}

/** The wall-clock time of an instant in the practice's zone, or in `zone`: "9:20 AM". */
export function time(instant: string, zone?: string): string {
  return format({ hour: 'numeric', minute: '2-digit' }, zone).format(new Date(instant))
}

/** The time without AM or PM, for columns where it is plain from the place: "9:20". */
export function clock(instant: string, zone?: string): string {
  return format({ hour: 'numeric', minute: '2-digit' }, zone)
    .formatToParts(new Date(instant))
    .filter(part => part.type !== 'dayPeriod')
    .map(part => part.value)
    .join('')
    .trim()
}

/** The calendar day of an instant in the practice's zone, as '2026-11-24'. */
export function dayOf(instant: string | Date, zone?: string): string {
  const parts = Object.fromEntries(
    format({ year: 'numeric', month: '2-digit', day: '2-digit', calendar: 'iso8601', numberingSystem: 'latn' }, zone)
      .formatToParts(new Date(instant))
      .map(part => [part.type, part.value]),
  )
  return `${parts.year}-${parts.month}-${parts.day}`
}

/** Day and time together: "Tue, Nov 24, 9:20 AM". */
export function moment(instant: string, style: DayStyle = 'short', zone?: string): string {
  return `${day(dayOf(instant, zone), style)}, ${time(instant, zone)}`
}

/** "just now", "4 min ago", "2 h ago", then the day. `now` in milliseconds since the epoch. */
export function ago(instant: string, now: number): string {
  const minutes = Math.floor((now - new Date(instant).getTime()) / 60_000)
  if (minutes < 1) return t('kit.justNow')
  if (minutes < 60) return t('kit.minutesAgo', { n: minutes })
  if (minutes < 24 * 60) return t('kit.hoursAgo', { n: Math.floor(minutes / 60) })
  return day(dayOf(instant), 'brief')
}

/** Integer cents as money: 2500 -> "$25.00". */
export function money(cents: number): string {
  return new Intl.NumberFormat(place.locale, { style: 'currency', currency: place.currency }).format(cents / 100)
}

/** A phone number in E.164 as the practice's country writes it: "+15550100142" -> "(555) 010-0142"; others international. */
export function phone(e164: string): string {
  const number = parsePhoneNumberFromString(e164)
  if (!number) return e164
  // Numbers kept for fiction (555-01xx) have no country of their own: the calling code decides.
  const home = number.country === place.country || (place.country === 'US' && number.countryCallingCode === '1')
  return home ? number.formatNational() : number.formatInternational()
}

/** A phone number as somebody types it, in E.164: "555 010 0142" -> "+15550100142"; null when it is none. */
export function phoneTyped(text: string): string | null {
  const number = parsePhoneNumberFromString(text, place.country as CountryCode)
  return number?.isPossible() ? number.number : null
}

/** Completed years between a birth date and a day, both 'YYYY-MM-DD'. */
export function ageOn(birthDate: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return on.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** "AM" from "Alex Moreno": for the round badge. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase()
}
