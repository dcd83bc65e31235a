import type { Context } from '../../../platform/context.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { refuseClaim } from './claim.ts'
import { attempt, type Conflict, ownConflicts } from './conflicts.ts'
import { type Plan, planShift, type Shift, wallText } from './series-shift.ts'

type Tried = { appointment: string; outcome: string; other: string | null; facts: Record<string, unknown> | null }

/** What moving a series would do, visit by visit, without doing it: in everything, limits and devices too, it says what the move would say. */
export const previewSeriesMove = query(contract.previewSeriesMove, async (ctx, input) => {
  const shift = await planShift(ctx, input, true)
  const conflicts = ownConflicts([...shift.conflicts, ...(await triedConflicts(ctx, shift))])
  const inTheWay = new Map(conflicts.map(each => [each.appointment, each]))
  const names = await namesOf(ctx, shift)
  return {
    visits: shift.meant.map(({ visit, wall }) => {
      const conflict = inTheWay.get(visit.id)
      return {
        visit,
        patientName: names.get(visit.patient) ?? '',
        wanted: wallText(wall),
        skipped: shift.skipped.has(visit.id),
        conflict: conflict ? { code: conflict.code, facts: conflict.facts } : null,
      }
    }),
    conflicts: conflicts.length,
  }
})

/** Of a family each has a name of their own. */
async function namesOf(ctx: Context, { meant }: Shift): Promise<Map<string, string>> {
  const rows = await ctx.sql<{ id: string; name: string }>`
    select p.id, concat_ws(' ', coalesce(nullif(p.preferred_name, ''), p.given), p.family) as name
      from patients.patient p
     where p.practice_id = ${ctx.practice}::uuid and p.id = any(${meant.map(each => each.visit.patient)}::uuid[])`
  return new Map(rows.map(row => [row.id, row.name]))
}

/** Tries the whole move in the database and takes it back, so that it says what the move itself would say. */
async function triedConflicts(ctx: Context, { plans }: Shift): Promise<Conflict[]> {
  if (plans.length === 0) return []
  const claims = plans.map(({ visit, wanted, place }: Plan) => ({
    appointment: visit.id,
    provider: place.provider,
    patient: wanted.despite.includes('patient-already-booked') ? null : place.patient,
    rooms: place.rooms,
    starts_at: place.startsAt,
    ends_at: place.endsAt,
    room_from: place.roomFrom,
    room_until: place.roomUntil,
    // A visit that leaves a group queues for the group's time as well.
    more: place.more ?? (visit.group ? {} : null),
  }))
  const rows = await ctx.sql<Tried>`
    select t.appointment, t.outcome, t.other, t.facts
      from schedule.preview_moves(${JSON.stringify(claims)}::jsonb, ${ctx.now.toString()}::timestamptz) t
     where t.outcome <> 'ok'`
  const conflicts: Conflict[] = []
  for (const tried of rows) {
    const { visit, wall, wanted, place } = plans.find(plan => plan.visit.id === tried.appointment)!
    await attempt(conflicts, visit, wallText(wall), async () => {
      throw await refuseClaim(ctx, tried, wanted, place)
    })
  }
  return conflicts
}
