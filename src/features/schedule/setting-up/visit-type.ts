import type { z } from 'zod'
import type { Id } from '../../../core/id.ts'
import { notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import type { addVisitType } from '../contract.ts'

export type VisitType = z.input<(typeof addVisitType)['output']>
type Need = { deviceKind?: string | undefined; pool?: Id<'pool'> | undefined }

type VisitTypeRow = {
  id: Id<'visit-type'>
  name: string
  short_name: string
  aliases: string[]
  minutes: number
  prepare_minutes: number
  clean_minutes: number
  step_minutes: number
  color: VisitType['color']
  needs_room: boolean
  video: boolean
  modes: VisitType['modes']
  for_whom: VisitType['forWhom']
  instructions: string
  room_kind: string | null
  needs: VisitType['needs']
  seats: number
  notice_minutes: number
  horizon_days: number
  bookable_by: VisitType['bookableBy']
  retired: boolean
}

const visitTypeOf = (row: VisitTypeRow): VisitType => ({
  id: row.id,
  name: row.name,
  shortName: row.short_name,
  aliases: row.aliases,
  minutes: row.minutes,
  prepareMinutes: row.prepare_minutes,
  cleanMinutes: row.clean_minutes,
  stepMinutes: row.step_minutes,
  color: row.color,
  needsRoom: row.needs_room,
  video: row.video,
  modes: row.modes,
  forWhom: row.for_whom,
  instructions: row.instructions,
  roomKind: row.room_kind,
  needs: row.needs,
  seats: row.seats,
  noticeMinutes: row.notice_minutes,
  horizonDays: row.horizon_days,
  bookableBy: row.bookable_by,
  retired: row.retired,
})

/** Visit types with what they need, by name; `only` names one. */
export async function visitTypes(
  ctx: Context,
  ask: { only?: Id<'visit-type'>; retired: boolean },
): Promise<VisitType[]> {
  const rows = await ctx.sql<VisitTypeRow>`
    select t.id, t.name, t.short_name, t.aliases, t.minutes, t.prepare_minutes, t.clean_minutes, t.step_minutes, t.color, t.needs_room, t.video,
           t.modes, t.for_whom, t.instructions, t.room_kind, t.seats, t.notice_minutes, t.horizon_days, t.bookable_by,
           t.retired_at is not null as retired,
           coalesce((select jsonb_agg(jsonb_build_object('what', n.what, 'deviceKind', n.device_kind, 'pool', n.pool_id,
                                                         'name', coalesce(n.device_kind, p.name)) order by n.seq)
                       from schedule.visit_type_need n
                       left join schedule.pool p on p.practice_id = n.practice_id and p.id = n.pool_id
                      where n.practice_id = t.practice_id and n.visit_type_id = t.id), '[]') as needs
      from schedule.visit_type t
     where t.practice_id = ${ctx.practice}::uuid and (${ask.retired}::boolean or t.retired_at is null)
       and (${ask.only ?? null}::uuid is null or t.id = ${ask.only ?? null}::uuid)
     order by lower(t.name), t.id`
  return rows.map(visitTypeOf)
}

/** Refuses pools that are not of this practice. */
export async function requirePools(ctx: Context, needs: readonly Need[]): Promise<void> {
  const pools = [...new Set(needs.flatMap(one => one.pool ?? []))]
  const [known] = await ctx.sql<{ pools: number }>`
    select count(*)::int as pools from schedule.pool p where p.practice_id = ${ctx.practice}::uuid and p.id = any(${pools}::uuid[])`
  if (known!.pools < pools.length) throw notFound({ what: 'pool' })
}

/** Writes anew what a visit type takes beside provider and room. */
export async function setNeeds(ctx: Context, visitType: Id<'visit-type'>, needs: readonly Need[]): Promise<void> {
  await ctx.sql`
    delete from schedule.visit_type_need n where n.practice_id = ${ctx.practice}::uuid and n.visit_type_id = ${visitType}::uuid`
  if (needs.length === 0) return
  await ctx.sql`
    insert into schedule.visit_type_need (practice_id, visit_type_id, seq, what, device_kind, pool_id)
    select ${ctx.practice}::uuid, ${visitType}::uuid, n.seq, case when n.pool is null then 'device' else 'staff' end, n.device_kind, n.pool
      from unnest(${needs.map(one => one.deviceKind ?? null)}::text[], ${needs.map(one => one.pool ?? null)}::uuid[])
           with ordinality as n(device_kind, pool, seq)`
}

/** The grid openings stand on, if nobody chose one: quarters of an hour where the length is made of them, else tens, else fives. */
export const usualStep = (minutes: number): number => [15, 10, 5].find(step => minutes % step === 0) ?? 5
