import { command } from '../../platform/feature.ts'
import { keepNote, lockCall } from './call-row.ts'
import * as contract from './contract.ts'

/** Keeps the note while it is typed, so that a crash costs a second of typing. */
export const noteCall = command(contract.noteCall, {
  async run(ctx, input) {
    const call = await lockCall(ctx, input.call)
    const revision = await keepNote(ctx, call, input)
    ctx.concerns(call.patient_id ? [call.patient_id] : [], { call: call.id })
    if (revision !== call.revision) ctx.emit('calls.call-changed', { call: call.id })
    return { call: call.id, revision }
  },
})
