import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import { stepsFrom } from '../appointment.ts'
import { refuseClaim } from '../booking/claim.ts'
import { formerPlace } from '../booking/former-place.ts'
import { placeAgain } from '../booking/place-again.ts'
import * as contract from '../contract.ts'
import { tellVisit } from '../events.ts'
import { requireVisit, visitMarks } from '../visit.ts'
import { stepRefused, takeStep } from './take-step.ts'

/** The patient sits in the room. In another room than booked, that room's time is claimed instead. */
export const roomPatient = command(contract.roomPatient, {
  async run(ctx, input) {
    if (!input.room) return takeStep(ctx, input, 'roomed')
    const visit = await requireVisit(ctx, input.appointment)
    ctx.concerns([visit.patient], { appointment: visit.id })
    const [room] = await ctx.sql<{ location_id: string; closed: boolean }>`
      select r.location_id, r.closed_at is not null as closed from practice.room r
       where r.practice_id = ${ctx.practice}::uuid and r.id = ${input.room}::uuid`
    if (!room) throw notFound({ what: 'room' })
    if (room.closed || room.location_id !== visit.location) throw contract.notInUse({ what: 'room' })
    if (input.room === visit.room) return takeStep(ctx, input, 'roomed')
    const stale = input.version !== undefined && input.version !== visit.version
    if (stale || visit.origin !== 'desk' || !stepsFrom.roomed.includes(visit.state)) {
      throw stepRefused(ctx, visit, input.version, 'roomed')
    }
    const marks = await visitMarks(ctx, visit.id)
    const place = await formerPlace(ctx, visit, marks, {
      provider: visit.provider!,
      location: visit.location!,
      zone: visit.zone,
      rooms: [input.room],
      startsAt: visit.startsAt,
      endsAt: visit.endsAt,
      overbooked: visit.overbookedWhy !== null,
      afresh: false,
      overLimit: false,
    })
    const claim = await placeAgain(
      ctx,
      {
        visit,
        what: 'roomed',
        state: 'roomed',
        stateSince: ctx.now.toString(),
        ...marks,
        patientChecked: null,
        overbookWhy: visit.overbookedWhy,
      },
      place,
    )
    if (claim.outcome !== 'ok') {
      const startsAt = Temporal.Instant.from(visit.startsAt)
      const wanted = { visitType: visit.visitType!, provider: visit.provider!, startsAt, room: input.room }
      throw await refuseClaim(ctx, claim, wanted, place)
    }
    const roomed = await requireVisit(ctx, visit.id)
    tellVisit(ctx, 'schedule.appointment-changed', roomed)
    return roomed
  },
})
