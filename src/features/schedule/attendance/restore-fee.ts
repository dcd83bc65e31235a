import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { firstTime } from './fee.ts'
import { feeChanged, requireFee } from './require-fee.ts'

/** Due again after all; a first time that the policy lets off is not anybody's to take back. */
export const restoreFee = command(contract.restoreFee, {
  async run(ctx, input) {
    const fee = await requireFee(ctx, input.fee)
    if (fee.state !== 'waived' || fee.waivedWhy === firstTime) throw contract.feeNotWaived({ state: fee.state })
    await ctx.sql`
      update schedule.fee f set state = 'due', waived_why = null, waived_by_name = null
       where f.practice_id = ${ctx.practice}::uuid and f.id = ${input.fee}::uuid`
    return feeChanged(ctx, input.fee)
  },
})
