import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import { type Confirming, chanceToConfirm } from './risk-confirming.ts'
import type { RiskFacts } from './risk-features.ts'

export type HistoryRow = {
  id: Id<'appointment'>
  starts_at: string
  lead_days: number
  kept: number
  missed: number
  weekday: number
  hour: number
  /** Hours before the start at which it was confirmed; null: not confirmed. */
  confirmedAhead: number | null
  /** Hours from now to the start; 0 for a past visit. */
  hoursAhead: number
  state: string
}

/** Older visits say little about this year's. */
const history_days = 3 * 365
const most_rows = 50_000

/** What is known of a visit at this moment; of a past one, what was known when it began. */
export const factsOf = (row: HistoryRow, confirming: Confirming): RiskFacts => ({
  leadDays: row.lead_days,
  kept: row.kept,
  missed: row.missed,
  weekday: row.weekday,
  hour: row.hour,
  confirmed: row.confirmedAhead !== null ? 1 : chanceToConfirm(confirming, row.hoursAhead),
})

/** Past visits with what was known of each before it began, and how it ended; the newest 50,000 of three years. What other systems held counts
 *  for the patient's past alone: when it was booked is not known. */
export async function pastVisits(ctx: Context): Promise<HistoryRow[]> {
  const since = ctx.now.subtract({ hours: 24 * history_days }).toString()
  return ctx.sql<HistoryRow>`
    with past as (
      select a.id, a.starts_at, a.wall_start, a.state, a.origin, a.confirmed_at,
             count(*) filter (where a.state = 'checked-out') over earlier as kept, count(*) filter (where a.state = 'no-show') over earlier as missed
        from schedule.appointment a
       where a.practice_id = ${ctx.practice}::uuid and a.starts_at < ${ctx.now.toString()}::timestamptz and a.state in ('checked-out', 'no-show')
      window earlier as (partition by a.patient_id order by a.starts_at, a.id rows between unbounded preceding and 1 preceding)
    )
    select p.id, p.starts_at, greatest(0, floor(extract(epoch from p.starts_at - f.at) / 86400))::int as lead_days, p.kept::int, p.missed::int,
           extract(isodow from p.wall_start)::int as weekday, extract(hour from p.wall_start)::int as hour,
           case when p.confirmed_at < p.starts_at then extract(epoch from p.starts_at - p.confirmed_at)::float8 / 3600 end as "confirmedAhead",
           0 as "hoursAhead", p.state
      from past p
      join schedule.appointment_fact f on f.practice_id = ${ctx.practice}::uuid and f.appointment_id = p.id and f.seq = 1
     where p.origin = 'desk' and p.starts_at >= ${since}::timestamptz
     order by p.starts_at desc
     limit ${most_rows}::int`
}

/** Visits to come within some days, with what is known of each at this moment. */
export async function comingVisits(ctx: Context, days: number): Promise<HistoryRow[]> {
  const until = ctx.now.add({ hours: 24 * days }).toString()
  return ctx.sql<HistoryRow>`
    select a.id, a.starts_at, greatest(0, floor(extract(epoch from a.starts_at - f.at) / 86400))::int as lead_days,
           coalesce(b.kept, 0)::int as kept, coalesce(b.missed, 0)::int as missed,
           extract(isodow from a.wall_start)::int as weekday, extract(hour from a.wall_start)::int as hour, 
           extract(epoch from a.starts_at - a.confirmed_at)::float8 / 3600 as "confirmedAhead",
           extract(epoch from a.starts_at - ${ctx.now.toString()}::timestamptz)::float8 / 3600 as "hoursAhead", a.state
      from schedule.appointment a
      join schedule.appointment_fact f on f.practice_id = a.practice_id and f.appointment_id = a.id and f.seq = 1
      left join lateral (
        select count(*) filter (where o.state = 'checked-out') as kept, count(*) filter (where o.state = 'no-show') as missed
          from schedule.appointment o
         where o.practice_id = a.practice_id and o.patient_id = a.patient_id and o.starts_at < ${ctx.now.toString()}::timestamptz) b on true
     where a.practice_id = ${ctx.practice}::uuid and a.starts_at >= ${ctx.now.toString()}::timestamptz and a.starts_at < ${until}::timestamptz
       and a.state in ('booked', 'confirmed') and a.origin = 'desk'
     order by a.starts_at, a.id`
}
