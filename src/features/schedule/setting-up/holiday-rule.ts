import type { InputOf, OutputOf } from '../../../core/contract.ts'
import type { Id } from '../../../core/id.ts'
import { invalidInput, notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import type { addHolidayRule, listHolidayRules } from '../contract.ts'

export type HolidayRule = OutputOf<typeof listHolidayRules>['rules'][number]
export type RuleFields = Required<InputOf<typeof addHolidayRule>>

/** Rules with the days of the coming years they fall on, soonest first; `only` names one. */
export const holidayRules = (
  ctx: Context,
  ask: { only?: Id<'holiday-rule'>; from: string; years: number },
): Promise<HolidayRule[]> =>
  ctx.sql<HolidayRule>`
    select r.id, r.location_id as location, r.name, r.kind, r.month, r.day, r.weekday, r.nth, r.days_after as "daysAfter", r.observed,
           r.from_time as "fromTime", r.to_time as "toTime", nullif(r.since, '1970-01-01') as since, r.until, coming.days as next
      from schedule.holiday_rule r
      cross join lateral (
        select coalesce(jsonb_agg(d.day order by d.day), '[]') as days
          from generate_series(extract(year from ${ask.from}::date)::int - 1, extract(year from ${ask.from}::date)::int + ${ask.years}::int + 1) y
          cross join lateral (select schedule.holiday_date(r.kind, r.month, r.day, r.weekday, r.nth, r.days_after, r.observed, y) as day) d
         where d.day >= ${ask.from}::date and d.day < (${ask.from}::date + make_interval(years => ${ask.years}::int))::date
           and d.day >= r.since and (r.until is null or d.day <= r.until)
      ) coming
     where r.practice_id = ${ctx.practice}::uuid and (${ask.only ?? null}::uuid is null or r.id = ${ask.only ?? null}::uuid)
     order by coming.days->>0 nulls last, lower(r.name), r.id`

/** Refuses a rule that names no day, and a location that is not here. */
export async function checkRule(ctx: Context, rule: RuleFields): Promise<void> {
  const missing = ({ fixed: ['month', 'day'], 'nth-weekday': ['month', 'weekday', 'nth'], easter: [] } as const)[
    rule.kind
  ].filter(field => rule[field] === null)
  const faults = missing.map(path => ({ path, message: `needed for ${rule.kind}`, code: 'missing' }))
  if (
    (rule.fromTime === null) !== (rule.toTime === null) ||
    (rule.fromTime !== null && rule.fromTime >= rule.toTime!)
  ) {
    faults.push({ path: 'toTime' as never, message: 'both times or none, in order', code: 'range' })
  }
  if (rule.since && rule.until && rule.until < rule.since) {
    faults.push({ path: 'until' as never, message: 'must not be before since', code: 'range' })
  }
  const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  if (rule.kind === 'fixed' && rule.month && rule.day && rule.day > longest[rule.month - 1]!) {
    faults.push({ path: 'day' as never, message: 'no year has that day', code: 'range' })
  }
  if (faults.length > 0) throw invalidInput({ fields: faults })
  if (rule.location === null) return
  const [known] = await ctx.sql`
    select l.id from practice.location l where l.practice_id = ${ctx.practice}::uuid and l.id = ${rule.location}::uuid`
  if (!known) throw notFound({ what: 'location' })
}

/** The rule's own row, without its days, or a refusal that it is not there. */
export async function requireRule(ctx: Context, rule: Id<'holiday-rule'>, from: string): Promise<HolidayRule> {
  const [row] = await holidayRules(ctx, { only: rule, from, years: 3 })
  if (!row) throw notFound({ what: 'holiday-rule' })
  return row
}
