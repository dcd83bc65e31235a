import { notAllowed } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { requireInFilter } from './require-in-filter.ts'

/** Keeps what one looks at. A caller who is nobody in particular has nothing to come back to. */
export const keepViewFilter = command(contract.keepViewFilter, {
  async run(ctx, input) {
    if (!ctx.caller.staff) throw notAllowed({ why: 'nobody' })
    await requireInFilter(ctx, input.filter)
    await ctx.sql`
      insert into schedule.view_filter (practice_id, staff_id, filter, changed_at)
      values (${ctx.practice}::uuid, ${ctx.caller.staff}::uuid, ${JSON.stringify(input.filter)}::jsonb, ${ctx.now.toString()}::timestamptz)
      on conflict (practice_id, staff_id) do update set filter = excluded.filter, changed_at = excluded.changed_at`
    return {}
  },
})
