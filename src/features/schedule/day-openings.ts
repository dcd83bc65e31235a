import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { openingsBetween } from './openings.ts'
import { searchGround } from './search-ground.ts'

/** All starts of one day, for the board to light up. A day has at most 1,440 minutes, so the bound on the answer never cuts a provider's. */
export const dayOpenings = query(contract.dayOpenings, async (ctx, input) => {
  const locations = input.location ? [input.location] : null
  const ground = await searchGround(ctx, { visitType: input.visitType, providers: input.providers ?? null, locations })
  const { openings } = await openingsBetween(ctx, {
    ...ground.visitType,
    minutes: input.minutes ?? ground.visitType.minutes,
    providers: input.providers ?? null,
    locations,
    first: input.date,
    last: input.date,
    weekdays: null,
    partOfDay: 'any',
    notBefore: ctx.now.toString(),
    onePerProvider: false,
    limit: 1440 * Math.max(1, ground.providers),
  })
  return { openings }
})
