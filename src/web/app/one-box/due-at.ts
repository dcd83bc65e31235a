import { addDays } from '../../../core/calendar-day.ts'
import { limitsOf } from './read-time.ts'
import type { When } from './understanding.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** What the wall clock of a zone shows at an instant, as if it were UTC. Milliseconds. */
function wallAsUtc(at_ms: number, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(zone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(at_ms).map(part => [part.type, Number(part.value)]))
  return Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!, parts.second!)
}

/** The instant at which the clock of a zone shows this day and time; of two the earlier, of none the one as far behind the gap. */
export function instantAt(date: string, time: string, zone: string): string {
  const wanted = Date.parse(`${date}T${time}:00Z`)
  const offsets = [wanted - 86_400_000, wanted + 86_400_000].map(at => wallAsUtc(at, zone) - at)
  const candidates = offsets.map(offset => wanted - offset)
  const exact = candidates.filter(at => wallAsUtc(at, zone) === wanted)
  return new Date(exact.length > 0 ? Math.min(...exact) : Math.max(...candidates)).toISOString()
}

/** By when something is due, from what was typed; undefined when nothing was. A bare time that is over today is meant for tomorrow. */
export function dueAt(when: When | undefined, now_ms: number, zone: string): string | undefined {
  if (!when) return undefined
  if (when.inMinutes !== undefined) return new Date(now_ms + when.inMinutes * 60_000).toISOString()
  const today = new Date(wallAsUtc(now_ms, zone)).toISOString().slice(0, 10)
  const end = when.part ? limitsOf[when.part][1] : '17:00'
  const time = when.time ?? when.before ?? when.after ?? (end === '23:59' ? '17:00' : end)
  const day = when.to ?? when.from ?? today
  const due = instantAt(day, time, zone)
  return !when.from && Date.parse(due) <= now_ms ? instantAt(addDays(day, 1), time, zone) : due
}
