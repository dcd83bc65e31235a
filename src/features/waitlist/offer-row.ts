import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import type { OpenOffer } from './book-yes.ts'

export type OfferRow = OpenOffer & {
  freed_id: Id<'freed-time'>
  state: 'open' | 'yes' | 'no' | 'ended' | 'gone' | 'withdrawn' | 'skipped'
  language: 'en' | 'es'
  expires_at: string
}

/** One offer, as it stands now. Whoever changes it has locked its freed time. Throws notFound. */
export async function offerOf(ctx: Context, offer: string): Promise<OfferRow> {
  const [row] = await ctx.sql<OfferRow>`
    select id, freed_id, wish_id, patient_id, visit_type_id, provider_id, location_id, zone, starts_at, ends_at, hold_id, how, state, language, expires_at
      from waitlist.offer where practice_id = ${ctx.practice} and id = ${offer}::uuid`
  if (!row) throw notFound({ what: 'offer' })
  return row
}
