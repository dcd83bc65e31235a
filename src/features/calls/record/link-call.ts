import { command } from '../../../platform/feature.ts'
import { requireActivePatient } from '../../patients/index.ts'
import * as contract from '../contract.ts'
import { lockCall, requireMendable } from './call-row.ts'
import { keepCorrection } from './keep-correction.ts'

/** Says which patient the call is about, also after it was closed: a slip must be possible to mend, until the call is settled. */
export const linkCall = command(contract.linkCall, {
  constraints: { call_settled: contract.callSettled },
  async run(ctx, input) {
    if (input.patient) await requireActivePatient(ctx, input.patient)
    const call = await lockCall(ctx, input.call)
    if (call.patient_id !== input.patient) requireMendable(ctx, call)
    await keepCorrection(ctx, call, { patient_id: input.patient }, '')
    await ctx.sql`
      update calls.call set patient_id = ${input.patient} where practice_id = ${ctx.practice} and id = ${call.id}`
    ctx.concerns(
      [call.patient_id, input.patient].filter(patient => patient !== null),
      { call: call.id },
    )
    ctx.emit('calls.call-changed', { call: call.id })
    return { call: call.id, patient: input.patient }
  },
})
