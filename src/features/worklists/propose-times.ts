import type { Id } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import { claimItem, letGo } from './claim.ts'
import * as contract from './contract.ts'
import { keepRequest, lockOpenRequest } from './request.ts'
import { morningAfter } from './rules.ts'
import { tellProposed } from './tell.ts'
import { practiceZone } from './zone.ts'

/** Answers a request with other times. It waits, and comes back if the patient says nothing. */
export const proposeTimes = command(contract.proposeTimes, {
  async run(ctx, input) {
    const item = input.request as string as Id<'work-item'>
    const request = await lockOpenRequest(ctx, input.request)
    await claimItem(ctx, 'requests', item)
    const zone = await practiceZone(ctx)
    const nextAt = morningAfter(ctx, zone, input.waitDays)
    const times = input.times.map(time => Temporal.Instant.from(time).toString())
    await ctx.sql`
      update worklists.visit_request q set state = 'proposed', proposed = ${JSON.stringify(times)}::jsonb, version = q.version + 1
       where q.practice_id = ${ctx.practice}::uuid and q.id = ${input.request}::uuid`
    await keepRequest(ctx, request, { nextAt }, { what: 'proposed', note: input.note })
    const told = await tellProposed(ctx, request.patient_id, times, zone, input.note ?? '')
    await letGo(ctx, 'requests', item)
    return { request: input.request, nextAt, told }
  },
})
