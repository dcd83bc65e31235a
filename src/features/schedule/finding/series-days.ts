import { RRuleTemporal } from 'rrule-temporal'
import { invalidInput } from '../../../core/refusal.ts'
import { MOST_TOGETHER } from '../contract.ts'

const wrong = (message: string) => invalidInput({ fields: [{ path: 'rule', message, code: 'rule' }] })

/** The days a rule falls on from a first day, on the wall calendar. Only whole days and more: the time of day is the series' own. Refuses a rule
 *  that does not end, or not soon enough (RFC 5545, 3.3.10). */
export function seriesDays(rule: string, date: string, time: string, zone: string): string[] {
  const parts = new Map(
    rule
      .replace(/^RRULE:/i, '')
      .split(';')
      .map(part => part.split('=') as [string, string?])
      .map(([name, value]) => [name.trim().toUpperCase(), value?.trim().toUpperCase() ?? '']),
  )
  if (!/^(DAILY|WEEKLY|MONTHLY|YEARLY)$/.test(parts.get('FREQ') ?? ''))
    throw wrong('must repeat by day, week, month or year')
  if (!parts.has('COUNT') && !parts.has('UNTIL')) throw wrong('must end by COUNT or UNTIL')
  if (['BYHOUR', 'BYMINUTE', 'BYSECOND'].some(name => parts.has(name))) throw wrong('must not name times of day')
  let days: string[]
  try {
    // At noon no clock is changed: a rule falls on days, and what the time means on each of them is asked later.
    const dtstart = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: '12:00' })
    const until = parts.get('UNTIL')
    if (until) parts.set('UNTIL', lastDayOf(until, time, zone))
    const rruleString = [...parts].map(([name, value]) => `${name}=${value}`).join(';')
    const series = new RRuleTemporal({ rruleString, dtstart, maxIterations: 10_000 })
    days = series.all((_, n) => n <= MOST_TOGETHER).map(each => each.toString().slice(0, 10))
  } catch {
    throw wrong('is not a recurrence rule')
  }
  if (days.length === 0) throw wrong('falls on no day')
  if (days.length > MOST_TOGETHER) throw wrong(`must end after ${MOST_TOGETHER} times at most`)
  return days
}

/** UNTIL as the end of the last day on which the series' time is not past it. */
function lastDayOf(until: string, time: string, zone: string): string {
  const [, year, month, day, hour, minute] = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\dZ?)?$/.exec(until) ?? []
  let last = Temporal.PlainDate.from(`${year}-${month}-${day}`)
  if (hour !== undefined) {
    const end = until.endsWith('Z')
      ? Temporal.Instant.from(`${last}T${hour}:${minute}:00Z`).toZonedDateTimeISO(zone).toPlainDateTime()
      : last.toPlainDateTime(`${hour}:${minute}`)
    last = end.toPlainDate()
    if (time > end.toPlainTime().toString().slice(0, 5)) last = last.subtract({ days: 1 })
  }
  const text = last.toZonedDateTime({ timeZone: zone, plainTime: '23:59' }).toInstant().toString()
  return text.replace(/[-:]/g, '')
}
