import { randomBytes } from 'node:crypto'
import { tokenHash } from '../../platform/session.ts'

/** A new secret address part (32 random bytes) and what is kept of it. */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: tokenHash(token) }
}
