import type { OutputOf } from '../../../core/contract.ts'
import { notFound } from '../../../core/refusal.ts'
import { wallClock } from '../../../core/time.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { boardZone } from '../views/board-zone.ts'

type Answer = OutputOf<typeof contract.weeklyTemplates>

/** Hours that hold on the day or begin later, with exceptions and closures that are not over. */
export const weeklyTemplates = query(contract.weeklyTemplates, async (ctx, input) => {
  const on = input.on ?? wallClock(ctx.now, await boardZone(ctx, null)).date
  const provider = input.provider ?? null
  if (provider) {
    const [known] = await ctx.sql`
      select p.id from practice.provider p where p.practice_id = ${ctx.practice}::uuid and p.id = ${provider}::uuid`
    if (!known) throw notFound({ what: 'provider' })
  }
  const templates = await ctx.sql<Answer['templates'][number]>`
    select t.provider_id as provider, t.location_id as location, t.weekday, t.from_time as "from", t.to_time as "to",
           t.valid_from as "validFrom", t.valid_to as "validTo", t.name, t.every_weeks as "everyWeeks", t.week, t.visit_types as "visitTypes",
           t.reserve, t.release_hours as "releaseHours"
      from schedule.weekly_template t
     where t.practice_id = ${ctx.practice}::uuid and (${provider}::uuid is null or t.provider_id = ${provider}::uuid)
       and (t.valid_to is null or t.valid_to >= ${on}::date)
     order by t.provider_id, t.valid_from, t.weekday, t.from_time, t.week`
  const exceptions = await ctx.sql<Answer['exceptions'][number]>`
    select e.id, e.provider_id as provider, e.kind, e.location_id as location, e.on_date as "from", e.until_date as "to",
           e.from_time as "fromTime", e.to_time as "toTime", e.reason, e.weekdays
      from schedule.hours_exception e
     where e.practice_id = ${ctx.practice}::uuid and (${provider}::uuid is null or e.provider_id = ${provider}::uuid) and e.until_date >= ${on}::date
     order by e.on_date, e.from_time nulls first, e.id`
  const closures = await ctx.sql<Answer['closures'][number]>`
    select c.id, c.location_id as location, c.on_date as "from", c.until_date as "to", c.from_time as "fromTime", c.to_time as "toTime", c.name
      from schedule.closure c
     where c.practice_id = ${ctx.practice}::uuid and c.until_date >= ${on}::date
     order by c.on_date, c.from_time nulls first, c.id`
  return { on, templates, exceptions, closures }
})
