import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'

/** The zone a board is shown in: the location's, or the practice's. Refuses a location that is not here. */
export async function boardZone(ctx: Context, location: Id<'location'> | null): Promise<string> {
  const [row] = await ctx.sql<{ zone: string; there: boolean }>`
    select coalesce(l.zone, p.zone) as zone, l.id is not null as there
      from practice.practice p
      left join practice.location l on l.practice_id = p.practice_id and l.id = ${location}::uuid
     where p.practice_id = ${ctx.practice}::uuid`
  if (!row || (location && !row.there)) throw notFound({ what: 'location' })
  return row.zone
}
