import { newId } from '../../core/id.ts'
import { wallClock } from '../../core/time.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { newToken } from './page-token.ts'
import { isExpected, visitHere } from './visit-here.ts'

/** Makes a visit's own address. Only its hash is kept, so every asking makes a new one; the older ones stay good. */
export const arrivalLink = command(contract.arrivalLink, {
  async run(ctx, input) {
    const visit = await visitHere(ctx, input.appointment)
    if (!isExpected(visit)) throw contract.notExpected({ state: visit.state })
    const { token, hash } = newToken()
    await ctx.sql`
      insert into arrivals.arrival_link (practice_id, id, appointment_id, token_hash, made_at, made_by)
      values (${ctx.practice}::uuid, ${newId()}::uuid, ${visit.id}::uuid, ${hash}::bytea, ${ctx.now.toString()}::timestamptz, ${ctx.caller.staff}::uuid)`
    return { token, path: `/arrive/${token}`, validOn: wallClock(visit.startsAt, visit.zone).date }
  },
})
