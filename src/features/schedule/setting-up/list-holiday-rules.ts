import { wallClock } from '../../../core/time.ts'
import { query } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { boardZone } from '../views/board-zone.ts'
import { holidayRules } from './holiday-rule.ts'

/** Rules by the next day they fall on. */
export const listHolidayRules = query(contract.listHolidayRules, async (ctx, input) => {
  const on = wallClock(ctx.now, await boardZone(ctx, null)).date
  return { on, rules: await holidayRules(ctx, { from: on, years: input.years }) }
})
