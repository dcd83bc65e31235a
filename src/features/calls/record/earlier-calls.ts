import type { z } from 'zod'
import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import type { earlierCall } from '../contract.ts'

export type EarlierCall = z.input<typeof earlierCall>
export type Earlier = { call: Id<'call'>; today: number; days: number; lastAt: string | null }

/** Whether each call is a repeated one: calls of the same number or patient, in the same direction, in the 72 hours before it; `today` are those of
 *  the same calendar day in the practice's zone. For calls of ours these are the attempts before. */
export async function earlierOf(ctx: Context, calls: readonly Id<'call'>[]): Promise<Map<string, Earlier>> {
  const rows = await ctx.sql<Earlier>`
    select c.id as call, count(*) as days, max(b.ringing_at) as "lastAt",
           count(*) filter (where (b.ringing_at at time zone h.zone)::date = (c.ringing_at at time zone h.zone)::date) as today
      from unnest(${calls}::uuid[]) as wanted (id)
      join calls.call c on c.practice_id = ${ctx.practice} and c.id = wanted.id
      join practice.practice h on h.practice_id = ${ctx.practice}
      cross join lateral (
        select n.id, n.ringing_at from calls.call n
         where n.practice_id = ${ctx.practice} and n.number = c.number and n.direction = c.direction
           and n.ringing_at >= c.ringing_at - interval '72 hours' and (n.ringing_at, n.id) < (c.ringing_at, c.id)
        union
        select p.id, p.ringing_at from calls.call p
         where p.practice_id = ${ctx.practice} and p.patient_id = c.patient_id and p.direction = c.direction
           and p.ringing_at >= c.ringing_at - interval '72 hours' and (p.ringing_at, p.id) < (c.ringing_at, c.id)
      ) b
     group by c.id`
  return new Map(rows.map(row => [row.call, row]))
}

/** The calls before one, of its number or patient and in both directions, of the 72 hours before it, newest first; five at most. */
export async function earlierCalls(ctx: Context, call: Id<'call'>): Promise<EarlierCall[]> {
  const rows = await ctx.sql<EarlierCall & { patient_id: Id<'patient'> | null }>`
    select b.id as call, b.direction, b.ringing_at as "ringingAt", b.outcome, b.note, b.patient_id,
           trim(p.given || ' ' || p.family) as patient, s.name as "takenBy"
      from calls.call c
      cross join lateral (
        select n.id from calls.call n
         where n.practice_id = c.practice_id and n.number = c.number
           and n.ringing_at >= c.ringing_at - interval '72 hours' and (n.ringing_at, n.id) < (c.ringing_at, c.id)
        union
        select q.id from calls.call q
         where q.practice_id = c.practice_id and q.patient_id = c.patient_id
           and q.ringing_at >= c.ringing_at - interval '72 hours' and (q.ringing_at, q.id) < (c.ringing_at, c.id)
      ) one
      join calls.call b on b.practice_id = c.practice_id and b.id = one.id
      left join patients.patient p on p.practice_id = b.practice_id and p.id = b.patient_id
      left join practice.staff s on s.practice_id = b.practice_id and s.id = b.taken_by
     where c.practice_id = ${ctx.practice} and c.id = ${call}
     order by b.ringing_at desc, b.id desc
     limit 5`
  ctx.concerns(rows.flatMap(row => (row.patient_id ? [row.patient_id] : [])))
  return rows.map(({ patient_id, ...row }) => row)
}
