import { command } from '../../platform/feature.ts'
import { claimItem } from './claim.ts'
import * as contract from './contract.ts'
import { requireItem } from './standing.ts'

/** Takes a row in hand: the first of two who press at one moment has it. */
export const takeItem = command(contract.takeItem, {
  async run(ctx, input) {
    await requireItem(ctx, input.kind, input.item)
    return { kind: input.kind, item: input.item, until: await claimItem(ctx, input.kind, input.item) }
  },
})
