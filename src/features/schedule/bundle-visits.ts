import { query } from '../../platform/feature.ts'
import { requireBundle } from './bundle.ts'
import * as contract from './contract.ts'

export const bundleVisits = query(contract.bundleVisits, async (ctx, input) => {
  const { id, ...rest } = await requireBundle(ctx, input.bundle)
  return { bundle: id, ...rest }
})
