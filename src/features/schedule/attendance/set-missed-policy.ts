import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** Holds from now on; fees that are due stay as they are. */
export const setMissedPolicy = command(contract.setMissedPolicy, {
  async run(ctx, input) {
    await ctx.sql`
      insert into schedule.missed_policy (practice_id, active, late_hours, late_cents, no_show_cents, first_free)
      values (${ctx.practice}::uuid, ${input.active}::boolean, ${input.lateHours}::int, ${input.lateCents}::int, ${input.noShowCents}::int,
              ${input.firstFree}::boolean)
      on conflict (practice_id) do update set active = excluded.active, late_hours = excluded.late_hours, late_cents = excluded.late_cents,
             no_show_cents = excluded.no_show_cents, first_free = excluded.first_free`
    ctx.emit('schedule.missed-policy-changed', {})
    return input
  },
})
