import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto'

/** A message whose own time is further away than this is late: whoever held it back may have changed what it means. */
const latest_seconds = 300

function same(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Twilio: base64 of HMAC-SHA1 with the auth token over the address as Twilio calls it and the sorted form fields, name and value without anything
 *  between (Twilio, "Validating signatures"). */
export function isFromTwilio(
  token: string,
  address: string,
  form: URLSearchParams,
  signature: string | undefined,
): boolean {
  if (!signature) return false
  const fields = [...form.entries()].sort(([a, av], [b, bv]) => compare(a, b) || compare(av, bv))
  const text = address + fields.map(([name, value]) => name + value).join('')
  return same(createHmac('sha1', token).update(text).digest(), Buffer.from(signature, 'base64'))
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

// SubjectPublicKeyInfo of an Ed25519 key (RFC 8410, 4) up to the 32 bytes of the key itself.
const ed25519Head = Buffer.from('302a300506032b6570032100', 'hex')

/** Telnyx: Ed25519 over the time, a bar and the raw body; the public key is that of the account, in base64. */
export function isFromTelnyx(
  publicKey: string,
  timestamp: string,
  body: Buffer,
  signature: string | undefined,
): boolean {
  const raw = Buffer.from(publicKey, 'base64')
  const signed = Buffer.from(signature ?? '', 'base64')
  if (raw.length !== 32 || signed.length !== 64) return false
  const key = createPublicKey({ key: Buffer.concat([ed25519Head, raw]), format: 'der', type: 'spki' })
  return verify(null, Buffer.concat([Buffer.from(`${timestamp}|`), body]), key, signed)
}

/** Any other sender: hex of HMAC-SHA256 with the shared key over the time, a dot and the raw body. */
export function isFromKeyHolder(key: string, timestamp: string, body: Buffer, signature: string | undefined): boolean {
  if (!/^[0-9a-f]{64}$/i.test(signature ?? '')) return false
  const expected = createHmac('sha256', key).update(`${timestamp}.`).update(body).digest()
  return same(expected, Buffer.from(signature!, 'hex'))
}

/** Whether a time in seconds since 1970 is too far from now, either way. */
export function isLate(seconds: number, now: Temporal.Instant): boolean {
  return !(Math.abs(now.epochMilliseconds / 1000 - seconds) <= latest_seconds)
}
