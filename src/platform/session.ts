import { createHash } from 'node:crypto'
import type { Id } from '../core/id.ts'
import type { App, Caller } from './context.ts'
import { sqlOn } from './database.ts'

/** Tokens are stored as hashes only: whoever reads the database cannot sign in with what is found there. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

export type SignedIn = Caller & {
  session: Id<'session'>
  staff: Id<'staff'>
  /** Locked by hand, or by time: nobody has used it for the practice's idle minutes. */
  locked: boolean
  /** Somebody else chose the password: nothing goes before it is changed. */
  mustChangePassword: boolean
  seenAt: Temporal.Instant
}

type Row = {
  practice_id: Id<'practice'>
  id: Id<'session'>
  kind: 'browser' | 'token'
  staff_id: Id<'staff'>
  staff_name: string
  locked: boolean
  must_change_password: boolean
  permissions: string[]
  seen_at: string
}

/** Who stands behind a token at this moment, or null. Asked anew at every request, so that a revoked session is dead at once. */
export async function signedInBy(app: App, token: string): Promise<SignedIn | null> {
  const rows = await sqlOn(app.db.app)<Row>`
    select practice_id, id, kind, staff_id, staff_name, locked, must_change_password, permissions, seen_at
      from access.session_of(${tokenHash(token)}, ${app.clock.now().toString()})`
  const row = rows[0]
  if (!row) return null
  return {
    practice: row.practice_id,
    kind: row.kind === 'token' ? 'token' : 'staff',
    staff: row.staff_id,
    session: row.id,
    name: row.staff_name,
    permissions: new Set(row.permissions),
    locked: row.locked,
    mustChangePassword: row.must_change_password,
    seenAt: Temporal.Instant.from(row.seen_at),
  }
}

const TOUCH_EVERY_MS = 30_000

/** Notes that a person used this session, at most every 30 seconds. Automatic refreshes and live streams never call it. */
export async function touchSession(app: App, who: SignedIn): Promise<void> {
  const now = app.clock.now()
  if (who.locked || now.epochMilliseconds - who.seenAt.epochMilliseconds < TOUCH_EVERY_MS) return
  await sqlOn(
    app.db.app,
  )`select access.touch(${who.practice}::uuid, ${who.session}::uuid, ${now.toString()}::timestamptz)`
}
