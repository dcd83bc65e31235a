import type { Id } from '../../core/id.ts'
import { Refusal } from '../../core/refusal.ts'
import type { App, Caller, Context } from '../../platform/context.ts'
import type { OpenRequest } from '../../platform/feature.ts'
import type { SignedIn } from '../../platform/session.ts'
import { auditLine, inTransaction } from '../../platform/transaction.ts'
import { browserOnly } from './contract.ts'

// Comparing a password takes long and must not hold a database connection: these operations open their short transactions themselves,
// and so write their audit lines themselves.

/** One deed of a known person: its transaction, and its line in the audit trail. */
export const carryOut = <T>(
  app: App,
  by: Caller,
  request: OpenRequest,
  name: string,
  run: (ctx: Context) => Promise<T>,
): Promise<T> =>
  inTransaction(app, by, request.requestId, async (ctx, notes) => {
    const answer = await run(ctx)
    notes.ending.line = auditLine(ctx, name, notes, 'done', null)
    return answer
  })

/** The line of a refused deed. `nobody`: it is only claimed to be this person. */
export const noteRefused = (
  app: App,
  by: Caller,
  request: OpenRequest,
  name: string,
  refused: Refusal,
  claimed?: { staff: Id<'staff'> | null },
): Promise<void> =>
  inTransaction(app, by, request.requestId, async (ctx, notes) => {
    ctx.concerns([], { address: request.address, ...claimed })
    const line = auditLine(ctx, name, notes, 'refused', null, refused.code)
    notes.ending.line = claimed ? { ...line, actor_kind: 'nobody', actor_id: null, session_id: null } : line
  })

/** The person at the browser that asks. A token is no person: passwords and second factors are none of its business. */
export function personOf(request: OpenRequest): SignedIn {
  const who = request.caller as SignedIn | null
  if (who?.kind !== 'staff' || !who.session || !who.staff) throw browserOnly()
  return who
}

/** Runs something, and when it is refused writes that down before the refusal goes on. */
export async function notingRefusal<T>(
  app: App,
  by: Caller,
  request: OpenRequest,
  name: string,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'denied') {
      await noteRefused(app, by, request, name, error).catch(failure =>
        app.log.error('audit.refusal-not-written', failure),
      )
    }
    throw error
  }
}
