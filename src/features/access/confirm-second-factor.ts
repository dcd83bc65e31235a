import { openOperation } from '../../platform/feature.ts'
import { ofSession, tryOnce } from './attempt.ts'
import * as contract from './contract.ts'
import { carryOut, notingRefusal, personOf } from './deed.ts'
import { newRecoveryCode, recoveryCodeHash } from './recovery-code.ts'
import { codeFits, isSecondFactorOn } from './second-factor.ts'
import { endSessions } from './session-row.ts'

const CODES = 10

/** Switches the second factor on. Sessions that began without it end here, all but the one that has just shown a code: none is left
 *  that could pass it by. */
export const confirmSecondFactor = openOperation(contract.confirmSecondFactor, async (app, input, request) => {
  const who = personOf(request)
  const { name } = contract.confirmSecondFactor
  const confirm = () =>
    carryOut(app, who, request, name, async ctx => {
      // Sign-in reads this row: none that saw the second factor off can begin a session after this.
      await ctx.sql`
        select 1 from access.password where practice_id = ${ctx.practice} and staff_id = ${who.staff} for update`
      if (await isSecondFactorOn(ctx, who.staff)) throw contract.secondFactorOn()
      const started = await ctx.sql`
        select 1 from access.second_factor where practice_id = ${ctx.practice} and staff_id = ${who.staff}`
      if (started.length === 0) throw contract.secondFactorOff()
      if (!(await codeFits(ctx, who.staff, input.code, { confirmed: false }))) throw contract.wrongCode()
      await ctx.sql`
        update access.second_factor set confirmed_at = ${ctx.now.toString()}
         where practice_id = ${ctx.practice} and staff_id = ${who.staff}`
      const recoveryCodes = Array.from({ length: CODES }, newRecoveryCode)
      await ctx.sql`delete from access.recovery_code where practice_id = ${ctx.practice} and staff_id = ${who.staff}`
      await ctx.sql`
        insert into access.recovery_code (practice_id, staff_id, hash)
        select ${ctx.practice}::uuid, ${who.staff}::uuid, unnest(${recoveryCodes.map(recoveryCodeHash)}::bytea[])`
      await endSessions(ctx, who.staff, { except: who.session, tokens: false })
      ctx.emit('access.session-changed', { staff: who.staff })
      return { recoveryCodes }
    })
  return notingRefusal(app, who, request, name, () =>
    tryOnce(app, ofSession('code', who.session), [contract.wrongCode], confirm),
  )
})
