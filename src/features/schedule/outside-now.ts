import type { Id } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'

/** Visits to come that no longer lie within their provider's hours at their location, soonest first, 500 at most. Providers null: all. */
export async function outsideNow(
  ctx: Context,
  ask: { providers: string[] | null; from: string; to: string | null },
): Promise<Id<'appointment'>[]> {
  const rows = await ctx.sql<{ id: Id<'appointment'> }>`
    with coming as materialized (
      select a.id, a.provider_id, a.location_id, a.starts_at, a.ends_at, (a.starts_at at time zone a.zone)::date as day
        from schedule.appointment a
       where a.practice_id = ${ctx.practice}::uuid and a.starts_at >= ${ctx.now.toString()}::timestamptz
         and a.starts_at >= (${ask.from}::date - 1)::timestamp at time zone 'UTC'
         and (${ask.to}::date is null or a.starts_at < (${ask.to}::date + 2)::timestamp at time zone 'UTC')
         and (${ask.providers}::uuid[] is null or a.provider_id = any(${ask.providers}::uuid[]))
         and a.state in ('booked', 'confirmed') and a.origin = 'desk'
       order by a.starts_at
       limit 5000
    ),
    hours as materialized (
      select h.provider_id, h.location_id, h.day, h.open
        from (select array_agg(distinct provider_id) as providers, min(day) as first, max(day) as last from coming) c,
             schedule.open_hours(c.providers, null, c.first - 1, c.last + 1) h
       where c.first is not null
    )
    select c.id
      from coming c
     where not coalesce((select range_agg(h.open) @> tstzrange(c.starts_at, c.ends_at) from hours h
                          where h.provider_id = c.provider_id and h.location_id = c.location_id and h.day between c.day - 1 and c.day + 1), false)
       and c.day >= ${ask.from}::date and (${ask.to}::date is null or c.day <= ${ask.to}::date)
     order by c.starts_at
     limit 500`
  return rows.map(row => row.id)
}
