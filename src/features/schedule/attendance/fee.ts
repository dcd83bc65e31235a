import { type Id, newId } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import type { Visit } from '../contract.ts'

/** Said of the fee that a patient is let off the first time. */
export const firstTime = 'first-time'

/** What the practice's policy asks for a visit that was missed or cancelled late. `visit` is as it stands after the step. The first time may be
 *  free: then the row is there all the same, so that the next one is the second. */
export async function chargeMissed(
  ctx: Context,
  visit: Visit,
  step: 'cancelled' | 'no-show',
  by: 'patient' | 'practice',
  feeFree: boolean,
): Promise<void> {
  if (by === 'practice' || feeFree) return
  const id = newId<'fee'>(ctx.now.epochMilliseconds)
  const now = ctx.now.toString()
  const [made] = await ctx.sql<{ state: 'due' | 'waived' }>`
    insert into schedule.fee (practice_id, id, appointment_id, patient_id, seq, kind, cents, state, made_at, waived_why, waived_by_name)
    select p.practice_id, ${id}::uuid, ${visit.id}::uuid, ${visit.patient}::uuid, ${visit.version}::int, k.kind, k.cents, case when f.free then 'waived' else 'due' end,
           ${now}::timestamptz, case when f.free then ${firstTime} end, case when f.free then '' end
      from schedule.missed_policy p
      cross join lateral (
        select case when ${step} = 'no-show' then 'no-show' else 'late-cancel' end as kind,
               case when ${step} = 'no-show' then p.no_show_cents else p.late_cents end as cents
      ) k
      cross join lateral (
        select p.first_free and not exists (
          select from schedule.fee o where o.practice_id = p.practice_id and o.patient_id = ${visit.patient}::uuid and o.state <> 'taken-back') as free
      ) f
     where p.practice_id = ${ctx.practice}::uuid and p.active and k.cents > 0
       and (${step} = 'no-show' or ${visit.startsAt}::timestamptz - ${now}::timestamptz < make_interval(hours => p.late_hours))
    returning state`
  if (made?.state === 'due') ctx.emit('schedule.fee-due', { fee: id, appointment: visit.id, patient: visit.patient })
  else if (made) ctx.emit('schedule.fee-changed', { fee: id, appointment: visit.id, patient: visit.patient })
}

/** With the step goes its fee, unless it has been paid. */
export async function takeBackFee(ctx: Context, appointment: Id<'appointment'>, seq: number): Promise<void> {
  const [fee] = await ctx.sql<{ id: Id<'fee'>; patient_id: Id<'patient'> }>`
    update schedule.fee f set state = 'taken-back', waived_why = null, waived_by_name = null
     where f.practice_id = ${ctx.practice}::uuid and f.appointment_id = ${appointment}::uuid and f.seq = ${seq}::int
       and f.state in ('due', 'waived')
    returning f.id, f.patient_id`
  if (fee) ctx.emit('schedule.fee-changed', { fee: fee.id, appointment, patient: fee.patient_id })
}
