import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { requireLimited, type VisitLimit } from './visit-limit.ts'

/** Limits; asked for a visit type or a provider, those that concern it, the general ones too. */
export const listVisitLimits = query(contract.listVisitLimits, async (ctx, input) => {
  await requireLimited(ctx, input)
  const limits = await ctx.sql<VisitLimit>`
    select l.id, l.visit_type_id as "visitType", l.provider_id as provider, l.per, l.most, l.kind
      from schedule.visit_limit l
     where l.practice_id = ${ctx.practice}::uuid
       and (${input.visitType ?? null}::uuid is null or l.visit_type_id is null or l.visit_type_id = ${input.visitType ?? null}::uuid)
       and (${input.provider ?? null}::uuid is null or l.provider_id is null or l.provider_id = ${input.provider ?? null}::uuid)
     order by l.visit_type_id nulls last, l.provider_id nulls last, l.per, l.id`
  return { limits }
})
