import { Secret, TOTP } from 'otpauth'

const PERIOD_SECONDS = 30

const totpOf = (secret: Uint8Array, account: string) =>
  new TOTP({
    issuer: 'Anteroom',
    label: account,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
  })

/** 20 random bytes, as RFC 4226 (4, R6) recommends. */
export const newTotpSecret = (): Uint8Array => new Uint8Array(new Secret({ size: 20 }).bytes)

/** What the person's app wants: the secret in base32, and the otpauth:// address behind the QR code. */
export function enrolment(secret: Uint8Array, account: string): { secret: string; uri: string } {
  const totp = totpOf(secret, account)
  return { secret: totp.secret.base32, uri: totp.toString() }
}

/** The step (30 s since 1970) a code belongs to, one step early or late allowed for clocks that differ; null if it belongs to none. */
export function stepOf(secret: Uint8Array, code: string, now: Temporal.Instant): number | null {
  const delta = totpOf(secret, 'anteroom').validate({ token: code, timestamp: now.epochMilliseconds, window: 1 })
  return delta === null ? null : Math.floor(now.epochMilliseconds / 1000 / PERIOD_SECONDS) + delta
}
