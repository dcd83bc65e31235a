import type { Id } from '../../core/id.ts'
import type { App, Caller, Context, OpenRequest } from '../../platform/context.ts'
import { auditLine, inTransaction } from '../../platform/transaction.ts'

/** A page without sign-in acting in a practice: it may do what the deed itself does, and nothing else. */
export const pageCaller = (practice: Id<'practice'>, name: string): Caller => ({
  practice,
  kind: 'system',
  staff: null,
  session: null,
  name,
  permissions: new Set(),
})

/** One deed of such a page, with its line in the audit trail if it concerned anybody or anything. `refused` says that nobody was let through. */
export const openDeed = <T>(
  app: App,
  by: Caller,
  request: Pick<OpenRequest, 'requestId'>,
  name: string,
  run: (ctx: Context, refuse: (code: string) => void) => Promise<T>,
): Promise<T> =>
  inTransaction(app, by, request.requestId, async (ctx, notes) => {
    let refused: string | null = null
    const answer = await run(ctx, code => {
      refused = code
    })
    if (refused !== null) {
      notes.ending.line = {
        ...auditLine(ctx, name, notes, 'refused', null, refused),
        actor_kind: 'nobody',
      }
    } else if (notes.patients.size > 0) {
      notes.ending.line = auditLine(ctx, name, notes, 'done', null)
    }
    return answer
  })
