import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { takeStep } from './take-step.ts'

/** Frees the visit's time. The reason is kept with who cancelled: 'practice: provider ill', 'patient: no ride'. */
export const cancelAppointment = command(contract.cancelAppointment, {
  run: (ctx, input) => takeStep(ctx, input, 'cancelled', input.reason ? `${input.by}: ${input.reason}` : input.by),
})
