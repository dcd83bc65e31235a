import type { Id } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import { claimItem, letGo } from './claim.ts'
import * as contract from './contract.ts'
import { keepRequest, lockOpenRequest } from './request.ts'
import { tellDeclined } from './tell.ts'

/** Declines a request; the patient is told why. */
export const declineRequest = command(contract.declineRequest, {
  async run(ctx, input) {
    const item = input.request as string as Id<'work-item'>
    const request = await lockOpenRequest(ctx, input.request)
    await claimItem(ctx, 'requests', item)
    await ctx.sql`
      update worklists.visit_request q set state = 'declined', declined_reason = ${input.reason}, version = q.version + 1
       where q.practice_id = ${ctx.practice}::uuid and q.id = ${input.request}::uuid`
    await keepRequest(
      ctx,
      request,
      { state: 'closed', closedReason: 'declined', nextAt: null },
      { what: 'declined', note: input.reason },
    )
    if (input.tell) await tellDeclined(ctx, request.patient_id, input.reason)
    await letGo(ctx, 'requests', item)
    return { request: input.request }
  },
})
