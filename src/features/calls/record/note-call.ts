import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { noticeRedFlags } from '../guidance/notice-red-flags.ts'
import { lockCall } from './call-row.ts'
import { keepNote } from './keep-note.ts'

/** Keeps the note while it is typed, so that a crash costs a second of typing. */
export const noteCall = command(contract.noteCall, {
  constraints: { call_settled: contract.callSettled },
  async run(ctx, input) {
    const call = await lockCall(ctx, input.call)
    const revision = await keepNote(ctx, call, input)
    ctx.concerns(call.patient_id ? [call.patient_id] : [], { call: call.id })
    if (revision !== call.revision) ctx.emit('calls.call-changed', { call: call.id })
    if (revision !== call.revision) await noticeRedFlags(ctx, call.id, input)
    return { call: call.id, revision }
  },
})
