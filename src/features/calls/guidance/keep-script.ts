import { newId } from '../../../core/id.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { writeGuidance } from './guidance-rows.ts'

/** Writes a call script. Runs under way go on with the version they began with. */
export const keepScript = command(contract.keepScript, {
  run: (ctx, input) => writeGuidance(ctx, 'script', input, () => newId<'guidance'>()),
})
