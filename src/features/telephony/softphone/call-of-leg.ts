import type { Id } from '../../../core/id.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { recordId } from '../intake/hear-event.ts'

/** A softphone rings by one way and its call is told by another: the Call-ID says that both are the same. */
export const callOfLeg = query(contract.callOfLeg, async (ctx, input) => {
  const systems = await ctx.sql<{ id: Id<'phone-system'> }>`
    select id from telephony.phone_system where practice_id = ${ctx.practice} and removed_at is null`
  const told = systems.map(system => recordId(system.id, input.sipCallId))
  const [call] = await ctx.sql<{ id: Id<'call'> }>`
    select id from calls.call where practice_id = ${ctx.practice} and external_id = any (${told}::text[])
     order by ringing_at desc, id desc limit 1`
  ctx.concerns([], call ? { call: call.id } : {})
  return { call: call?.id ?? null }
})
