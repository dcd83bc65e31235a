import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'

type Asked = { providers?: string[] | undefined; pools?: string[] | undefined; locations?: string[] | undefined }

const listed = (ids: string[] | undefined): string[] | null => (ids && ids.length > 0 ? [...new Set(ids)] : null)

/** The lists of a wish, each known here. Throws notFound for an id of nobody here. */
export async function placesOf(ctx: Context, asked: Asked) {
  const places = {
    providers: listed(asked.providers),
    pools: listed(asked.pools),
    locations: listed(asked.locations),
  }
  const [known] = await ctx.sql<{ providers: number; pools: number; locations: number }>`
    select (select count(*) from practice.provider where practice_id = ${ctx.practice} and id = any(${places.providers}::uuid[]))::int as providers,
           (select count(*) from schedule.pool where practice_id = ${ctx.practice} and id = any(${places.pools}::uuid[]))::int as pools,
           (select count(*) from practice.location where practice_id = ${ctx.practice} and id = any(${places.locations}::uuid[]))::int as locations`
  if (known!.providers < (places.providers?.length ?? 0)) throw notFound({ what: 'provider' })
  if (known!.pools < (places.pools?.length ?? 0)) throw notFound({ what: 'pool' })
  if (known!.locations < (places.locations?.length ?? 0)) throw notFound({ what: 'location' })
  return places
}
