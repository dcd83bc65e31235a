import type { z } from 'zod'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

type Policy = z.output<(typeof contract.missedPolicy)['output']>

/** Until a practice sets one: nothing is charged; the figures are only what the form begins with. */
const none: Policy = { active: false, lateHours: 24, lateCents: 2500, noShowCents: 5000, firstFree: true }

export const missedPolicy = query(contract.missedPolicy, async ctx => {
  const [row] = await ctx.sql<Policy>`
    select p.active, p.late_hours as "lateHours", p.late_cents as "lateCents", p.no_show_cents as "noShowCents", p.first_free as "firstFree"
      from schedule.missed_policy p where p.practice_id = ${ctx.practice}::uuid`
  return row ?? none
})
