import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** Browsers telephone no more. Passwords made before end by themselves within minutes. */
export const removeSoftphone = command(contract.removeSoftphone, {
  async run(ctx) {
    const gone = await ctx.sql<{ ws_url: string }>`
      delete from telephony.softphone where practice_id = ${ctx.practice} returning ws_url`
    if (gone[0]) ctx.emit('telephony.softphone-changed', {})
    return { removed: gone.length > 0 }
  },
})
