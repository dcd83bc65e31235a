import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { type FreedLine, timeSettled } from './contract.ts'
import type { Span } from './fits.ts'

export type Freed = {
  id: Id<'freed-time'>
  provider_id: Id<'provider'>
  location_id: Id<'location'>
  zone: string
  starts_at: string
  ends_at: string
  state: FreedLine['state']
  runs: boolean
  manner: FreedLine['manner']
}

/** A freed time, kept from others until the commit: whoever asks, answers or books about it stands in this one queue. Throws notFound. */
export async function lockFreed(ctx: Context, freed: string): Promise<Freed> {
  const [row] = await ctx.sql<Freed>`
    select id, provider_id, location_id, zone, starts_at, ends_at, state, runs, manner from waitlist.freed_time
     where practice_id = ${ctx.practice} and id = ${freed}::uuid for update`
  if (!row) throw notFound({ what: 'freed-time' })
  return row
}

/** The same, refused if it is settled. */
export async function lockOpenFreed(ctx: Context, freed: string): Promise<Freed> {
  const row = await lockFreed(ctx, freed)
  if (row.state !== 'open') throw timeSettled({ state: row.state })
  return row
}

export const spanOf = (freed: Freed): Span => ({
  provider: freed.provider_id,
  location: freed.location_id,
  startsAt: freed.starts_at,
  endsAt: freed.ends_at,
  zone: freed.zone,
})

/** Tells lists that a freed time or its offers changed. */
export function timeChanged(ctx: Context, freed: string): void {
  ctx.emit('waitlist.time-changed', { time: freed })
}

/** Ends the story of a freed time. */
export async function settleFreed(
  ctx: Context,
  freed: string,
  state: Exclude<FreedLine['state'], 'open'>,
): Promise<void> {
  await ctx.sql`
    update waitlist.freed_time set state = ${state}, settled_at = ${ctx.now.toString()}, look_at = null
     where practice_id = ${ctx.practice} and id = ${freed}::uuid and state = 'open'`
  timeChanged(ctx, freed)
}
