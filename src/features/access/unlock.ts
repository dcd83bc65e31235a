import { Refusal } from '../../core/refusal.ts'
import { openOperation } from '../../platform/feature.ts'
import { ofSession, tryOnce } from './attempt.ts'
import * as contract from './contract.ts'
import { carryOut, notingRefusal, personOf } from './deed.ts'
import { provePassword } from './prove-password.ts'
import { codeFits } from './second-factor.ts'

/** Opens the screen again for the person who locked it: with the password, or with a fresh code of the app where one is set up. */
export const unlock = openOperation(contract.unlock, async (app, input, request) => {
  const who = personOf(request)
  const { name } = contract.unlock
  const open = (code: string | null) =>
    carryOut(app, who, request, name, async ctx => {
      if (code !== null && !(await codeFits(ctx, who.staff, code, { confirmed: true })))
        throw contract.wrongCredentials()
      await ctx.sql`
        update access.session set locked_at = null, seen_at = ${ctx.now.toString()}
         where practice_id = ${ctx.practice} and id = ${who.session}`
    })
  await notingRefusal(app, who, request, name, async () => {
    if (input.password !== undefined) {
      await provePassword(app, who, request, input.password).catch(error => {
        throw error instanceof Refusal && error.code === contract.wrongPassword.code
          ? contract.wrongCredentials()
          : error
      })
      return open(null)
    }
    const { code } = input
    if (code === undefined) throw contract.wrongCredentials()
    return tryOnce(app, ofSession('code', who.session), [contract.wrongCredentials], () => open(code))
  })
  return {}
})
