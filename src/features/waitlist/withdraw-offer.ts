import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { lockFreed } from './freed-row.ts'
import { offerOf } from './offer-row.ts'
import { settleOffer } from './settle-offer.ts'

/** Takes back a question that is not answered yet. A freed time that runs by itself goes on to the next. */
export const withdrawOffer = command(contract.withdrawOffer, {
  async run(ctx, input) {
    const { freed_id } = await offerOf(ctx, input.offer)
    await lockFreed(ctx, freed_id)
    const offer = await offerOf(ctx, input.offer)
    if (!(await settleOffer(ctx, offer.id, { state: 'withdrawn' }))) throw contract.offerSettled({ state: offer.state })
    ctx.later('waitlist.look', { time: freed_id }, { key: `waitlist.look:${freed_id}` })
    return { offer: offer.id }
  },
})
