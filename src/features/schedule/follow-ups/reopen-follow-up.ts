import { command } from '../../../platform/feature.ts'
import * as contract from '../contract-follow-ups.ts'
import { putFollowUp, requireFollowUp } from './follow-up.ts'

/** Opens a follow-up again that was closed by hand. One that is booked opens by itself when its visit is cancelled. */
export const reopenFollowUp = command(contract.reopenFollowUp, {
  async run(ctx, input) {
    const found = await requireFollowUp(ctx, input.followUp)
    if (found.state !== 'closed') throw contract.followUpMoved({ state: found.state })
    await putFollowUp(ctx, found.id, { what: 'opened' })
    return requireFollowUp(ctx, found.id)
  },
})
