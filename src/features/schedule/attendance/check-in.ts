import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { takeStep } from './take-step.ts'

/** The patient stands at the desk. */
export const checkIn = command(contract.checkIn, {
  run: (ctx, input) => takeStep(ctx, input, 'arrived'),
})
