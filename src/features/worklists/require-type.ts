import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { typeNotInUse } from './contract.ts'

/** A visit type of this practice that is still in use. Throws notFound or typeNotInUse. */
export async function requireType(ctx: Context, visitType: Id<'visit-type'>): Promise<void> {
  const [row] = await ctx.sql<{ name: string; retired: boolean }>`
    select t.name, t.retired_at is not null as retired from schedule.visit_type t
     where t.practice_id = ${ctx.practice}::uuid and t.id = ${visitType}::uuid`
  if (!row) throw notFound({ what: 'visit-type' })
  if (row.retired) throw typeNotInUse({ name: row.name })
}
