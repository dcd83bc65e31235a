import { addDays, addMonths, weekdayOf } from '../../core/calendar-day.ts'

// The lists once more, written plainly and slowly from what the readme says, for comparison with the database's.

export type PlainVisit = {
  id: string
  patient: string
  type: string
  location: string
  state: 'booked' | 'confirmed' | 'checked-out' | 'cancelled' | 'no-show'
  startsAt: number
  endsAt: number
  stateSince: number
  reason: string | null
}
type PlainHours = {
  location: string
  weekday: number
  everyWeeks: number
  week: number
  from: string
  to: string | null
}
type PlainRule = {
  id: string
  after: string
  recall: string
  months: number
  lead: number
  ageFrom: number | null
  ageTo: number | null
}
type PlainOrder = {
  id: string
  patient: string
  priority: 'routine' | 'urgent' | 'stat'
  latest: string
  earliest: string
  visit: string | null
}
export type PlainHistory = {
  now: number
  zone: string
  locations: string[]
  hours: PlainHours[]
  closed: { location: string | null; from: string; to: string }[]
  patients: { id: string; born: string | null; dead: boolean; stopped: boolean }[]
  visits: PlainVisit[]
  rules: PlainRule[]
  orders: PlainOrder[]
}

const dayAt = (ms: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate().toString()

/** Weeks counted from Monday, 5 January 1970. */
const weekNumber = (day: string) => Math.floor((Date.parse(day) - Date.parse('1970-01-05')) / (7 * 86_400_000))

function works(history: PlainHistory, location: string, day: string): boolean {
  if (history.closed.some(one => (one.location ?? location) === location && day >= one.from && day <= one.to))
    return false
  const mine = history.hours.filter(
    one => one.location === location && (one.to === null || one.to >= dayAt(history.now, history.zone)),
  )
  const near = mine.filter(one => one.from <= addDays(dayAt(history.now, history.zone), 35))
  if (near.length === 0) return weekdayOf(day) <= 5
  return near.some(
    one =>
      one.weekday === weekdayOf(day) &&
      day >= one.from &&
      (one.to === null || day <= one.to) &&
      weekNumber(day) % one.everyWeeks === one.week,
  )
}

/** Ids of the visits to confirm, in order. */
export function plainConfirm(history: PlainHistory): string[] {
  const today = dayAt(history.now, history.zone)
  const rows: { visit: PlainVisit; hurry: number }[] = []
  for (const location of history.locations) {
    let last: string | null = null
    for (let n = 1; n <= 35 && !last; n++) if (works(history, location, addDays(today, n))) last = addDays(today, n)
    if (!last) continue
    for (const visit of history.visits) {
      const day = dayAt(visit.startsAt, history.zone)
      if (visit.location !== location || visit.state !== 'booked' || day <= today || day > last) continue
      const before = history.visits.filter(one => one.patient === visit.patient && one.startsAt < visit.startsAt)
      const missed = before.filter(one => one.state === 'no-show').length
      const fresh = !before.some(one => one.state === 'checked-out')
      rows.push({ visit, hurry: 1000 - Math.min(missed, 4) * 150 - (fresh ? 100 : 0) })
    }
  }
  return rows
    .sort((a, b) => a.hurry - b.hurry || a.visit.startsAt - b.visit.startsAt || (a.visit.id < b.visit.id ? -1 : 1))
    .map(row => row.visit.id)
}

/** Ids of the visits to rebook, in order. */
export function plainRebook(history: PlainHistory): string[] {
  const broken = (visit: PlainVisit) => visit.state === 'cancelled' || visit.state === 'no-show'
  const rows: PlainVisit[] = []
  for (const patient of history.patients) {
    if (patient.dead) continue
    for (const type of new Set(history.visits.map(visit => visit.type))) {
      const mine = history.visits.filter(visit => visit.patient === patient.id && visit.type === type)
      const recent = mine.filter(visit => broken(visit) && visit.startsAt >= history.now - 180 * 86_400_000)
      const [latest] = recent.sort(
        (a, b) => b.stateSince - a.stateSince || b.startsAt - a.startsAt || (a.id < b.id ? 1 : -1),
      )
      if (!latest) continue
      const since = Math.min(latest.startsAt, latest.stateSince)
      if (mine.some(visit => !broken(visit) && visit.startsAt > since)) continue
      if (history.orders.some(order => order.visit === latest.id)) continue
      rows.push(latest)
    }
  }
  const hurry = (visit: PlainVisit) => (visit.reason?.startsWith('practice') ? 1 : visit.state === 'no-show' ? 2 : 3)
  return rows
    .sort((a, b) => hurry(a) - hurry(b) || a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1))
    .map(visit => visit.id)
}

/** Patient, visit type and day of the recalls that are due, as text; their order is by day. */
export function plainRecall(history: PlainHistory): string[] {
  const today = dayAt(history.now, history.zone)
  const waiting = new Set(
    plainRebook(history).map(id => {
      const visit = history.visits.find(one => one.id === id)!
      return `${visit.patient} ${visit.type}`
    }),
  )
  const best = new Map<string, string>()
  for (const patient of history.patients) {
    if (patient.dead || patient.stopped) continue
    const mine = history.visits.filter(visit => visit.patient === patient.id)
    for (const rule of history.rules) {
      const done = mine.filter(visit => visit.type === rule.after && visit.state === 'checked-out')
      if (done.length === 0) continue
      const last = Math.max(...done.map(visit => visit.startsAt))
      const due = addMonths(dayAt(last, history.zone), rule.months)
      if (due > addDays(today, rule.lead)) continue
      const age = patient.born === null ? null : ageOn(patient.born, due)
      if (rule.ageFrom !== null && (age === null || age < rule.ageFrom)) continue
      if (rule.ageTo !== null && (age === null || age > rule.ageTo)) continue
      const since = mine.some(
        visit => visit.type === rule.recall && visit.state === 'checked-out' && visit.startsAt > last,
      )
      const ahead = mine.some(
        visit =>
          visit.type === rule.recall &&
          (visit.state === 'booked' || visit.state === 'confirmed') &&
          visit.endsAt > history.now - 86_400_000,
      )
      const key = `${patient.id} ${rule.recall}`
      if (since || ahead || waiting.has(key)) continue
      const before = best.get(key)
      if (!before || due < before) best.set(key, due)
    }
  }
  return [...best].map(([key, due]) => `${due} ${key}`).sort()
}

function ageOn(born: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4))
  return day.slice(5) < born.slice(5) ? years - 1 : years
}

/** Ids of the orders to schedule now, in order; those whose window is far off wait. */
export function plainOrders(history: PlainHistory): string[] {
  const today = dayAt(history.now, history.zone)
  const rank = { stat: 0, urgent: 1, routine: 2 }
  const dead = new Set(history.patients.filter(one => one.dead).map(one => one.id))
  return history.orders
    .filter(order => {
      const visit = history.visits.find(one => one.id === order.visit)
      const open = !visit || visit.state === 'cancelled' || visit.state === 'no-show'
      return open && !dead.has(order.patient) && addDays(order.earliest, -60) <= today
    })
    .sort(
      (a, b) =>
        rank[a.priority] - rank[b.priority] ||
        (a.latest < b.latest ? -1 : a.latest > b.latest ? 1 : 0) ||
        (a.id < b.id ? -1 : 1),
    )
    .map(order => order.id)
}
