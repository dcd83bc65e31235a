import type { SearchGround } from './search-ground.ts'
import type { Closed, Exception, Material, Weekly } from './search-material.ts'
import { joined, type Spans, without } from './spans.ts'
import { wallSecond, weekdayOfDay, weekOfDay } from './wall-seconds.ts'

/** One stretch of somebody's work as it falls on one day; a night ends the day after `day`. */
export type Session = {
  day: number
  place: string
  zone: string
  from: number
  to: number
  /** Whether the visit type may be booked into it at this moment. */
  takes: boolean
  /** When it will be; null: never, or now already. */
  releasedAt: number | null
}

/** The hours of one person over the days of a search. */
export type Hours = {
  /** Sessions begun on a day. */
  begun(day: number): readonly Session[]
  /** Time of sessions around a day (that take the visit type, or all) at a place, less closures, absences and meetings. */
  open(day: number, place: string, which: 'taking' | 'all'): Spans
  /** Names of the closures and absences that fall on a day. */
  closedName(day: number, place: string): string | null
  awayName(day: number): string | null
}

/** Reads the rules of work of one person: the same rules as schedule.sessions and schedule.open_hours in the database. */
export function hoursOf(ground: SearchGround, material: Material, person: string): Hours {
  const weekly = material.weekly.get(person) ?? []
  const exceptions = material.exceptions.get(person) ?? []
  const extra = exceptions.filter(each => each.kind === 'open')
  const away = exceptions.filter(each => each.kind !== 'open')
  const days = new Map<number, Session[]>()
  const awayIn = new Map<string, Spans>()
  // A day is looked at from several sides in a row, and then no more.
  const known = { day: Number.NaN, all: new Map<string, Spans>(), taking: new Map<string, Spans>() }

  const begun = (day: number): Session[] => {
    let sessions = days.get(day)
    if (!sessions) {
      sessions = sessionsBegun(ground, weekly, extra, day)
      days.set(day, sessions)
    }
    return sessions
  }
  const open = (day: number, place: string, which: 'taking' | 'all'): Spans => {
    if (known.day !== day) {
      known.day = day
      known.all.clear()
      known.taking.clear()
    }
    let spans = known[which].get(place)
    if (!spans) {
      spans = openAround(day, place, which)
      known[which].set(place, spans)
    }
    return spans
  }
  const openAround = (day: number, place: string, which: 'taking' | 'all'): Spans => {
    const pairs: number[] = []
    let zone = ''
    for (let near = day - 1; near <= day + 1; near++) {
      for (const session of begun(near)) {
        if (session.place !== place || (which === 'taking' && !session.takes)) continue
        zone = session.zone
        pairs.push(session.from, session.to)
      }
    }
    if (pairs.length === 0) return []
    let spans: Spans = joined(pairs)
    const closed = closedAt(material, place, zone)
    if (closed.length > 0) spans = without(spans, closed)
    if (away.length === 0) return spans
    let gone = awayIn.get(zone)
    if (!gone) {
      gone = joined(away.flatMap(each => spansOf(each, material, zone)))
      awayIn.set(zone, gone)
    }
    return without(spans, gone)
  }
  return {
    begun,
    open,
    closedName: (day, place) =>
      names(
        material.closed
          .filter(each => falls(each, day) && (each.place === null || each.place === place))
          .map(each => each.name),
      ),
    awayName: day =>
      names(
        away
          .filter(each => falls(each, day) && (!each.weekdays || each.weekdays.includes(weekdayOfDay(day))))
          .map(each => each.reason),
      ),
  }
}

const falls = (each: { on: number; until: number }, day: number) => each.on <= day && day <= each.until
/** null: nothing of the kind; an empty name is a reason nobody wrote down. */
const names = (all: string[]) => (all.length > 0 ? [...new Set(all)].sort().join(', ') : null)

function sessionsBegun(
  ground: SearchGround,
  weekly: readonly Weekly[],
  extra: readonly Exception[],
  day: number,
): Session[] {
  const sessions: Session[] = []
  const weekday = weekdayOfDay(day)
  const add = (
    place: string,
    from: number,
    to: number,
    rule: Pick<Weekly, 'forType' | 'reserve' | 'releaseHours'> | null,
  ) => {
    const at = ground.places.get(place)
    if (!at) return
    const until = wallSecond(to <= from ? day + 1 : day, to, at.zone)
    const since = Math.min(wallSecond(day, from, at.zone), until)
    const held = rule ? keptBack(ground, rule, since, day, at) : null
    sessions.push({
      day,
      place,
      zone: at.zone,
      from: since,
      to: until,
      takes: held === null,
      releasedAt: held ? held.until : null,
    })
  }
  for (const each of weekly) {
    if (each.weekday !== weekday || day < each.since || (each.until !== null && day > each.until)) continue
    if (each.every > 1 && weekOfDay(day) % each.every !== each.week) continue
    add(each.place, each.from, each.to, each)
  }
  for (const each of extra) {
    if (!falls(each, day) || (each.weekdays && !each.weekdays.includes(weekday))) continue
    add(each.place!, each.from!, each.to!, null)
  }
  return sessions
}

/** null if a session takes the visit type at this moment, else until when it is kept back (null: for good). Mirrors schedule.session_takes. */
function keptBack(
  ground: SearchGround,
  rule: Pick<Weekly, 'forType' | 'reserve' | 'releaseHours'>,
  from: number,
  day: number,
  at: { zone: string; today: number },
): { until: number | null } | null {
  if (rule.forType && rule.reserve === null) return null
  const releasedAt = rule.releaseHours === null ? null : from - rule.releaseHours * 3600
  if (releasedAt !== null && releasedAt <= ground.now) return null
  if (!rule.forType) return { until: releasedAt }
  const { today, zone } = at
  if (rule.reserve === 'urgent') return ground.urgent ? null : { until: releasedAt }
  if (rule.reserve === 'same-day' ? day === today : weekOfDay(day) === weekOfDay(today)) return null
  // The day itself, or the Monday of its week, opens it if nothing does so before.
  const opens = wallSecond(rule.reserve === 'same-day' ? day : day - weekdayOfDay(day) + 1, 0, zone)
  return { until: opens <= ground.now ? releasedAt : Math.min(opens, releasedAt ?? opens) }
}

function spansOf(
  each: Pick<Exception, 'on' | 'until' | 'from' | 'to'> & { weekdays?: number[] | null },
  material: Material,
  zone: string,
): number[] {
  const pairs: number[] = []
  for (let day = Math.max(each.on, material.first - 1); day <= Math.min(each.until, material.last + 1); day++) {
    if (each.weekdays && !each.weekdays.includes(weekdayOfDay(day))) continue
    const until = wallSecond(day, each.to ?? 86_400, zone)
    pairs.push(Math.min(wallSecond(day, each.from ?? 0, zone), until), until)
  }
  return pairs
}

const closedTimes = new WeakMap<readonly Closed[], Map<string, Spans>>()

function closedAt(material: Material, place: string, zone: string): Spans {
  if (material.closed.length === 0) return []
  let places = closedTimes.get(material.closed)
  if (!places) {
    places = new Map()
    closedTimes.set(material.closed, places)
  }
  let spans = places.get(place)
  if (!spans) {
    const here = material.closed.filter(each => each.place === null || each.place === place)
    spans = joined(here.flatMap(each => spansOf(each, material, zone)))
    places.set(place, spans)
  }
  return spans
}
