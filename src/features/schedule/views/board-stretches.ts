import type { Context } from '../../../platform/context.ts'
import type { HoursRow } from './board-bands.ts'

/** What lies behind the visits on the days from first to last: hours planned and open, sessions that have a name or are kept for something, absences and meetings. */
export const boardStretches = (
  ctx: Context,
  ask: { providers: string[] | null; places: string[] | null; first: string; last: string },
): Promise<HoursRow[]> =>
  ctx.sql<HoursRow>`
    with hours as materialized (
      select h.provider_id, h.location_id, h.zone, h.day, h.planned, h.open, h.holiday, h.away
        from schedule.open_hours(${ask.providers}::uuid[], ${ask.places}::uuid[], ${ask.first}::date, ${ask.last}::date) h
    )
    select h.provider_id, h.location_id, s.kind, lower(s.span) as starts_at, upper(s.span) as ends_at, h.holiday, h.away, null as name,
           null as reserve, null::jsonb as kept_for
      from hours h
      cross join lateral (
        select 'planned' as kind, p as span from unnest(h.planned) p union all select 'open', o from unnest(h.open) o
      ) s
    union all
    select s.provider_id, s.location_id, 'session', lower(s.during), upper(s.during), null, null, s.name, s.reserve,
           (select jsonb_agg(t.short_name order by t.short_name) from schedule.visit_type t
             where t.practice_id = ${ctx.practice}::uuid and t.id = any(s.visit_types))
      from schedule.sessions(${ask.providers}::uuid[], ${ask.places}::uuid[], ${ask.first}::date, ${ask.last}::date) s
     where s.name <> '' or s.reserve is not null or s.visit_types is not null
    union all
    select h.provider_id, h.location_id, e.kind, lower(m.span), upper(m.span), null, null, e.reason, null, null
      from hours h
      join schedule.hours_exception e on e.practice_id = ${ctx.practice}::uuid and e.provider_id = h.provider_id and e.kind in ('away', 'meeting')
       and h.day between e.on_date and e.until_date and (e.weekdays is null or extract(isodow from h.day)::int = any(e.weekdays))
      cross join lateral (select schedule.wall_range(h.day, coalesce(e.from_time, '00:00'), coalesce(e.to_time, '24:00'), h.zone) as span) m
     where not isempty(m.span)
     order by 4, 5`
