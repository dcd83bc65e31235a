import { query } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { type VisitTypeRow, visitTypeOf } from './visit-type.ts'

/** Visit types by name. */
export const listVisitTypes = query(contract.listVisitTypes, async (ctx, input) => {
  const rows = await ctx.sql<VisitTypeRow>`
    select t.id, t.name, t.short_name, t.aliases, t.minutes, t.prepare_minutes, t.clean_minutes, t.step_minutes, t.color, t.needs_room, t.video,
           t.retired_at is not null as retired
      from schedule.visit_type t
     where t.practice_id = ${ctx.practice}::uuid and (${input.retired}::boolean or t.retired_at is null)
     order by lower(t.name), t.id`
  return { visitTypes: rows.map(visitTypeOf) }
})
