import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** Locks the screen of this session in every tab. What was half typed stays in the browser. */
export const lock = command(contract.lock, {
  async run(ctx) {
    if (ctx.caller.kind !== 'staff' || !ctx.caller.session) throw contract.browserOnly()
    await ctx.sql`
      update access.session set locked_at = coalesce(locked_at, ${ctx.now.toString()})
       where practice_id = ${ctx.practice} and id = ${ctx.caller.session}`
    // What was in these hands is free to others now.
    ctx.emit('access.session-changed', { session: ctx.caller.session })
    return {}
  },
})
