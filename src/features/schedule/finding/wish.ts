import { addDays } from '../../../core/calendar-day.ts'
import { invalidInput } from '../../../core/refusal.ts'
import type { SearchGround } from './search-ground.ts'
import { dayText } from './wall-seconds.ts'

type Part = 'am' | 'pm' | 'evening'
const hour = 3600
const parts: Record<Part, readonly [number, number]> = {
  am: [0, 12 * hour],
  pm: [12 * hour, 17 * hour],
  evening: [17 * hour, 24 * hour],
}

const secondOf = (time: string) => Number(time.slice(0, 2)) * hour + Number(time.slice(3, 5)) * 60

/** The times of day somebody can come to, in seconds since midnight of the wall clock; null: any. */
export function partsWanted(ask: {
  partOfDay?: Part | 'any'
  partsOfDay?: readonly Part[] | undefined
  fromTime?: string | undefined
  toTime?: string | undefined
}): [number, number][] | null {
  const named = ask.partsOfDay?.length
    ? ask.partsOfDay
    : ask.partOfDay && ask.partOfDay !== 'any'
      ? [ask.partOfDay]
      : null
  if (!named && !ask.fromTime && !ask.toTime) return null
  const from = ask.fromTime ? secondOf(ask.fromTime) : 0
  const to = ask.toTime ? secondOf(ask.toTime) : 24 * hour
  return (named ?? (['am', 'pm', 'evening'] as const)).map(name => [
    Math.max(parts[name][0], from),
    Math.min(parts[name][1], to),
  ])
}

/** First and last day looked at: from today on, and no further than the visit type is offered. `tooFar`: the visit type ends the search. */
export function daysWanted(ground: SearchGround, ask: { from?: string | undefined; to?: string | undefined }) {
  const today = dayText(ground.today)
  const first = ask.from && ask.from > today ? ask.from : today
  const asked = ask.to ?? addDays(first, 90)
  if (asked < first || asked > addDays(first, 366)) {
    throw invalidInput({
      fields: [{ path: 'to', message: 'must be from the first day to a year later', code: 'range' }],
    })
  }
  const furthest = addDays(today, ground.visitType.horizonDays + (ground.manyZones ? 1 : 0))
  return { first, last: asked < furthest ? asked : furthest, tooFar: asked > furthest }
}
