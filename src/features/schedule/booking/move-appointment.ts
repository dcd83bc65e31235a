import { wallClock } from '../../../core/time.ts'
import { command } from '../../../platform/feature.ts'
import { stepsFrom } from '../appointment.ts'
import { stepRefused } from '../attendance/take-step.ts'
import * as contract from '../contract.ts'
import { tellVisit } from '../events.ts'
import { requireVisit, visitMarks } from '../visit.ts'
import { refuseClaim } from './claim.ts'
import { overbookReason } from './overbook.ts'
import { findPlace, type Wanted } from './place.ts'
import { placeAgain } from './place-again.ts'
import { startInstant } from './start-time.ts'

/** Another time, provider, room or length. Both days are queued for in one order (schedule.occupy), and the version the desk has seen must
 *  still hold, so that of two moves one is told. A visit moved to another time must be confirmed anew. */
export const moveAppointment = command(contract.moveAppointment, {
  constraints: { appointment_seat: contract.groupFull },
  steadyPlans: true,
  async run(ctx, input) {
    const visit = await requireVisit(ctx, input.appointment)
    ctx.concerns([visit.patient], { appointment: visit.id })
    const stale = input.version !== undefined && input.version !== visit.version
    if (stale || visit.origin !== 'desk' || !stepsFrom.moved.includes(visit.state)) {
      throw stepRefused(ctx, visit, input.version, 'moved')
    }
    const provider = input.provider ?? visit.provider!
    const given = await startInstant(ctx, input, { provider, location: input.location ?? null })
    const startsAt = given ?? Temporal.Instant.from(visit.startsAt)
    const sameTime = startsAt.toString() === Temporal.Instant.from(visit.startsAt).toString()
    const minutes = input.minutes ?? visit.minutes
    // Who stands over somebody else's time may go on doing so where it is; elsewhere it is asked anew.
    const within =
      provider === visit.provider &&
      startsAt.epochMilliseconds >= Date.parse(visit.startsAt) &&
      startsAt.epochMilliseconds + minutes * 60_000 <= Date.parse(visit.endsAt)
    const why = overbookReason(ctx, input) ?? (within ? visit.overbookedWhy : null)
    const away = input.mode !== undefined && input.mode !== 'in-person'
    const wanted: Wanted = {
      patient: visit.patient,
      visitType: visit.visitType!,
      provider,
      startsAt,
      minutes,
      location: input.location ?? (provider === visit.provider && sameTime ? visit.location! : undefined),
      // By video or phone nobody sits in a room.
      room: input.room ?? (away ? 'none' : visit.room ? 'any' : undefined),
      ratherRoom: visit.room,
      hold: input.hold,
      appointment: visit.id,
      started: sameTime,
      despite: [...(input.despite ?? []), ...(why ? (['overbook'] as const) : [])],
      mode: input.mode ?? visit.mode,
      newMode: input.mode !== undefined && input.mode !== visit.mode,
      urgent: visit.urgent,
    }
    const place = await findPlace(ctx, wanted)
    const marks = await visitMarks(ctx, visit.id)
    const claim = await placeAgain(
      ctx,
      {
        visit,
        what: 'moved',
        state: !sameTime && visit.state === 'confirmed' ? 'booked' : visit.state,
        stateSince: !sameTime && visit.state === 'confirmed' ? ctx.now.toString() : visit.stateSince,
        confirmedAt: sameTime ? marks.confirmedAt : null,
        arrivedAt: marks.arrivedAt,
        reason: input.reason,
        patientChecked: wanted.despite.includes('patient-already-booked') ? null : place.patient,
        hold: input.hold,
        overbookWhy: why,
        mode: input.mode,
      },
      place,
    )
    if (claim.outcome !== 'ok') throw await refuseClaim(ctx, claim, wanted, place)
    if (input.hold) ctx.emit('schedule.hold-changed', { hold: input.hold, provider })
    const moved = await requireVisit(ctx, visit.id)
    const left = wallClock(visit.startsAt, visit.zone).date
    tellVisit(
      ctx,
      'schedule.appointment-moved',
      moved,
      left === wallClock(moved.startsAt, moved.zone).date ? undefined : left,
    )
    return moved
  },
})
