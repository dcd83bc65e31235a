import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { aboutVisit } from './want-earlier.ts'
import { lockWish, wishChanged } from './wish-row.ts'

/** Puts somebody back who was taken off; they have waited since they were first noted. */
export const reopenWish = command(contract.reopenWish, {
  constraints: { wish_of_visit: contract.wishOpen },
  async run(ctx, input) {
    const wish = await lockWish(ctx, input.wish)
    if (wish.state === 'open') throw contract.wishOpen({ wish: wish.id })
    if (wish.state === 'fulfilled') throw contract.wishClosed({ state: wish.state })
    if (wish.appointment_id) await aboutVisit(ctx, wish.appointment_id)
    await ctx.sql`
      update waitlist.wish set state = 'open', closed_at = null, closed_why = '', version = version + 1
       where practice_id = ${ctx.practice} and id = ${wish.id}`
    wishChanged(ctx, wish.id, wish.patient_id)
    return { wish: wish.id }
  },
})
