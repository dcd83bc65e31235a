import { type Id, newId } from '../../../core/id.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { lockCall } from '../record/call-row.ts'
import { requireGuidance } from './guidance-rows.ts'

/** Begins a script on a call. One that is under way is gone on with: a second desk, or the same one after a reload. */
export const startScript = command(contract.startScript, {
  async run(ctx, input) {
    const call = await lockCall(ctx, input.call)
    const script = await requireGuidance(ctx, 'script', input.script)
    ctx.concerns(call.patient_id ? [call.patient_id] : [], { call: call.id })
    const [open] = await ctx.sql<{ id: Id<'script-run'> }>`
      select id from calls.script_run
       where practice_id = ${ctx.practice} and call_id = ${call.id} and script_id = ${script.guidance} and ended_at is null and stopped_at is null`
    if (open) return { run: open.id, resumed: true }
    if (!script.active) throw contract.scriptOff({ name: script.content.name })
    const run = newId<'script-run'>()
    await ctx.sql`
      insert into calls.script_run (practice_id, id, call_id, script_id, version, started_at, started_by)
      values (${ctx.practice}, ${run}, ${call.id}, ${script.guidance}, ${script.version}, ${ctx.now.toString()}, ${ctx.caller.staff})`
    ctx.emit('calls.script-run-changed', { call: call.id, run })
    return { run, resumed: false }
  },
})
