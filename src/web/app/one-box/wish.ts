import { addDays } from '../../../core/calendar-day.ts'
import type { InputOf } from '../../../core/contract.ts'
import type { nextAvailable, Opening } from '../../../features/schedule/contract.ts'
import { apart } from '../../../features/schedule/screens/index.tsx'
import { limitsOf } from './read-time.ts'
import { chipOf, type Understanding, type When } from './understanding.ts'

type NextInput = InputOf<typeof nextAvailable>

const partOfDay = { morning: 'am', afternoon: 'pm', evening: 'evening' } as const
/** How many times are asked for when a wish about the hour has to be picked out of them. */
const most = 100
/** Openings lie as close as every ten minutes: so many are asked for each one shown, to leave out those that overlap. */
const spare = 6

/** True if the wish names an hour or a stretch, beyond a day and a part of the day. */
export const namesHour = (when: When | undefined): boolean =>
  when !== undefined && (when.time !== undefined || when.after !== undefined || when.before !== undefined)

/** What a line asks of next-available. `whole`: every opening the day has is wanted, to pick from. */
export function nextInput(understood: Understanding, show: number): NextInput | null {
  const what = chipOf(understood, 'what')?.value
  if (!what) return null
  const when = chipOf(understood, 'when')?.value
  const provider = chipOf(understood, 'with')?.value
  const place = chipOf(understood, 'where')?.value
  return {
    visitType: what.id,
    limit: namesHour(when) ? most : Math.min(show * spare, most),
    ...(provider ? { providers: [provider.id] } : {}),
    ...(place ? { locations: [place.id] } : {}),
    ...(when?.from ? { from: when.from } : {}),
    ...(when?.to ? { to: when.to } : {}),
    ...(when?.part && !namesHour(when) ? { partOfDay: partOfDay[when.part] } : {}),
  } as NextInput
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** Of the openings those that suit the hour, in order; for an exact time the nearest first. */
export function thatSuit(openings: readonly Opening[], when: When | undefined, show: number): Opening[] {
  if (!when || !namesHour(when)) return apart(openings, show)
  const [from, to] = when.part ? limitsOf[when.part] : ['00:00', '23:59']
  const suits = openings.filter(
    opening =>
      opening.time >= (when.after ?? from) && opening.time <= to && (!when.before || opening.time < when.before),
  )
  if (!when.time) return apart(suits, show)
  const wanted = minutes(when.time)
  const off = (opening: Opening) => Math.abs(minutes(opening.time) - wanted)
  // The first day on which it is exactly free stands before days on which it nearly is.
  return [...suits].sort((a, b) => off(a) - off(b) || a.startsAt.localeCompare(b.startsAt)).slice(0, show)
}

/** The next thing asked of anybody: the days shortly before the wished-for one, in case the caller would rather come sooner. */
export function soonerInput(input: NextInput, when: When | undefined, today: string): NextInput {
  const from = when?.from ? addDays(when.from, -daysAhead) : today
  const { providers: _, partOfDay: __, ...rest } = input
  return { ...rest, from: from < today ? today : from, limit: 1 }
}
const daysAhead = 3

/** The opening a colleague has sooner than the first one found, if there is one: what else could be offered. */
export function sooner(found: readonly Opening[], anybody: readonly Opening[]): Opening | null {
  const other = anybody[0]
  if (!other) return null
  const first = found[0]
  return !first || other.date < first.date ? other : null
}
