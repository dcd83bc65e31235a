import { command } from '../../../platform/feature.ts'
import { stepsFrom } from '../appointment.ts'
import { stepRefused } from '../attendance/take-step.ts'
import * as contract from '../contract.ts'
import { tellVisit } from '../events.ts'
import { requireVisit, visitMarks } from '../visit.ts'
import { refuseClaim } from './claim.ts'
import { formerPlace } from './former-place.ts'
import { findPlace, type Wanted } from './place.ts'
import { placeAgain } from './place-again.ts'
import { queueForAll } from './queue.ts'
import { writeVisit } from './write-visit.ts'

/** One long visit becomes two that follow each other, for the same patient and provider. Both stand within its time, so both are claimed anew in
 *  one turn of the queue. Taken back by cancelling the second and undoing the first. */
export const splitAppointment = command(contract.splitAppointment, {
  async run(ctx, input) {
    const visit = await requireVisit(ctx, input.appointment)
    ctx.concerns([visit.patient], { appointment: visit.id })
    const stale = input.version !== undefined && input.version !== visit.version
    if (stale || visit.origin !== 'desk' || !stepsFrom.moved.includes(visit.state)) {
      throw stepRefused(ctx, visit, input.version, 'moved')
    }
    if (visit.group) throw contract.notHeld({ seats: visit.seats })
    const minutes = input.at ?? Math.floor(visit.minutes / 2)
    if (minutes < 1 || minutes >= visit.minutes) throw contract.tooShort({ minutes: visit.minutes })
    const startsAt = Temporal.Instant.from(visit.startsAt)
    const between = startsAt.add({ minutes })
    const marks = await visitMarks(ctx, visit.id)
    const first = await formerPlace(ctx, visit, marks, {
      provider: visit.provider!,
      location: visit.location!,
      zone: visit.zone,
      rooms: visit.room ? [visit.room] : [],
      startsAt: visit.startsAt,
      endsAt: between.toString(),
      overbooked: visit.overbookedWhy !== null,
      afresh: false,
      overLimit: false,
    })
    const despite = (input.despite ?? []).filter(each => each !== 'overbook')
    const wanted: Wanted = {
      patient: visit.patient,
      visitType: input.visitType ?? visit.visitType!,
      provider: visit.provider!,
      startsAt: between,
      minutes: visit.minutes - minutes,
      location: visit.location!,
      room: visit.room ? 'any' : undefined,
      ratherRoom: visit.room,
      siblings: [visit.id],
      mode: visit.mode,
      urgent: visit.urgent,
      // The second half stands in the visit's own time: whoever was booked over it, or it over them, may go on as they are.
      despite: [...despite, 'overbook'],
    }
    const second = await findPlace(ctx, wanted)
    // That is no leave to pass a limit: one visit more is counted like any other.
    if (second.more && !visit.overbookedWhy) second.more.over = despite.includes('limit') ? 'warn' : null
    if (second.more?.group) throw contract.notHeld({ seats: second.more.group.seats })
    await queueForAll(ctx, [first, second], [visit.id])
    const claim = await placeAgain(
      ctx,
      {
        visit,
        what: 'moved',
        state: visit.state,
        stateSince: visit.stateSince,
        confirmedAt: marks.confirmedAt,
        arrivedAt: marks.arrivedAt,
        reason: 'split',
        patientChecked: null,
        overbookWhy: visit.overbookedWhy,
      },
      first,
    )
    if (claim.outcome !== 'ok') throw await refuseClaim(ctx, claim, { ...wanted, startsAt }, first)
    const now = await requireVisit(ctx, visit.id)
    tellVisit(ctx, 'schedule.appointment-moved', now)
    const { patient, visitType, provider } = wanted
    const made = await writeVisit(
      ctx,
      {
        input: {
          patient: patient!,
          visitType,
          provider,
          note: visit.note,
          interpreter: visit.interpreter ?? undefined,
          urgent: visit.urgent,
          despite: undefined,
        },
        wanted,
        place: second,
        why: visit.overbookedWhy,
      },
      visit.bundle,
    )
    return { first: now, second: made }
  },
})
