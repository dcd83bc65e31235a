import { doInside } from '../../platform/do-inside.ts'
import { command } from '../../platform/feature.ts'
import { cancelAppointment } from '../schedule/contract.ts'
import * as contract from './contract.ts'
import { putWalkIn, requireState, requireWalkIn } from './walk-in.ts'

/** Puts a walk-in back into the queue, at the place their arrival gives them. A visit they were given is cancelled; if it has gone further
 *  than arrival meanwhile, nothing happens and the refusal says so. */
export const undoWalkIn = command(contract.undoWalkIn, {
  constraints: { walk_in_once: contract.alreadyWaiting },
  async run(ctx, input) {
    const walkIn = await requireWalkIn(ctx, input.walkIn)
    requireState(walkIn, ['placed', 'left', 'turned-away'], input.version)
    if (walkIn.appointment) {
      const [visit] = await ctx.sql<{ state: string }>`
        select a.state from schedule.appointment a where a.practice_id = ${ctx.practice}::uuid and a.id = ${walkIn.appointment}::uuid`
      if (visit?.state !== 'cancelled') {
        await doInside(ctx, cancelAppointment, {
          appointment: walkIn.appointment as never,
          by: 'practice',
          reason: 'Walk-in put back into the queue',
        })
      }
    }
    return putWalkIn(ctx, walkIn, 'undone', { state: 'waiting' })
  },
})
