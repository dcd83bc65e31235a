import { notFound } from '../../../core/refusal.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { dialledHere } from '../intake/dialled.ts'

/** Changes a line. Calls that came before keep the name they had. */
export const changeLine = command(contract.changeLine, {
  constraints: { line_number_once: contract.lineExists },
  async run(ctx, input) {
    const dialled = input.number === undefined ? null : await dialledHere(ctx, input.number)
    const changed = await ctx.sql<{ id: string }>`
      update telephony.line
         set number = coalesce(${input.number ?? null}, number), dialled = coalesce(${dialled}, dialled), name = coalesce(${input.name ?? null}, name)
       where practice_id = ${ctx.practice} and id = ${input.line} returning id`
    if (!changed[0]) throw notFound({ what: 'line' })
    ctx.concerns([], { line: input.line })
    ctx.emit('telephony.line-changed', { line: input.line })
    return { line: input.line }
  },
})
