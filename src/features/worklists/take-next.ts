import { command } from '../../platform/feature.ts'
import { tryClaim } from './claim.ts'
import * as contract from './contract.ts'
import { requireItem, standingOf } from './standing.ts'

/** Takes the first due row that nobody has. Two desks that ask at one moment queue at the claim's key, and the second goes on to the next row. */
export const takeNext = command(contract.takeNext, {
  async run(ctx, input) {
    const rows = await standingOf(ctx, input.list)
    for (const row of rows) {
      if (row.waiting || (row.held_by && row.held_by !== ctx.caller.staff)) continue
      const until = await tryClaim(ctx, input.list, row.item)
      if (!until) continue
      // Whoever had it a moment ago may have finished it meanwhile: then it is no longer there to be had.
      const still = await requireItem(ctx, input.list, row.item).catch(() => null)
      if (!still || still.waiting) continue
      ctx.concerns([row.patient_id], { list: input.list, item: row.item })
      return { list: input.list, item: row.item, until }
    }
    throw contract.nothingLeft()
  },
})
