import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { readDisruptions } from './read-disruptions.ts'

/** What is wrong now and in the coming days. */
export const openDisruptions = query(contract.openDisruptions, async ctx => ({
  disruptions: await readDisruptions(ctx, null),
}))
