import type { Context } from '../../platform/context.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** The practice's own minutes, and the usual ones where it has none. */
export async function waitTargets(ctx: Context): Promise<contract.Target[]> {
  const own = await ctx.sql<{ stage: contract.Clocked; warn_minutes: number; late_minutes: number }>`
    select w.stage, w.warn_minutes, w.late_minutes from arrivals.wait_target w where w.practice_id = ${ctx.practice}::uuid`
  return contract.usualTargets.map(usual => {
    const row = own.find(one => one.stage === usual.stage)
    return row ? { stage: usual.stage, warnMinutes: row.warn_minutes, lateMinutes: row.late_minutes } : usual
  })
}

/** Sets the minutes of the stages named. */
export const setWaitTargets = command(contract.setWaitTargets, {
  async run(ctx, input) {
    for (const target of input.targets) {
      await ctx.sql`
        insert into arrivals.wait_target (practice_id, stage, warn_minutes, late_minutes)
        values (${ctx.practice}::uuid, ${target.stage}, ${target.warnMinutes}, ${target.lateMinutes})
        on conflict (practice_id, stage) do update set warn_minutes = excluded.warn_minutes, late_minutes = excluded.late_minutes`
    }
    ctx.emit('arrivals.targets-changed', {})
    return { targets: await waitTargets(ctx) }
  },
})
