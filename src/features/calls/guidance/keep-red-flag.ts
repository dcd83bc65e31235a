import { newId } from '../../../core/id.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { requireGuidance, writeGuidance } from './guidance-rows.ts'

/** Writes a list of words that mean danger, and which emergency script it shows. */
export const keepRedFlag = command(contract.keepRedFlag, {
  async run(ctx, input) {
    await requireGuidance(ctx, 'emergency', input.content.emergency)
    return writeGuidance(ctx, 'red-flag', input, () => newId<'guidance'>())
  },
})
