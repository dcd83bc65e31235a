import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { command } from '../../platform/feature.ts'
import { tryClaim } from './claim.ts'
import * as contract from './contract.ts'
import { requireItem, type Standing, standingOf } from './standing.ts'

/** Nearly always one of the first is free; who finds all of these in other hands looks at the rest. */
const first = 50

/** Takes the first due row that nobody has. Two desks that ask at one moment queue at the claim's key, and the second goes on to the next row. */
export const takeNext = command(contract.takeNext, {
  async run(ctx, input) {
    const rows = await standingOf(ctx, input.list, first)
    const taken =
      (await takeOneOf(ctx, input.list, rows)) ??
      (rows.length === first
        ? await takeOneOf(ctx, input.list, (await standingOf(ctx, input.list)).slice(first))
        : null)
    if (!taken) throw contract.nothingLeft()
    return { list: input.list, ...taken }
  },
})

async function takeOneOf(
  ctx: Context,
  list: contract.ListName,
  rows: readonly Standing[],
): Promise<{ item: Id<'work-item'>; until: string } | null> {
  for (const row of rows) {
    if (row.waiting || (row.held_by && row.held_by !== ctx.caller.staff)) continue
    const until = await tryClaim(ctx, list, row.item)
    if (!until) continue
    // Whoever had it a moment ago may have finished it meanwhile: then it is no longer there to be had.
    const still = await requireItem(ctx, list, row.item).catch(() => null)
    if (!still || still.waiting) continue
    ctx.concerns([row.patient_id], { list, item: row.item })
    return { item: row.item, until }
  }
  return null
}
