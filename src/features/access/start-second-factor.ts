import { openOperation } from '../../platform/feature.ts'
import { sealSecret } from '../../platform/secret-box.ts'
import * as contract from './contract.ts'
import { carryOut, notingRefusal, personOf } from './deed.ts'
import { holdPassword } from './hold-password.ts'
import { provePassword } from './prove-password.ts'
import { isSecondFactorOn, placeOf } from './second-factor.ts'
import { enrolment, newTotpSecret } from './totp.ts'

/** Makes a secret for the person's app. It counts for nothing until a code has shown that the app has it; asking again makes another. */
export const startSecondFactor = openOperation(contract.startSecondFactor, async (app, input, request) => {
  const who = personOf(request)
  const { name } = contract.startSecondFactor
  return notingRefusal(app, who, request, name, async () => {
    const proved = await provePassword(app, who, request, input.password)
    const secret = newTotpSecret()
    return carryOut(app, who, request, name, async ctx => {
      await holdPassword(ctx, who.staff, proved)
      if (await isSecondFactorOn(ctx, who.staff)) throw contract.secondFactorOn()
      await ctx.sql`
        insert into access.second_factor (practice_id, staff_id, secret)
        values (${ctx.practice}, ${who.staff}, ${sealSecret(app.dataFolder, placeOf(ctx, who.staff), secret)})
        on conflict (practice_id, staff_id) do update set secret = excluded.secret, last_step = 0`
      const [account] = await ctx.sql<{ email: string }>`
        select email from practice.staff where practice_id = ${ctx.practice} and id = ${who.staff}`
      return enrolment(secret, account!.email)
    })
  })
})
