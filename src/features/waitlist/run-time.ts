import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { lockOpenFreed, timeChanged } from './freed-row.ts'

/** From now on by itself, or not. Who is being asked now goes on being asked. */
export const runTime = command(contract.runTime, {
  async run(ctx, input) {
    const freed = await lockOpenFreed(ctx, input.time)
    await ctx.sql`
      update waitlist.freed_time set runs = ${input.runs}, look_at = null where practice_id = ${ctx.practice} and id = ${freed.id}`
    timeChanged(ctx, freed.id)
    if (input.runs) ctx.later('waitlist.look', { time: freed.id }, { key: `waitlist.look:${freed.id}` })
    return { time: freed.id, runs: input.runs }
  },
})
