import { command } from '../../platform/feature.ts'
import { letGo } from './claim.ts'
import * as contract from './contract.ts'
import { requireKnown } from './standing.ts'

/** Lets a row go. */
export const giveBackItem = command(contract.giveBackItem, {
  async run(ctx, input) {
    await requireKnown(ctx, input.kind, input.item)
    await letGo(ctx, input.kind, input.item)
    return { kind: input.kind, item: input.item }
  },
})
