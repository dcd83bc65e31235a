import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { answersOf, lockRun } from './run-rows.ts'

/** One step back, for a slip of the finger. The answer is kept as taken back. */
export const takeBackAnswer = command(contract.takeBackAnswer, {
  async run(ctx, input) {
    const run = await lockRun(ctx, input.run)
    if (run.stopped_at) throw contract.runOver({ at: run.stopped_at })
    const last = (await answersOf(ctx, run.id)).at(-1)
    if (!last) return { run: run.id, question: run.content.questions[0]!.key }
    await ctx.sql`
      update calls.script_answer set taken_back_at = ${ctx.now.toString()}, taken_back_by = ${ctx.caller.staff}
       where practice_id = ${ctx.practice} and run_id = ${run.id} and id = ${last.id}`
    await ctx.sql`
      update calls.script_run set ended_at = null, ending = null where practice_id = ${ctx.practice} and id = ${run.id}`
    ctx.emit('calls.script-run-changed', { call: run.call_id, run: run.id })
    return { run: run.id, question: last.question }
  },
})
