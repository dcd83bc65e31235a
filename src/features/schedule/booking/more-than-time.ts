import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import type { Warning } from '../contract.ts'

/** A limit with the stretch of time it counts in, as schedule.occupy takes it. */
type CountedLimit = {
  id: string
  per: 'session' | 'day'
  most: number
  kind: 'warn' | 'refuse'
  type: string | null
  since: string
  until: string
}

/** What schedule.occupy is to claim beside provider, room and patient; see there. */
export type More = {
  overbook: boolean
  /** A step is taken back: whoever was booked over the time it had may stay. */
  again?: boolean
  needs: { kind: 'device' | 'provider'; of: string[] }[]
  limits: CountedLimit[]
  /** The limits that may be passed: none, those that warn, all. */
  over: 'warn' | 'refuse' | null
  group?: { type: string; seats: number; location: string }
}

/** Devices and second staff a visit needs, the limits its type has, and the group it belongs to. Who is free among them, and how many there
 *  are already, is judged later in the queue; here it is only said who may be asked. */
export async function moreThanTime(
  ctx: Context,
  wanted: {
    visitType: Id<'visit-type'>
    provider: string
    startsAt: Temporal.Instant
    overbook: boolean
    despite: readonly Warning[]
  },
  place: { location: string; zone: string; startsAt: string; endsAt: string },
  seats: number,
): Promise<More> {
  const [row] = await ctx.sql<{ needs: More['needs'] | null; limits: CountedLimit[] | null }>`
    with asked as materialized (
      select ${place.startsAt}::timestamptz as starts_at, ${place.endsAt}::timestamptz as ends_at,
             (${place.startsAt}::timestamptz at time zone ${place.zone})::date as day
    ),
    need as (
      select n.seq, case n.what when 'device' then 'device' else 'provider' end as kind,
             case n.what
               when 'device' then array(
                 select d.id from schedule.device d
                  where d.practice_id = n.practice_id and d.location_id = ${place.location}::uuid and d.kind = n.device_kind and d.retired_at is null
                  order by d.name, d.id)
               else array(
                 select m.provider_id
                   from schedule.pool_member m
                   join practice.provider p on p.practice_id = m.practice_id and p.id = m.provider_id and p.left_at is null
                  where m.practice_id = n.practice_id and m.pool_id = n.pool_id and m.provider_id <> ${wanted.provider}::uuid
                    and (${wanted.despite.includes('outside-hours')}::boolean or exists (
                      select from schedule.open_hours(array[m.provider_id], array[${place.location}::uuid], asked.day - 1, asked.day + 1) h
                      having range_agg(h.open) @> tstzrange(asked.starts_at, asked.ends_at)))
                  order by p.family, p.given, p.id)
             end as of
        from asked
        join schedule.visit_type_need n on n.practice_id = ${ctx.practice}::uuid and n.visit_type_id = ${wanted.visitType}::uuid
    ),
    counted as (
      select l.id, l.per, l.most, l.kind, l.visit_type_id as type, s.since, s.until
        from asked
        join schedule.visit_limit l on l.practice_id = ${ctx.practice}::uuid
         and (l.visit_type_id is null or l.visit_type_id = ${wanted.visitType}::uuid)
         and (l.provider_id is null or l.provider_id = ${wanted.provider}::uuid)
        cross join lateral (
          select asked.day::timestamp at time zone ${place.zone} as since, (asked.day + 1)::timestamp at time zone ${place.zone} as until
           where l.per = 'day'
          union all
          select lower(h.during), upper(h.during)
            from schedule.sessions(array[${wanted.provider}::uuid], null, asked.day - 1, asked.day) h
           where l.per = 'session' and h.during @> asked.starts_at
        ) s
    )
    select (select jsonb_agg(jsonb_build_object('kind', kind, 'of', of) order by seq) from need) as needs,
           (select jsonb_agg(jsonb_build_object('id', id, 'per', per, 'most', most, 'kind', kind, 'type', type, 'since', since, 'until', until)
                             order by since, id) from counted) as limits`
  return {
    overbook: wanted.overbook,
    needs: row?.needs ?? [],
    limits: row?.limits ?? [],
    over: wanted.overbook ? 'refuse' : wanted.despite.includes('limit') ? 'warn' : null,
    ...(seats > 1 ? { group: { type: wanted.visitType, seats, location: place.location } } : {}),
  }
}
