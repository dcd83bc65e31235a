import type { Id } from '../../../core/id.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { daysOfAll } from './find-chain.ts'
import { searchGround } from './search-ground.ts'
import { type Member, type Pick, planOf, type SeveralDay, severalDays, together } from './several-visits.ts'
import { partsWanted } from './wish.ts'

/** Steps of the search on one day before it gives up: six people and many openings are more ways than anybody waits for. */
const MOST_STEPS = 20_000

/** A family: all at the same moment with as many providers, or one after another with short waits, rather with the same provider. One answer for
 *  each moment at which the first of them begins. */
export const findTogether = query(contract.findTogether, async (ctx, input) => {
  const patients = input.visits.flatMap(visit => visit.patient ?? [])
  if (patients.length > 0) ctx.concerns(patients as Id<'patient'>[])
  const members: Member[] = []
  for (const visit of input.visits) {
    const ground = await searchGround(ctx, {
      visitType: visit.visitType,
      providers: visit.providers ?? null,
      pools: visit.pools ?? null,
      locations: input.locations ?? null,
      patient: visit.patient ?? null,
      minutes: visit.minutes,
      urgent: input.urgent,
    })
    members.push({ ground, patient: visit.patient ?? null })
  }
  const days = daysOfAll(members, input)
  const asked = { ...days, parts: partsWanted(input), weekdays: input.weekdays ?? null, partsOf: 'all' as const }
  const plans = []
  let searchedTo = days.last
  for await (const day of severalDays(ctx, members, asked)) {
    const found = plansOf(day, input).slice(0, input.limit - plans.length)
    for (const picks of found) plans.push(planOf(members, day.day, picks))
    if (plans.length === input.limit) {
      searchedTo = plans.at(-1)!.date
      break
    }
  }
  return { plans, searchedTo }
})

type How = { how: 'same-time' | 'one-after-another' | 'either'; mostGap: number; sameProvider: boolean }

function plansOf(day: SeveralDay, ask: How): Pick[][] {
  const moments = [...new Set(day.starts.flat().map(start => start.at))].sort((a, b) => a - b)
  const left = { steps: MOST_STEPS }
  const found: Pick[][] = []
  for (const at of moments) {
    const same = ask.how === 'one-after-another' || ask.sameProvider ? null : atOnce(day, at, [], left)
    const plan = same ?? (ask.how === 'same-time' ? null : inTurn(day, ask, at, [], left))
    if (plan) found.push(plan)
    if (left.steps <= 0) break
  }
  return found
}

/** Everybody at one moment, each with another provider at one place. */
function atOnce(day: SeveralDay, at: number, picks: readonly Pick[], left: { steps: number }): Pick[] | null {
  const member = picks.length
  if (member === day.starts.length) return together(day, picks)
  for (const start of day.starts[member]!) {
    if (start.at !== at || (picks[0] && picks[0].start.place !== start.place)) continue
    if (picks.some(pick => pick.start.person.id === start.person.id)) continue
    if (left.steps-- <= 0) return null
    const plan = atOnce(day, at, [...picks, { member, start }], left)
    if (plan) return plan
  }
  return null
}

/** One after another in any order, at one place, the same provider tried first. */
function inTurn(day: SeveralDay, ask: How, at: number, picks: readonly Pick[], left: { steps: number }): Pick[] | null {
  if (picks.length === day.starts.length) return together(day, picks)
  const before = picks.at(-1)?.start
  const options: Pick[] = []
  for (const [member, starts] of day.starts.entries()) {
    if (picks.some(pick => pick.member === member)) continue
    for (const start of starts) {
      const fits = before
        ? start.at >= before.until && start.at <= before.until + ask.mostGap * 60 && start.place === before.place
        : start.at === at
      if (!fits || (before && ask.sameProvider && start.person.id !== before.person.id)) continue
      options.push({ member, start })
    }
  }
  const other = (pick: Pick) => Number(before !== undefined && pick.start.person.id !== before.person.id)
  options.sort((a, b) => other(a) - other(b) || a.start.at - b.start.at || a.member - b.member)
  for (const pick of options) {
    if (left.steps-- <= 0) return null
    const plan = inTurn(day, ask, at, [...picks, pick], left)
    if (plan) return plan
  }
  return null
}
