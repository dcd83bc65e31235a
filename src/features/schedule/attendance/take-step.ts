import type { Id } from '../../../core/id.ts'
import type { Refusal } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import { type Step, stepsFrom } from '../appointment.ts'
import { alreadyCancelled, changedMeanwhile, type Visit, wrongState } from '../contract.ts'
import { tellVisit } from '../events.ts'
import { requireVisit } from '../visit.ts'
import { chargeMissed } from './fee.ts'

/** Takes one step of a visit: its state and the fact that says who and when, in one statement. Refuses a step that does not fit the state,
 *  or a version that is not the one the desk has seen. Cancelled and missed visits give their time back. */
export async function takeStep(
  ctx: Context,
  input: { appointment: Id<'appointment'>; version?: number | undefined },
  step: Step,
  reason: string | null = null,
  cancelled: { by: 'patient' | 'practice'; reason: string | null; feeFree: boolean } | null = null,
): Promise<Visit> {
  const now = ctx.now.toString()
  const rows = await ctx.sql<{ id: string; version: number; group_session_id: string | null }>`
    with changed as (
      update schedule.appointment a
         set state = ${step}, state_since = ${now}::timestamptz, version = a.version + 1,
             confirmed_at = case when ${step} = 'confirmed' then ${now}::timestamptz else a.confirmed_at end,
             arrived_at = case when ${step} = 'arrived' then ${now}::timestamptz else a.arrived_at end
       where a.practice_id = ${ctx.practice}::uuid and a.id = ${input.appointment}::uuid and a.state = any(${stepsFrom[step]}::text[])
         and (${input.version ?? null}::int is null or a.version = ${input.version ?? null}::int)
         and (${step} <> 'no-show' or a.starts_at <= ${now}::timestamptz) and a.origin = 'desk'
      returning a.practice_id, a.id, a.version, a.state, a.starts_at, a.ends_at, a.provider_id, a.room_id, a.location_id, a.confirmed_at, a.arrived_at,
                a.overbooked_why, a.group_session_id
    ),
    freed as (
      update schedule.occupation o set live = false
        from changed
       where o.practice_id = changed.practice_id and o.appointment_id = changed.id and changed.state in ('cancelled', 'no-show')
    ),
    fact as (
      insert into schedule.appointment_fact (practice_id, appointment_id, seq, what, at, by_kind, by_staff, by_name, state, reason, starts_at, ends_at,
             provider_id, room_id, location_id, confirmed_at, arrived_at, overbooked_why, cancel_by, cancel_reason, notice_minutes)
      select practice_id, id, version, ${step}, ${now}::timestamptz, ${ctx.caller.kind}, ${ctx.caller.staff}::uuid, ${ctx.caller.name}, state,
             ${reason || null}, starts_at, ends_at, provider_id, room_id, location_id, confirmed_at, arrived_at, overbooked_why,
             ${cancelled?.by ?? null}, ${cancelled?.reason || null},
             case when state = 'cancelled' then floor(extract(epoch from starts_at - ${now}::timestamptz) / 60)::int end
        from changed
    )
    select id, version, group_session_id from changed`
  const group = step === 'cancelled' || step === 'no-show' ? rows[0]?.group_session_id : null
  // After the visit itself has changed: the last one out closes the group, and two who leave at once wait for each other at its row.
  if (group) await ctx.sql`select schedule.leave_group(${group}::uuid, ${input.appointment}::uuid, ${now}::timestamptz)`
  const visit = await requireVisit(ctx, input.appointment)
  ctx.concerns([visit.patient], { appointment: visit.id })
  if (rows.length === 0) throw stepRefused(ctx, visit, input.version, step)
  if (step === 'cancelled' || step === 'no-show')
    await chargeMissed(ctx, visit, step, cancelled?.by ?? 'patient', cancelled?.feeFree ?? false)
  tellVisit(ctx, step === 'cancelled' ? 'schedule.appointment-cancelled' : 'schedule.appointment-changed', visit)
  return visit
}

/** Why a step cannot be taken on a visit as it stands now. */
export function stepRefused(ctx: Context, visit: Visit, version: number | undefined, step: Step | 'moved'): Refusal {
  if (version !== undefined && visit.version !== version) {
    return changedMeanwhile({ version: visit.version, appointment: visit })
  }
  if (visit.state === 'cancelled') return alreadyCancelled({ since: visit.stateSince, appointment: visit.id })
  if (step === 'no-show' && stepsFrom['no-show'].includes(visit.state) && visit.origin === 'desk') {
    return wrongState({ state: visit.state, wanted: step, startsAt: visit.startsAt, now: ctx.now.toString() })
  }
  return wrongState({ state: visit.state, wanted: step })
}
