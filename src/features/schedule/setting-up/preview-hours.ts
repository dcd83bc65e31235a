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
  const found = await ctx.sql<Found>`
    select w.appointment_id, w.why, w.name
      from schedule.preview_week(${providers}::uuid[], ${input.validFrom}::date, ${input.validTo ?? null}::date, ${stretchesJson(hours)}::jsonb,
             ${ctx.now.toString()}::timestamptz) w`
  return { total: found.length, visits: await outsideVisits(ctx, found, { limit: NAMED, offset: 0 }) }
})
