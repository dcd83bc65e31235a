import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** Sets how long events are kept. What is gone by then does not come back. */
export const changeEventKeeping = command(contract.changeEventKeeping, {
  async run(ctx, input) {
    await ctx.sql`
      insert into telephony.event_keeping (practice_id, days) values (${ctx.practice}, ${input.days})
      on conflict (practice_id) do update set days = excluded.days`
    ctx.emit('telephony.event-keeping-changed', {})
    return input
  },
})
