import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { takeStep } from './take-step.ts'

/** The patient did not come. What is left of the time can be booked; if they come after all, the mark is undone. */
export const markNoShow = command(contract.markNoShow, {
  run: (ctx, input) => takeStep(ctx, input, 'no-show', input.note ?? null),
})
