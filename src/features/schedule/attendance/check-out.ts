import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { takeStep } from './take-step.ts'

/** The visit is over. */
export const checkOut = command(contract.checkOut, {
  run: (ctx, input) => takeStep(ctx, input, 'checked-out'),
})
