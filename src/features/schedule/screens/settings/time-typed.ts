import { time } from '../../../../web/kit/format.ts'
import { t } from '../../../../web/words/say.ts'

const write = (hour: number, minute: number) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`

/** A wall-clock time as somebody types it, as 'HH:MM', or null when it is none: "8", "8:30", "830", "5p", "5:30 p.m.", "17:00", "noon".
 *  Without am or pm 7 to 12 are before and at noon and 1 to 6 behind it, as a desk means them; with `after`, the first such time behind
 *  it: "7" after 08:00 is 19:00. The end of the day is "midnight" or "24:00", and only where something may end then (`after` given). */
export function timeTyped(text: string, after?: string | null): string | null {
  const low = text.toLowerCase().replace(/[\s.]/g, '')
  if (low === 'noon' || low === '12noon') return '12:00'
  const ends = after !== undefined
  if (low === 'midnight' || low === '24:00' || low === '2400')
    return ends ? '24:00' : low === 'midnight' ? '00:00' : null
  const found = /^(\d{1,2})(?::?([0-5]\d))?(a|am|p|pm)?$/.exec(low)
  if (!found) return null
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)]
  if (found[3]) {
    if (hour < 1 || hour > 12) return null
    const read = write((hour % 12) + (found[3].startsWith('p') ? 12 : 0), minute)
    return ends && read === '00:00' ? '24:00' : read
  }
  if (hour > 23) return null
  // A leading zero or an hour past twelve is the 24-hour clock: nothing is to be guessed.
  const plain = found[1]!.startsWith('0') || hour > 12
  const usual = write(!plain && hour >= 1 && hour <= 6 ? hour + 12 : hour, minute)
  if (plain || !after || usual > after || hour > 11) return usual
  return write(hour + 12, minute)
}

/** A wall-clock time of the wire as the practice writes it: '08:30' is "8:30 AM", '24:00' "midnight". */
export const sayTime = (wire: string): string =>
  wire === '24:00' ? t('schedule.setup.span.midnight') : time(`1970-01-01T${wire}:00Z`, 'UTC')
