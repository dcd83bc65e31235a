import type { Context } from '../../platform/context.ts'
import { type Candidate, candidatesFor, wishesFor } from './candidates.ts'
import { alreadyAsked, doesNotFit, wishClosed } from './contract.ts'
import type { Freed } from './freed-row.ts'
import { lockWish } from './wish-row.ts'

/** One wish with the time it would get, for staff who decide themselves. Throws notFound, or says why it cannot be: closed, being asked
 *  elsewhere, does not fit. */
export async function oneCandidate(ctx: Context, freed: Freed, wishId: string): Promise<Candidate> {
  const wish = await lockWish(ctx, wishId)
  if (wish.state !== 'open') throw wishClosed({ state: wish.state })
  const [open] = await ctx.sql<{ id: string }>`
    select id from waitlist.offer where practice_id = ${ctx.practice} and wish_id = ${wish.id} and state = 'open'`
  if (open) throw alreadyAsked({ offer: open.id })
  const [candidate] = await candidatesFor(ctx, freed, { wish: wish.id })
  if (candidate) return candidate
  const known = await wishesFor(ctx, { provider: freed.provider_id, wish: wish.id })
  throw doesNotFit({ why: known.length > 0 ? 'time' : 'provider' })
}
