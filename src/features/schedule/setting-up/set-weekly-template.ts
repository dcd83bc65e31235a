import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { leftOutsideBy } from './outside-now.ts'
import { checkWeek, stretchesJson } from './week-stretches.ts'

/** Sets the whole week from a day on: what was valid before ends the day before, what began later is replaced, and what goes on after
 *  validTo begins again the day after. Visits already booked stay; those now outside the hours are named. */
export const setWeeklyTemplate = command(contract.setWeeklyTemplate, {
  constraints: { weekly_template_no_overlap: contract.hoursOverlap },
  async run(ctx, input) {
    await checkWeek(ctx, [input.provider], input)
    const ask = { providers: [input.provider], from: input.validFrom, to: input.validTo ?? null }
    const outsideNow = await leftOutsideBy(
      ctx,
      ask,
      () =>
        ctx.sql`select schedule.lay_out_week(${input.provider}::uuid, ${input.validFrom}::date, ${input.validTo ?? null}::date, ${stretchesJson(input.hours)}::jsonb)`,
    )
    ctx.emit('schedule.template-changed', { provider: input.provider })
    return { stretches: input.hours.length, outsideNow }
  },
})
