import { openOperation } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { carryOut } from './deed.ts'

/** Ends the session that asks, on the server as well as in the browser. Asked by nobody, it only clears the cookie. */
export const signOut = openOperation(contract.signOut, async (app, _input, request) => {
  const who = request.caller
  if (who?.session) {
    await carryOut(app, who, request, contract.signOut.name, async ctx => {
      await ctx.sql`
        update access.session set revoked_at = ${ctx.now.toString()}
         where practice_id = ${ctx.practice} and id = ${who.session} and revoked_at is null`
      ctx.emit('access.session-changed', { session: who.session })
    })
  }
  request.clearCookie('anteroom_session')
  return {}
})
