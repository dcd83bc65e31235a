import type { Context } from '../../platform/context.ts'

/** The practice's own zone. */
export async function practiceZone(ctx: Context): Promise<string> {
  const [row] = await ctx.sql<{ zone: string }>`
    select p.zone from practice.practice p where p.practice_id = ${ctx.practice}::uuid`
  return row!.zone
}
