import { Refusal, type RefusalType } from '../../core/refusal.ts'
import { apart } from '../../platform/apart.ts'
import type { Context } from '../../platform/context.ts'
import { refusalFor } from '../../platform/transaction.ts'
import type { Result } from './contract.ts'

type Outcome = Result['outcome']

/** What a refusal of the schedule means for one row of a bulk. */
const meaning: Readonly<Record<string, Outcome>> = {
  'schedule.slot-taken': 'taken',
  'schedule.hold-gone': 'taken',
  'schedule.outside-hours': 'taken',
  'schedule.in-the-past': 'taken',
  'schedule.reserved': 'taken',
  'schedule.limit': 'taken',
  'schedule.notice': 'taken',
  'schedule.not-offered': 'taken',
  'schedule.changed-meanwhile': 'changed',
  'schedule.already-cancelled': 'changed',
  'schedule.wrong-state': 'changed',
  'schedule.nothing-to-undo': 'changed',
}

/** Runs the deed of one row for itself. A refusal becomes its outcome and leaves nothing behind; whatever is not an expected no, and what
 *  another try of the whole may cure, is thrown on. */
export async function settleEach(
  ctx: Context,
  appointment: Result['appointment'],
  constraints: Readonly<Record<string, RefusalType>>,
  deed: (inner: Context) => Promise<Pick<Result, 'how' | 'version'>>,
): Promise<Result> {
  try {
    return { appointment, outcome: 'done', why: null, ...(await apart(ctx, deed)) }
  } catch (error) {
    const known = refusalFor(error, constraints)
    if (!(known instanceof Refusal) || known.kind === 'busy' || known.kind === 'missing') throw error
    return notDone(appointment, meaning[known.code] ?? 'not-possible', known.code)
  }
}

/** A row that was left as it is, and why. */
export const notDone = (appointment: Result['appointment'], outcome: Outcome, why: string | null): Result => ({
  appointment,
  outcome,
  why,
  how: null,
  version: null,
})
