import type { Contract, InputOf, OutputOf } from '../core/contract.ts'
import type { Context } from './context.ts'
import type { CommandOperation } from './feature.ts'
import { parsedInput } from './perform.ts'

/** Does one command or query inside an open transaction: the same parsing and the same run as from a screen, without a transaction, key
 *  and audit line of its own. For imports and made-up clinics, where a hundred deeds cost one commit; the caller writes the line. */
export async function doInside<C extends Contract>(ctx: Context, contract: C, input: InputOf<C>): Promise<OutputOf<C>> {
  const operation = ctx.app.operations.get(contract.name) as CommandOperation | undefined
  if (!operation) throw new Error(`${contract.name} is not part of this program`)
  const parsed = parsedInput(operation.contract.input, input)
  return (await operation.run(ctx, parsed as never)) as OutputOf<C>
}
