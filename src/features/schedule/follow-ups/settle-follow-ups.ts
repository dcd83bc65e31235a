import type { Context } from '../../../platform/context.ts'
import { putFollowUp } from './follow-up.ts'

type Linked = { id: string; state: string; fits: boolean }

/** After a visit was booked, moved, cancelled or missed: the follow-up it closed opens again if the visit no longer does what was asked for, and a
 *  visit that does closes the one follow-up that is due nearest to it. May be run twice for one event, and in any order. */
export async function settleFollowUps(ctx: Context, facts: Record<string, unknown>): Promise<void> {
  const appointment = String(facts.appointment)
  const patient = String(facts.patient)
  // Two events of one patient wait for each other here.
  await ctx.sql`
    select 1 from schedule.follow_up f where f.practice_id = ${ctx.practice}::uuid and f.patient_id = ${patient}::uuid and f.state <> 'closed'
     order by f.id for update`
  const rows = await ctx.sql<Linked>`
    select f.id, f.state,
           a.state not in ('cancelled', 'no-show') and a.visit_type_id = f.visit_type_id and (f.provider_id is null or f.provider_id = a.provider_id)
           and (a.starts_at at time zone a.zone)::date between f.window_from and f.window_until as fits
      from schedule.appointment a
      join schedule.follow_up f on f.practice_id = a.practice_id and f.patient_id = a.patient_id
     where a.practice_id = ${ctx.practice}::uuid and a.id = ${appointment}::uuid and f.after_appointment_id is distinct from a.id
       and (f.state = 'open' or f.appointment_id = a.id)
     order by abs((a.starts_at at time zone a.zone)::date - f.due_on), f.id`
  const closed = rows.find(row => row.state === 'booked')
  if (closed && !closed.fits) {
    await putFollowUp(ctx, closed.id, {
      what: 'opened',
      appointment,
      reason: 'Its visit was cancelled, missed or moved',
    })
  }
  if (closed?.fits) return
  const meant = rows.find(row => row.state === 'open' && row.fits)
  if (meant) await putFollowUp(ctx, meant.id, { what: 'booked', appointment })
}
