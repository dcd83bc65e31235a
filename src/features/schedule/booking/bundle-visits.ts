import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { requireBundle } from './bundle.ts'

export const bundleVisits = query(contract.bundleVisits, async (ctx, input) => {
  const { id, ...rest } = await requireBundle(ctx, input.bundle)
  return { bundle: id, ...rest }
})
