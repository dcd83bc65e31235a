import { Refusal } from '../../core/refusal.ts'
import { openOperation } from '../../platform/feature.ts'
import { ofSession, tryOnce } from './attempt.ts'
import * as contract from './contract.ts'
import { carryOut, notingRefusal, personOf } from './deed.ts'
import { holdPassword } from './hold-password.ts'
import { provePassword } from './prove-password.ts'
import { dropSecondFactor, isSecondFactorOn, requireSecondFactor } from './second-factor.ts'

/** Switches the second factor off, for who has both: an open session alone cannot, nor the password alone. */
export const removeSecondFactor = openOperation(contract.removeSecondFactor, async (app, input, request) => {
  const who = personOf(request)
  const { name } = contract.removeSecondFactor
  await notingRefusal(app, who, request, name, async () => {
    const proved = await provePassword(app, who, request, input.password)
    const remove = () =>
      carryOut(app, who, request, name, async ctx => {
        await holdPassword(ctx, who.staff, proved)
        if (!(await isSecondFactorOn(ctx, who.staff))) throw contract.secondFactorOff()
        await requireSecondFactor(ctx, who.staff, input).catch(error => {
          throw error instanceof Refusal && error.code === contract.codeNeeded.code ? contract.wrongCode() : error
        })
        await dropSecondFactor(ctx, who.staff)
        ctx.emit('access.session-changed', { staff: who.staff })
      })
    await tryOnce(app, ofSession('code', who.session), [contract.wrongCode], remove)
  })
  return {}
})
