import { newId } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import { requireActivePatient } from '../patients/index.ts'
import { requireProvider } from '../practice/index.ts'
import * as contract from './contract.ts'
import { keepRequest } from './request.ts'
import { requireType } from './require-type.ts'

/** A patient asks for a visit: nothing is booked before somebody has accepted it. */
export const requestVisit = command(contract.requestVisit, {
  async run(ctx, input) {
    await requireActivePatient(ctx, input.patient)
    await requireType(ctx, input.visitType)
    if (input.provider) await requireProvider(ctx, input.provider)
    const request = newId<'visit-request'>(ctx.now.epochMilliseconds)
    const now = ctx.now.toString()
    await ctx.sql`
      insert into worklists.visit_request (practice_id, id, patient_id, visit_type_id, provider_id, source, wished, text, asked_at, state)
      values (${ctx.practice}::uuid, ${request}::uuid, ${input.patient}::uuid, ${input.visitType}::uuid, ${input.provider ?? null}::uuid, ${input.source},
              ${JSON.stringify(input.wished)}::jsonb, ${input.text}, ${now}::timestamptz, 'open')`
    const row = {
      id: request,
      patient_id: input.patient,
      visit_type_id: input.visitType,
      state: 'open' as const,
    }
    await keepRequest(
      ctx,
      row,
      { nextAt: now },
      { what: 'added', channel: input.source === 'phone' ? 'phone' : 'portal' },
    )
    return { request }
  },
})
