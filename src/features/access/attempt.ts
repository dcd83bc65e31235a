import { createHash } from 'node:crypto'
import { newId } from '../../core/id.ts'
import { tooManyRequests } from '../../core/refusal.ts'
import type { App } from '../../platform/context.ts'
import { sqlOn } from '../../platform/database.ts'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

export type Attempt = {
  /** It was no guess (a right password that still needs its code): this attempt does not count, earlier ones do. */
  forget(): Promise<void>
  /** It was right: the failures of this account from this origin are forgiven, those of others are not. */
  succeed(): Promise<void>
}

/** Takes the right to try a password or code once. Counted in the database before anything is compared, so that many tries at one
 *  moment, in many processes, count as many. Throws `platform.too-many-requests` with the seconds to wait. */
export async function beginAttempt(
  app: App,
  ask: { account: string; origin: string; stranger: boolean },
): Promise<Attempt> {
  const sql = sqlOn(app.db.app)
  const id = newId()
  const account = digest(`account:${ask.account}`)
  const origin = digest(`origin:${ask.origin}`)
  const [answer] = await sql<{ wait: number }>`
    select access.begin_attempt(${id}::uuid, ${account}::bytea, ${origin}::bytea, ${ask.stranger}::boolean,
                                ${app.clock.now().toString()}::timestamptz) as wait`
  if (answer!.wait > 0) throw tooManyRequests({ retryAfterSeconds: answer!.wait })
  return {
    async forget() {
      await sql`delete from access.failed_attempt where id = ${id}`
    },
    async succeed() {
      await sql`delete from access.failed_attempt where account_hash = ${account} and origin_hash = ${origin}`
    },
  }
}

/** Forgets attempts that no limit looks at any more. */
export async function forgetOldAttempts(app: App): Promise<void> {
  const before = app.clock.now().subtract({ hours: 2 }).toString()
  await sqlOn(app.db.app)`delete from access.failed_attempt where at < ${before}`
}
