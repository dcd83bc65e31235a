import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** Takes an extension away; calls answered there before stay with who answered them. */
export const removeExtension = command(contract.removeExtension, {
  async run(ctx, input) {
    const gone = await ctx.sql<{ id: string }>`
      delete from telephony.extension where practice_id = ${ctx.practice} and id = ${input.extension} returning id`
    if (!gone[0]) throw notFound({ what: 'extension' })
    ctx.concerns([], { extension: input.extension })
    ctx.emit('telephony.extension-changed', { extension: input.extension })
    return { extension: input.extension }
  },
})
