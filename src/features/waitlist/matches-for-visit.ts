import { query } from '../../platform/feature.ts'
import { requireVisit } from '../schedule/index.ts'
import * as contract from './contract.ts'
import { countMatches } from './count-matches.ts'

/** Counts who waits for a visit's time; its own wish to come earlier does not count. */
export const matchesForVisit = query(contract.matchesForVisit, async (ctx, input) => {
  const visit = await requireVisit(ctx, input.appointment)
  ctx.concerns([visit.patient])
  const { provider, location } = visit
  return { people: provider && location ? await countMatches(ctx, { ...visit, provider, location }, visit.id) : 0 }
})
