import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import type { Fault } from './connection.ts'

/** Notes how a connection stands, and since when; the same again changes nothing. */
export async function noteState(
  ctx: Context,
  system: Id<'phone-system'>,
  state: 'connected' | 'cut',
  fault: Fault | null,
): Promise<void> {
  const changed = await ctx.sql<{ id: string }>`
    update telephony.phone_system
       set state = ${state}, fault = ${fault},
           state_since = case when state = ${state} then state_since else ${ctx.now.toString()}::timestamptz end
     where practice_id = ${ctx.practice} and id = ${system} and (state, fault) is distinct from (${state}, ${fault}::text)
    returning id`
  if (changed[0]) ctx.emit('telephony.phone-system-changed', { system })
}
