import type { Id } from '../../../core/id.ts'
import type { Refusal } from '../../../core/refusal.ts'
import { wallClock } from '../../../core/time.ts'
import type { Context } from '../../../platform/context.ts'
import { sessionReserved } from '../contract.ts'

type Kept = {
  name: string
  starts_at: string
  visit_types: string[] | null
  reserve: string | null
  released_at: string | null
}

/** What the hours at that moment are kept for, and from when on anybody may have them. */
export async function refuseReserved(
  ctx: Context,
  wanted: {
    provider: Id<'provider'>
    visitType: Id<'visit-type'>
    location: Id<'location'>
    startsAt: Temporal.Instant
    minutes: number
    urgent?: boolean | undefined
  },
): Promise<Refusal> {
  const day = wallClock(wanted.startsAt, 'UTC').date
  const start = wanted.startsAt.toString()
  const [kept] = await ctx.sql<Kept>`
    select s.name, lower(s.during) as starts_at, s.reserve, lower(s.during) - make_interval(hours => s.release_hours) as released_at,
           (select jsonb_agg(t.name order by t.name) from schedule.visit_type t
             where t.practice_id = ${ctx.practice}::uuid and t.id = any(s.visit_types)) as visit_types
      from schedule.sessions(array[${wanted.provider}::uuid], array[${wanted.location}::uuid], ${day}::date - 1, ${day}::date + 1) s
     where s.during && tstzrange(${start}::timestamptz, ${start}::timestamptz + make_interval(mins => ${wanted.minutes}::int))
       and not schedule.session_takes(s.visit_types, s.reserve, s.release_hours, s.during, s.day, s.zone, ${wanted.visitType}::uuid,
             ${ctx.now.toString()}::timestamptz, ${wanted.urgent ?? false}::boolean)
     order by 2
     limit 1`
  return sessionReserved({
    session: kept?.name ?? '',
    for: { visitTypes: kept?.visit_types ?? null, reserve: kept?.reserve ?? null },
    releasedAt: kept?.released_at ?? null,
  })
}
