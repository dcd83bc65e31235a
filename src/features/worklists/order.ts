import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { alreadyScheduled } from './contract.ts'
import { keepItem } from './keep-item.ts'

export type OrderRow = {
  id: Id<'visit-order'>
  patient_id: Id<'patient'>
  title: string
  visit_type_id: Id<'visit-type'>
  earliest: string
  latest: string
  authorisation: 'not-needed' | 'requested' | 'granted' | 'denied'
  authorised_until: string | null
  appointment_id: Id<'appointment'> | null
  version: number
  /** The visit it has stands: booked, or over. */
  stands: boolean
}

/** One order of this practice, kept still until the commit: two desks cannot book it twice. Locked first and read afterwards, so that who waits
 *  here for another desk sees the visit that one has booked. */
export async function lockOrder(ctx: Context, order: Id<'visit-order'>): Promise<OrderRow> {
  await ctx.sql`
    select 1 from worklists.visit_order o where o.practice_id = ${ctx.practice}::uuid and o.id = ${order}::uuid for update`
  const [row] = await ctx.sql<OrderRow>`
    select o.id, o.patient_id, o.title, o.visit_type_id, o.earliest, o.latest, o.authorisation, o.authorised_until, o.appointment_id, o.version,
           coalesce((select a.state not in ('cancelled', 'no-show') from schedule.appointment a
                      where a.practice_id = o.practice_id and a.id = o.appointment_id), false) as stands
      from worklists.visit_order o
     where o.practice_id = ${ctx.practice}::uuid and o.id = ${order}::uuid`
  if (!row) throw notFound({ what: 'visit-order' })
  return row
}

/** The same, and it must still be to schedule. */
export async function lockOpenOrder(ctx: Context, order: Id<'visit-order'>): Promise<OrderRow> {
  const row = await lockOrder(ctx, order)
  if (row.stands) throw alreadyScheduled({ appointment: row.appointment_id })
  return row
}

/** Ties a visit to its order; the constraint visit_order_one_visit lets a visit be of one order only. */
export async function tieOrder(ctx: Context, order: OrderRow, appointment: Id<'appointment'>): Promise<void> {
  await ctx.sql`
    update worklists.visit_order o set appointment_id = ${appointment}::uuid, version = o.version + 1
     where o.practice_id = ${ctx.practice}::uuid and o.id = ${order.id}::uuid`
  await keepOrder(ctx, order, 'booked')
}

/** Writes what was done about an order. It stays due: while its visit stands it is on no list, and when that is cancelled it is back at once. */
export async function keepOrder(ctx: Context, order: OrderRow, what: 'booked' | 'changed'): Promise<void> {
  const item = order.id as string as Id<'work-item'>
  const [kept] = await ctx.sql<{ version: number; next_at: string | null }>`
    select w.version, w.next_at from worklists.work_item w
     where w.practice_id = ${ctx.practice}::uuid and w.list = 'orders' and w.id = ${item}::uuid`
  const nextAt = what === 'changed' ? (kept?.next_at ?? null) : null
  await keepItem(
    ctx,
    { list: 'orders', item, patient: order.patient_id, version: kept?.version ?? 0 },
    { nextAt: nextAt ?? ctx.now.toString() },
    { what },
  )
}
