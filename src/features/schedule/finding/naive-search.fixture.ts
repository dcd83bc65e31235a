// The slow, plain reference of finding: every minute is tried, every minute of a visit and of what it needs is looked at. It reads only what was
// given, in wall-clock words, and shares nothing with the search it judges.

export type WallSpan = { from: number; to: number }
export type Stretch = WallSpan & {
  weekday: number
  every: 1 | 2 | 3
  week: number
  since: string
  until: string | null
  forTypes: 'all' | 'this' | 'other'
  reserve: 'same-day' | 'same-week' | 'urgent' | null
  releaseHours: number | null
}
type Exception = {
  kind: 'open' | 'away' | 'meeting'
  on: string
  until: string
  /** null: the whole of each day. */
  span: WallSpan | null
  weekdays: number[] | null
}
/** Minutes since 1970; `lane` > 0 lies over something else on purpose. */
export type Taken = { from: number; to: number; type: 'this' | 'other'; lane: number }
export type GivenProvider = {
  offered: boolean
  minutes: number | null
  stretches: Stretch[]
  exceptions: Exception[]
  taken: Taken[]
}
export type Given = {
  zone: string
  now: string
  first: string
  last: string
  minutes: number
  prepare: number
  clean: number
  step: number
  notice: number
  horizon: number
  needsRoom: boolean
  urgent: boolean
  parts: WallSpan[] | null
  weekdays: number[] | null
  providers: GivenProvider[]
  rooms: { fits: boolean; taken: Taken[] }[]
  devices: { kind: string; taken: Taken[] }[]
  /** A device of a kind, or one of these providers (by place in the list). */
  needs: ({ device: string } | { staff: number[] })[]
  closed: { on: string; until: string; span: WallSpan | null }[]
  holidays: { month: number; day: number; span: WallSpan | null }[]
  limits: {
    type: 'this' | null
    provider: number | null
    per: 'session' | 'day'
    most: number
    kind: 'warn' | 'refuse'
  }[]
}

export type NaiveOpening = { provider: number; at: number; minutes: number; warn: boolean }

const addDay = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString()
const weekdayOf = (date: string) => Temporal.PlainDate.from(date).dayOfWeek
const weekNumber = (date: string) =>
  Math.floor(Temporal.PlainDate.from('1970-01-05').until(date, { largestUnit: 'days' }).days / 7)
const daysFrom = (first: string, last: string) => {
  const days: string[] = []
  for (let day = first; day <= last; day = addDay(day, 1)) days.push(day)
  return days
}

export function naiveSearch(given: Given): NaiveOpening[] {
  const { zone } = given
  // Wall-clock time to instant, as PostgreSQL has it: skipped times count on, of times shown twice it is the later.
  const at = (date: string, minute: number): number =>
    minute >= 1440
      ? at(addDay(date, 1), minute - 1440)
      : Temporal.PlainDate.from(date)
          .toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 })
          .toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds / 60_000
  const now = Temporal.Instant.from(given.now).epochMilliseconds / 60_000
  const today = Temporal.Instant.from(given.now).toZonedDateTimeISO(zone).toPlainDate().toString()
  const base = at(addDay(given.first, -2), 0)
  const size = at(addDay(given.last, 3), 0) - base
  const span = (date: string, wall: WallSpan | null): [number, number] => {
    if (!wall) return [at(date, 0), at(date, 1440)]
    const end = at(date, wall.to <= wall.from ? wall.to + 1440 : wall.to)
    return [Math.min(at(date, wall.from), end), end]
  }
  const paint = (minutes: Uint8Array, [from, to]: [number, number], value: number) => {
    for (let m = from; m < to; m++) if (m >= base && m < base + size) minutes[m - base] = value
  }
  const painted = (taken: Taken[]) => {
    const minutes = new Uint8Array(size)
    for (const each of taken) paint(minutes, [each.from, each.to], 1)
    return minutes
  }
  const clear = (minutes: Uint8Array, from: number, to: number) => {
    for (let m = from; m < to; m++) if (minutes[m - base]) return false
    return true
  }
  const all = (minutes: Uint8Array, from: number, to: number) => {
    for (let m = from; m < to; m++) if (!minutes[m - base]) return false
    return true
  }
  const days = daysFrom(addDay(given.first, -1), addDay(given.last, 1))

  const rooms = given.rooms.filter(room => room.fits).map(room => painted(room.taken))
  const devices = given.devices.map(device => ({ kind: device.kind, minutes: painted(device.taken) }))
  const people = given.providers.map(provider => {
    const sessions: { day: string; from: number; to: number; takes: boolean }[] = []
    for (const day of days) {
      for (const each of provider.stretches) {
        if (each.weekday !== weekdayOf(day) || day < each.since || (each.until && day > each.until)) continue
        if (weekNumber(day) % each.every !== each.week) continue
        const [from, to] = span(day, each)
        const released = each.releaseHours !== null && from - each.releaseHours * 60 <= now
        const kept =
          each.forTypes === 'other' ||
          (each.reserve === 'same-day' && day !== today) ||
          (each.reserve === 'same-week' && weekNumber(day) !== weekNumber(today)) ||
          (each.reserve === 'urgent' && !given.urgent)
        sessions.push({ day, from, to, takes: released || !kept })
      }
      for (const each of provider.exceptions) {
        if (each.kind !== 'open' || day < each.on || day > each.until) continue
        if (each.weekdays && !each.weekdays.includes(weekdayOf(day))) continue
        const [from, to] = span(day, each.span)
        sessions.push({ day, from, to, takes: true })
      }
    }
    const open = new Uint8Array(size)
    const openToAll = new Uint8Array(size)
    for (const session of sessions) {
      paint(openToAll, [session.from, session.to], 1)
      if (session.takes) paint(open, [session.from, session.to], 1)
    }
    for (const minutes of [open, openToAll]) {
      for (const day of days) {
        for (const each of given.closed)
          if (day >= each.on && day <= each.until) paint(minutes, span(day, each.span), 0)
        for (const each of given.holidays) {
          const [, month, date] = day.split('-').map(Number)
          if (month === each.month && date === each.day) paint(minutes, span(day, each.span), 0)
        }
        for (const each of provider.exceptions) {
          if (each.kind === 'open' || day < each.on || day > each.until) continue
          if (each.weekdays && !each.weekdays.includes(weekdayOf(day))) continue
          paint(minutes, span(day, each.span), 0)
        }
      }
    }
    return { provider, sessions, open, openToAll, taken: painted(provider.taken) }
  })

  const staffed = (lists: number[][], who: number, from: number, to: number, used: number[]): boolean => {
    const [list, ...rest] = lists
    if (!list) return true
    return list.some(
      n =>
        n !== who &&
        !used.includes(n) &&
        all(people[n]!.openToAll, from, to) &&
        clear(people[n]!.taken, from, to) &&
        staffed(rest, who, from, to, [...used, n]),
    )
  }
  const pools = given.needs.flatMap(need => ('staff' in need ? [need.staff] : []))
  const kinds = given.needs.flatMap(need => ('device' in need ? [need.device] : []))

  const found: NaiveOpening[] = []
  people.forEach(({ provider, sessions, open, taken }, who) => {
    if (!provider.offered) return
    const minutes = provider.minutes ?? given.minutes
    const tried = new Set<number>()
    for (const day of days) {
      const planned = new Uint8Array(size)
      for (const session of sessions)
        if (session.takes && session.day === day) paint(planned, [session.from, session.to], 1)
      let anchor = 0
      for (let m = base + 1; m < base + size - 1440; m++) {
        if (!planned[m - base]) continue
        if (!planned[m - 1 - base]) anchor = m
        if ((m - anchor) % given.step !== 0 || tried.has(m)) continue
        if (!all(open, m, m + minutes) || !clear(taken, m, m + minutes)) continue
        if (m < now || m < now + given.notice) continue
        const wall = Temporal.Instant.fromEpochMilliseconds(m * 60_000).toZonedDateTimeISO(zone)
        const date = wall.toPlainDate().toString()
        if (date < given.first || date > given.last || date > addDay(today, given.horizon)) continue
        if (given.weekdays && !given.weekdays.includes(wall.dayOfWeek)) continue
        const shown = wall.hour * 60 + wall.minute
        if (given.parts && !given.parts.some(part => part.from <= shown && shown < part.to)) continue
        if (given.needsRoom && !rooms.some(room => clear(room, m - given.prepare, m + minutes + given.clean))) continue
        const enough = kinds.every(
          kind =>
            devices.filter(device => device.kind === kind && clear(device.minutes, m, m + minutes)).length >=
            kinds.filter(other => other === kind).length,
        )
        if (!enough || !staffed(pools, who, m, m + minutes, [])) continue
        let warn = false
        let refused = false
        for (const limit of given.limits) {
          if (limit.provider !== null && limit.provider !== who) continue
          const spans: [number, number][] =
            limit.per === 'day'
              ? [[at(date, 0), at(date, 1440)]]
              : sessions.filter(each => each.from <= m && m < each.to).map(each => [each.from, each.to])
          const full = spans.some(
            ([from, to]) =>
              provider.taken.filter(
                each => each.from >= from && each.from < to && (limit.type === null || each.type === limit.type),
              ).length >= limit.most,
          )
          if (full && limit.kind === 'refuse') refused = true
          if (full && limit.kind === 'warn') warn = true
        }
        if (refused) continue
        tried.add(m)
        found.push({ provider: who, at: m, minutes, warn })
      }
    }
  })
  return found.sort((a, b) => a.at - b.at || a.provider - b.provider)
}
