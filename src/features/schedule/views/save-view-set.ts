import { newId } from '../../../core/id.ts'
import { notAllowed } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { requireInFilter } from './require-in-filter.ts'
import { type ViewSetRow, viewSetOf } from './view-filters.ts'

export const saveViewSet = command(contract.saveViewSet, {
  async run(ctx, input) {
    if (!ctx.caller.staff) throw notAllowed({ why: 'nobody' })
    await requireInFilter(ctx, input.filter)
    const [row] = await ctx.sql<Omit<ViewSetRow, 'made_by'>>`
      insert into schedule.view_set (practice_id, id, staff_id, name, shared, filter, changed_at)
      values (${ctx.practice}::uuid, ${newId<'view-set'>()}::uuid, ${ctx.caller.staff}::uuid, ${input.name}, ${input.shared},
              ${JSON.stringify(input.filter)}::jsonb, ${ctx.now.toString()}::timestamptz)
      on conflict (practice_id, staff_id, lower(name)) do update
        set name = excluded.name, shared = excluded.shared, filter = excluded.filter, changed_at = excluded.changed_at
      returning id, name, shared, staff_id, filter`
    ctx.emit('schedule.view-set-changed', { set: row!.id })
    return viewSetOf({ ...row!, made_by: ctx.caller.name }, ctx)
  },
})
