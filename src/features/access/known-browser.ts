import { randomBytes } from 'node:crypto'
import type { Id } from '../../core/id.ts'
import type { App, Context } from '../../platform/context.ts'
import { sqlOn } from '../../platform/database.ts'
import type { OpenRequest } from '../../platform/feature.ts'
import { tokenHash } from '../../platform/session.ts'

const COOKIE = 'anteroom_known'
const DAYS = 400

export type Browser = { token: string; ofAccount: boolean }

/** The browser that asks: known for this account if somebody has signed in with it as that person before. Whoever brings a token that
 *  we never gave gets a new one, so that nobody can hand out tokens in our name. */
export async function browserOf(app: App, request: OpenRequest, email: string): Promise<Browser> {
  const token = request.cookie(COOKIE)
  if (token && /^[A-Za-z0-9_-]{43}$/.test(token)) {
    const [known] = await sqlOn(app.db.app)<{ of_account: boolean; at_all: boolean }>`
      select of_account, at_all from access.knows_browser(${email}::text, ${tokenHash(token)}::bytea)`
    if (known!.at_all) return { token, ofAccount: known!.of_account }
  }
  return { token: randomBytes(32).toString('base64url'), ofAccount: false }
}

/** Remembers that this person signed in here. */
export async function rememberBrowser(ctx: Context, staff: Id<'staff'>, browser: Browser): Promise<void> {
  await ctx.sql`
    insert into access.known_browser (practice_id, staff_id, token_hash, at)
    values (${ctx.practice}, ${staff}, ${tokenHash(browser.token)}, ${ctx.now.toString()})
    on conflict (practice_id, staff_id, token_hash) do update set at = excluded.at`
}

export const setBrowserCookie = (request: OpenRequest, browser: Browser): void =>
  request.setCookie(COOKIE, browser.token, { maxAgeSeconds: DAYS * 86_400 })

/** Forgets browsers in which a person has not signed in for longer than the cookie lives. */
export async function forgetOldBrowsers(app: App): Promise<void> {
  const before = app.clock
    .now()
    .subtract({ hours: DAYS * 24 })
    .toString()
  await sqlOn(app.db.owner)`delete from access.known_browser where at < ${before}`
}
