import { createHash } from 'node:crypto'

/** A line of the audit trail as the chain takes it. `at` has microseconds, `subject` is jsonb's own text, which orders its keys. */
export type SealedText = {
  id: string
  at: string
  actor_kind: string
  actor_id: string | null
  session_id: string | null
  deed: string
  outcome: string
  refusal: string | null
  patients: string[]
  subject: string
  why: string | null
  request_id: string | null
}

/** What a chain begins with instead of a hash before. */
export const GENESIS = Buffer.alloc(32)

/** hash = sha256(hash before ‖ canonical line): a JSON list, so that no two lines have one text. The practice is in it: a line cannot
 *  move to another practice's chain. */
export function chained(before: Buffer, practice: string, line: SealedText): Buffer {
  const canonical = JSON.stringify([
    practice,
    line.id,
    line.at,
    line.actor_kind,
    line.actor_id,
    line.session_id,
    line.deed,
    line.outcome,
    line.refusal,
    line.patients,
    line.subject,
    line.why,
    line.request_id,
  ])
  return createHash('sha256').update(before).update(canonical).digest()
}
