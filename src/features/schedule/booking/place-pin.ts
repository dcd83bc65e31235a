import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { requireVisit } from '../visit.ts'
import { moveAppointment } from './move-appointment.ts'
import { requirePin } from './pins.ts'
import { prepareVisit, writeVisit } from './write-visit.ts'

/** Of two who place one pin, the second finds it gone: it is taken off the board first, and comes back if the time is refused. */
export const placePin = command(contract.placePin, {
  constraints: { appointment_seat: contract.groupFull },
  async run(ctx, input) {
    await ctx.sql`select from schedule.pin n where n.practice_id = ${ctx.practice}::uuid and n.id = ${input.pin}::uuid for update`
    const { pin: id, ...where } = input
    const pin = await requirePin(ctx, id)
    await ctx.sql`delete from schedule.pin n where n.practice_id = ${ctx.practice}::uuid and n.id = ${id}::uuid`
    ctx.emit('schedule.pins-changed', { pin: id })
    if (pin.appointment && pin.keepsTime) return moveAppointment.run(ctx, { ...where, appointment: pin.appointment })
    const provider = input.provider ?? pin.provider
    if (!provider) throw contract.providerWanted()
    const before = pin.appointment && (await requireVisit(ctx, pin.appointment))
    return writeVisit(
      ctx,
      await prepareVisit(ctx, {
        ...where,
        patient: pin.patient,
        visitType: pin.visitType,
        provider,
        minutes: pin.minutes,
        note: pin.note,
        ...(before ? { interpreter: before.interpreter ?? undefined, urgent: before.urgent, mode: before.mode } : {}),
      }),
      before ? before.bundle : null,
    )
  },
})
