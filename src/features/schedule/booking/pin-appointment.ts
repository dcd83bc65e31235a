import { newId } from '../../../core/id.ts'
import { command } from '../../../platform/feature.ts'
import { stepsFrom } from '../appointment.ts'
import { stepRefused, takeStep } from '../attendance/take-step.ts'
import * as contract from '../contract.ts'
import { requireVisit } from '../visit.ts'
import { requirePin } from './pins.ts'

/** Said of a visit whose time was given back when it was pinned. */
const pinned = 'Pinned, time given back'

/** Parks a visit. If it gives its time back it is cancelled by the practice, so that the time is free for everybody at once; placing it books anew. */
export const pinAppointment = command(contract.pinAppointment, {
  constraints: { pin_of_visit: contract.alreadyPinned },
  async run(ctx, input) {
    const visit = await requireVisit(ctx, input.appointment)
    ctx.concerns([visit.patient], { appointment: visit.id })
    const stale = input.version !== undefined && input.version !== visit.version
    if (stale || visit.origin !== 'desk' || !stepsFrom.moved.includes(visit.state)) {
      throw stepRefused(ctx, visit, input.version, 'moved')
    }
    const id = newId<'pin'>(ctx.now.epochMilliseconds)
    await ctx.sql`
      insert into schedule.pin (practice_id, id, patient_id, appointment_id, visit_type_id, provider_id, minutes, keeps_time, note, pinned_at, pinned_by,
             pinned_by_name)
      values (${ctx.practice}::uuid, ${id}::uuid, ${visit.patient}::uuid, ${visit.id}::uuid, ${visit.visitType}::uuid, ${visit.provider}::uuid,
              ${visit.minutes}::int, ${input.keepTime}::boolean, ${input.note ?? visit.note}, ${ctx.now.toString()}::timestamptz,
              ${ctx.caller.staff}::uuid, ${ctx.caller.name})`
    if (!input.keepTime) {
      const gone = { by: 'practice', reason: pinned, feeFree: true } as const
      await takeStep(ctx, { appointment: visit.id, version: visit.version }, 'cancelled', `practice: ${pinned}`, gone)
    }
    ctx.emit('schedule.pins-changed', { pin: id })
    return requirePin(ctx, id)
  },
})
