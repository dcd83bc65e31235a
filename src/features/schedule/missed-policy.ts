import type { z } from 'zod'
import { command, query } from '../../platform/feature.ts'
import * as contract from './contract.ts'

type Policy = z.output<(typeof contract.missedPolicy)['output']>

/** Until a practice sets one: nothing is charged; the figures are only what the form begins with. */
const none: Policy = { active: false, lateHours: 24, lateCents: 2500, noShowCents: 5000, firstFree: true }

export const missedPolicy = query(contract.missedPolicy, async ctx => {
  const [row] = await ctx.sql<Policy>`
    select p.active, p.late_hours as "lateHours", p.late_cents as "lateCents", p.no_show_cents as "noShowCents", p.first_free as "firstFree"
      from schedule.missed_policy p where p.practice_id = ${ctx.practice}::uuid`
  return row ?? none
})

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
