import { command } from '../../../platform/feature.ts'
import { takeStep } from '../attendance/take-step.ts'
import * as contract from '../contract.ts'
import { isFeeFree } from './cancel-reasons.ts'

/** Frees the visit's time. Who cancelled, why and how long before the start are kept; late by the patient may cost a fee. */
export const cancelAppointment = command(contract.cancelAppointment, {
  async run(ctx, input) {
    const reason = input.reason || null
    const feeFree = await isFeeFree(ctx, input.by, reason)
    return takeStep(ctx, input, 'cancelled', reason ? `${input.by}: ${reason}` : input.by, {
      by: input.by,
      reason,
      feeFree,
    })
  },
})
