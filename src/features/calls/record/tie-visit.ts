import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'

/** Something happened to a visit: if whoever did it had a call with that patient in hand at that moment, it came of that call. Looked up by who
 *  and when, and not by what is open now: the worker may hear of it after the call was closed. Hearing of it twice changes nothing. */
export async function tieVisit(ctx: Context, appointment: Id<'appointment'>): Promise<void> {
  const tied = await ctx.sql<{ call: Id<'call'>; patient: Id<'patient'> }>`
    with tied as (
      insert into calls.call_link (practice_id, call_id, noun, thing, deed, at, by)
      select a.practice_id, c.id, 'appointment', a.id, f.what, f.at, f.by_staff
        from schedule.appointment a
        join schedule.appointment_fact f on f.practice_id = a.practice_id and f.appointment_id = a.id
        cross join lateral (
          select k.id from calls.call k
           where k.practice_id = ${ctx.practice} and k.taken_by = f.by_staff and k.taken_at <= f.at
             and k.taken_at >= f.at - interval '12 hours' and (k.closed_at is null or k.closed_at >= f.at) and k.patient_id = a.patient_id
           order by k.taken_at desc limit 1
        ) c
       where a.practice_id = ${ctx.practice} and a.id = ${appointment}::uuid
         and f.what in ('booked', 'moved', 'cancelled') and f.at >= ${ctx.now.toString()}::timestamptz - interval '2 days'
      on conflict do nothing
      returning call_id
    )
    select distinct t.call_id as call, k.patient_id as patient
      from tied t join calls.call k on k.practice_id = ${ctx.practice} and k.id = t.call_id`
  ctx.concerns(tied.map(row => row.patient))
  for (const { call } of tied) ctx.emit('calls.call-changed', { call })
}
