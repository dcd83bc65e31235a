import { command } from '../../platform/feature.ts'
import { hashPassword } from '../../platform/password.ts'
import { requireStaff } from '../practice/index.ts'
import * as contract from './contract.ts'
import { dropSecondFactor } from './second-factor.ts'
import { endSessions } from './session-row.ts'

/** For a person who lost password or telephone: a first password again, no second factor, nothing that was open stays open. Never for
 *  oneself: that would pass the proof of the old password by. */
export const resetSignIn = command(contract.resetSignIn, {
  async run(ctx, input) {
    if (input.person === ctx.caller.staff) throw contract.notYourself()
    await requireStaff(ctx, input.person)
    const hash = await hashPassword(input.password)
    await ctx.sql`
      select access.give_password(${input.person}::uuid, ${hash}::text, true, ${ctx.now.toString()}::timestamptz)`
    await dropSecondFactor(ctx, input.person)
    await endSessions(ctx, input.person, { tokens: true })
    await ctx.sql`delete from access.known_browser where practice_id = ${ctx.practice} and staff_id = ${input.person}`
    ctx.concerns([], { staff: input.person })
    ctx.emit('access.session-changed', { staff: input.person })
    return {}
  },
})
