import { notFound } from '../../core/refusal.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { type VisitTypeRow, visitTypeOf } from './visit-type.ts'

/** Changes what is given and leaves the rest. Visits already booked keep their length. */
export const changeVisitType = command(contract.changeVisitType, {
  constraints: { visit_type_by_name: contract.visitTypeExists, visit_type_by_short_name: contract.visitTypeExists },
  async run(ctx, input) {
    const [row] = await ctx.sql<VisitTypeRow>`
      update schedule.visit_type t
         set name = coalesce(${input.name ?? null}::text, t.name), short_name = coalesce(${input.shortName ?? null}::text, t.short_name),
             aliases = coalesce(${input.aliases ?? null}::text[], t.aliases), minutes = coalesce(${input.minutes ?? null}::int, t.minutes),
             prepare_minutes = coalesce(${input.prepareMinutes ?? null}::int, t.prepare_minutes),
             clean_minutes = coalesce(${input.cleanMinutes ?? null}::int, t.clean_minutes),
             step_minutes = coalesce(${input.stepMinutes ?? null}::int, t.step_minutes), color = coalesce(${input.color ?? null}::text, t.color),
             needs_room = coalesce(${input.needsRoom ?? null}::boolean, t.needs_room), video = coalesce(${input.video ?? null}::boolean, t.video),
             retired_at = case when ${input.retired ?? null}::boolean is null then t.retired_at
                               when ${input.retired ?? null}::boolean then coalesce(t.retired_at, ${ctx.now.toString()}::timestamptz) end
       where t.practice_id = ${ctx.practice}::uuid and t.id = ${input.visitType}::uuid
      returning t.id, t.name, t.short_name, t.aliases, t.minutes, t.prepare_minutes, t.clean_minutes, t.step_minutes, t.color, t.needs_room,
                t.video, t.retired_at is not null as retired`
    if (!row) throw notFound({ what: 'visit-type' })
    ctx.emit('schedule.visit-type-changed', { visitType: row.id })
    return visitTypeOf(row)
  },
})
