import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { lockOrder, tieOrder } from './order.ts'
import { keepRequest } from './request.ts'

/** A visit was booked, wherever that was: if the patient has an order or a request for such a visit, this is it. The oldest first, one of each,
 *  and only while nothing else is tied to the visit, so that hearing of it twice changes nothing. */
export async function tieBooked(ctx: Context, appointment: Id<'appointment'>): Promise<void> {
  const [order] = await ctx.sql<{ id: Id<'visit-order'> }>`
    select o.id
      from schedule.appointment a
      join worklists.visit_order o on o.practice_id = a.practice_id and o.patient_id = a.patient_id and o.visit_type_id = a.visit_type_id
      left join schedule.appointment was on was.practice_id = o.practice_id and was.id = o.appointment_id
      left join worklists.work_item w on w.practice_id = o.practice_id and w.list = 'orders' and w.id = o.id
     where a.practice_id = ${ctx.practice}::uuid and a.id = ${appointment}::uuid and a.state not in ('cancelled', 'no-show')
       and (was.id is null or was.state in ('cancelled', 'no-show')) and coalesce(w.state, 'open') = 'open'
       and not exists (select from worklists.visit_order t where t.practice_id = a.practice_id and t.appointment_id = a.id)
     order by o.latest, o.id
     limit 1`
  if (order) {
    const row = await lockOrder(ctx, order.id)
    if (!row.stands) await tieOrder(ctx, row, appointment)
  }
  const [request] = await ctx.sql<{
    id: Id<'visit-request'>
    patient_id: Id<'patient'>
    visit_type_id: Id<'visit-type'>
    at: string
  }>`
    update worklists.visit_request q set state = 'accepted', appointment_id = ${appointment}::uuid, version = q.version + 1
      from schedule.appointment a
     where a.practice_id = ${ctx.practice}::uuid and a.id = ${appointment}::uuid and a.state not in ('cancelled', 'no-show')
       and q.practice_id = a.practice_id and q.state in ('open', 'proposed')
       and q.id = (select n.id from worklists.visit_request n
                    where n.practice_id = a.practice_id and n.patient_id = a.patient_id and n.visit_type_id = a.visit_type_id
                      and n.state in ('open', 'proposed') order by n.asked_at, n.id limit 1)
       and not exists (select from worklists.visit_request t where t.practice_id = a.practice_id and t.appointment_id = a.id)
    returning q.id, q.patient_id, q.visit_type_id, a.starts_at as at`
  if (request) {
    await keepRequest(ctx, { ...request, state: 'accepted' }, { nextAt: request.at }, { what: 'booked' })
  }
}
