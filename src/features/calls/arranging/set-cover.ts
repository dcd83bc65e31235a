import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { putCover } from './cover.ts'

/** Names who looks after somebody else's messages. */
export const setCover = command(contract.setCover, {
  constraints: { cover_no_overlap: contract.coveredAlready },
  run: (ctx, input) => putCover(ctx, input),
})
