import { isCalendarDay } from './calendar-day.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
/** Nobody alive is older; an older date is a slip of the finger. */
const oldest_years = 130

export type DateOrder = 'month-first' | 'day-first'

function monthOf(word: string): number | null {
  if (word.length < 3) return null
  const known = months.indexOf(word.slice(0, 3))
  if (known < 0) return null
  return word === 'sept' || monthNames[known]!.startsWith(word) ? known + 1 : null
}

const pad = (n: number, size: number) => String(n).padStart(size, '0')

/** Every day the three numbers may mean: latest first, none in the future, none too long ago. A year of two digits may be of either century. */
function days(year: string, month: number, day: number, today: string): string[] {
  const now = Number(today.slice(0, 4))
  const years = year.length === 4 ? [Number(year)] : [0, 100, 200].map(back => now - (now % 100) + Number(year) - back)
  return years
    .map(y => `${pad(y, 4)}-${pad(month, 2)}-${pad(day, 2)}`)
    .filter(text => isCalendarDay(text) && text <= today && Number(text.slice(0, 4)) >= now - oldest_years)
}

/** Numbers as written without month name: the practice's order; the other one only where the first is no date at all. */
function byOrder(one: string, two: string, year: string, order: DateOrder, today: string): string[] {
  const first = Number(one)
  const second = Number(two)
  const usual = order === 'month-first' ? days(year, first, second, today) : days(year, second, first, today)
  if (usual.length > 0 || Math.max(first, second) <= 12) return usual
  return order === 'month-first' ? days(year, second, first, today) : days(year, first, second, today)
}

/** Every birth date a writing may mean, most likely first: 4/12/71, 04-12-1971, 4.12.71, 1971-04-12, 041271, 04121971, 19710412, 12 Apr
 *  1971, April 12th, 71. Several only for a year of two digits: '4/12/26' may be a baby or a great-grandmother. Empty for nonsense and
 *  for days to come. `today` is 'YYYY-MM-DD' where the practice is. */
export function possibleBirthDates(text: string, today: string, order: DateOrder = 'month-first'): string[] {
  if (text.length > 40) return []
  const plain = text.trim().toLowerCase().replace(/\s+/g, ' ')
  let m = /^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})$/.exec(plain)
  if (m) return days(m[1]!, Number(m[3]), Number(m[4]), today)
  m = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{2}|\d{4})$/.exec(plain)
  if (m) return byOrder(m[1]!, m[3]!, m[4]!, order, today)
  m = /^(\d{2})(\d{2})(\d{2})$/.exec(plain)
  if (m) return byOrder(m[1]!, m[2]!, m[3]!, order, today)
  if (/^\d{8}$/.test(plain)) {
    const usual = byOrder(plain.slice(0, 2), plain.slice(2, 4), plain.slice(4), order, today)
    return usual.length > 0 ? usual : days(plain.slice(0, 4), Number(plain.slice(4, 6)), Number(plain.slice(6)), today)
  }
  return named(plain, today)
}

function named(plain: string, today: string): string[] {
  // '12apr71' and '12-Apr-1971' fall apart into the same pieces as '12 Apr 1971'.
  const pieces = plain.match(/\d+|[a-z]+/g) ?? []
  if (!/^[\da-z ,./-]+$/.test(plain)) return []
  const parts = pieces.filter((piece, n) => !(n > 0 && /^(st|nd|rd|th)$/.test(piece) && /^\d/.test(pieces[n - 1]!)))
  if (parts.length !== 3) return []
  const at = parts.findIndex(piece => /^[a-z]/.test(piece))
  const month = at < 0 ? null : monthOf(parts[at]!)
  if (!month) return []
  const [a, b] = parts.filter((_, n) => n !== at) as [string, string]
  if (at < 2 && /^\d{1,2}$/.test(a) && /^(\d{2}|\d{4})$/.test(b)) return days(b, month, Number(a), today)
  if (at === 1 && /^\d{4}$/.test(a) && /^\d{1,2}$/.test(b)) return days(a, month, Number(b), today)
  return []
}

/** The birth date a writing means, 'YYYY-MM-DD', or null. A year of two digits is the latest one that is not in the future. */
export const readBirthDate = (text: string, today: string, order: DateOrder = 'month-first'): string | null =>
  possibleBirthDates(text, today, order)[0] ?? null

/** Whole years from birth to `today`; null when not yet born. Born on 29 February: a year older on 1 March. */
export function ageOn(birthDate: string, today: string): number | null {
  if (birthDate > today) return null
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** Countries whose people write the month first. */
export const orderIn = (country: string): DateOrder =>
  ['US', 'PH', 'PR', 'GU', 'VI', 'AS', 'MP', 'FM', 'MH', 'PW'].includes(country) ? 'month-first' : 'day-first'
