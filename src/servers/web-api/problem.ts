import type { Problem } from '../../core/contract.ts'
import { notSignedIn, type Refusal, tooManyRequests } from '../../core/refusal.ts'

const statuses = { invalid: 400, denied: 403, missing: 404, conflict: 409, busy: 503 } as const

/** HTTP status of a refusal. Two have a status of their own: nobody signed in (401), too many requests (429). */
export function statusOf(refused: Pick<Refusal, 'code' | 'kind'>): number {
  if (refused.code === notSignedIn.code) return 401
  if (refused.code === tooManyRequests.code) return 429
  return statuses[refused.kind]
}

const titles = {
  invalid: 'The input is not valid',
  denied: 'Not allowed',
  missing: 'Not found',
  conflict: 'That is not possible as things stand',
  busy: 'Busy: try again in a moment',
} as const

/** The body of a refusal (RFC 9457). */
export function problemOf(refused: Refusal): Problem {
  return {
    type: `urn:anteroom:refusal:${refused.code}`,
    title: titles[refused.kind],
    status: statusOf(refused),
    code: refused.code,
    kind: refused.kind,
    facts: refused.facts,
  }
}
