import { addDays } from '../../../core/calendar-day.ts'
import type { Context } from '../../../platform/context.ts'
import { judged, type Looker, lookAtDay, lookerAt, type Planned, type Start, type Wish, wants } from './look-at-day.ts'
import { type Claim, waysToMeet } from './needs-met.ts'
import { openingsOf } from './openings.ts'
import type { SearchGround } from './search-ground.ts'
import { searchMaterial } from './search-material.ts'
import { isFree, joined, type Spans } from './spans.ts'
import { dayNumber, dayText } from './wall-seconds.ts'

/** One of several visits that belong together: what it is, and who comes. */
export type Member = { ground: SearchGround; patient: string | null }

/** A start of one of them. */
export type Pick = { member: number; start: Start }

/** Looks at several visits on one day: all starts of each, in order, without those at which its patient is somewhere else. */
export type SeveralDay = { day: number; starts: Start[][]; lookers: Looker[] }

/** Days in one step of the walk; more as it goes on. */
const FIRST_DAYS = 7
const MOST_DAYS = 31
/** Ways tried to share out rooms, devices and people among the visits of one plan before it counts as impossible. */
const MOST_WAYS = 500

/** Walks over the days until `enough` says so; a day on which one of the visits does not fit at all is passed over. */
export async function* severalDays(
  ctx: Context,
  members: readonly Member[],
  ask: {
    first: string
    last: string
    parts: Wish['parts']
    /** Whether the part of the day is meant for all visits or for the first alone. */
    partsOf: 'all' | 'first'
    weekdays: readonly number[] | null
  },
): AsyncGenerator<SeveralDay> {
  const now = members[0]!.ground.now
  const wish: Wish = { notBefore: now, parts: ask.parts, weekdays: ask.weekdays }
  const anyPart: Wish = { ...wish, parts: null }
  let size = FIRST_DAYS
  for (let first = ask.first; first <= ask.last; ) {
    const end = addDays(first, size - 1)
    const last = end < ask.last ? end : ask.last
    const days = { first: dayNumber(first), last: dayNumber(last) }
    const lookers: Looker[] = []
    for (const { ground } of members) {
      lookers.push(lookerAt(ground, await searchMaterial(ctx, ground, { ...days, people: null, notBefore: now })))
    }
    const elsewhere = await visitsOf(ctx, members, first, last)
    for (let day = days.first; day <= days.last; day++) {
      if (!wants(wish, day)) continue
      const starts = members.map((member, n) =>
        member.ground.people
          .flatMap(
            person => lookAtDay(lookers[n]!, person, day, n === 0 || ask.partsOf === 'all' ? wish : anyPart).starts,
          )
          .filter(start => !member.patient || isFree(elsewhere.get(member.patient) ?? [], start.at, start.until))
          .sort((a, b) => a.at - b.at || a.person.rank - b.person.rank),
      )
      if (starts.every(list => list.length > 0)) yield { day, starts, lookers }
    }
    first = addDays(last, 1)
    size = Math.min(size * 2, MOST_DAYS)
  }
}

/** When patients are somewhere else already. */
export async function visitsOf(
  ctx: Context,
  members: readonly { patient: string | null }[],
  first: string,
  last: string,
): Promise<Map<string, Spans>> {
  const patients = [...new Set(members.flatMap(member => member.patient ?? []))]
  const spans = new Map<string, Spans>()
  if (patients.length === 0) return spans
  const rows = await ctx.sql<{ patient: string; at: number; until: number }>`
    select p.id as patient, date_part('epoch', a.starts_at)::int8 as at, date_part('epoch', a.ends_at)::int8 as until
      from patients.patient p
      join schedule.appointment a on a.practice_id = p.practice_id and a.patient_id = coalesce(p.merged_into, p.id)
     where p.practice_id = ${ctx.practice}::uuid and p.id = any(${patients}::uuid[]) and a.origin = 'desk' and a.state not in ('cancelled', 'no-show')
       and a.starts_at >= ${first}::date - 2 and a.starts_at < ${last}::date + 3`
  for (const patient of patients) {
    spans.set(patient, joined(rows.filter(row => row.patient === patient).flatMap(row => [row.at, row.until])))
  }
  return spans
}

/** Whether visits can be held together: nobody and nothing twice at a time, and no limit that refuses passed by their number. Marks those that pass
 *  one that warns. null: not together. */
export function together(day: SeveralDay, picks: readonly Pick[]): Pick[] | null {
  const provided = picks.map(({ start }): Claim => ({ id: start.person.id, from: start.at, until: start.until }))
  const clash = (a: Claim, b: Claim) => a.id === b.id && a.from < b.until && b.from < a.until
  if (provided.some((a, n) => provided.some((b, k) => k < n && clash(a, b)))) return null
  const planned: Planned[] = []
  const marked: Pick[] = []
  for (const pick of picks) {
    const looker = day.lookers[pick.member]!
    const hours = looker.hours(pick.start.person.id)
    const start = judged(looker, pick.start, [...hours.begun(day.day - 1), ...hours.begun(day.day)], planned)
    if (!start) return null
    planned.push({ provider: start.person.id, type: looker.ground.visitType.id, at: start.at })
    marked.push({ ...pick, start })
  }
  let ways = 0
  const shareOut = (n: number, claimed: readonly Claim[]): boolean => {
    const pick = picks[n]
    if (!pick) return true
    for (const claims of waysToMeet(day.lookers[pick.member]!, pick.start, claimed)) {
      if (++ways > MOST_WAYS) return false
      if (shareOut(n + 1, [...claimed, ...claims])) return true
    }
    return false
  }
  return shareOut(0, provided) ? marked : null
}

/** A plan as the wire has it, the visits in the order they were asked for. */
export function planOf(members: readonly Member[], day: number, picks: readonly Pick[]) {
  const inOrder = picks.toSorted((a, b) => a.member - b.member)
  const visits = []
  for (const { member, start } of inOrder) {
    const { ground, patient } = members[member]!
    const [opening] = openingsOf(ground, [start])
    visits.push({ ...opening!, visitType: ground.visitType.id as never, patient: patient as never })
  }
  return { date: dayText(day), visits }
}
