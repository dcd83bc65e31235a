import type { Id } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import { bookAppointment } from '../schedule/index.ts'
import { claimItem, letGo } from './claim.ts'
import * as contract from './contract.ts'
import { keepRequest, lockOpenRequest } from './request.ts'
import { startOf } from './start.ts'
import { tellAccepted } from './tell.ts'

/** Books what was asked for and answers the request, both or neither. */
export const acceptRequest = command(contract.acceptRequest, {
  constraints: { ...bookAppointment.constraints },
  async run(ctx, input) {
    const item = input.request as string as Id<'work-item'>
    const request = await lockOpenRequest(ctx, input.request)
    await claimItem(ctx, 'requests', item)
    const visit = await bookAppointment.run(ctx, {
      patient: request.patient_id,
      visitType: request.visit_type_id,
      provider: input.provider,
      ...startOf(input),
    })
    await ctx.sql`
      update worklists.visit_request q set state = 'accepted', appointment_id = ${visit.id}::uuid, version = q.version + 1
       where q.practice_id = ${ctx.practice}::uuid and q.id = ${input.request}::uuid`
    await keepRequest(ctx, request, { nextAt: visit.startsAt }, { what: 'accepted' })
    if (input.tell) await tellAccepted(ctx, request.patient_id, visit)
    await letGo(ctx, 'requests', item)
    return { request: input.request, appointment: visit.id, startsAt: visit.startsAt }
  },
})
