import type { Id } from '../../core/id.ts'
import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { readFreed } from './read-freed.ts'

/** Times that have come free. */
export const freedTimes = query(contract.freedTimes, async (ctx, input) => {
  const times = await readFreed(ctx, input)
  ctx.concerns(times.flatMap(time => time.patients as Id<'patient'>[]))
  return { times }
})
