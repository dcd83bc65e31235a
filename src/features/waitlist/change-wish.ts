import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { placesOf } from './wish-places.ts'
import { lockWish, readWishes, wishChanged } from './wish-row.ts'

/** Says anew when and with whom. What is being offered meanwhile stays: it was asked under the old words. */
export const changeWish = command(contract.changeWish, {
  async run(ctx, input) {
    const wish = await lockWish(ctx, input.wish)
    if (wish.state !== 'open') throw contract.wishClosed({ state: wish.state })
    if (input.version !== undefined && input.version !== wish.version)
      throw contract.changedMeanwhile({ version: wish.version })
    const places = await placesOf(ctx, { ...input, providers: input.anybody ? undefined : input.providers })
    await ctx.sql`
      update waitlist.wish
         set providers = ${places.providers}::uuid[], pools = ${places.pools}::uuid[], locations = ${places.locations}::uuid[],
             weekdays = ${input.weekdays?.length ? input.weekdays : null}::smallint[], part = ${input.part},
             from_time = ${input.fromTime ?? null}::time, to_time = ${input.toTime ?? null}::time, first_day = ${input.firstDay ?? null}::date,
             last_day = ${input.lastDay ?? null}::date, notice_minutes = ${input.noticeMinutes}, urgency = ${input.urgency},
             until = ${input.until ?? null}::date, note = ${input.note}, version = version + 1
       where practice_id = ${ctx.practice} and id = ${wish.id}`
    wishChanged(ctx, wish.id, wish.patient_id)
    return (await readWishes(ctx, { wish: wish.id, limit: 1 }))[0]!
  },
})
