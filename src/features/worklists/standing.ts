import type { Id } from '../../core/id.ts'
import { notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { itemGone, type ListName } from './contract.ts'

/** A row of a list as the database computes it. */
export type Standing = {
  list: ListName
  item: Id<'work-item'>
  patient_id: Id<'patient'>
  visit_type_id: Id<'visit-type'> | null
  provider_id: Id<'provider'> | null
  appointment_id: Id<'appointment'> | null
  starts_at: string | null
  zone: string
  due_on: string | null
  hurry: number
  why: Record<string, unknown>
  next_at: string | null
  waiting: boolean
  step: 'call' | 'letter' | 'close' | 'review'
  tries: number
  mark: 'asked' | 'wants-to-move' | null
  last_at: string | null
  last_by: string | null
  last_what: string | null
  version: number
  held_by: Id<'staff'> | null
  held_until: string | null
  turn: number
  /** How many rows the list has. */
  total: number
}

/** The rows of a list in their order, due ones first: the first so many, or all. */
export const standingOf = (
  ctx: Context,
  list: ListName,
  upto: number | null = null,
): Promise<Standing[]> => ctx.sql<Standing>`
  select i.list, i.item, i.patient_id, i.visit_type_id, i.provider_id, i.appointment_id, i.starts_at, i.zone, i.due_on, i.hurry, i.why, i.next_at,
         i.waiting, i.step, i.tries, i.mark, i.last_at, i.last_by, i.last_what, i.version, i.held_by, i.held_until, i.turn,
         i.total
    from worklists.open_items(${list}, ${ctx.now.toString()}::timestamptz, ${upto}::int) i
   order by i.turn`

/** Those of some rows that are on their list now, in its order. */
export const standingSome = (
  ctx: Context,
  list: ListName,
  items: readonly string[],
): Promise<Standing[]> => ctx.sql<Standing>`
  select i.list, i.item, i.patient_id, i.visit_type_id, i.provider_id, i.appointment_id, i.starts_at, i.zone, i.due_on, i.hurry, i.why, i.next_at,
         i.waiting, i.step, i.tries, i.mark, i.last_at, i.last_by, i.last_what, i.version, i.held_by, i.held_until, i.turn,
         i.total
    from worklists.open_items(${list}, ${ctx.now.toString()}::timestamptz, null, ${items}::uuid[]) i
   order by i.turn`

/** One row that is on its list now. Throws notFound for an id that is none of this practice's, itemGone for one that has left the list. */
export async function requireItem(ctx: Context, list: ListName, item: Id<'work-item'>): Promise<Standing> {
  const [row] = await ctx.sql<Standing>`
    select i.list, i.item, i.patient_id, i.visit_type_id, i.provider_id, i.appointment_id, i.starts_at, i.zone, i.due_on, i.hurry, i.why, i.next_at,
           i.waiting, i.step, i.tries, i.mark, i.last_at, i.last_by, i.last_what, i.version, i.held_by, i.held_until, i.turn,
           i.total
      from worklists.open_items(${list}, ${ctx.now.toString()}::timestamptz, null, array[${item}::uuid]) i`
  if (row) return row
  const known = await requireKnown(ctx, list, item)
  throw itemGone({ by: known.by, at: known.at })
}

/** Something that is, or once was, a row of a list in this practice; else notFound. */
export async function requireKnown(
  ctx: Context,
  list: ListName,
  item: Id<'work-item'>,
): Promise<{ patient: Id<'patient'>; by: string | null; at: string | null }> {
  const [known] = await ctx.sql<{ patient: Id<'patient'>; by: string | null; at: string | null }>`
    select w.patient_id as patient, w.last_by_name as by, w.last_at as at, 0 as place
      from worklists.work_item w where w.practice_id = ${ctx.practice}::uuid and w.list = ${list} and w.id = ${item}::uuid
    union all
    select a.patient_id, null, null, 1 from schedule.appointment a
     where a.practice_id = ${ctx.practice}::uuid and a.id = ${item}::uuid and ${list} in ('confirm', 'rebook')
    union all
    select o.patient_id, null, null, 2 from worklists.visit_order o where o.practice_id = ${ctx.practice}::uuid and o.id = ${item}::uuid and ${list} = 'orders'
    union all
    select q.patient_id, null, null, 3 from worklists.visit_request q where q.practice_id = ${ctx.practice}::uuid and q.id = ${item}::uuid and ${list} = 'requests'
    union all
    -- A recall that nobody has touched has no row of its own; it is known while it is on the list.
    select i.patient_id, null, null, 4 from worklists.open_items('recall', ${ctx.now.toString()}::timestamptz, null, array[${item}::uuid]) i where ${list} = 'recall'
    order by place limit 1`
  if (!known) throw notFound({ what: 'work-item' })
  return { patient: known.patient, by: known.by, at: known.at }
}

/** Each of these is on its list, or once was; else notFound. */
export async function requireEach(
  ctx: Context,
  list: ListName,
  items: readonly string[],
  rows: readonly Standing[],
): Promise<void> {
  const here = new Set<string>(rows.map(row => row.item))
  for (const item of items) if (!here.has(item)) await requireKnown(ctx, list, item as Id<'work-item'>)
}
