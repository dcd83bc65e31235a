import type { Context } from '../../../platform/context.ts'
import type { MessageKind } from '../contract-kinds.ts'
import type { priorities } from '../contract-parts.ts'
import type { Address } from './address.ts'

/** How soon messages of a kind are due, and what happens when they are overdue. Times are wall clock of the practice. */
export type Rule = {
  kind: MessageKind
  priority: (typeof priorities)[number]
  urgentMinutes: number
  todayBy: string
  normalDays: number
  normalBy: string
  escalateAfterMinutes: number | null
  escalateAgainMinutes: number
  escalateMost: number
  tries: number
  tryDays: number
  tryHoursApart: number
}

/** What the program comes with: as in due-time.ts, nobody is told a second time, three tries over two days and three hours apart. */
const firstRule: Omit<Rule, 'kind'> = {
  priority: 'normal',
  urgentMinutes: 30,
  todayBy: '17:00',
  normalDays: 1,
  normalBy: '12:00',
  escalateAfterMinutes: null,
  escalateAgainMinutes: 60,
  escalateMost: 2,
  tries: 3,
  tryDays: 2,
  tryHoursApart: 3,
}

type Row = Rule & { also_staff: Address['staff']; also_pool: Address['pool']; also_role: Address['role'] }

/** The rule of a kind with the address it escalates to; `own` if the practice has said it. */
export async function ruleOf(
  ctx: Context,
  kind: MessageKind,
): Promise<{ rule: Rule; also: Address | null; own: boolean }> {
  const [row] = await ctx.sql<Row>`
    select kind, priority, urgent_minutes as "urgentMinutes", to_char(today_by, 'HH24:MI') as "todayBy", normal_days as "normalDays",
           to_char(normal_by, 'HH24:MI') as "normalBy", escalate_after_minutes as "escalateAfterMinutes",
           escalate_again_minutes as "escalateAgainMinutes", escalate_most as "escalateMost", tries, try_days as "tryDays",
           try_hours_apart as "tryHoursApart", also_staff, also_pool, also_role
      from calls.message_rule where practice_id = ${ctx.practice} and kind = ${kind}`
  if (!row) return { rule: { kind, ...firstRule }, also: null, own: false }
  const { also_staff: staff, also_pool: pool, also_role: role, ...rule } = row
  return { rule, also: rule.escalateAfterMinutes === null ? null : { staff, pool, role }, own: true }
}

/** The practice's zone and the days in a stretch on which it is closed, for all locations and the whole day. */
export async function calendarOf(ctx: Context, days = 120): Promise<{ zone: string; closed: ReadonlySet<string> }> {
  const [row] = await ctx.sql<{ zone: string }>`select zone from practice.practice where practice_id = ${ctx.practice}`
  const first = ctx.now.toZonedDateTimeISO(row!.zone).toPlainDate()
  const closed = await ctx.sql<{ day: string }>`
    select distinct d::date as day
      from schedule.closed_days(${first.toString()}::date, ${first.add({ days }).toString()}::date) c
     cross join lateral generate_series(c.on_date::timestamp, c.until_date::timestamp, interval '1 day') d
     where c.location_id is null and c.from_time is null`
  return { zone: row!.zone, closed: new Set(closed.map(one => one.day)) }
}
