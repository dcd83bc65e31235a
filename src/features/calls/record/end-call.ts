import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { noticeRedFlags } from '../guidance/notice-red-flags.ts'
import { lockCall } from './call-row.ts'
import { keepNote } from './keep-note.ts'

/** Closes the call with what came of it, first and besides. Whoever closes one that still rings has answered it, unless nobody was reached. */
export const endCall = command(contract.endCall, {
  async run(ctx, input) {
    const call = await lockCall(ctx, input.call)
    if (call.closed_at) throw contract.callOver({ outcome: call.outcome, at: call.closed_at })
    const revision =
      input.note === undefined && input.reasons === undefined
        ? call.revision
        : await keepNote(ctx, call, {
            note: input.note ?? call.note,
            reasons: input.reasons,
            revision: input.revision ?? (input.note === undefined ? call.revision : 0),
          })
    const now = ctx.now.toString()
    const answered = input.outcome !== 'no-answer'
    await ctx.sql`
      update calls.call
         set outcome = ${input.outcome}, also = ${[...new Set(input.also)].filter(one => one !== input.outcome)}, closed_at = ${now}, closed_by = ${ctx.caller.staff}, ended_at = coalesce(ended_at, ${now}),
             taken_at = case when ${answered}::bool then coalesce(taken_at, ${now}) else taken_at end,
             taken_by = case when ${answered}::bool and taken_at is null then ${ctx.caller.staff}::uuid else taken_by end
       where practice_id = ${ctx.practice} and id = ${call.id}`
    ctx.concerns(call.patient_id ? [call.patient_id] : [], { call: call.id })
    if (revision !== call.revision) await noticeRedFlags(ctx, call.id, input)
    ctx.emit('calls.call-ended', { call: call.id })
    return { call: call.id, outcome: input.outcome, revision }
  },
})
