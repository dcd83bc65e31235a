/** An expected no. Thrown, so that the transaction rolls back; declared by the contract, so that screens and tests can be complete. */
export type RefusalKind = 'invalid' | 'denied' | 'missing' | 'conflict' | 'busy'

/** What a refusal carries besides its code: small, serialisable, and never more than the asker may see. */
export type Facts = Record<string, unknown>

/** A declared refusal: its code ('schedule.slot-taken') and kind. Call it to make the error to throw. */
export type RefusalType = {
  (facts?: Facts): Refusal
  readonly code: string
  readonly kind: RefusalKind
}

export class Refusal extends Error {
  readonly code: string
  readonly kind: RefusalKind
  readonly facts: Facts
  constructor(code: string, kind: RefusalKind, facts: Facts = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.kind = kind
    this.facts = facts
  }
}

/** Declares a refusal once; the returned function makes the error, with the facts of the case. */
export function refusal(code: string, kind: RefusalKind): RefusalType {
  const make = (facts?: Facts) => new Refusal(code, kind, facts)
  return Object.assign(make, { code, kind })
}

// What every command and query may answer besides its own refusals; the platform throws them.
export const invalidInput = refusal('platform.invalid-input', 'invalid')
export const notSignedIn = refusal('platform.not-signed-in', 'denied')
export const notAllowed = refusal('platform.not-allowed', 'denied')
export const notFound = refusal('platform.not-found', 'missing')
export const keyReused = refusal('platform.idempotency-key-reused', 'conflict')
export const tooBusy = refusal('platform.busy', 'busy')
export const tooManyRequests = refusal('platform.too-many-requests', 'busy')
