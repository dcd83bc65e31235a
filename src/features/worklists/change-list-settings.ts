import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'

/** Sets how the lists work. */
export const changeListSettings = command(contract.changeListSettings, {
  async run(ctx, input) {
    await ctx.sql`
      insert into worklists.settings (practice_id, tries, over_days, letter_days, review_months, retry_hours, confirm_days, rebook_days, order_days, claim_minutes)
      values (${ctx.practice}::uuid, ${input.tries}, ${input.overDays}, ${input.letterDays}, ${input.reviewMonths}, ${input.retryHours},
              ${input.confirmDays}, ${input.rebookDays}, ${input.orderDays}, ${input.claimMinutes})
      on conflict (practice_id) do update
         set tries = excluded.tries, over_days = excluded.over_days, letter_days = excluded.letter_days, review_months = excluded.review_months,
             retry_hours = excluded.retry_hours, confirm_days = excluded.confirm_days, rebook_days = excluded.rebook_days,
             order_days = excluded.order_days, claim_minutes = excluded.claim_minutes`
    ctx.concerns([], { settings: input })
    ctx.emit('worklists.rules-changed', {})
    return {}
  },
})
