import type { App } from '../../platform/context.ts'
import type { OpenRequest } from '../../platform/feature.ts'
import { passwordFits } from '../../platform/password.ts'
import type { SignedIn } from '../../platform/session.ts'
import { inTransaction } from '../../platform/transaction.ts'
import { ofSession, tryOnce } from './attempt.ts'
import { wrongPassword } from './contract.ts'

/** Lets a signed-in person go on who knows their password; answers its hash, so that the deed can see that it still holds. Tries are
 *  counted for this session alone: whoever sits at a deserted desk cannot guess on, and locks nobody else out.
 *  Throws `access.wrong-password` or `platform.too-many-requests`. */
export async function provePassword(app: App, who: SignedIn, request: OpenRequest, password: string): Promise<string> {
  return tryOnce(app, ofSession('password', who.session), [wrongPassword], async () => {
    const [row] = await inTransaction(
      app,
      who,
      request.requestId,
      ctx => ctx.sql<{ hash: string }>`
        select hash from access.password where practice_id = ${ctx.practice} and staff_id = ${who.staff}`,
    )
    if (!(await passwordFits(password, row?.hash ?? null, true))) throw wrongPassword()
    return row!.hash
  })
}
