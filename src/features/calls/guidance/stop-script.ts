import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { lockRun } from './run-rows.ts'

/** Stops a script before its ending; the answers stay. */
export const stopScript = command(contract.stopScript, {
  async run(ctx, input) {
    const run = await lockRun(ctx, input.run)
    if (run.ended_at) throw contract.runOver({ at: run.ended_at })
    if (run.stopped_at) return { run: run.id }
    await ctx.sql`
      update calls.script_run set stopped_at = ${ctx.now.toString()}, stopped_by = ${ctx.caller.staff}
       where practice_id = ${ctx.practice} and id = ${run.id}`
    ctx.emit('calls.script-run-changed', { call: run.call_id, run: run.id })
    return { run: run.id }
  },
})
