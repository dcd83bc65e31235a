import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { putWalkIn, requireState, requireWalkIn } from './walk-in.ts'

/** Left without being seen. */
export const noteWalkInLeft = command(contract.noteWalkInLeft, {
  async run(ctx, input) {
    const walkIn = await requireWalkIn(ctx, input.walkIn)
    requireState(walkIn, ['waiting'], input.version)
    return putWalkIn(ctx, walkIn, 'left', { state: 'left' })
  },
})
