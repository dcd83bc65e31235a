import { newId } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { lockOpenFreed, timeChanged } from './freed-row.ts'
import { lockWish } from './wish-row.ts'

/** Writes an offer that was never made, so that the next in rank comes up; for this freed time alone. */
export const skipCandidate = command(contract.skipCandidate, {
  async run(ctx, input) {
    const freed = await lockOpenFreed(ctx, input.time)
    const wish = await lockWish(ctx, input.wish)
    if (wish.state !== 'open') throw contract.wishClosed({ state: wish.state })
    const [open] = await ctx.sql<{ id: string }>`
      select id from waitlist.offer where practice_id = ${ctx.practice} and wish_id = ${wish.id} and state = 'open'`
    if (open) throw contract.alreadyAsked({ offer: open.id })
    const id = newId<'offer'>(ctx.now.epochMilliseconds)
    await ctx.sql`
      insert into waitlist.offer (practice_id, id, freed_id, wish_id, patient_id, visit_type_id, provider_id, location_id, zone, starts_at, ends_at,
             reasons, how, language, state, why, offered_at, offered_by_name, expires_at)
      values (${ctx.practice}, ${id}, ${freed.id}, ${wish.id}, ${wish.patient_id}, ${wish.visit_type_id}, ${freed.provider_id}, ${freed.location_id},
              ${freed.zone}, ${freed.starts_at}, ${freed.ends_at}, '{}', 'nobody', 'en', 'skipped', 'desk', ${ctx.now.toString()}, ${ctx.caller.name},
              ${ctx.now.toString()})`
    timeChanged(ctx, freed.id)
    ctx.later('waitlist.look', { time: freed.id }, { key: `waitlist.look:${freed.id}` })
    return { offer: id }
  },
})
