import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'

export type StaffMember = { id: Id<'staff'>; name: string; left_at: string | null }
export type Provider = {
  id: Id<'provider'>
  family: string
  given: string
  credential: string
  location_id: Id<'location'> | null
  staff_id: Id<'staff'> | null
  left_at: string | null
}

/** The person, or `platform.not-found`. One who left is found: `left_at` tells. */
export async function requireStaff(ctx: Context, id: Id<'staff'>): Promise<StaffMember> {
  const [found] = await ctx.sql<StaffMember>`
    select id, name, left_at from practice.staff where practice_id = ${ctx.practice} and id = ${id}`
  if (!found) throw notFound({ what: 'staff' })
  return found
}

/** The provider, or `platform.not-found`. One who left is found: `left_at` tells. */
export async function requireProvider(ctx: Context, id: Id<'provider'>): Promise<Provider> {
  const [found] = await ctx.sql<Provider>`
    select id, family, given, credential, location_id, staff_id, left_at
      from practice.provider where practice_id = ${ctx.practice} and id = ${id}`
  if (!found) throw notFound({ what: 'provider' })
  return found
}
