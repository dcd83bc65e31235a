import type { z } from 'zod'
import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import type { addVisitLimit } from '../contract.ts'

export type VisitLimit = z.input<(typeof addVisitLimit)['output']>

/** One limit of this practice, or a refusal that it is not there. */
export async function requireLimit(ctx: Context, limit: Id<'visit-limit'>): Promise<VisitLimit> {
  const [row] = await ctx.sql<VisitLimit>`
    select l.id, l.visit_type_id as "visitType", l.provider_id as provider, l.per, l.most, l.kind
      from schedule.visit_limit l
     where l.practice_id = ${ctx.practice}::uuid and l.id = ${limit}::uuid`
  if (!row) throw notFound({ what: 'visit-limit' })
  return row
}

/** Refuses a visit type or provider of somebody else. */
export async function requireLimited(
  ctx: Context,
  of: { visitType?: string | undefined; provider?: string | undefined },
): Promise<void> {
  const [known] = await ctx.sql<{ type: boolean; provider: boolean }>`
    select ${of.visitType ?? null}::uuid is null or exists (select from schedule.visit_type t
             where t.practice_id = ${ctx.practice}::uuid and t.id = ${of.visitType ?? null}::uuid) as type,
           ${of.provider ?? null}::uuid is null or exists (select from practice.provider p
             where p.practice_id = ${ctx.practice}::uuid and p.id = ${of.provider ?? null}::uuid) as provider`
  if (!known!.type) throw notFound({ what: 'visit-type' })
  if (!known!.provider) throw notFound({ what: 'provider' })
}
