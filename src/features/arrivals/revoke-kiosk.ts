import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** Ends a kiosk; ended twice is ended once. */
export const revokeKiosk = command(contract.revokeKiosk, {
  async run(ctx, input) {
    const rows = await ctx.sql`
      update arrivals.kiosk k
         set revoked_at = coalesce(k.revoked_at, ${ctx.now.toString()}::timestamptz), revoked_by = coalesce(k.revoked_by, ${ctx.caller.staff}::uuid)
       where k.practice_id = ${ctx.practice}::uuid and k.id = ${input.kiosk}::uuid
      returning 1`
    if (rows.length === 0) throw notFound({ what: 'kiosk' })
    ctx.concerns([], { kiosk: input.kiosk })
    ctx.emit('arrivals.kiosk-changed', { kiosk: input.kiosk })
    return { kiosk: input.kiosk }
  },
})
