import { wallClock } from '../../../core/time.ts'
import type { Context } from '../../../platform/context.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { tellVisit } from '../events.ts'
import { requireVisit, visitMarks } from '../visit.ts'
import { lockVisits } from './bundle.ts'
import { refuseClaim } from './claim.ts'
import { attempt, ownConflicts } from './conflicts.ts'
import { placeAgain } from './place-again.ts'
import { queueForAll } from './queue.ts'
import { type Plan, planShift, wallText } from './series-shift.ts'

/** Moves many visits by one shift of wall-clock time. All conflicts are named; then nothing has moved. */
export const moveSeries = command(contract.moveSeries, {
  constraints: { appointment_seat: contract.groupFull },
  async run(ctx, input) {
    const { plans, conflicts, meant, skipped } = await planShift(ctx, input)
    const ids = meant.map(each => each.visit.id).filter(id => !skipped.has(id))
    await queueForAll(
      ctx,
      plans.map(plan => plan.place),
      ids,
    )
    const versions = await lockVisits(ctx, ids)
    for (const { visit } of plans) {
      if (versions.get(visit.id) !== visit.version) {
        const now = await requireVisit(ctx, visit.id)
        throw contract.changedMeanwhile({ version: now.version, appointment: now })
      }
    }
    // All leave before the first one takes its new time: the series may move into itself.
    await ctx.sql`
      delete from schedule.occupation o where o.practice_id = ${ctx.practice}::uuid and o.appointment_id = any(${plans.map(plan => plan.visit.id)}::uuid[])`
    const moved: contract.Visit[] = []
    for (const plan of plans) {
      await attempt(conflicts, plan.visit, wallText(plan.wall), async () => {
        moved.push(await moveOne(ctx, plan, input))
      })
    }
    if (conflicts.length > 0) throw contract.seriesConflict({ conflicts: ownConflicts(conflicts) })
    return { moved: moved.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt)) }
  },
})

async function moveOne(
  ctx: Context,
  { visit, wanted, place }: Plan,
  input: { reason?: string | undefined },
): Promise<contract.Visit> {
  const marks = await visitMarks(ctx, visit.id)
  const sameTime = Temporal.Instant.from(visit.startsAt).equals(wanted.startsAt)
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
    },
    place,
  )
  if (claim.outcome !== 'ok') throw await refuseClaim(ctx, claim, wanted, place)
  const now = await requireVisit(ctx, visit.id)
  const left = wallClock(visit.startsAt, visit.zone).date
  tellVisit(ctx, 'schedule.appointment-moved', now, left === wallClock(now.startsAt, now.zone).date ? undefined : left)
  return now
}
