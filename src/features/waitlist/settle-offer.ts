import type { Id } from '../../core/id.ts'
import { Refusal } from '../../core/refusal.ts'
import type { Context } from '../../platform/context.ts'
import { doInside } from '../../platform/do-inside.ts'
import * as calls from '../calls/contract.ts'
import { tellPatient, withdrawMessage } from '../outreach/index.ts'
import * as schedule from '../schedule/contract.ts'
import { timeChanged } from './freed-row.ts'
import { goneWords } from './patient-words.ts'

export type Ending =
  | { state: 'yes' | 'no'; by: 'link' | 'desk'; why?: string }
  | { state: 'ended' | 'gone' | 'withdrawn'; why?: string }

/** Ends an open offer: gives its held time back, keeps its message from leaving if it has not left, closes the callback. Whoever was told of
 *  a time that others have now is told so. The freed time must be locked. False if the offer was no longer open. */
export async function settleOffer(ctx: Context, offer: Id<'offer'>, ending: Ending): Promise<boolean> {
  const answered = ending.state === 'yes' || ending.state === 'no'
  const [row] = await ctx.sql<{
    patient_id: Id<'patient'>
    freed_id: string
    starts_at: string
    zone: string
    message_id: Id<'patient-message'> | null
    task_id: Id<'message'> | null
    hold_id: Id<'hold'> | null
    how: string
  }>`
    update waitlist.offer
       set state = ${ending.state}, why = ${ending.why ?? ''}, answered_at = ${answered ? ctx.now.toString() : null}::timestamptz,
           answered_by = ${answered ? ending.by : null}
     where practice_id = ${ctx.practice} and id = ${offer}::uuid and state = 'open'
    returning patient_id, freed_id, starts_at, zone, message_id, task_id, hold_id, how`
  if (!row) return false
  ctx.concerns([row.patient_id], { offer })
  if (row.hold_id && ending.state !== 'yes')
    await unlessRefused(doInside(ctx, schedule.releaseHold, { hold: row.hold_id }))
  if (row.task_id) await unlessRefused(doInside(ctx, calls.finishMessage, { message: row.task_id }))
  const unsent = row.message_id ? await withdrawMessage(ctx, row.message_id) : false
  const wasTold = !unsent && (row.how === 'e-mail' || row.how === 'text')
  if (wasTold && ending.state === 'gone') {
    await tellPatient(ctx, {
      patient: row.patient_id,
      purpose: 'waitlist-gone',
      ...goneWords({ startsAt: row.starts_at, zone: row.zone }),
    })
  }
  timeChanged(ctx, row.freed_id)
  return true
}

/** What is there no more needs no giving back: a hold that ran out, a callback that somebody finished. */
async function unlessRefused(deed: Promise<unknown>): Promise<void> {
  try {
    await deed
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}
