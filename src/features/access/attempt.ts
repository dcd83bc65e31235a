import { createHash } from 'node:crypto'
import { newId } from '../../core/id.ts'
import { Refusal, type RefusalType, tooManyRequests } from '../../core/refusal.ts'
import type { App } from '../../platform/context.ts'
import { sqlOn } from '../../platform/database.ts'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

export type Tried = {
  /** What is guessed at. */
  account: string
  /** Who guesses: a network, a known browser, a session. */
  origin: string
  /** Whether the limits for strangers hold too: for the whole network, and for the account whoever asks. */
  stranger: boolean
}

/** Tries a password or code once. Counted in the database before anything is compared, so that many tries at one moment, in many
 *  processes, count as many. Refused as one of `guesses` it stays counted; refused otherwise (a right password that still needs its
 *  code, a busy server) it was no guess and is taken back, while earlier ones stay; done, the failures of this account from this origin are
 *  forgiven, those of others are not. Throws `platform.too-many-requests` with the seconds to wait. */
export async function tryOnce<T>(
  app: App,
  tried: Tried,
  guesses: readonly RefusalType[],
  run: () => Promise<T>,
): Promise<T> {
  const sql = sqlOn(app.db.app)
  const id = newId()
  const account = digest(`account:${tried.account}`)
  const origin = digest(`origin:${tried.origin}`)
  const [answer] = await sql<{ wait: number }>`
    select access.begin_attempt(${id}::uuid, ${account}::bytea, ${origin}::bytea, ${tried.stranger}::boolean,
                                ${app.clock.now().toString()}::timestamptz) as wait`
  if (answer!.wait > 0) throw tooManyRequests({ retryAfterSeconds: answer!.wait })
  let done: T
  try {
    done = await run()
  } catch (error) {
    const guessed = error instanceof Refusal && guesses.some(guess => guess.code === error.code)
    if (!guessed) await sql`delete from access.failed_attempt where id = ${id}`
    throw error
  }
  await sql`delete from access.failed_attempt where account_hash = ${account} and origin_hash = ${origin}`
  return done
}

/** One session guesses at what its own person knows: counted by itself, so that nobody else waits for it. */
export const ofSession = (kind: 'password' | 'code', session: string): Tried => ({
  account: `${kind}:${session}`,
  origin: `session:${session}`,
  stranger: false,
})

/** Forgets attempts that no limit looks at any more. */
export async function forgetOldAttempts(app: App): Promise<void> {
  const before = app.clock.now().subtract({ hours: 2 }).toString()
  await sqlOn(app.db.app)`delete from access.failed_attempt where at < ${before}`
}
