import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** Off the board; what was pinned stays as it is. */
export const unpin = command(contract.unpin, {
  async run(ctx, input) {
    const [gone] = await ctx.sql<{ id: string }>`
      delete from schedule.pin n where n.practice_id = ${ctx.practice}::uuid and n.id = ${input.pin}::uuid returning n.id`
    if (!gone) throw notFound({ what: 'pin' })
    ctx.emit('schedule.pins-changed', { pin: input.pin })
    return { pin: input.pin }
  },
})
