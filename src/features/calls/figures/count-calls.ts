import type { Id } from '../../../core/id.ts'
import type { Context } from '../../../platform/context.ts'
import type { Calendar } from './half-hours.ts'
import type { Alike } from './tally.ts'

type Period = { startsAt: Temporal.Instant; endsAt: Temporal.Instant }

// One pass over the calls of the period, put together by what is asked and by the second of the wait; the four differ in that alone.

/** Incoming calls by places of a calendar: half hours or days. */
export const countByTime = (ctx: Context, calendar: Calendar) => ctx.sql<Alike & { key: number }>`
  select (${calendar.places}::int[])[c.quarter - ${calendar.base}::int + 1] as key,
         case when c.taken_at is not null then 'answered' when c.closed_at is not null then 'over' else 'ringing' end as kind,
         (c.waited_ms + 999) / 1000 as wait, count(*) as n, sum(c.waited_ms) as waited_ms,
         count(c.talked_ms) as talks, sum(c.talked_ms) as talked_ms,
         count(c.finishing_ms) as finishings, sum(c.finishing_ms) as finishing_ms,
         count(*) filter (where c.again) as again, count(*) filter (where c.outcome = 'emergency') as emergencies,
         count(*) filter (where c.id in (
           select f.call_id from calls.red_flag_firing f
            where f.practice_id = ${ctx.practice} and not f.absent and f.noticed_at >= ${calendar.startsAt.toString()}::timestamptz)) as "redFlags"
    from calls.call c
   where c.practice_id = ${ctx.practice} and c.direction = 'in'
     and c.ringing_at >= ${calendar.startsAt.toString()}::timestamptz and c.ringing_at < ${calendar.endsAt.toString()}::timestamptz
   group by 1, 2, 3`

/** Incoming calls by line; null: none was told. */
export const countByLine = (ctx: Context, period: Period) => ctx.sql<Alike & { key: string | null }>`
  select c.line as key,
         case when c.taken_at is not null then 'answered' when c.closed_at is not null then 'over' else 'ringing' end as kind,
         (c.waited_ms + 999) / 1000 as wait, count(*) as n, sum(c.waited_ms) as waited_ms,
         count(c.talked_ms) as talks, sum(c.talked_ms) as talked_ms,
         count(c.finishing_ms) as finishings, sum(c.finishing_ms) as finishing_ms,
         count(*) filter (where c.again) as again, count(*) filter (where c.outcome = 'emergency') as emergencies,
         count(*) filter (where c.id in (
           select f.call_id from calls.red_flag_firing f
            where f.practice_id = ${ctx.practice} and not f.absent and f.noticed_at >= ${period.startsAt.toString()}::timestamptz)) as "redFlags"
    from calls.call c
   where c.practice_id = ${ctx.practice} and c.direction = 'in'
     and c.ringing_at >= ${period.startsAt.toString()}::timestamptz and c.ringing_at < ${period.endsAt.toString()}::timestamptz
   group by 1, 2, 3`

/** Incoming calls by who took them; null: nobody. */
export const countByPerson = (ctx: Context, period: Period) => ctx.sql<Alike & { key: Id<'staff'> | null }>`
  select c.taken_by as key,
         case when c.taken_at is not null then 'answered' when c.closed_at is not null then 'over' else 'ringing' end as kind,
         (c.waited_ms + 999) / 1000 as wait, count(*) as n, sum(c.waited_ms) as waited_ms,
         count(c.talked_ms) as talks, sum(c.talked_ms) as talked_ms,
         count(c.finishing_ms) as finishings, sum(c.finishing_ms) as finishing_ms,
         count(*) filter (where c.again) as again, count(*) filter (where c.outcome = 'emergency') as emergencies,
         count(*) filter (where c.id in (
           select f.call_id from calls.red_flag_firing f
            where f.practice_id = ${ctx.practice} and not f.absent and f.noticed_at >= ${period.startsAt.toString()}::timestamptz)) as "redFlags"
    from calls.call c
   where c.practice_id = ${ctx.practice} and c.direction = 'in'
     and c.ringing_at >= ${period.startsAt.toString()}::timestamptz and c.ringing_at < ${period.endsAt.toString()}::timestamptz
   group by 1, 2, 3`

/** Incoming calls by the reasons they were given together: a call with two reasons stands in one row, under both. */
export const countByReasons = (ctx: Context, period: Period) => ctx.sql<Alike & { key: string[] }>`
  select c.reasons as key,
         case when c.taken_at is not null then 'answered' when c.closed_at is not null then 'over' else 'ringing' end as kind,
         (c.waited_ms + 999) / 1000 as wait, count(*) as n, sum(c.waited_ms) as waited_ms,
         count(c.talked_ms) as talks, sum(c.talked_ms) as talked_ms,
         count(c.finishing_ms) as finishings, sum(c.finishing_ms) as finishing_ms,
         count(*) filter (where c.again) as again, count(*) filter (where c.outcome = 'emergency') as emergencies,
         count(*) filter (where c.id in (
           select f.call_id from calls.red_flag_firing f
            where f.practice_id = ${ctx.practice} and not f.absent and f.noticed_at >= ${period.startsAt.toString()}::timestamptz)) as "redFlags"
    from calls.call c
   where c.practice_id = ${ctx.practice} and c.direction = 'in'
     and c.ringing_at >= ${period.startsAt.toString()}::timestamptz and c.ringing_at < ${period.endsAt.toString()}::timestamptz
   group by 1, 2, 3`
