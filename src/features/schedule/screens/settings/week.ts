import { addDays } from '../../../../core/calendar-day.ts'
import type { InputOf, OutputOf } from '../../../../core/contract.ts'
import type { setWeeklyTemplate, weeklyTemplates } from '../../contract.ts'
import { sayTime, timeTyped } from './time-typed.ts'

export type Hours = InputOf<typeof setWeeklyTemplate>['hours'][number]
export type Template = OutputOf<typeof weeklyTemplates>['templates'][number]
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
export type Weekday = (typeof weekdays)[number]

/** From this day on the week looks so, until the next one begins. */
export type Period = { start: string; hours: Hours[] }

const hoursOn = (templates: readonly Template[], day: string): Hours[] =>
  templates
    .filter(row => row.validFrom <= day && (row.validTo === null || row.validTo >= day))
    .map(row => ({
      weekday: row.weekday,
      location: row.location,
      from: row.from,
      to: row.to,
      ...(row.name ? { name: row.name } : {}),
      ...(row.everyWeeks > 1 ? { everyWeeks: row.everyWeeks, week: row.week } : {}),
      ...(row.visitTypes ? { visitTypes: row.visitTypes } : {}),
      ...(row.reserve ? { reserve: row.reserve } : {}),
      ...(row.releaseHours !== null ? { releaseHours: row.releaseHours } : {}),
    }))
    .sort((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from) || (a.week ?? 0) - (b.week ?? 0))

/** The weeks of one provider from a day on, in order: the first is the one that holds on that day. */
export function periodsOf(templates: readonly Template[], on: string): Period[] {
  const turns = templates.flatMap(row => [row.validFrom, ...(row.validTo ? [addDays(row.validTo, 1)] : [])])
  const starts = [...new Set([on, ...turns.filter(day => day > on)])].sort()
  const periods = starts.map(start => ({ start, hours: hoursOn(templates, start) }))
  return periods.filter((one, n) => n === 0 || JSON.stringify(one.hours) !== JSON.stringify(periods[n - 1]!.hours))
}

/** One stretch as it is being typed. `key` tells it from its neighbours while they come and go. */
export type Line = {
  key: string
  weekday: number
  from: string
  to: string
  location: string | null
  name?: string
  everyWeeks?: number
  week?: number
  visitTypes?: string[]
  reserve?: Reserve
  /** As typed; empty: never released. */
  release?: string
}
export type Reserve = NonNullable<Hours['reserve']>
export type TypedWeek = { validFrom: string | null; validTo: string | null; lines: Line[] }

const newKey = () => crypto.randomUUID()

export const typedWeek = (hours: readonly Hours[], validFrom: string): TypedWeek => ({
  validFrom,
  validTo: null,
  lines: hours.map(({ releaseHours, ...one }) => ({
    ...one,
    key: newKey(),
    from: sayTime(one.from),
    to: sayTime(one.to),
    ...(releaseHours === undefined ? {} : { release: String(releaseHours) }),
  })),
})

/** One more stretch on a day: behind the last one of that day, at the same location, left to be typed. */
export function withLine(lines: readonly Line[], weekday: number, usualLocation: string | null): Line[] {
  const last = lines.findLast(line => line.weekday === weekday) ?? lines.at(-1)
  const location = last?.location ?? usualLocation
  return [...lines, { key: newKey(), weekday, from: '', to: '', location }]
}

/** A day's stretches in place of those of other days. */
export function copyDay(lines: readonly Line[], from: number, to: readonly number[]): Line[] {
  const others = to.filter(day => day !== from)
  const copied = lines.filter(line => line.weekday === from)
  return [
    ...lines.filter(line => !others.includes(line.weekday)),
    ...others.flatMap(weekday => copied.map(line => ({ ...line, key: newKey(), weekday }))),
  ]
}

export type LineFault = {
  from?: 'not-time'
  to?: 'not-time' | 'backwards'
  location?: 'missing'
  release?: 'not-number'
}

/** Whether a session ends the next day. */
export const isNight = (from: string | null, to: string | null): boolean => !!from && !!to && to <= from

/** A night longer than this is taken for a slip of the hand: 9 to 8 am. */
const LONGEST_NIGHT = 16
const hourOf = (time: string) => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60
/** Hours of a night; of a stretch within the day none. */
const hoursLong = (from: string, to: string): number => (isNight(from, to) ? 24 + hourOf(to) - hourOf(from) : 0)

/** The stretches as the wire has them, or what is wrong with which. A line of which nothing was typed is left out. */
export function readLines(lines: readonly Line[]): { hours: Hours[] } | { faults: Record<string, LineFault> } {
  const faults: Record<string, LineFault> = {}
  const hours: Hours[] = []
  for (const line of lines) {
    if (line.from.trim() === '' && line.to.trim() === '') continue
    const from = timeTyped(line.from)
    const to = timeTyped(line.to, from)
    const release = line.release?.trim() ?? ''
    const wrongRelease = release !== '' && !(/^\d{1,4}$/.test(release) && Number(release) <= 2160)
    const backwards = !!from && !!to && hoursLong(from, to) > LONGEST_NIGHT
    if (from && to && !backwards && line.location && !wrongRelease) {
      hours.push({
        weekday: line.weekday,
        from,
        to,
        location: line.location as Hours['location'],
        ...(line.name?.trim() ? { name: line.name.trim() } : {}),
        ...((line.everyWeeks ?? 1) > 1 ? { everyWeeks: line.everyWeeks, week: line.week ?? 0 } : {}),
        ...(line.visitTypes?.length ? { visitTypes: line.visitTypes as NonNullable<Hours['visitTypes']> } : {}),
        ...(line.reserve ? { reserve: line.reserve } : {}),
        ...(release === '' ? {} : { releaseHours: Number(release) }),
      })
      continue
    }
    faults[line.key] = {
      ...(from ? {} : { from: 'not-time' }),
      ...(to ? {} : { to: 'not-time' }),
      ...(backwards ? { to: 'backwards' } : {}),
      ...(wrongRelease ? { release: 'not-number' } : {}),
      ...(line.location ? {} : { location: 'missing' }),
    }
  }
  return Object.keys(faults).length > 0 ? { faults } : { hours }
}

/** What brings the weeks of before back after one was set from `validFrom` on: the same command, once for each. */
export function weeksBefore(before: readonly Period[], validFrom: string): { validFrom: string; hours: Hours[] }[] {
  const holding = before.findLast(one => one.start <= validFrom)
  return [
    ...(holding ? [{ validFrom, hours: holding.hours }] : []),
    ...before.filter(one => one.start > validFrom).map(one => ({ validFrom: one.start, hours: one.hours })),
  ]
}
