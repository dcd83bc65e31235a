import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import type { Head } from './rows.ts'

/** A visit that still needs a way out, with what is needed to look for one. */
export type Unsettled = {
  id: Id<'appointment'>
  patient_id: Id<'patient'>
  version: number
  visit_type_id: Id<'visit-type'>
  modes: ('in-person' | 'video' | 'phone')[]
  mode: 'in-person' | 'video' | 'phone'
  minutes: number
  starts_at: string
  /** Where it stood when it was found. */
  provider_id: Id<'provider'>
  location_id: Id<'location'>
  room_id: Id<'room'> | null
  zone: string
  wanted_at: string
  waits: boolean
}

/** Visits of a list with nothing decided, or declined, that can still be moved; the most urgent first. Those in a room already cannot. */
export async function unsettledOf(ctx: Context, head: Pick<Head, 'id'>): Promise<Unsettled[]> {
  return ctx.sql<Unsettled>`
    select v.id, v.patient_id, v.version, v.visit_type_id, t.modes, v.mode, v.starts_at, (extract(epoch from v.ends_at - v.starts_at) / 60)::int as minutes,
           coalesce(a.old_provider_id, v.provider_id) as provider_id, v.location_id, v.room_id, v.zone,
           greatest(a.old_starts_at, ${ctx.now.toString()}::timestamptz) as wanted_at, v.state = 'arrived' as waits
      from disruption.affected a
      join schedule.appointment v on v.practice_id = a.practice_id and v.id = a.appointment_id
      join schedule.visit_type t on t.practice_id = v.practice_id and t.id = v.visit_type_id
     where a.practice_id = ${ctx.practice}::uuid and a.disruption_id = ${head.id}::uuid and a.state in ('open', 'declined')
       and v.state in ('booked', 'confirmed', 'arrived')
     order by case when v.state = 'arrived' then v.arrived_at end nulls last, a.old_starts_at, v.id
     limit 500`
}

/** Who stands in for a provider: members of the pools the provider is in. */
export async function poolMatesOf(ctx: Context, providers: readonly string[]): Promise<Map<string, Set<string>>> {
  const rows = await ctx.sql<{ provider: string; mates: string[] }>`
    select m.provider_id as provider, array_agg(distinct o.provider_id::text) as mates
      from schedule.pool_member m
      join schedule.pool p on p.practice_id = m.practice_id and p.id = m.pool_id and p.retired_at is null
      join schedule.pool_member o on o.practice_id = m.practice_id and o.pool_id = m.pool_id and o.provider_id <> m.provider_id
     where m.practice_id = ${ctx.practice}::uuid and m.provider_id = any(${providers}::uuid[])
     group by m.provider_id`
  return new Map(rows.map(row => [row.provider, new Set(row.mates)]))
}

/** Other visits of some patients from now on: nobody is offered a time at which they are elsewhere. */
export async function busyOf(
  ctx: Context,
  patients: readonly string[],
  without: readonly string[],
): Promise<Map<string, { from: number; to: number }[]>> {
  const rows = await ctx.sql<{ patient: string; starts_at: string; ends_at: string }>`
    select a.patient_id as patient, a.starts_at, a.ends_at from schedule.appointment a
     where a.practice_id = ${ctx.practice}::uuid and a.patient_id = any(${patients}::uuid[]) and a.id <> all(${without}::uuid[])
       and a.starts_at > ${ctx.now.subtract({ hours: 12 }).toString()}::timestamptz and a.state not in ('cancelled', 'no-show') and a.origin = 'desk'`
  const busy = new Map<string, { from: number; to: number }[]>()
  for (const row of rows) {
    const span = { from: Date.parse(row.starts_at), to: Date.parse(row.ends_at) }
    busy.set(row.patient, [...(busy.get(row.patient) ?? []), span])
  }
  return busy
}

/** Rooms of the same kind at the same place that are free for a visit's whole time, by visit: for a room that is out. */
export async function otherRoomsOf(
  ctx: Context,
  appointments: readonly string[],
): Promise<Map<string, { room: string; name: string }[]>> {
  const rows = await ctx.sql<{ appointment: string; room: string; name: string }>`
    with own as materialized (
      select a.id, a.room_id, a.location_id, r.kind, o.starts_at, o.ends_at, o.starts_at - interval '20 hours' as earliest
        from schedule.appointment a
        join practice.room r on r.practice_id = a.practice_id and r.id = a.room_id
        join schedule.occupation o on o.practice_id = a.practice_id and o.appointment_id = a.id and o.resource_kind = 'room'
       where a.practice_id = ${ctx.practice}::uuid and a.id = any(${appointments}::uuid[])
    )
    select w.id as appointment, r.id as room, r.name
      from own w
      join practice.room r on r.practice_id = ${ctx.practice}::uuid and r.location_id = w.location_id and r.id <> w.room_id and r.closed_at is null
       and r.kind = w.kind
     where not exists (
       select from schedule.occupation o
        where o.practice_id = ${ctx.practice}::uuid and o.resource_id = r.id and o.live and o.starts_at > w.earliest and o.starts_at < w.ends_at
          and o.ends_at > w.starts_at and (o.expires_at is null or o.expires_at > ${ctx.now.toString()}::timestamptz))
     order by w.id, r.name, r.id`
  const rooms = new Map<string, { room: string; name: string }[]>()
  for (const { appointment, room, name } of rows) {
    rooms.set(appointment, [...(rooms.get(appointment) ?? []), { room, name }])
  }
  return rooms
}
