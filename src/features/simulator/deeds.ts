import type { Contract, InputOf, OutputOf } from '../../core/contract.ts'
import type { Id } from '../../core/id.ts'
import type { App, Caller, Context } from '../../platform/context.ts'
import { doInside } from '../../platform/do-inside.ts'
import { auditLine, inTransaction } from '../../platform/transaction.ts'

/** Somebody of a made-up clinic, allowed everything: what the made-up people do is written in their names. */
export type Doer = { id: Id<'staff'>; name: string }

/** The first command done in a transaction: what its audit line is called. */
const firstDeed = new WeakMap<Context, string>()

/** Does one command inside an open transaction, and remembers the first for the audit line. */
export async function does<C extends Contract>(ctx: Context, contract: C, input: InputOf<C>): Promise<OutputOf<C>> {
  const answer = await doInside(ctx, contract, input)
  if (!firstDeed.has(ctx)) firstDeed.set(ctx, contract.name)
  return answer
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
