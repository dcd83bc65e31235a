import { newId } from '../../../core/id.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { lockCall } from './call-row.ts'

/** Adds to a closed call, also long after it is settled. Nothing that stood is touched, and nothing added is changed or taken away. */
export const addAddendum = command(contract.addAddendum, {
  async run(ctx, input) {
    const call = await lockCall(ctx, input.call)
    if (!call.closed_at) throw contract.notClosed()
    const at = ctx.now.toString()
    await ctx.sql`
      insert into calls.addendum (practice_id, id, call_id, at, by, text, why)
      values (${ctx.practice}, ${newId()}, ${call.id}, ${at}, ${ctx.caller.staff}, ${input.text}, ${input.why})`
    ctx.concerns(call.patient_id ? [call.patient_id] : [], { call: call.id })
    ctx.emit('calls.call-changed', { call: call.id })
    return { call: call.id, at }
  },
})
