import { randomBytes } from 'node:crypto'
import { type Id, newId } from '../../core/id.ts'
import type { Context } from '../../platform/context.ts'
import { tokenHash } from '../../platform/session.ts'

/** After so long a browser must sign in again, however busy it was. */
export const BROWSER_HOURS = 12

/** Opens a browser's session and answers its token, which is kept nowhere: the database has its hash. */
export async function openBrowserSession(
  ctx: Context,
  session: { id: Id<'session'>; staff: Id<'staff'>; address: string; agent: string },
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const now = ctx.now.toString()
  await ctx.sql`
    insert into access.session (practice_id, id, staff_id, kind, token_hash, created_at, expires_at, seen_at, address, agent)
    values (${ctx.practice}, ${session.id}, ${session.staff}, 'browser', ${tokenHash(token)}, ${now},
            ${ctx.now.add({ hours: BROWSER_HOURS }).toString()}, ${now}, ${session.address}, ${session.agent})`
  return token
}

/** Makes an API token for a person. It can never do more than the person can at the moment of use (access.session_of); `scope` null
 *  leaves it all of that. */
export async function openToken(
  ctx: Context,
  ask: { staff: Id<'staff'>; label: string; scope: readonly string[] | null; days: number },
): Promise<{ id: Id<'session'>; token: string; expiresAt: string }> {
  const id = newId<'session'>()
  // A fixed beginning lets secret scanners find tokens that were left in a file.
  const token = `anteroom_${randomBytes(32).toString('base64url')}`
  const now = ctx.now.toString()
  const expiresAt = ctx.now.add({ hours: ask.days * 24 }).toString()
  await ctx.sql`
    insert into access.session (practice_id, id, staff_id, kind, token_hash, label, scope, created_at, expires_at, seen_at)
    values (${ctx.practice}, ${id}, ${ask.staff}, 'token', ${tokenHash(token)}, ${ask.label}, ${ask.scope}::text[], ${now},
            ${expiresAt}, ${now})`
  return { id, token, expiresAt }
}

/** Ends the sessions of a person, but for the one named. Browsers only, or tokens as well. */
export async function endSessions(
  ctx: Context,
  staff: Id<'staff'>,
  ask: { except?: Id<'session'> | null; tokens: boolean },
): Promise<void> {
  await ctx.sql`
    update access.session set revoked_at = ${ctx.now.toString()}
     where practice_id = ${ctx.practice} and staff_id = ${staff} and revoked_at is null
       and (${ask.tokens}::boolean or kind = 'browser') and id is distinct from ${ask.except ?? null}::uuid`
}
