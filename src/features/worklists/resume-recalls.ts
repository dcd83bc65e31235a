import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { requirePatient } from './require-patient.ts'

/** The patient wants recalls again. */
export const resumeRecalls = command(contract.resumeRecalls, {
  async run(ctx, input) {
    await requirePatient(ctx, input.patient)
    const ended = await ctx.sql`
      update worklists.recall_stop s set ended_at = ${ctx.now.toString()}::timestamptz, ended_by = ${ctx.caller.staff}::uuid
       where s.practice_id = ${ctx.practice}::uuid and s.patient_id = ${input.patient}::uuid and s.ended_at is null
      returning 1`
    if (ended.length === 0) throw contract.notStopped()
    ctx.concerns([input.patient])
    ctx.emit('worklists.item-changed', { list: 'recall', patient: input.patient })
    return { patient: input.patient }
  },
})
