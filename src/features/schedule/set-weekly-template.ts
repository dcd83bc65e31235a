import { addDays } from '../../core/calendar-day.ts'
import type { Id } from '../../core/id.ts'
import { invalidInput, notFound } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { command } from '../../platform/feature.ts'
import * as contract from './contract.ts'
import { outsideNow } from './outside-now.ts'

export type WeeklyHours = {
  provider: Id<'provider'>
  validFrom: string
  validTo?: string | undefined
  hours: readonly { weekday: number; location: string; from: string; to: string }[]
}

/** Sets the whole week from a day on: what was valid before ends the day before, what began later is replaced, and what goes on after
 *  validTo begins again the day after. Visits already booked stay; those now outside the hours are named. */
export const setWeeklyTemplate = command(contract.setWeeklyTemplate, {
  constraints: { weekly_template_no_overlap: contract.hoursOverlap },
  async run(ctx, input) {
    await layOutTemplate(ctx, input)
    const outside = await outsideNow(ctx, {
      providers: [input.provider],
      from: input.validFrom,
      to: input.validTo ?? null,
    })
    ctx.emit('schedule.template-changed', { provider: input.provider })
    return { stretches: input.hours.length, outsideNow: outside }
  },
})

/** The work of set-weekly-template without its answer; also for demo clinics and imports. */
async function layOutTemplate(ctx: Context, input: WeeklyHours): Promise<void> {
  if (input.validTo !== undefined && input.validTo < input.validFrom) {
    throw invalidInput({ fields: [{ path: 'validTo', message: 'must not be before validFrom', code: 'range' }] })
  }
  refuseOverlap(input.hours)
  const places = [...new Set(input.hours.map(stretch => stretch.location))]
  const [here] = await ctx.sql<{ provider: boolean; places: number }>`
    select exists (select from practice.provider p where p.practice_id = ${ctx.practice}::uuid and p.id = ${input.provider}::uuid) as provider,
           (select count(*) from practice.location l where l.practice_id = ${ctx.practice}::uuid and l.id = any(${places}::uuid[]))::int as places`
  if (!here!.provider) throw notFound({ what: 'provider' })
  if (here!.places < places.length) throw notFound({ what: 'location' })
  const validTo = input.validTo ?? null
  // What goes on after the new hours end, as rows of its own; then what overlaps is cut or removed.
  await ctx.sql`
    with after as (
      select gen_random_uuid() as id, t.location_id, t.weekday, t.from_time, t.to_time, t.valid_to
        from schedule.weekly_template t
       where t.practice_id = ${ctx.practice}::uuid and t.provider_id = ${input.provider}::uuid and ${validTo}::date is not null
         and t.valid_from <= ${validTo}::date and (t.valid_to is null or t.valid_to > ${validTo}::date)
    ),
    cut as (
      update schedule.weekly_template t set valid_to = ${addDays(input.validFrom, -1)}::date
       where t.practice_id = ${ctx.practice}::uuid and t.provider_id = ${input.provider}::uuid
         and t.valid_from < ${input.validFrom}::date and (t.valid_to is null or t.valid_to >= ${input.validFrom}::date)
      returning t.id
    ),
    removed as (
      delete from schedule.weekly_template t
       where t.practice_id = ${ctx.practice}::uuid and t.provider_id = ${input.provider}::uuid
         and t.valid_from >= ${input.validFrom}::date and (${validTo}::date is null or t.valid_from <= ${validTo}::date)
      returning t.id
    )
    insert into schedule.weekly_template (practice_id, id, provider_id, location_id, weekday, from_time, to_time, valid_from, valid_to)
    select ${ctx.practice}::uuid, after.id, ${input.provider}::uuid, after.location_id, after.weekday, after.from_time, after.to_time,
           ${validTo}::date + 1, after.valid_to
      from after, (select count(*) from cut) c, (select count(*) from removed) r`
  await ctx.sql`
    insert into schedule.weekly_template (practice_id, id, provider_id, location_id, weekday, from_time, to_time, valid_from, valid_to)
    select ${ctx.practice}::uuid, gen_random_uuid(), ${input.provider}::uuid, h.location, h.weekday, h.from_time, h.to_time,
           ${input.validFrom}::date, ${validTo}::date
      from unnest(${input.hours.map(h => h.location)}::uuid[], ${input.hours.map(h => h.weekday)}::int[], ${input.hours.map(h => h.from)}::time[],
             ${input.hours.map(h => h.to)}::time[]) as h(location, weekday, from_time, to_time)`
}

function refuseOverlap(hours: WeeklyHours['hours']): void {
  const sorted = hours.toSorted((a, b) => a.weekday - b.weekday || (a.from < b.from ? -1 : 1))
  const clash = sorted.find(
    (next, n) => n > 0 && sorted[n - 1]!.weekday === next.weekday && sorted[n - 1]!.to > next.from,
  )
  if (clash) throw contract.hoursOverlap({ weekday: clash.weekday, from: clash.from, to: clash.to })
}
