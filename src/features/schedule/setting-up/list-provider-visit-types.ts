import type { OutputOf } from '../../../core/contract.ts'
import { notFound } from '../../../core/refusal.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

type Own = OutputOf<typeof contract.listProviderVisitTypes>['own'][number]

/** Who holds which visit type another way than the type says. */
export const listProviderVisitTypes = query(contract.listProviderVisitTypes, async (ctx, input) => {
  const [known] = await ctx.sql<{ type: boolean; provider: boolean }>`
    select ${input.visitType ?? null}::uuid is null or exists (select from schedule.visit_type t
             where t.practice_id = ${ctx.practice}::uuid and t.id = ${input.visitType ?? null}::uuid) as type,
           ${input.provider ?? null}::uuid is null or exists (select from practice.provider p
             where p.practice_id = ${ctx.practice}::uuid and p.id = ${input.provider ?? null}::uuid) as provider`
  if (!known!.type) throw notFound({ what: 'visit-type' })
  if (!known!.provider) throw notFound({ what: 'provider' })
  const own = await ctx.sql<Own>`
    select o.provider_id as provider, o.visit_type_id as "visitType", o.offered, o.minutes
      from schedule.provider_visit_type o
     where o.practice_id = ${ctx.practice}::uuid
       and (${input.visitType ?? null}::uuid is null or o.visit_type_id = ${input.visitType ?? null}::uuid)
       and (${input.provider ?? null}::uuid is null or o.provider_id = ${input.provider ?? null}::uuid)
     order by o.visit_type_id, o.provider_id`
  return { own }
})
