import type { Contract, InputOf, OutputOf } from '../../core/contract.ts'
import type { Id } from '../../core/id.ts'
import type { App, Caller, Context } from '../../platform/context.ts'
import type { CommandOperation } from '../../platform/feature.ts'
import { parsedInput } from '../../platform/perform.ts'
import { auditLine, inTransaction } from '../../platform/transaction.ts'

/** Somebody of a made-up clinic, allowed everything: what the made-up people do is written in their names. */
export type Doer = { id: Id<'staff'>; name: string }

/** The first command done in a transaction: what its audit line is called. */
const firstDeed = new WeakMap<Context, string>()

/** Does one command inside an open transaction: the same parsing and the same run as from a screen. A hundred of them cost one commit. */
export async function does<C extends Contract>(ctx: Context, contract: C, input: InputOf<C>): Promise<OutputOf<C>> {
  const operation = ctx.app.operations.get(contract.name) as CommandOperation | undefined
  if (!operation) throw new Error(`${contract.name} is not part of this program`)
  const parsed = parsedInput(operation.contract.input, input)
  const answer = await operation.run(ctx, parsed as never)
  if (!firstDeed.has(ctx)) firstDeed.set(ctx, contract.name)
  return answer as OutputOf<C>
}

/** Runs deeds of one person at one moment in one transaction, with one line in the audit trail for all of them. */
export function asPerson<T>(
  app: App,
  practice: Id<'practice'>,
  person: Doer,
  at: Temporal.Instant,
  run: (ctx: Context) => Promise<T>,
): Promise<T> {
  const caller: Caller = {
    practice,
    kind: 'staff',
    staff: person.id,
    session: null,
    name: person.name,
    permissions: 'all',
  }
  return inTransaction({ ...app, clock: { now: () => at } }, caller, 'simulator', async (ctx, notes) => {
    const answer = await run(ctx)
    const deed = firstDeed.get(ctx)
    if (deed) notes.ending.line = auditLine(ctx, deed, notes, 'done', 'made-up clinic')
    return answer
  })
}
