import { newId } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import { requireActivePatient } from '../patients/index.ts'
import * as contract from './contract.ts'

/** Address and phone were gone over with the patient: the board no longer asks for it. */
export const confirmDetails = command(contract.confirmDetails, {
  async run(ctx, input) {
    await requireActivePatient(ctx, input.patient)
    ctx.concerns([input.patient])
    await ctx.sql`
      insert into arrivals.details_fact (practice_id, id, patient_id, at, by_staff, by_name)
      values (${ctx.practice}::uuid, ${newId()}::uuid, ${input.patient}::uuid, ${ctx.now.toString()}::timestamptz,
              ${ctx.caller.staff}::uuid, ${ctx.caller.name})`
    ctx.emit('arrivals.details-confirmed', { patient: input.patient })
    return { patient: input.patient }
  },
})
