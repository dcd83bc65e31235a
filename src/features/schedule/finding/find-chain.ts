import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import type { Start } from './look-at-day.ts'
import { searchGround } from './search-ground.ts'
import { type Member, type Pick, planOf, type SeveralDay, severalDays, together } from './several-visits.ts'
import { daysWanted, partsWanted } from './wish.ts'

type Gap = { least: number; most: number }

/** One after the other on one day, each within the wait that is borne. Of all chains that begin at one moment only the one that ends first is given:
 *  answers on the telephone have to differ. The part of the day is that of the first visit. */
export const findChain = query(contract.findChain, async (ctx, input) => {
  if (input.patient) ctx.concerns([input.patient])
  const members: Member[] = []
  for (const step of input.steps) {
    const ground = await searchGround(ctx, {
      visitType: step.visitType,
      providers: step.providers ?? null,
      pools: step.pools ?? null,
      locations: input.locations ?? null,
      patient: input.patient ?? null,
      minutes: step.minutes,
      urgent: input.urgent,
    })
    members.push({ ground, patient: input.patient ?? null })
  }
  const gaps = members.slice(1).map((_, n): Gap => input.gaps?.[n] ?? input.gaps?.[0] ?? { least: 0, most: 30 })
  const days = daysOfAll(members, input)
  const parts = partsWanted(input)
  const plans = []
  let searchedTo = days.first
  for await (const day of severalDays(ctx, members, {
    ...days,
    parts,
    weekdays: input.weekdays ?? null,
    partsOf: 'first',
  })) {
    for (const picks of chainsOf(day, gaps, input.sameLocation)) {
      plans.push(planOf(members, day.day, picks))
      if (plans.length === input.limit) break
    }
    if (plans.length === input.limit) {
      searchedTo = plans.at(-1)!.date
      break
    }
  }
  if (plans.length < input.limit) searchedTo = days.last
  return { plans, searchedTo }
})

/** The days that all of the visits are offered on. */
export function daysOfAll(members: readonly Member[], ask: { from?: string | undefined; to?: string | undefined }) {
  const all = members.map(member => daysWanted(member.ground, ask))
  const last = all.map(days => days.last).sort()[0]!
  return { first: all[0]!.first, last }
}

function* chainsOf(day: SeveralDay, gaps: readonly Gap[], sameLocation: boolean): Generator<Pick[]> {
  let begun = Number.NaN
  for (const first of day.starts[0]!) {
    if (first.at === begun) continue
    const chain = shortest(day, gaps, sameLocation, [{ member: 0, start: first }])
    if (!chain) continue
    begun = first.at
    yield chain
  }
}

/** Goes on from what is picked, the next visit as early as can be; turns back where it leads nowhere. */
function shortest(day: SeveralDay, gaps: readonly Gap[], sameLocation: boolean, picks: readonly Pick[]): Pick[] | null {
  const member = picks.length
  if (member === day.starts.length) return together(day, picks)
  const before = picks.at(-1)!.start
  const gap = gaps[member - 1]!
  const fits = (start: Start) =>
    start.at >= before.until + gap.least * 60 &&
    start.at <= before.until + gap.most * 60 &&
    (!sameLocation || start.place === before.place)
  for (const start of day.starts[member]!) {
    if (!fits(start)) continue
    const chain = shortest(day, gaps, sameLocation, [...picks, { member, start }])
    if (chain) return chain
  }
  return null
}
