import { needsMet } from './needs-met.ts'
import type { Limit, Person, SearchGround } from './search-ground.ts'
import type { Material } from './search-material.ts'
import { type Spans, without } from './spans.ts'
import { secondsShown, wallSecond, weekdayOfDay } from './wall-seconds.ts'
import { type Hours, hoursOf, type Session } from './working-hours.ts'

export type Why =
  | 'past'
  | 'closed'
  | 'holiday'
  | 'away'
  | 'full'
  | 'too-short'
  | 'limit'
  | 'reserved'
  | 'notice'
  | 'no-room'
  | 'no-device'
  | 'no-staff'
  | 'part-of-day'
  | 'horizon'

/** A time at which the visit fits. `seatsLeft`: of a group that meets then already. */
export type Start = {
  person: Person
  place: string
  day: number
  at: number
  until: number
  overLimit: boolean
  seatsLeft: number | null
}

/** What one provider's day gives: starts in order, or what stands in the way. */
export type DayLook = { starts: Start[]; why: Why | null; name: string | null; releasedAt: number | null }

/** What the caller can come to. Seconds of the day, `to` not included. */
export type Wish = {
  notBefore: number
  /** Starts after this moment are not wanted (others are sooner). */
  notAfter?: number
  parts: readonly (readonly [from: number, to: number])[] | null
  weekdays: readonly number[] | null
}

/** Looks at days of one provider after the other; hours are read once for all of them. */
export type Looker = { ground: SearchGround; material: Material; hours(person: string): Hours }

export function lookerAt(ground: SearchGround, material: Material): Looker {
  const known = new Map<string, Hours>()
  return {
    ground,
    material,
    hours(person) {
      let hours = known.get(person)
      if (!hours) {
        hours = hoursOf(ground, material, person)
        known.set(person, hours)
      }
      return hours
    },
  }
}

/** Every start of one provider on one day of the wall calendar at which the visit fits: inside the hours, on the grid that begins with the hours,
 *  with everything it needs free and no limit reached. A night's start after midnight is of the calendar day it falls on, on the grid of the night. */
export function lookAtDay(looker: Looker, person: Person, day: number, wish: Wish): DayLook {
  const { ground } = looker
  const hours = looker.hours(person.id)
  // The night before belongs to this day after midnight; what it began with keeps its grid.
  const begun = [...hours.begun(day - 1), ...hours.begun(day)]
  const sessions = begun.filter(each => each.day === day || each.to > wallSecond(day, 0, each.zone))
  if (sessions.length === 0) return nothing('closed')
  const places = [...new Set(sessions.map(session => session.place))]
  const openAll = places.map(place => ({ place, spans: hours.open(day, place, 'all') }))
  const inReach = openAll.flatMap(({ place, spans }) =>
    within(
      spans,
      sessions.filter(session => session.place === place),
    ),
  )
  if (inReach.length === 0) {
    const holiday = firstOf(sessions, session => hours.closedName(session.day, session.place))
    if (holiday !== null) return nothing('holiday', holiday || null)
    const away = firstOf(sessions, session => hours.awayName(session.day))
    return away === null ? nothing('closed') : nothing('away', away || null)
  }
  const need = person.minutes * 60
  const taking = begun.filter(session => session.takes)
  const found = startsIn(looker, person, day, taking, 'taking', wish.notBefore, need, wish.notAfter)
  if (ground.visitType.seats > 1) addGroups(looker, person, day, sessions, wish.notBefore, found)
  if (found.length === 0) {
    if (Math.max(...inReach) - need < wish.notBefore) return nothing('past')
    const kept = sessions.filter(session => !session.takes)
    if (kept.length > 0 && startsIn(looker, person, day, begun, 'all', wish.notBefore, need).length > 0) {
      const released = kept.flatMap(session => session.releasedAt ?? [])
      return { ...nothing('reserved'), releasedAt: released.length > 0 ? Math.min(...released) : null }
    }
    return nothing(anyFree(looker, person, day, sessions, wish.notBefore) ? 'too-short' : 'full')
  }
  const noticed = found.filter(start => start.at >= ground.now + ground.visitType.noticeMinutes * 60)
  if (noticed.length === 0) return nothing('notice')
  const met = meetNeeds(looker, noticed)
  if ('why' in met) return nothing(met.why)
  const fitting = wish.parts ? met.starts.filter(start => inParts(ground, start, wish.parts!)) : met.starts
  if (fitting.length === 0) return nothing('part-of-day')
  if (ground.limits.length === 0) return { ...nothing(null), starts: fitting }
  const allowed = fitting.flatMap(start => judged(looker, start, sessions) ?? [])
  return allowed.length > 0 ? { ...nothing(null), starts: allowed } : nothing('limit')
}

const nothing = (why: Why | null, name: string | null = null): DayLook => ({ starts: [], why, name, releasedAt: null })

export const wants = (wish: Wish, day: number): boolean => !wish.weekdays || wish.weekdays.includes(weekdayOfDay(day))

function firstOf<T>(list: readonly T[], of: (each: T) => string | null): string | null {
  const all = list.flatMap(each => of(each) ?? [])
  return list.some(each => of(each) !== null) ? [...new Set(all.filter(Boolean))].join(', ') : null
}

/** The part of some spans that lies in sessions. */
function within(spans: Spans, sessions: readonly Session[]): number[] {
  const cut: number[] = []
  for (const session of sessions) {
    for (let n = 0; n < spans.length; n += 2) {
      const from = Math.max(spans[n]!, session.from)
      const to = Math.min(spans[n + 1]!, session.to)
      if (from < to) cut.push(from, to)
    }
  }
  return cut
}

/** Starts on the grid whose whole span is open and not taken. Sessions that touch are one stretch with one grid. */
function startsIn(
  looker: Looker,
  person: Person,
  day: number,
  sessions: readonly Session[],
  which: 'taking' | 'all',
  notBefore: number,
  need: number,
  notAfter = Number.POSITIVE_INFINITY,
): Start[] {
  if (sessions.length === 0) return []
  const step = looker.ground.visitType.stepMinutes * 60
  const taken = looker.material.taken.get(person.id) ?? []
  const starts: Start[] = []
  for (const place of new Set(sessions.map(session => session.place))) {
    const here = sessions.filter(session => session.place === place)
    const free = without(looker.hours(person.id).open(day, place, which), taken)
    const { zone } = here[0]!
    if (day > looker.ground.places.get(place)!.today + looker.ground.visitType.horizonDays) continue
    const from = Math.max(wallSecond(day, 0, zone), notBefore)
    const until = wallSecond(day + 1, 0, zone)
    const seen = new Set<number>()
    for (const stretch of stretchesOf(here)) {
      for (let n = 0; n < free.length && free[n]! < stretch.to; n += 2) {
        const earliest = Math.max(free[n]!, stretch.from, from)
        const latest = Math.min(free[n + 1]! - need, stretch.to - 1, until - 1, notAfter)
        if (latest < earliest) continue
        for (let at = stretch.from + Math.ceil((earliest - stretch.from) / step) * step; at <= latest; at += step) {
          if (seen.has(at)) continue
          seen.add(at)
          starts.push({ person, place, day, at, until: at + need, overLimit: false, seatsLeft: null })
        }
      }
    }
  }
  return starts.sort((a, b) => a.at - b.at)
}

/** Whether any open time of the day is left at all, however short. */
function anyFree(
  looker: Looker,
  person: Person,
  day: number,
  sessions: readonly Session[],
  notBefore: number,
): boolean {
  const taken = looker.material.taken.get(person.id) ?? []
  return sessions.some(session => {
    const from = Math.max(session.from, notBefore, wallSecond(day, 0, session.zone))
    const to = Math.min(session.to, wallSecond(day + 1, 0, session.zone))
    const free = without(looker.hours(person.id).open(day, session.place, 'all'), taken)
    return from < to && within(free, [{ ...session, from, to }]).length > 0
  })
}

/** Sessions begun on one day that touch or overlap are one stretch; a night and the next day's hours have each their own grid. */
function stretchesOf(sessions: readonly Session[]): { from: number; to: number }[] {
  const stretches: { from: number; to: number; day: number }[] = []
  for (const { day, from, to } of sessions.toSorted((a, b) => a.day - b.day || a.from - b.from)) {
    const last = stretches.at(-1)
    if (last && last.day === day && from <= last.to) last.to = Math.max(last.to, to)
    else if (from < to) stretches.push({ from, to, day })
  }
  return stretches
}

/** Groups that meet already: joined at their own time, which is taken for everybody else. */
function addGroups(
  looker: Looker,
  person: Person,
  day: number,
  sessions: readonly Session[],
  notBefore: number,
  found: Start[],
): void {
  for (const group of looker.material.groups.get(person.id) ?? []) {
    const zone = looker.ground.places.get(group.place)?.zone
    if (
      !zone ||
      group.at < notBefore ||
      group.at < wallSecond(day, 0, zone) ||
      group.at >= wallSecond(day + 1, 0, zone)
    )
      continue
    if (!sessions.some(session => session.takes && session.from <= group.at && group.at < session.to)) continue
    found.push({
      person,
      place: group.place,
      day,
      at: group.at,
      until: group.until,
      overLimit: false,
      seatsLeft: group.left,
    })
  }
  found.sort((a, b) => a.at - b.at)
}

/** Leaves the starts for which room, devices and second people are free; if none is left, says what was missing of the one that came furthest. */
function meetNeeds({ ground, material, hours }: Looker, starts: Start[]): { starts: Start[] } | { why: Why } {
  if (!ground.visitType.needsRoom && ground.needs.length === 0) return { starts }
  const missing = new Set<Why>()
  const met = starts.filter(start => {
    // A group that meets has its room and its people.
    if (start.seatsLeft !== null) return true
    const answer = needsMet(ground, material, hours, start)
    if ('missing' in answer) missing.add(answer.missing)
    return 'claims' in answer
  })
  if (met.length > 0) return { starts: met }
  return { why: missing.has('no-staff') ? 'no-staff' : missing.has('no-device') ? 'no-device' : 'no-room' }
}

function inParts(ground: SearchGround, start: Start, parts: NonNullable<Wish['parts']>): boolean {
  const shown = secondsShown(start.at, start.day, ground.places.get(start.place)!.zone)
  return parts.some(([from, to]) => from <= shown && shown < to)
}

/** The start with its mark, or null where a limit that refuses is reached. `more`: visits of the same plan that would count as well. */
export function judged(
  looker: Looker,
  start: Start,
  sessions: readonly Session[],
  more: readonly Planned[] = [],
): Start | null {
  // Whoever joins a group takes no further place in the day.
  if (start.seatsLeft !== null) return start
  let overLimit = false
  for (const limit of looker.ground.limits) {
    if (limit.provider !== null && limit.provider !== start.person.id) continue
    const spans = spansOfLimit(looker, limit, start, sessions)
    if (spans.every(([from, to]) => countIn(looker, limit, start.person, from, to, more) < limit.most)) continue
    if (limit.kind === 'refuse') return null
    overLimit = true
  }
  return overLimit ? { ...start, overLimit } : start
}

/** A visit of the same plan, not booked yet. */
export type Planned = { provider: string; type: string; at: number }

/** Where a limit counts: the day of the wall calendar, or each session the start lies in. */
function spansOfLimit(looker: Looker, limit: Limit, start: Start, sessions: readonly Session[]): [number, number][] {
  const { zone } = looker.ground.places.get(start.place)!
  if (limit.per === 'day') return [[wallSecond(start.day, 0, zone), wallSecond(start.day + 1, 0, zone)]]
  return sessions.filter(each => each.from <= start.at && start.at < each.to).map(each => [each.from, each.to])
}

/** Visits that begin in a stretch of time and count for a limit. Members of a group count once. */
function countIn(
  looker: Looker,
  limit: Limit,
  person: Person,
  from: number,
  to: number,
  more: readonly Planned[],
): number {
  const groups = new Set<string>()
  let count = more.filter(
    each =>
      each.provider === person.id &&
      each.at >= from &&
      each.at < to &&
      (limit.type === null || each.type === limit.type),
  ).length
  for (const each of looker.material.counted.get(person.id) ?? []) {
    if (each.at < from || each.at >= to || (limit.type !== null && each.type !== limit.type)) continue
    if (each.group === null) count++
    else groups.add(each.group)
  }
  return count + groups.size
}
