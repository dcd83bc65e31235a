import { invalidInput, notFound } from '../../../core/refusal.ts'
import { wallMeaning } from '../../../core/time.ts'
import type { Context } from '../../../platform/context.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { judged, type Looker, lookAtDay, lookerAt, type Planned, type Start, type Why } from './look-at-day.ts'
import { needsMet } from './needs-met.ts'
import { openingsOf } from './openings.ts'
import { type Person, type SearchGround, searchGround } from './search-ground.ts'
import { searchMaterial } from './search-material.ts'
import { seriesDays } from './series-days.ts'
import { visitsOf } from './several-visits.ts'
import { holds, isFree, type Spans } from './spans.ts'
import { dayAt, dayNumber, dayText } from './wall-seconds.ts'

type Conflict = Why | 'taken' | 'patient-already-booked' | 'series' | 'skipped-time'
type Judged = { start: Start; why: Conflict | null; name: string | null }

/** Days before and after a conflict in which another time is looked for, and how many are named. */
const NEAR_DAYS = 3
const ALTERNATIVES = 3

/** Each time of a series with whether it is free. Wall-clock times: nine o'clock stays nine o'clock over both changes of the clock. A series need not
 *  stand on the grid of openings. Limits count the series' own visits as well. */
export const planSeries = query(contract.planSeries, async (ctx, input) => {
  if (input.patient) ctx.concerns([input.patient])
  const ground = await searchGround(ctx, {
    visitType: input.visitType,
    providers: [input.provider],
    locations: input.location ? [input.location] : null,
    patient: input.patient ?? null,
    minutes: input.minutes,
    urgent: input.urgent,
  })
  const [person] = ground.people
  if (!person || ground.places.size === 0) throw notFound({ what: 'provider' })
  const zone = [...ground.places.values()][0]!.zone
  const days = seriesDays(input.rule, input.date, input.time, zone)
  if (dayNumber(days[0]!) < ground.today) {
    throw invalidInput({ fields: [{ path: 'date', message: 'must not be over', code: 'range' }] })
  }
  const furthest = ground.today + ground.visitType.horizonDays
  const looker = await lookAt(ctx, ground, days, furthest)
  const elsewhere = input.patient
    ? ((await visitsOf(ctx, [{ patient: input.patient }], days[0]!, days.at(-1)!)).get(input.patient) ?? [])
    : []
  const picked: Start[] = []
  const occurrences: Judged[] = []
  for (const day of days) {
    const occurrence = judge(looker, person, day, input.time, { picked, elsewhere, furthest })
    if (occurrence.why === null) picked.push(occurrence.start)
    occurrences.push(occurrence)
  }
  const answers = []
  for (const { start, why, name } of occurrences) {
    const [opening] = openingsOf(ground, [start])
    const others = why === null ? [] : nearest(looker, person, start, { picked, elsewhere, furthest })
    answers.push({
      date: dayText(start.day),
      // A time the clock skips is shown as it was asked for.
      time: why === 'skipped-time' ? input.time : opening!.time,
      zone: opening!.zone,
      startsAt: opening!.startsAt,
      endsAt: opening!.endsAt,
      location: opening!.location,
      free: why === null,
      warn: opening!.warn,
      why,
      name,
      alternatives: openingsOf(ground, others),
    })
  }
  return { occurrences: answers, free: picked.length, conflicts: answers.length - picked.length }
})

async function lookAt(ctx: Context, ground: SearchGround, days: readonly string[], furthest: number): Promise<Looker> {
  const first = Math.max(ground.today, dayNumber(days[0]!) - NEAR_DAYS)
  const last = Math.max(first, Math.min(furthest, dayNumber(days.at(-1)!)) + NEAR_DAYS)
  return lookerAt(ground, await searchMaterial(ctx, ground, { first, last, people: null, notBefore: ground.now }))
}

type Beside = { picked: readonly Start[]; elsewhere: Spans; furthest: number }

const planned = (looker: Looker, picked: readonly Start[]): Planned[] =>
  picked.map(start => ({ provider: start.person.id, type: looker.ground.visitType.id, at: start.at }))

function judge(looker: Looker, person: Person, date: string, time: string, beside: Beside): Judged {
  const { ground, material } = looker
  const day = dayNumber(date)
  const hours = looker.hours(person.id)
  const sessions = [...hours.begun(day - 1), ...hours.begun(day)]
  const places = [...new Set(sessions.map(session => session.place))]
  const need = person.minutes * 60
  const startAt = (place: string): Start & { skipped: boolean } => {
    const { zone } = ground.places.get(place)!
    const meaning = wallMeaning(date, time, zone)
    // Of a time shown twice the earlier is meant; one that is skipped stands at the moment the clock jumps to.
    const wall = meaning.kind === 'never' ? meaning.to : time
    const at =
      Temporal.PlainDateTime.from(`${date}T${wall}`).toZonedDateTime(zone, { disambiguation: 'earlier' })
        .epochMilliseconds / 1000
    const start = { person, place, day, at, until: at + need, overLimit: false, seatsLeft: null }
    return { ...start, skipped: meaning.kind === 'never' }
  }
  const open = (start: Start, which: 'taking' | 'all') =>
    holds(hours.open(day, start.place, which), start.at, start.until)
  const tried = (places.length > 0 ? places : [[...ground.places.keys()][0]!]).map(startAt)
  const start = tried.find(each => open(each, 'taking')) ?? tried.find(each => open(each, 'all')) ?? tried[0]!
  const no = (why: Conflict, name: string | null = null): Judged => ({ start, why, name })

  if (start.skipped) return no('skipped-time')
  if (start.at < ground.now) return no('past')
  if (day > beside.furthest) return no('horizon')
  if (!open(start, 'taking')) {
    if (open(start, 'all')) return no('reserved')
    const look = lookAtDay(looker, person, day, { notBefore: ground.now, parts: null, weekdays: null })
    return look.why === 'holiday' || look.why === 'away' ? no(look.why, look.name) : no('closed')
  }
  if (!isFree(material.taken.get(person.id) ?? [], start.at, start.until)) return no('taken')
  if (beside.picked.some(each => each.at < start.until && start.at < each.until)) return no('series')
  if (!isFree(beside.elsewhere, start.at, start.until)) return no('patient-already-booked')
  if (start.at < ground.now + ground.visitType.noticeMinutes * 60) return no('notice')
  const needs = needsMet(ground, material, looker.hours, start)
  if ('missing' in needs) return no(needs.missing)
  const marked = judged(looker, start, sessions, planned(looker, beside.picked))
  return marked ? { start: marked, why: null, name: null } : no('limit')
}

/** Free times near one that is not, the nearest first, none over another. */
function nearest(looker: Looker, person: Person, wanted: Start, beside: Beside): Start[] {
  const { ground, material } = looker
  const wish = { notBefore: ground.now, parts: null, weekdays: null }
  const free: Start[] = []
  const first = Math.max(
    dayAt(ground.now, ground.zone),
    material.first,
    Math.min(wanted.day, beside.furthest) - NEAR_DAYS,
  )
  const last = Math.min(material.last, beside.furthest, wanted.day + NEAR_DAYS)
  for (let day = first; day <= last; day++) {
    const hours = looker.hours(person.id)
    const sessions = [...hours.begun(day - 1), ...hours.begun(day)]
    for (const start of lookAtDay(looker, person, day, wish).starts) {
      if (beside.picked.some(each => each.at < start.until && start.at < each.until)) continue
      if (!isFree(beside.elsewhere, start.at, start.until)) continue
      const marked = judged(looker, start, sessions, planned(looker, beside.picked))
      if (marked) free.push(marked)
    }
  }
  free.sort((a, b) => Math.abs(a.at - wanted.at) - Math.abs(b.at - wanted.at))
  const kept: Start[] = []
  for (const start of free) {
    if (kept.length === ALTERNATIVES) break
    if (kept.every(each => each.until <= start.at || each.at >= start.until)) kept.push(start)
  }
  return kept
}
