import { openOperation } from '../../platform/feature.ts'
import { hashPassword } from '../../platform/password.ts'
import { tokenHash } from '../../platform/session.ts'
import * as contract from './contract.ts'
import { carryOut, notingRefusal, personOf } from './deed.ts'
import { holdPassword } from './hold-password.ts'
import { provePassword } from './prove-password.ts'
import { endSessions } from './session-row.ts'

/** Changes the own password. Every other browser of this person is signed out and no longer counts as known: whoever had the old
 *  password is out. */
export const changePassword = openOperation(contract.changePassword, async (app, input, request) => {
  const who = personOf(request)
  const { name } = contract.changePassword
  if (input.next === input.current) throw contract.samePassword()
  await notingRefusal(app, who, request, name, async () => {
    const proved = await provePassword(app, who, request, input.current)
    const hash = await hashPassword(input.next)
    const here = tokenHash(request.cookie('anteroom_known') ?? '')
    await carryOut(app, who, request, name, async ctx => {
      await holdPassword(ctx, who.staff, proved)
      await ctx.sql`
        select access.give_password(${who.staff}::uuid, ${hash}::text, false, ${ctx.now.toString()}::timestamptz)`
      await endSessions(ctx, who.staff, { except: who.session, tokens: false })
      await ctx.sql`
        delete from access.known_browser
         where practice_id = ${ctx.practice} and staff_id = ${who.staff} and token_hash <> ${here}`
      ctx.emit('access.session-changed', { staff: who.staff })
    })
  })
  return {}
})
