import { createHmac } from 'node:crypto'

/** A name and password that prove themselves until they end: "<unix expiry>:<name>" and base64(HMAC-SHA1(secret, that)). The scheme of
 *  kamailio's auth_ephemeral and of coturn's use-auth-secret (draft-uberti-behave-turn-rest): neither side stores a password. */
export function mint(secret: string, name: string, now: Temporal.Instant, lives_s: number) {
  const user = `${Math.floor(now.epochMilliseconds / 1000) + lives_s}:${name}`
  return { user, password: createHmac('sha1', secret).update(user).digest('base64') }
}
