import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { putCover } from './cover.ts'

/** Names who looks after one's own messages. */
export const coverMe = command(contract.coverMe, {
  constraints: { cover_no_overlap: contract.coveredAlready },
  async run(ctx, input) {
    if (!ctx.caller.staff) throw notFound({ what: 'staff' })
    return await putCover(ctx, { staff: ctx.caller.staff, ...input })
  },
})
