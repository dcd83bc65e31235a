import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'

/** Those days are days like others again. */
export const removeHolidayRule = command(contract.removeHolidayRule, {
  async run(ctx, input) {
    const [gone] = await ctx.sql<{ id: string }>`
      delete from schedule.holiday_rule r where r.practice_id = ${ctx.practice}::uuid and r.id = ${input.rule}::uuid returning r.id`
    if (!gone) throw notFound({ what: 'holiday-rule' })
    ctx.emit('schedule.template-changed', { holiday: input.rule })
    return { rule: input.rule }
  },
})
