import { openOperation } from '../../platform/feature.ts'
import { throughLink, wireOf } from './confirm-link.ts'
import * as contract from './contract.ts'

/** What a confirmation link is about. */
export const seeConfirmLink = openOperation(contract.seeConfirmLink, (app, input, request) =>
  throughLink(app, contract.seeConfirmLink.name, input.token, request.requestId, async (_ctx, linked) =>
    wireOf(linked),
  ),
)
