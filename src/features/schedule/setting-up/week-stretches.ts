import type { InputOf } from '../../../core/contract.ts'
import type { Id } from '../../../core/id.ts'
import { invalidInput, notFound } from '../../../core/refusal.ts'
import type { Context } from '../../../platform/context.ts'
import { hoursOverlap, nothingToCopy, type setWeeklyTemplate } from '../contract.ts'

export type WeekStretch = InputOf<typeof setWeeklyTemplate>['hours'][number]
export type LaidOut = { validFrom: string; validTo?: string | undefined; hours: readonly WeekStretch[] }

const MINUTES_OF_WEEK = 7 * 24 * 60
/** Rhythms of one, two, three and four weeks all return after twelve. */
const WEEKS = 12

/** Checks a week before it is laid out: its days are in order, its places and visit types are of this practice, no two stretches overlap. */
export async function checkWeek(ctx: Context, providers: readonly string[], week: LaidOut): Promise<void> {
  if (week.validTo !== undefined && week.validTo < week.validFrom) {
    throw invalidInput({ fields: [{ path: 'validTo', message: 'must not be before validFrom', code: 'range' }] })
  }
  const clash = overlapIn(week.hours)
  if (clash) throw hoursOverlap({ weekday: clash.weekday, from: clash.from, to: clash.to })
  const who = [...new Set(providers)]
  const places = [...new Set(week.hours.map(stretch => stretch.location))]
  const types = [...new Set(week.hours.flatMap(stretch => stretch.visitTypes ?? []))]
  const [here] = await ctx.sql<{ providers: number; places: number; types: number }>`
    select (select count(*) from practice.provider p where p.practice_id = ${ctx.practice}::uuid and p.id = any(${who}::uuid[]))::int as providers,
           (select count(*) from practice.location l where l.practice_id = ${ctx.practice}::uuid and l.id = any(${places}::uuid[]))::int as places,
           (select count(*) from schedule.visit_type t where t.practice_id = ${ctx.practice}::uuid and t.id = any(${types}::uuid[]))::int as types`
  if (here!.providers < who.length) throw notFound({ what: 'provider' })
  if (here!.places < places.length) throw notFound({ what: 'location' })
  if (here!.types < types.length) throw notFound({ what: 'visit-type' })
}

/** The stretches as schedule.lay_out_week takes them: a list of visit types that is empty keeps the session for nobody. */
export const stretchesJson = (hours: readonly WeekStretch[]): string =>
  JSON.stringify(hours.map(one => ({ ...one, visitTypes: one.visitTypes?.length ? one.visitTypes : null })))

/** The week a provider has on a day, to give it to others. Refuses if there are no hours then. */
export async function weekOf(ctx: Context, provider: Id<'provider'>, on: string): Promise<WeekStretch[]> {
  const [known] = await ctx.sql`
    select p.id from practice.provider p where p.practice_id = ${ctx.practice}::uuid and p.id = ${provider}::uuid`
  if (!known) throw notFound({ what: 'provider' })
  const rows = await ctx.sql<{ [Key in keyof Required<WeekStretch>]: Required<WeekStretch>[Key] | null }>`
    select t.weekday, t.location_id as location, t.from_time as "from", t.to_time as "to", t.name, t.every_weeks as "everyWeeks", t.week,
           t.visit_types as "visitTypes", t.reserve, t.release_hours as "releaseHours"
      from schedule.weekly_template t
     where t.practice_id = ${ctx.practice}::uuid and t.provider_id = ${provider}::uuid and t.valid_from <= ${on}::date
       and (t.valid_to is null or t.valid_to >= ${on}::date)
     order by t.weekday, t.from_time, t.week`
  if (rows.length === 0) throw nothingToCopy({ provider, on })
  return rows.map(row => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as WeekStretch)
}

const minute = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** The first stretch that begins before another ends, in any of the twelve weeks; undefined if none does. */
function overlapIn(hours: readonly WeekStretch[]): WeekStretch | undefined {
  const cycle = WEEKS * MINUTES_OF_WEEK
  const laid = hours.flatMap(stretch => {
    const every = stretch.everyWeeks ?? 1
    const length = minute(stretch.to) - minute(stretch.from) + (stretch.to <= stretch.from ? 24 * 60 : 0)
    return Array.from({ length: WEEKS / every }, (_, n) => {
      const since =
        (n * every + (stretch.week ?? 0)) * MINUTES_OF_WEEK + (stretch.weekday - 1) * 24 * 60 + minute(stretch.from)
      return { since, until: since + length, stretch }
    })
  })
  // The last week's Sunday night reaches into the first week again.
  const wrapped = laid.flatMap(one =>
    one.until > cycle ? [one, { since: one.since - cycle, until: one.until - cycle, stretch: one.stretch }] : [one],
  )
  const sorted = wrapped.toSorted((a, b) => a.since - b.since)
  return sorted.find((next, n) => n > 0 && sorted[n - 1]!.until > next.since)?.stretch
}
