import { addDays } from '../../core/calendar-day.ts'
import { invalidInput } from '../../core/refusal.ts'
import { wallClock } from '../../core/time.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { type Obstacle, openingsBetween } from './openings.ts'
import { searchGround } from './search-ground.ts'

/** Provider-days that one step of the walk looks at: the first is small, because the answer is mostly near. */
const FIRST_STEP = 60
const GROWTH = 3
const LARGEST_STEP = 4_000

/** Walks forward over the days in growing windows and stops as soon as enough is found. */
export const nextAvailable = query(contract.nextAvailable, async (ctx, input) => {
  const ground = await searchGround(ctx, {
    visitType: input.visitType,
    providers: input.providers ?? null,
    locations: input.locations ?? null,
  })
  const today = wallClock(ctx.now, ground.zone).date
  const from = input.from && input.from > today ? input.from : today
  const to = input.to ?? addDays(from, 90)
  if (to < from || to > addDays(from, 366)) {
    throw invalidInput({
      fields: [{ path: 'to', message: 'must be from the first day to a year later', code: 'range' }],
    })
  }
  const openings: contract.Opening[] = []
  const whyNotEarlier: Obstacle[] = []
  let first = from
  let step = FIRST_STEP
  let searchedTo = from
  while (first <= to && openings.length < input.limit) {
    const days = Math.max(1, Math.floor(step / Math.max(1, ground.providers)))
    const end = addDays(first, days - 1)
    const last = end < to ? end : to
    const found = await openingsBetween(ctx, {
      ...ground.visitType,
      minutes: input.minutes ?? ground.visitType.minutes,
      providers: input.providers ?? null,
      locations: input.locations ?? null,
      without: input.onePerProvider ? openings.map(opening => opening.provider) : [],
      first,
      last,
      weekdays: input.weekdays ?? null,
      partOfDay: input.partOfDay,
      notBefore: ctx.now.toString(),
      onePerProvider: input.onePerProvider,
      limit: input.limit - openings.length,
    })
    if (openings.length === 0) whyNotEarlier.push(...found.obstacles)
    openings.push(...found.openings)
    searchedTo = last
    first = addDays(last, 1)
    step = Math.min(step * GROWTH, LARGEST_STEP)
  }
  return { openings, whyNotEarlier, searchedTo }
})
