import type { InventedPatient } from './invented-patients.ts'
import { type InventedProvider, rooms, type Stretch, visitTypes } from './invented-practice.ts'
import type { Seeded } from './seeded.ts'

type VisitFact = {
  what: 'booked' | 'confirmed' | 'arrived' | 'roomed' | 'checked-out' | 'cancelled' | 'no-show'
  at: Temporal.Instant
  reason: string | null
}

/** One visit by positions in the invented lists. Only what has happened by now is in `facts`. */
export type InventedVisit = {
  patient: number
  visitType: number
  provider: number
  location: number
  room: number | null
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  note: string
  interpreter: string | null
  facts: VisitFact[]
}

type VisitAsk = {
  chance: Seeded
  now: Temporal.Instant
  zone: string
  providers: readonly InventedProvider[]
  patients: readonly InventedPatient[]
  pastWeeks: number
  weeks: number
  /** Days on which nobody works, 'YYYY-MM-DD'. */
  closed: ReadonlySet<string>
  /** Days on which one provider is away: 'position YYYY-MM-DD'. */
  away: ReadonlySet<string>
  /** Meetings of one provider on a weekday, by wall clock. */
  meetings?: readonly Meeting[]
  /** Extra hours of one provider on one day. */
  duty?: readonly Duty[]
  /** Some patients miss more than others, and long waits are missed more often: what a model can learn from. */
  unevenlyMissed?: boolean
}

export type Meeting = { provider: number; weekday: number; from: string; to: string; name: string }
export type Duty = { provider: number; date: string; location: number; from: string; to: string }

type Span = readonly [from: number, to: number]

const languageNames: Readonly<Record<string, string>> = {
  es: 'Spanish',
  vi: 'Vietnamese',
  zh: 'Chinese',
  ar: 'Arabic',
  ru: 'Russian',
  pt: 'Portuguese',
  ht: 'Haitian Creole',
  ase: 'American Sign Language',
}
const notes = [
  'Bring the medicine list',
  'Needs a note for work',
  'Asks for a flu shot as well',
  'Results from the hospital are here',
  'Daughter comes along',
]
const reasons = [
  'patient: no ride',
  'patient: feels better',
  'patient: has to work',
  'patient',
  'practice: provider ill',
]

/**
 * Fills the providers' days from past weeks to weeks ahead: near days well, far ones thinly, the past with what came of it. Each visit is
 * given its whole story (booked, confirmed, came, waited, left; or not), cut off at the present moment: so today's visits stand where
 * they would. Nobody is in two places, no room is used twice, preparing and cleaning included.
 */
export function inventVisits(ask: VisitAsk): InventedVisit[] {
  const { chance, now, zone } = ask
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const visits: InventedVisit[] = []
  const busyPatients = new Map<number, Span[]>()
  const busyRooms = new Map<number, Span[]>()
  const seen = new Set<number>()
  const last = ask.weeks * 7
  for (let ahead = -ask.pastWeeks * 7; ahead <= last; ahead++) {
    const date = today.add({ days: ahead })
    if (ask.closed.has(date.toString())) continue
    for (const [position, provider] of ask.providers.entries()) {
      if (ask.away.has(`${position} ${date.toString()}`)) continue
      let late = 0
      for (const stretch of stretchesOf(ask, position, provider, date)) {
        if (stretch.reserve === 'same-day' && ahead > 0) continue
        const end = wall(date, stretch.to, zone)
        let at = wall(date, stretch.from, zone)
        while (at < end) {
          if (!chance.chance(fill(ahead))) {
            at += 20 * minute
            continue
          }
          const visit = inventOne(ask, {
            position,
            provider: stretch.visitTypes ? { ...provider, mix: stretch.visitTypes.map(type => [type, 1]) } : provider,
            location: stretch.location,
            at,
            end,
            busyPatients,
            busyRooms,
            seen,
          })
          if (!visit) {
            at += 20 * minute
            continue
          }
          late = Math.max(0, Math.min(35, late + chance.whole(-6, 8)))
          visit.facts = story(chance, visit, now, { late, uneven: ask.unevenlyMissed === true })
          visits.push(visit)
          const gone = visit.facts.at(-1)!.what === 'cancelled' && chance.chance(0.6)
          if (!gone) at = Number(visit.endsAt.epochMilliseconds)
        }
      }
    }
  }
  return visits
}

/** The provider's hours of one day: those of the week, what is extra, less meetings. Sessions of every other week stay empty. */
function stretchesOf(ask: VisitAsk, position: number, provider: InventedProvider, date: Temporal.PlainDate): Stretch[] {
  const weekday = date.dayOfWeek
  const week = provider.hours.filter(one => one.weekday === weekday && !one.everyWeeks)
  const extra = (ask.duty ?? []).filter(one => one.provider === position && one.date === date.toString())
  const meetings = (ask.meetings ?? []).filter(one => one.provider === position && one.weekday === weekday)
  return [...week, ...extra.map(({ location, from, to }) => ({ weekday, location, from, to }))].flatMap(stretch =>
    meetings.reduce<Stretch[]>(
      (left, meeting) =>
        left.flatMap(one => {
          if (meeting.to <= one.from || meeting.from >= one.to) return [one]
          const before = { ...one, to: meeting.from }
          const after = { ...one, from: meeting.to }
          return [before, after].filter(part => part.from < part.to)
        }),
      [stretch],
    ),
  )
}

const minute = 60_000
const wall = (date: Temporal.PlainDate, time: string, zone: string) =>
  date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds

/** How full a day is, by how far ahead it lies. */
function fill(ahead: number): number {
  if (ahead <= 0) return 0.92
  if (ahead <= 7) return 0.82
  if (ahead <= 14) return 0.66
  if (ahead <= 21) return 0.42
  return 0.24
}

const free = (spans: Span[] | undefined, from: number, to: number) =>
  !spans?.some(([start, end]) => start < to && end > from)

type Slot = {
  position: number
  provider: InventedProvider
  location: number
  at: number
  end: number
  busyPatients: Map<number, Span[]>
  busyRooms: Map<number, Span[]>
  seen: Set<number>
}

function inventOne(ask: VisitAsk, slot: Slot): InventedVisit | null {
  const { chance } = ask
  const wanted = chance.weighted(slot.provider.mix)
  const fits = slot.at + visitTypes[wanted]!.minutes * minute <= slot.end
  const visitType = fits ? wanted : 0
  const type = visitTypes[visitType]!
  const to = slot.at + type.minutes * minute
  if (to > slot.end) return null
  const patient = patientFor(ask, slot, visitType, to)
  if (patient === null) return null
  const prepare = 'prepareMinutes' in type ? type.prepareMinutes * minute : 0
  const clean = 'cleanMinutes' in type ? type.cleanMinutes * minute : 0
  const room = 'needsRoom' in type ? roomFor(slot, slot.at - prepare, to + clean) : null
  if ('needsRoom' in type && room === null) return null
  note(slot.busyPatients, patient, [slot.at, to])
  if (room !== null) note(slot.busyRooms, room, [slot.at - prepare, to + clean])
  slot.seen.add(patient)
  const person = ask.patients[patient]!
  return {
    patient,
    visitType,
    provider: slot.position,
    location: slot.location,
    room,
    startsAt: Temporal.Instant.fromEpochMilliseconds(slot.at),
    endsAt: Temporal.Instant.fromEpochMilliseconds(to),
    note: chance.chance(0.08) ? chance.pick(notes) : '',
    interpreter: person.interpreterNeeded ? (languageNames[person.language] ?? person.language) : null,
    facts: [],
  }
}

function note(map: Map<number, Span[]>, key: number, span: Span): void {
  const spans = map.get(key)
  if (spans) spans.push(span)
  else map.set(key, [span])
}

/** Somebody of this provider's own patients mostly; new patients are new, well children are children. */
function patientFor(ask: VisitAsk, slot: Slot, visitType: number, to: number): number | null {
  const { chance, patients } = ask
  for (let attempt = 0; attempt < 8; attempt++) {
    const own = Math.floor(patients.length / ask.providers.length)
    const patient =
      own > 0 && chance.chance(0.7)
        ? slot.position + ask.providers.length * chance.whole(0, own - 1)
        : chance.whole(0, patients.length - 1)
    const born = Number(patients[patient]!.birthDate.slice(0, 4))
    const young = born > Temporal.Instant.fromEpochMilliseconds(slot.at).toZonedDateTimeISO('UTC').year - 18
    if (visitTypes[visitType]!.name === 'Well child' && !young && attempt < 7) continue
    if (visitTypes[visitType]!.name === 'New patient' && slot.seen.has(patient) && attempt < 7) continue
    if (free(slot.busyPatients.get(patient), slot.at - 30 * minute, to + 30 * minute)) return patient
  }
  return null
}

/** A free room of the location, the procedure room first. */
function roomFor(slot: Slot, from: number, to: number): number | null {
  const here = [...rooms.entries()].filter(([, room]) => room.location === slot.location)
  const ordered = here.sort((a, b) => Number(b[1].kind === 'procedure') - Number(a[1].kind === 'procedure'))
  return ordered.find(([position]) => free(slot.busyRooms.get(position), from, to))?.[0] ?? null
}

/** Of a hundred such visits, so many are missed: one patient in nine forgets, and a long wait is forgotten more often. */
function missedOf(visit: InventedVisit, booked: Temporal.Instant): number {
  const weeks = Number(visit.startsAt.since(booked).total('hours')) / (24 * 7)
  return (visit.patient % 9 === 4 ? 42 : 4) + Math.min(8, Math.round(2 * weeks))
}

/** The story of one visit up to now. `late` is how many minutes the provider is behind. */
function story(
  chance: Seeded,
  visit: InventedVisit,
  now: Temporal.Instant,
  { late, uneven }: { late: number; uneven: boolean },
): VisitFact[] {
  const facts: VisitFact[] = []
  const add = (what: VisitFact['what'], at: Temporal.Instant, reason: string | null = null) => {
    const before = facts.at(-1)?.at
    const after = before && Temporal.Instant.compare(at, before) <= 0 ? before.add({ seconds: 30 }) : at
    facts.push({ what, at: after, reason })
  }
  const start = visit.startsAt
  const latest = Temporal.Instant.compare(start, now) < 0 ? start : now
  add('booked', latest.subtract({ minutes: chance.whole(60, 60 * 24 * 28) }))
  const missed = uneven ? missedOf(visit, facts[0]!.at) : 6
  const fate = chance.weighted([
    ['came', 92 - missed],
    ['missed', missed],
    ['cancelled', 8],
  ] as const)
  if (fate === 'cancelled') {
    const since = Number(start.since(facts[0]!.at).total('minutes'))
    add(
      'cancelled',
      facts[0]!.at.add({ minutes: Math.floor(since * (0.3 + 0.65 * chance.next())) }),
      chance.pick(reasons),
    )
  } else {
    const confirm = start.subtract({ minutes: chance.whole(60 * 20, 60 * 70) })
    if (chance.chance(uneven && fate === 'missed' ? 0.3 : 0.72) && Temporal.Instant.compare(confirm, facts[0]!.at) > 0)
      add('confirmed', confirm)
    if (fate === 'missed') add('no-show', start.add({ minutes: chance.whole(18, 30) }))
    else {
      const arrived = start.add({ minutes: chance.whole(-14, 4) })
      const roomed =
        Temporal.Instant.compare(arrived, start) < 0 ? start.add({ minutes: late }) : arrived.add({ minutes: late })
      const minutes = Math.max(5, visitTypes[visit.visitType]!.minutes + chance.whole(-6, 4))
      add('arrived', arrived)
      add('roomed', roomed.add({ minutes: 1 }))
      add('checked-out', roomed.add({ minutes: minutes + 2 }))
    }
  }
  return facts.filter((fact, n) => n === 0 || Temporal.Instant.compare(fact.at, now) <= 0)
}
