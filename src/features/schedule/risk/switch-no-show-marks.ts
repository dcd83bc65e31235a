import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { tellRisks } from './risk-fit.ts'

/** Shows or hides the marks; hidden ones are not kept either. */
export const switchNoShowMarks = command(contract.switchNoShowMarks, {
  async run(ctx, input) {
    const [row] = await ctx.sql<{ wanted: boolean }>`
      update schedule.risk_model set wanted = ${input.on} where practice_id = ${ctx.practice}::uuid returning wanted`
    if (!row) throw notFound({ what: 'no-show-model' })
    await tellRisks(ctx)
    ctx.emit('schedule.risk-changed', {})
    return {}
  },
})
