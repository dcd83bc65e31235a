import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { requireVisit } from '../visit.ts'
import { lastStepOf, takeBack } from './take-back.ts'

/** Takes the last step back that still counts, and leaves the visit as the step before it left it. The booking itself is not undone: that is
 *  a cancellation. A cancellation, a no-show or a move is taken back only if the time is still free, and the patient too. */
export const undoStep = command(contract.undoStep, {
  constraints: { appointment_seat: contract.groupFull },
  async run(ctx, input) {
    const visit = await requireVisit(ctx, input.appointment)
    ctx.concerns([visit.patient], { appointment: visit.id })
    if (input.version !== undefined && input.version !== visit.version) {
      throw contract.changedMeanwhile({ version: visit.version, appointment: visit })
    }
    return takeBack(ctx, await lastStepOf(ctx, visit, input.despite), input.despite)
  },
})
