import { newId } from '../../../core/id.ts'
import { command } from '../../../platform/feature.ts'
import * as contract from '../contract.ts'
import { dialledHere } from '../intake/dialled.ts'

/** Names a number that callers dial. */
export const addLine = command(contract.addLine, {
  constraints: { line_number_once: contract.lineExists },
  async run(ctx, input) {
    const id = newId<'line'>()
    await ctx.sql`
      insert into telephony.line (practice_id, id, number, dialled, name)
      values (${ctx.practice}, ${id}, ${input.number}, ${await dialledHere(ctx, input.number)}, ${input.name})`
    ctx.concerns([], { line: id })
    ctx.emit('telephony.line-changed', { line: id })
    return { line: id }
  },
})
