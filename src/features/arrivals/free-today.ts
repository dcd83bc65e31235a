import type { Id } from '../../core/id.ts'
import { wallClock } from '../../core/time.ts'
import type { Context } from '../../platform/context.ts'
import { doInside } from '../../platform/do-inside.ts'
import { nextAvailable, type Opening } from '../schedule/contract.ts'

/** The visit type a walk-in gets: the one named, else the practice's urgent one, else the plain return visit, else the shortest. Null: none. */
export async function walkInType(ctx: Context, named: Id<'visit-type'> | null): Promise<Id<'visit-type'> | null> {
  const [row] = await ctx.sql<{ id: Id<'visit-type'> }>`
    select t.id from schedule.visit_type t
     where t.practice_id = ${ctx.practice}::uuid and t.retired_at is null and (t.id = ${named}::uuid or not t.video)
     order by t.id = ${named}::uuid desc nulls last, t.color = 'urgent' desc, t.color = 'follow' desc, t.minutes, t.name
     limit 1`
  return row?.id ?? null
}

/** The free times of what is left of today at a place, in order. */
export async function freeToday(
  ctx: Context,
  ask: { location: Id<'location'>; zone: string; visitType: Id<'visit-type'>; limit: number },
): Promise<Opening[]> {
  const today = wallClock(ctx.now, ask.zone).date
  const { openings } = await doInside(ctx, nextAvailable, {
    visitType: ask.visitType,
    locations: [ask.location],
    from: today,
    to: today,
    limit: Math.min(100, Math.max(1, ask.limit)),
  })
  return openings
}
