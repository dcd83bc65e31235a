import { newId } from '../../core/id.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { usualStep, type VisitTypeRow, visitTypeOf } from './visit-type.ts'

/** Adds a visit type; names and short names are each given once among those in use. */
export const addVisitType = command(contract.addVisitType, {
  constraints: { visit_type_by_name: contract.visitTypeExists, visit_type_by_short_name: contract.visitTypeExists },
  async run(ctx, input) {
    const id = newId<'visit-type'>(ctx.now.epochMilliseconds)
    const [row] = await ctx.sql<VisitTypeRow>`
      insert into schedule.visit_type (practice_id, id, name, short_name, aliases, minutes, prepare_minutes, clean_minutes, step_minutes, color,
             needs_room, video)
      values (${ctx.practice}::uuid, ${id}::uuid, ${input.name}, ${input.shortName}, ${input.aliases}::text[], ${input.minutes}::int,
              ${input.prepareMinutes}::int, ${input.cleanMinutes}::int, ${input.stepMinutes ?? usualStep(input.minutes)}::int, ${input.color},
              ${input.needsRoom}::boolean, ${input.video}::boolean)
      returning id, name, short_name, aliases, minutes, prepare_minutes, clean_minutes, step_minutes, color, needs_room, video,
                retired_at is not null as retired`
    ctx.emit('schedule.visit-type-changed', { visitType: id })
    return visitTypeOf(row!)
  },
})
