import type { Context } from '../../../platform/context.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { type Conflict, ownConflicts } from './conflicts.ts'
import { type Plan, planShift, type Shift, wallText } from './series-shift.ts'

/** What moving a series would do, visit by visit, without doing it. It looks at hours, at whose time is taken and where the patients are; limits and
 *  devices are counted only when the series is moved. */
export const previewSeriesMove = query(contract.previewSeriesMove, async (ctx, input) => {
  const shift = await planShift(ctx, input, true)
  const conflicts = ownConflicts([...shift.conflicts, ...(await patientsElsewhere(ctx, shift, input.despite ?? []))])
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

/** Those whose patient is somewhere else at the new time. Others of the same deed move away: they are in nobody's way. */
async function patientsElsewhere(
  ctx: Context,
  { plans }: Shift,
  despite: readonly contract.Warning[],
): Promise<Conflict[]> {
  if (despite.includes('patient-already-booked')) return []
  const wanted = plans.map(({ visit, place }: Plan) => ({
    appointment: visit.id,
    patient: visit.patient,
    starts_at: place.startsAt,
    ends_at: place.endsAt,
  }))
  const rows = await ctx.sql<{ appointment: string; other: string; starts_at: string; ends_at: string }>`
    select w.appointment, a.id as other, a.starts_at, a.ends_at
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(appointment uuid, patient uuid, starts_at timestamptz, ends_at timestamptz)
      cross join lateral (
        select a.id, a.starts_at, a.ends_at from schedule.appointment a
         where a.practice_id = ${ctx.practice}::uuid and a.patient_id = w.patient and a.id <> all(${wanted.map(each => each.appointment)}::uuid[])
           and a.starts_at < w.ends_at and a.starts_at > w.starts_at - interval '12 hours' and a.ends_at > w.starts_at
           and a.state not in ('cancelled', 'no-show') and a.origin = 'desk'
         order by a.starts_at
         limit 1
      ) a`
  return rows.map(row => {
    const plan = plans.find(({ visit }) => visit.id === row.appointment)!
    const { code, facts } = contract.patientAlreadyBooked({
      appointment: row.other,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
    })
    return { appointment: row.appointment, startsAt: plan.visit.startsAt, wanted: wallText(plan.wall), code, facts }
  })
}
