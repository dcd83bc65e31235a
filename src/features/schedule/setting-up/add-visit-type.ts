import { newId } from '../../../core/id.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { requirePools, setNeeds, usualStep, visitTypes } from './visit-type.ts'

/** Adds a visit type; names and short names are each given once among those in use. */
export const addVisitType = command(contract.addVisitType, {
  constraints: { visit_type_by_name: contract.visitTypeExists, visit_type_by_short_name: contract.visitTypeExists },
  async run(ctx, input) {
    await requirePools(ctx, input.needs)
    const id = newId<'visit-type'>(ctx.now.epochMilliseconds)
    const modes = input.modes ?? [input.video ? 'video' : 'in-person']
    await ctx.sql`
      insert into schedule.visit_type (practice_id, id, name, short_name, aliases, minutes, prepare_minutes, clean_minutes, step_minutes, color,
             needs_room, video, modes, for_whom, instructions, room_kind, seats, notice_minutes, horizon_days, bookable_by)
      values (${ctx.practice}::uuid, ${id}::uuid, ${input.name}, ${input.shortName}, ${input.aliases}::text[], ${input.minutes}::int,
              ${input.prepareMinutes}::int, ${input.cleanMinutes}::int, ${input.stepMinutes ?? usualStep(input.minutes)}::int, ${input.color},
              ${input.needsRoom}::boolean, ${modes[0] === 'video'}::boolean, ${[...new Set(modes)]}::text[], ${input.forWhom}, ${input.instructions},
              ${input.roomKind}, ${input.seats}::int, ${input.noticeMinutes}::int, ${input.horizonDays}::int, ${[...new Set(input.bookableBy)]}::text[])`
    await setNeeds(ctx, id, input.needs)
    ctx.emit('schedule.visit-type-changed', { visitType: id })
    const [made] = await visitTypes(ctx, { only: id, retired: true })
    return made!
  },
})
