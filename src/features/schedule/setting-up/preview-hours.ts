import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { type Found, outsideVisits } from './outside-visit.ts'
import { checkWeek, stretchesJson, weekOf } from './week-stretches.ts'

const NAMED = 200

/** Lays the weeks out, looks and takes them back (schedule.preview_week): what it names is what setting them would leave outside. */
export const previewHours = query(contract.previewHours, async (ctx, input) => {
  const hours = input.like ? await weekOf(ctx, input.like, input.validFrom) : input.hours
  const providers = [...new Set(input.providers)]
  await checkWeek(ctx, providers, { ...input, hours })
  // Laying a long week out costs far more than looking: nobody's week is tried who has no visit that could fall out of it.
  const booked = await ctx.sql<{ provider: string }>`
    select distinct a.provider_id as provider from schedule.appointment a
     where a.practice_id = ${ctx.practice}::uuid and a.provider_id = any(${providers}::uuid[]) and a.state in ('booked', 'confirmed')
       and a.origin = 'desk' and a.starts_at >= ${ctx.now.toString()}::timestamptz
       and a.starts_at >= (${input.validFrom}::date - 2)::timestamp at time zone 'UTC'
       and (${input.validTo ?? null}::date is null or a.starts_at < (${input.validTo ?? null}::date + 2)::timestamp at time zone 'UTC')`
  if (booked.length === 0) return { total: 0, visits: [] }
  const tried = booked.map(one => one.provider)
  const found = await ctx.sql<Found>`
    select w.appointment_id, w.why, w.name
      from schedule.preview_week(${tried}::uuid[], ${input.validFrom}::date, ${input.validTo ?? null}::date, ${stretchesJson(hours)}::jsonb,
             ${ctx.now.toString()}::timestamptz) w`
  return { total: found.length, visits: await outsideVisits(ctx, found, { limit: NAMED, offset: 0 }) }
})
