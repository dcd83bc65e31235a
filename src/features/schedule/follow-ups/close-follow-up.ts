import { command } from '../../../platform/feature.ts'
import * as contract from '../contract-follow-ups.ts'
import { putFollowUp, requireFollowUp } from './follow-up.ts'

/** Closes a follow-up by hand. */
export const closeFollowUp = command(contract.closeFollowUp, {
  async run(ctx, input) {
    const found = await requireFollowUp(ctx, input.followUp)
    if (found.state !== 'open') throw contract.followUpMoved({ state: found.state })
    await putFollowUp(ctx, found.id, { what: 'closed', reason: input.reason })
    return requireFollowUp(ctx, found.id)
  },
})
