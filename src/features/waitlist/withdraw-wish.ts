import type { Id } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { lockFreed } from './freed-row.ts'
import { settleOffer } from './settle-offer.ts'
import { lockWish, wishChanged } from './wish-row.ts'

/** Takes somebody off the list, and takes back what they are being asked. The freed time is queued for first, as in every answer. */
export const withdrawWish = command(contract.withdrawWish, {
  async run(ctx, input) {
    const running = await ctx.sql<{ id: Id<'offer'>; freed_id: Id<'freed-time'> }>`
      select id, freed_id from waitlist.offer where practice_id = ${ctx.practice} and wish_id = ${input.wish} and state = 'open'`
    for (const offer of running) await lockFreed(ctx, offer.freed_id)
    const wish = await lockWish(ctx, input.wish)
    if (wish.state !== 'open') throw contract.wishClosed({ state: wish.state })
    await ctx.sql`
      update waitlist.wish set state = 'withdrawn', closed_at = ${ctx.now.toString()}, closed_why = ${input.why}, version = version + 1
       where practice_id = ${ctx.practice} and id = ${wish.id}`
    for (const offer of running) await settleOffer(ctx, offer.id, { state: 'withdrawn', why: 'wish' })
    wishChanged(ctx, wish.id, wish.patient_id)
    return { wish: wish.id }
  },
})
