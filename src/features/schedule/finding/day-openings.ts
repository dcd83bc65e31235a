import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { inOrder, openingsOf, startsBetween } from './openings.ts'
import { searchGround } from './search-ground.ts'
import { dayNumber } from './wall-seconds.ts'

/** All starts of one day, for the board to light up. */
export const dayOpenings = query(contract.dayOpenings, async (ctx, input) => {
  const ground = await searchGround(ctx, {
    visitType: input.visitType,
    providers: input.providers ?? null,
    pools: input.pools ?? null,
    locations: input.location ? [input.location] : null,
    minutes: input.minutes,
    urgent: input.urgent,
  })
  if (dayNumber(input.date) > ground.today + ground.visitType.horizonDays) return { openings: [] }
  const { starts } = await startsBetween(ctx, ground, {
    first: input.date,
    last: input.date,
    notBefore: ctx.now.toString(),
  })
  return { openings: openingsOf(ground, starts.sort(inOrder(false))) }
})
