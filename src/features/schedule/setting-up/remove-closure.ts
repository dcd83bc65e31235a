import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** The practice or location is open again on those days. */
export const removeClosure = command(contract.removeClosure, {
  async run(ctx, input) {
    const [gone] = await ctx.sql<{ id: string }>`
      delete from schedule.closure c where c.practice_id = ${ctx.practice}::uuid and c.id = ${input.closure}::uuid returning c.id`
    if (!gone) throw notFound({ what: 'closure' })
    ctx.emit('schedule.template-changed', { closure: input.closure })
    return { closure: input.closure }
  },
})
