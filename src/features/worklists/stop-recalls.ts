import { newId } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import { requireActivePatient } from '../patients/index.ts'
import * as contract from './contract.ts'

/** The patient wants no recalls. */
export const stopRecalls = command(contract.stopRecalls, {
  constraints: { recall_stop_once: contract.alreadyStopped },
  async run(ctx, input) {
    await requireActivePatient(ctx, input.patient)
    await ctx.sql`
      insert into worklists.recall_stop (practice_id, id, patient_id, reason, stopped_at, stopped_by)
      values (${ctx.practice}::uuid, ${newId()}::uuid, ${input.patient}::uuid, ${input.reason}, ${ctx.now.toString()}::timestamptz, ${ctx.caller.staff}::uuid)`
    ctx.concerns([input.patient])
    ctx.emit('worklists.item-changed', { list: 'recall', patient: input.patient })
    return { patient: input.patient }
  },
})
