import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { readPools } from './message-pool.ts'

/** The pools that messages go to, with who is in them and still works here. */
export const listMessagePools = query(contract.listMessagePools, async (ctx, input) => ({
  pools: await readPools(ctx, { retired: input.retired }),
}))
