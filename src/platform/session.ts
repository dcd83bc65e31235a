import { createHash } from 'node:crypto'
import type { Id } from '../core/id.ts'
import type { App, Caller } from './context.ts'
import { sqlOn } from './database.ts'

/** Tokens are stored as hashes only: whoever reads the database cannot sign in with what is found there. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

export type SignedIn = Caller & {
  session: Id<'session'>
  staff: Id<'staff'>
  locked: boolean
  seenAt: Temporal.Instant
  idleLockMinutes: number
}

type Row = {
  practice_id: Id<'practice'>
  id: Id<'session'>
  kind: 'browser' | 'token'
  staff_id: Id<'staff'>
  staff_name: string
  locked: boolean
  permissions: string[]
  seen_at: string
  idle_lock_minutes: number
}

/** Who stands behind a token at this moment, or null. Asked anew at every request, so that a revoked session is dead at once. */
export async function signedInBy(app: App, token: string): Promise<SignedIn | null> {
  const rows = await sqlOn(app.db.app)<Row>`
    select practice_id, id, kind, staff_id, staff_name, locked, permissions, seen_at, idle_lock_minutes
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
    seenAt: Temporal.Instant.from(row.seen_at),
    idleLockMinutes: row.idle_lock_minutes,
  }
}
