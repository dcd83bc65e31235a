import { command } from '../../../platform/feature.ts'
import { requireActivePatient } from '../../patients/index.ts'
import * as contract from '../contract.ts'
import { noticeRedFlags } from '../guidance/notice-red-flags.ts'
import { lockCall, requireMendable } from './call-row.ts'
import { keepCorrection } from './keep-correction.ts'

/** Puts right what was said of a closed call, until it is settled. What stood stays as a fact; the same again changes nothing. That nobody
 *  took a call is no saying and cannot be put right. */
export const correctCall = command(contract.correctCall, {
  constraints: { call_settled: contract.callSettled },
  async run(ctx, input) {
    if (input.patient) await requireActivePatient(ctx, input.patient)
    const call = await lockCall(ctx, input.call)
    if (!call.closed_at) throw contract.notClosed()
    const outcome = input.outcome ?? call.outcome!
    if (!call.taken_at && outcome !== call.outcome) throw contract.nobodySpoke({ outcome: call.outcome })
    const also = [...new Set(input.also ?? call.also)].filter(one => one !== outcome)
    const reasons = [...new Set(input.reasons ?? call.reasons)]
    const patient = input.patient === undefined ? call.patient_id : input.patient
    const next = { outcome, also, reasons, patient_id: patient }
    ctx.concerns(
      [call.patient_id, patient].filter(one => one !== null),
      { call: call.id },
    )
    const changed = await keepCorrection(ctx, call, next, input.why)
    if (!changed) return { call: call.id, changed }
    requireMendable(ctx, call)
    const otherReasons = reasons.join('\n') !== call.reasons.join('\n')
    await ctx.sql`
      update calls.call
         set outcome = ${outcome}, also = ${also}, reasons = ${reasons}, patient_id = ${patient}::uuid,
             revision = revision + ${otherReasons ? 1 : 0}::int
       where practice_id = ${ctx.practice} and id = ${call.id}`
    if (otherReasons) await noticeRedFlags(ctx, call.id, { note: call.note, reasons })
    ctx.emit('calls.call-changed', { call: call.id })
    return { call: call.id, changed }
  },
})
