import { type Id, newId } from '../../core/id.ts'
import { networkOf } from '../../core/network.ts'
import { Refusal } from '../../core/refusal.ts'
import type { App, Caller } from '../../platform/context.ts'
import { sqlOn } from '../../platform/database.ts'
import { type OpenRequest, openOperation } from '../../platform/feature.ts'
import { passwordFits } from '../../platform/password.ts'
import { tryOnce } from './attempt.ts'
import * as contract from './contract.ts'
import { carryOut, noteRefused } from './deed.ts'
import { type Browser, browserOf, rememberBrowser, setBrowserCookie } from './known-browser.ts'
import { requireSecondFactor } from './second-factor.ts'
import { BROWSER_HOURS, openBrowserSession } from './session-row.ts'

const SESSION_COOKIE = 'anteroom_session'

type Account = {
  practice_id: Id<'practice'>
  practice_name: string
  staff_id: Id<'staff'>
  staff_name: string
  hash: string
  must_change: boolean
}

type Given = { password: string; code?: string | undefined; recoveryCode?: string | undefined }

/** Signs in. Whoever does not exist is refused with the same words after the same time. Strangers' guesses make strangers wait; a browser
 *  in which this person has signed in before counts by itself, so nobody can lock the desk out from afar. */
export const signIn = openOperation(contract.signIn, async (app, input, request) => {
  const browser = await browserOf(app, request, input.email)
  const tried = {
    account: input.email,
    origin: browser.ofAccount ? `browser:${browser.token}` : networkOf(request.address),
    stranger: !browser.ofAccount,
  }
  return tryOnce(app, tried, [contract.wrongCredentials, contract.wrongCode], async () => {
    const account = await accountOf(app, input, request, browser)
    const token = await open(app, account, input, request, browser)
    request.setCookie(SESSION_COOKIE, token, { maxAgeSeconds: BROWSER_HOURS * 3600 })
    setBrowserCookie(request, browser)
    return {
      staff: account.staff_id,
      name: account.staff_name,
      practice: account.practice_id,
      mustChangePassword: account.must_change,
    }
  })
})

/** The one account that e-mail and password fit. */
async function accountOf(
  app: App,
  input: Given & { email: string; practice?: Id<'practice'> | undefined },
  request: OpenRequest,
  browser: Browser,
): Promise<Account> {
  const found = await sqlOn(app.db.app)<Account>`
    select practice_id, practice_name, staff_id, staff_name, hash, must_change from access.find_sign_in(${input.email}::text)`
  const accounts = found.filter(account => !input.practice || account.practice_id === input.practice)
  if (accounts.length === 0) await passwordFits(input.password, null, browser.ofAccount)
  const fits = await Promise.all(accounts.map(account => passwordFits(input.password, account.hash, browser.ofAccount)))
  const fitting = accounts.filter((_account, n) => fits[n])
  if (fitting.length > 1) {
    throw contract.whichPractice({
      practices: fitting.map(account => ({ id: account.practice_id, name: account.practice_name })),
    })
  }
  if (fitting[0]) return fitting[0]
  const refused = contract.wrongCredentials()
  for (const account of accounts) await refuse(app, account, request, refused)
  if (accounts.length === 0) await refuse(app, null, request, refused)
  throw refused
}

/** Where tries at accounts that do not exist are written down: a trail of its own, and no less work than for one that does. */
const NOBODYS = '00000000-0000-0000-0000-000000000000' as Id<'practice'>

const nobody: Caller = {
  practice: NOBODYS,
  kind: 'staff',
  staff: null,
  session: null,
  name: 'Nobody',
  permissions: new Set(),
}

const callerOf = (account: Account, session: Id<'session'> | null): Caller => ({
  practice: account.practice_id,
  kind: 'staff',
  staff: account.staff_id,
  session,
  name: account.staff_name,
  permissions: new Set(),
})

const refuse = (app: App, account: Account | null, request: OpenRequest, refused: Refusal) =>
  noteRefused(app, account ? callerOf(account, null) : nobody, request, contract.signIn.name, refused, {
    staff: account?.staff_id ?? null,
  }).catch(failure => app.log.error('audit.refusal-not-written', failure))

/** Second factor and session in one transaction: there is no session, not even for a moment, that the second factor has not let through.
 *  Every sign-in makes a new one, and ends the one this browser had. */
async function open(app: App, account: Account, given: Given, request: OpenRequest, browser: Browser): Promise<string> {
  const id = newId<'session'>()
  try {
    return await carryOut(app, callerOf(account, id), request, contract.signIn.name, async ctx => {
      // Meets a change of password or second factor at its row: what was proved above must still hold when the session begins.
      const still = await ctx.sql`
        select 1 from access.password
         where practice_id = ${ctx.practice} and staff_id = ${account.staff_id} and hash = ${account.hash} for share`
      if (still.length === 0) throw contract.wrongCredentials()
      await requireSecondFactor(ctx, account.staff_id, given)
      const before = request.caller
      if (before?.kind === 'staff' && before.practice === ctx.practice) {
        await ctx.sql`
          update access.session set revoked_at = ${ctx.now.toString()}
           where practice_id = ${ctx.practice} and id = ${before.session} and revoked_at is null`
      }
      await rememberBrowser(ctx, account.staff_id, browser)
      ctx.concerns([], { address: request.address })
      return openBrowserSession(ctx, { id, staff: account.staff_id, address: request.address, agent: request.agent })
    })
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'denied') await refuse(app, account, request, error)
    throw error
  }
}
