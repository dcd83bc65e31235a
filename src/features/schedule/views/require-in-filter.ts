import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import type { BoardFilter } from '../contract.ts'

/** Refuses a filter that names a location or provider that is not here. */
export async function requireInFilter(ctx: Context, filter: BoardFilter): Promise<void> {
  const providers = [...new Set([...filter.providers, ...(filter.provider ? [filter.provider] : [])])]
  const [row] = await ctx.sql<{ location: boolean; providers: number }>`
    select ${filter.location}::uuid is null or exists (
             select from practice.location l where l.practice_id = ${ctx.practice}::uuid and l.id = ${filter.location}::uuid) as location,
           (select count(*)::int from practice.provider p where p.practice_id = ${ctx.practice}::uuid and p.id = any(${providers}::uuid[])) as providers`
  if (!row!.location) throw notFound({ what: 'location' })
  if (row!.providers < providers.length) throw notFound({ what: 'provider' })
}
