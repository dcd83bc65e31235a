import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { feeChanged, requireFee } from './require-fee.ts'

/** Lets somebody off, with a reason and by whom. */
export const waiveFee = command(contract.waiveFee, {
  async run(ctx, input) {
    const fee = await requireFee(ctx, input.fee)
    if (fee.state !== 'due') throw contract.feeSettled({ state: fee.state })
    await ctx.sql`
      update schedule.fee f set state = 'waived', waived_why = ${input.why}, waived_by_name = ${ctx.caller.name}
       where f.practice_id = ${ctx.practice}::uuid and f.id = ${input.fee}::uuid`
    return feeChanged(ctx, input.fee)
  },
})
