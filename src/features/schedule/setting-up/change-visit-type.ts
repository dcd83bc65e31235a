import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { requirePools, setNeeds, type VisitType, visitTypes } from './visit-type.ts'

/** Changes what is given and leaves the rest. Visits already booked keep their length. */
export const changeVisitType = command(contract.changeVisitType, {
  constraints: { visit_type_by_name: contract.visitTypeExists, visit_type_by_short_name: contract.visitTypeExists },
  async run(ctx, input) {
    const [before] = await visitTypes(ctx, { only: input.visitType, retired: true })
    if (!before) throw notFound({ what: 'visit-type' })
    await requirePools(ctx, input.needs ?? [])
    const modes = input.modes ? [...new Set(input.modes)] : withVideo(before.modes, input.video)
    const { roomKind = before.roomKind } = input
    await ctx.sql`
      update schedule.visit_type t
         set name = coalesce(${input.name ?? null}::text, t.name), short_name = coalesce(${input.shortName ?? null}::text, t.short_name),
             aliases = coalesce(${input.aliases ?? null}::text[], t.aliases), minutes = coalesce(${input.minutes ?? null}::int, t.minutes),
             prepare_minutes = coalesce(${input.prepareMinutes ?? null}::int, t.prepare_minutes),
             clean_minutes = coalesce(${input.cleanMinutes ?? null}::int, t.clean_minutes),
             step_minutes = coalesce(${input.stepMinutes ?? null}::int, t.step_minutes), color = coalesce(${input.color ?? null}::text, t.color),
             needs_room = coalesce(${input.needsRoom ?? null}::boolean, t.needs_room), video = ${modes[0] === 'video'}::boolean,
             modes = ${modes}::text[], for_whom = coalesce(${input.forWhom ?? null}::text, t.for_whom),
             instructions = coalesce(${input.instructions ?? null}::text, t.instructions), room_kind = ${roomKind}::text,
             seats = coalesce(${input.seats ?? null}::int, t.seats), notice_minutes = coalesce(${input.noticeMinutes ?? null}::int, t.notice_minutes),
             horizon_days = coalesce(${input.horizonDays ?? null}::int, t.horizon_days),
             bookable_by = coalesce(${input.bookableBy ? [...new Set(input.bookableBy)] : null}::text[], t.bookable_by),
             retired_at = case when ${input.retired ?? null}::boolean is null then t.retired_at
                               when ${input.retired ?? null}::boolean then coalesce(t.retired_at, ${ctx.now.toString()}::timestamptz) end
       where t.practice_id = ${ctx.practice}::uuid and t.id = ${input.visitType}::uuid`
    if (input.needs) await setNeeds(ctx, input.visitType, input.needs)
    ctx.emit('schedule.visit-type-changed', { visitType: input.visitType })
    const [now] = await visitTypes(ctx, { only: input.visitType, retired: true })
    return now!
  },
})

/** The old way to say it: held by video at first, or not by video. */
function withVideo(modes: VisitType['modes'], video: boolean | undefined): VisitType['modes'] {
  if (video === undefined || video === (modes[0] === 'video')) return modes
  const others = modes.filter(mode => mode !== 'video')
  if (video) return ['video', ...others]
  return others.length > 0 ? others : ['in-person']
}
