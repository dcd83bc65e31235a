import type { Context } from '../../platform/context.ts'

/** The practice's country (ISO 3166), for telephone numbers written without one. */
export async function countryOf(ctx: Context): Promise<string> {
  const [practice] = await ctx.sql<{ country: string }>`
    select country from practice.practice where practice_id = ${ctx.practice}`
  return practice?.country ?? 'US'
}
