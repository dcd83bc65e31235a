import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { pools } from './pool.ts'

/** Pools by name. */
export const listPools = query(contract.listPools, async (ctx, input) => ({
  pools: await pools(ctx, { retired: input.retired }),
}))
