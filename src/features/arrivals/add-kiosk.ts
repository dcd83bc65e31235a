import { newId } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import { requireLocation } from '../practice/index.ts'
import * as contract from './contract.ts'
import { newToken } from './page-token.ts'

/** Makes a kiosk. Its address is told in the answer and never again: only a hash is kept. */
export const addKiosk = command(contract.addKiosk, {
  constraints: { kiosk_by_name: contract.kioskExists },
  async run(ctx, input) {
    const location = await requireLocation(ctx, input.location)
    if (location.closed_at) throw contract.locationClosed()
    const id = newId<'kiosk'>()
    const { token, hash } = newToken()
    await ctx.sql`
      insert into arrivals.kiosk (practice_id, id, location_id, name, token_hash, language, before_minutes, after_minutes, made_at, made_by, made_by_name)
      values (${ctx.practice}::uuid, ${id}::uuid, ${location.id}::uuid, ${input.name}, ${hash}::bytea, ${input.language ?? 'en'},
              ${input.beforeMinutes ?? 60}, ${input.afterMinutes ?? 30}, ${ctx.now.toString()}::timestamptz, ${ctx.caller.staff}::uuid, ${ctx.caller.name})`
    ctx.concerns([], { kiosk: id })
    ctx.emit('arrivals.kiosk-changed', { kiosk: id })
    return { kiosk: id, token, path: `/kiosk/${token}` }
  },
})
