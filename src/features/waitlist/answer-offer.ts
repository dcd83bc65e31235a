import { openOperation } from '../../platform/feature.ts'
import { behindLink, pageOf, standingOf } from './behind-link.ts'
import { bookYes } from './book-yes.ts'
import * as contract from './contract.ts'
import { lockFreed } from './freed-row.ts'
import { offerOf } from './offer-row.ts'
import { settleOffer } from './settle-offer.ts'

/** The patient's word. Everybody who was asked about this time stands in one queue, the lock of the freed time: the first yes books, whoever
 *  comes after reads how it stands. Said again, it is the same answer. */
export const answerOffer = openOperation(contract.answerOffer, (app, input, request) =>
  behindLink(app, input.token, request, contract.answerOffer.name, async (ctx, found) => {
    const freed = await lockFreed(ctx, found.freed_id)
    const offer = await offerOf(ctx, found.offer_id)
    const standing = standingOf(offer, ctx.now)
    if (standing !== 'open') return pageOf(ctx, offer, standing)
    if (input.answer === 'no') {
      await settleOffer(ctx, offer.id, { state: 'no', by: 'link' })
    } else {
      const booked = await bookYes(ctx, freed, offer, 'link')
      if ('why' in booked) await settleOffer(ctx, offer.id, { state: 'gone', why: booked.why })
    }
    ctx.later('waitlist.look', { time: freed.id }, { key: `waitlist.look:${freed.id}` })
    const now = await offerOf(ctx, offer.id)
    return pageOf(ctx, now, standingOf(now, ctx.now))
  }),
)
