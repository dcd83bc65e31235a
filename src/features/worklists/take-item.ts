import { command } from '../../platform/feature.ts'
import { claimItem } from './claim.ts'
import * as contract from './contract.ts'
import { requireItem } from './standing.ts'

/** Takes one row in hand. */
export const takeItem = command(contract.takeItem, {
  async run(ctx, input) {
    const row = await requireItem(ctx, input.list, input.item)
    ctx.concerns([row.patient_id], { list: input.list, item: input.item })
    return { list: input.list, item: input.item, until: await claimItem(ctx, input.list, input.item) }
  },
})
