import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { ofKind, readGuidance } from './guidance-rows.ts'

export const guidance = query(contract.guidance, async ctx => {
  const all = await readGuidance(ctx)
  return { scripts: ofKind(all, 'script'), redFlags: ofKind(all, 'red-flag'), emergencies: ofKind(all, 'emergency') }
})
