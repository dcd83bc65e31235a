import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** The provider's week is again what the template says. */
export const removeException = command(contract.removeException, {
  async run(ctx, input) {
    const [gone] = await ctx.sql<{ provider_id: Id<'provider'> }>`
      delete from schedule.hours_exception e where e.practice_id = ${ctx.practice}::uuid and e.id = ${input.exception}::uuid returning e.provider_id`
    if (!gone) throw notFound({ what: 'schedule-exception' })
    ctx.emit('schedule.template-changed', { provider: gone.provider_id, exception: input.exception })
    return { exception: input.exception }
  },
})
