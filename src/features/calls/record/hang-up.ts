import type { Id } from '../../../core/id.ts'
import { notAhead } from '../../../core/not-ahead.ts'
import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import type { outcomes } from '../contract-parts.ts'

type Ended = { id: Id<'call'>; outcome: (typeof outcomes)[number] | null; patient_id: Id<'patient'> | null }

/** The line is free. A call that was taken stays open until somebody says what came of it; one that nobody took was abandoned.
 *  Told twice, the second time changes nothing. */
export const hangUp = command(contract.hangUp, {
  async run(ctx, input) {
    const at = notAhead(input.at, ctx.now)
    const ended = await ctx.sql<Ended>`
      update calls.call
         set ended_at = ${at}::timestamptz,
             outcome = case when taken_at is null then 'abandoned' end,
             closed_at = case when taken_at is null then ${at}::timestamptz end
       where practice_id = ${ctx.practice} and external_id = ${input.externalId} and ended_at is null
      returning id, outcome, patient_id`
    const call =
      ended[0] ??
      (
        await ctx.sql<Ended>`
          select id, outcome, patient_id from calls.call
           where practice_id = ${ctx.practice} and external_id = ${input.externalId}`
      )[0]
    if (!call) throw notFound({ what: 'call' })
    ctx.concerns(call.patient_id ? [call.patient_id] : [], { call: call.id })
    if (ended[0]) ctx.emit(call.outcome ? 'calls.call-ended' : 'calls.call-changed', { call: call.id })
    return { call: call.id, outcome: call.outcome }
  },
})
