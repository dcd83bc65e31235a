import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import type { Visit } from '../contract.ts'
import { type VisitRow, visitOf } from '../visit.ts'

export type Bundle = { id: Id<'bundle'>; kind: 'chain' | 'family' | 'series'; rule: string | null; visits: Visit[] }

/** The visits that belong together, soonest first, or a refusal that there is no such bundle. */
export async function requireBundle(ctx: Context, id: Id<'bundle'>): Promise<Bundle> {
  const [bundle] = await ctx.sql<Omit<Bundle, 'visits'>>`
    select b.id, b.kind, b.rule from schedule.bundle b where b.practice_id = ${ctx.practice}::uuid and b.id = ${id}::uuid`
  if (!bundle) throw notFound({ what: 'bundle' })
  const rows = await ctx.sql<VisitRow>`
    select v.id, v.patient_id, v.visit_type_id, v.what, v.short_name, v.color, v.video, v.provider_id, v.provider_name, v.room_id, v.room_name,
           v.location_id, v.location_name, v.zone, v.starts_at, v.ends_at, v.minutes, v.state, v.state_since, v.note, v.interpreter, v.version, v.origin,
           v.mode, v.urgent, v.overbooked_why, v.bundle_id, v.group_session_id, v.seat, v.seats
      from schedule.visit v
     where v.practice_id = ${ctx.practice}::uuid and v.bundle_id = ${id}::uuid
     order by v.starts_at, v.id`
  const visits = rows.map(visitOf)
  ctx.concerns(
    visits.map(visit => visit.patient),
    { bundle: id },
  )
  return { ...bundle, visits }
}

/** Keeps others from changing these visits until the deed is done: all rows in the order of their ids, before any time is touched. */
export async function lockVisits(ctx: Context, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await ctx.sql<{ id: string; version: number }>`
    select a.id, a.version from schedule.appointment a
     where a.practice_id = ${ctx.practice}::uuid and a.id = any(${ids}::uuid[])
     order by a.id
       for no key update`
  return new Map(rows.map(row => [row.id, row.version]))
}
