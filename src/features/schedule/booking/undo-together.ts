import type { Context } from '../../../platform/context.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { requireVisits } from '../visit.ts'
import { lockVisits } from './bundle.ts'
import { attempt, type Conflict, ownConflicts } from './conflicts.ts'
import { queueForAll } from './queue.ts'
import { type LastStep, lastStepOf, takeBack } from './take-back.ts'

/** Takes back one step of many visits as one deed: what was cancelled or moved together stands again as it did. Every visit is tried, so that all
 *  that cannot go back are named at once; then none has. */
export const undoTogether = command(contract.undoTogether, {
  constraints: { appointment_seat: contract.groupFull },
  async run(ctx, input) {
    const seen = new Map(input.visits.map(each => [each.appointment as string, each.version]))
    const visits = await requireVisits(ctx, [...seen.keys()])
    ctx.concerns(
      visits.map(visit => visit.patient),
      { appointments: visits.map(visit => visit.id) },
    )
    const conflicts: Conflict[] = []
    const steps: LastStep[] = []
    for (const visit of visits) {
      await attempt(conflicts, visit, null, async () => {
        if (visit.version !== seen.get(visit.id)) {
          throw contract.changedMeanwhile({ version: visit.version, appointment: visit })
        }
        steps.push(await lastStepOf(ctx, visit))
      })
    }
    const ids = steps.map(step => step.visit.id)
    await queueForAll(
      ctx,
      steps.map(step => step.place),
      ids,
    )
    const versions = await lockVisits(ctx, ids)
    // All leave before the first one takes its former time: they may stand in each other's.
    await leave(ctx, ids)
    const undone: contract.Visit[] = []
    for (const step of inOrder(steps)) {
      await attempt(conflicts, step.visit, step.before.starts_at, async () => {
        if (versions.get(step.visit.id) !== step.visit.version) {
          throw contract.changedMeanwhile({ version: versions.get(step.visit.id) })
        }
        undone.push(await takeBack(ctx, step))
      })
    }
    if (conflicts.length > 0) throw contract.undoConflict({ conflicts: ownConflicts(conflicts) })
    return { undone: undone.toSorted(byStart) }
  },
})

const byStart = (a: { startsAt: string }, b: { startsAt: string }) => a.startsAt.localeCompare(b.startsAt)

/** Whoever stands where another of them goes back to goes first. */
function inOrder(steps: readonly LastStep[]): LastStep[] {
  const sorted = steps.toSorted((a, b) => byStart(a.visit, b.visit))
  const [first] = sorted
  const later = first && Date.parse(first.before.starts_at) > Date.parse(first.visit.startsAt)
  return later ? sorted.toReversed() : sorted
}

const leave = (ctx: Context, ids: readonly string[]) =>
  ctx.sql`delete from schedule.occupation o where o.practice_id = ${ctx.practice}::uuid and o.appointment_id = any(${ids}::uuid[])`
