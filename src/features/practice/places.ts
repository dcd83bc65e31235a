import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'

export type Location = { id: Id<'location'>; name: string; zone: string; closed_at: string | null }
export type Room = { id: Id<'room'>; location_id: Id<'location'>; name: string; kind: string; closed_at: string | null }

/** The location, or `platform.not-found` if this practice has none of that id. A closed one is found: `closed_at` tells. */
export async function requireLocation(ctx: Context, id: Id<'location'>): Promise<Location> {
  const [found] = await ctx.sql<Location>`
    select id, name, zone, closed_at from practice.location where practice_id = ${ctx.practice} and id = ${id}`
  if (!found) throw notFound({ what: 'location' })
  return found
}

/** The room, or `platform.not-found`. */
export async function requireRoom(ctx: Context, id: Id<'room'>): Promise<Room> {
  const [found] = await ctx.sql<Room>`
    select id, location_id, name, kind, closed_at from practice.room where practice_id = ${ctx.practice} and id = ${id}`
  if (!found) throw notFound({ what: 'room' })
  return found
}
