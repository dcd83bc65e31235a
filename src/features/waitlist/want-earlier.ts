import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { command } from '../../platform/feature.ts'
import { requireVisit } from '../schedule/index.ts'
import * as contract from './contract.ts'
import { writeWish } from './write-wish.ts'

/** A booked visit is to come earlier: with its own provider, unless anybody will do or others are named. */
export const wantEarlier = command(contract.wantEarlier, {
  constraints: { wish_of_visit: contract.wishOpen },
  async run(ctx, input) {
    const { provider, ...about } = await aboutVisit(ctx, input.appointment)
    const own = provider && !input.anybody && !input.providers?.length && !input.pools?.length
    return writeWish(
      ctx,
      { ...about, appointment: input.appointment },
      own ? { ...input, providers: [provider] } : input,
    )
  },
})

/** Patient, type and provider of a visit that can still come earlier, and for which nobody waits yet. */
export async function aboutVisit(ctx: Context, appointment: Id<'appointment'>) {
  const visit = await requireVisit(ctx, appointment)
  const coming = Temporal.Instant.compare(visit.startsAt, ctx.now) > 0
  if (!coming || !visit.visitType || visit.origin !== 'desk' || !['booked', 'confirmed'].includes(visit.state)) {
    throw contract.visitNotMovable({ state: visit.state })
  }
  const [open] = await ctx.sql<{ id: Id<'wish'> }>`
    select id from waitlist.wish where practice_id = ${ctx.practice} and appointment_id = ${visit.id} and state = 'open'`
  if (open) throw contract.wishOpen({ wish: open.id })
  return { patient: visit.patient, visitType: visit.visitType, provider: visit.provider }
}
