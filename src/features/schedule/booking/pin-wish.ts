import { type Id, newId } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { requirePin } from './pins.ts'

/** Parks a wish: nothing is booked yet. */
export const pinWish = command(contract.pinWish, {
  async run(ctx, input) {
    const id = newId<'pin'>(ctx.now.epochMilliseconds)
    const [found] = await ctx.sql<{
      patient: Id<'patient'> | null
      type_known: boolean
      retired: boolean
      known: boolean
      left: boolean
    }>`
      select coalesce(p.merged_into, p.id) as patient, t.id is not null as type_known, t.retired_at is not null as retired,
             v.id is not null as known, v.left_at is not null as left
        from practice.practice h
        left join patients.patient p on p.practice_id = h.practice_id and p.id = ${input.patient}::uuid
        left join schedule.visit_type t on t.practice_id = h.practice_id and t.id = ${input.visitType}::uuid
        left join practice.provider v on v.practice_id = h.practice_id and v.id = ${input.provider ?? null}::uuid
       where h.practice_id = ${ctx.practice}::uuid`
    if (!found?.patient) throw notFound({ what: 'patient' })
    if (!found.type_known) throw notFound({ what: 'visit-type' })
    if (input.provider && !found.known) throw notFound({ what: 'provider' })
    if (found.retired) throw contract.notInUse({ what: 'visit-type' })
    if (found.left) throw contract.notInUse({ what: 'provider' })
    await ctx.sql`
      insert into schedule.pin (practice_id, id, patient_id, visit_type_id, provider_id, minutes, note, pinned_at, pinned_by, pinned_by_name)
      values (${ctx.practice}::uuid, ${id}::uuid, ${found.patient}::uuid, ${input.visitType}::uuid, ${input.provider ?? null}::uuid,
              ${input.minutes ?? null}::int, ${input.note ?? ''}, ${ctx.now.toString()}::timestamptz, ${ctx.caller.staff}::uuid, ${ctx.caller.name})`
    ctx.emit('schedule.pins-changed', { pin: id })
    return requirePin(ctx, id)
  },
})
