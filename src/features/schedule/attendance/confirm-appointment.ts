import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { takeStep } from './take-step.ts'

/** The patient has said they will come. */
export const confirmAppointment = command(contract.confirmAppointment, {
  run: (ctx, input) => takeStep(ctx, input, 'confirmed', input.how ?? null),
})
