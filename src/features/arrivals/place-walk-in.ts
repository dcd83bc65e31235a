import { Refusal } from '../../core/refusal.ts'
import { doInside } from '../../platform/do-inside.ts'
import { command } from '../../platform/feature.ts'
import { bookAppointment, checkIn, slotTaken } from '../schedule/contract.ts'
import * as contract from './contract.ts'
import { freeToday, walkInType } from './free-today.ts'
import { putWalkIn, requireState, requireWalkIn } from './walk-in.ts'

/** Openings tried one after another, should other desks take them at the same moment. */
const TRIES = 5

/** Gives the next free time to a walk-in: books, checks in and closes their place in the queue, all or nothing. */
export const placeWalkIn = command(contract.placeWalkIn, {
  async run(ctx, input) {
    const walkIn = await requireWalkIn(ctx, input.walkIn)
    requireState(walkIn, ['waiting'], input.version)
    if (!walkIn.patient) throw contract.nobodyLinked()
    const visitType = await walkInType(ctx, walkIn.visitType as never)
    if (!visitType) throw contract.nothingFree()
    const openings = await freeToday(ctx, {
      location: walkIn.location as never,
      zone: walkIn.zone,
      visitType,
      limit: TRIES,
    })
    for (const [n, opening] of openings.entries()) {
      try {
        const visit = await doInside(ctx, bookAppointment, {
          patient: walkIn.patient,
          visitType,
          provider: opening.provider,
          location: opening.location,
          startsAt: opening.startsAt,
          note: walkIn.reason,
        })
        await doInside(ctx, checkIn, { appointment: visit.id })
        return await putWalkIn(ctx, walkIn, 'placed', { state: 'placed', appointment: visit.id })
      } catch (error) {
        const taken = error instanceof Refusal && error.code === slotTaken.code
        if (!taken || n === openings.length - 1) throw error
      }
    }
    throw contract.nothingFree()
  },
})
