import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { leftOutsideBy } from './outside-now.ts'
import { checkWeek, stretchesJson, weekOf } from './week-stretches.ts'

/** Gives others the week that one provider has on the first day, with its sessions and all they are kept for. */
export const copyWeeklyTemplate = command(contract.copyWeeklyTemplate, {
  constraints: { weekly_template_no_overlap: contract.hoursOverlap },
  async run(ctx, input) {
    const hours = await weekOf(ctx, input.from, input.validFrom)
    const to = [...new Set(input.to)].filter(provider => provider !== input.from).sort()
    await checkWeek(ctx, to, { ...input, hours })
    const ask = { providers: to, from: input.validFrom, to: input.validTo ?? null }
    const outsideNow = await leftOutsideBy(
      ctx,
      ask,
      () =>
        ctx.sql`
          select schedule.lay_out_week(p, ${input.validFrom}::date, ${input.validTo ?? null}::date, ${stretchesJson(hours)}::jsonb)
            from unnest(${to}::uuid[]) as p`,
    )
    for (const provider of to) ctx.emit('schedule.template-changed', { provider })
    return { providers: to.length, stretches: hours.length, outsideNow }
  },
})
