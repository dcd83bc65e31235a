import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { putWalkIn, requireState, requireWalkIn } from './walk-in.ts'

/** Turned away, with the reason. */
export const turnAwayWalkIn = command(contract.turnAwayWalkIn, {
  async run(ctx, input) {
    const walkIn = await requireWalkIn(ctx, input.walkIn)
    requireState(walkIn, ['waiting'], input.version)
    return putWalkIn(ctx, walkIn, 'turned-away', { state: 'turned-away', reason: input.reason })
  },
})
