import { openOperation } from '../../platform/feature.ts'
import { behindLink, pageOf, standingOf } from './behind-link.ts'
import * as contract from './contract.ts'
import { offerOf } from './offer-row.ts'

/** Reads, and changes nothing. */
export const offerPage = openOperation(contract.offerPage, (app, input, request) =>
  behindLink(app, input.token, request, contract.offerPage.name, async (ctx, found) => {
    const offer = await offerOf(ctx, found.offer_id)
    return pageOf(ctx, offer, standingOf(offer, ctx.now))
  }),
)
