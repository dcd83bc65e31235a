import { command } from '../../platform/feature.ts'
import { letGo } from './claim.ts'
import * as contract from './contract.ts'
import { requireKnown } from './standing.ts'

/** Lets a row go. */
export const releaseItem = command(contract.releaseItem, {
  async run(ctx, input) {
    const { patient } = await requireKnown(ctx, input.list, input.item)
    ctx.concerns([patient], { list: input.list, item: input.item })
    await letGo(ctx, input.list, input.item)
    return { list: input.list, item: input.item }
  },
})
