import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** Forgets the name of a line; calls on it are shown with the number from then on. */
export const removeLine = command(contract.removeLine, {
  async run(ctx, input) {
    const gone = await ctx.sql<{ id: string }>`
      delete from telephony.line where practice_id = ${ctx.practice} and id = ${input.line} returning id`
    if (!gone[0]) throw notFound({ what: 'line' })
    ctx.concerns([], { line: input.line })
    ctx.emit('telephony.line-changed', { line: input.line })
    return { line: input.line }
  },
})
