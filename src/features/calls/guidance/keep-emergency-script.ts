import { newId } from '../../../core/id.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { writeGuidance } from './guidance-rows.ts'

/** Writes what to say and do in an emergency. What was shown on past calls stays as it was. */
export const keepEmergencyScript = command(contract.keepEmergencyScript, {
  run: (ctx, input) => writeGuidance(ctx, 'emergency', { ...input, active: true }, () => newId<'guidance'>()),
})
