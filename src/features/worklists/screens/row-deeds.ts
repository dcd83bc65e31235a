import type { Id } from '../../../core/id.ts'
import { dayOf } from '../../../web/kit/format.ts'
import { toast } from '../../../web/kit/toast.ts'
import { act } from '../../../web/kit/wire.ts'
import { sayError } from '../../../web/words/refusal-words.ts'
import { t } from '../../../web/words/say.ts'
import { closeFollowUp, reopenFollowUp } from '../../schedule/contract.ts'
import {
  type AttemptResult,
  closeItem,
  type ListRow,
  noteAttempt,
  putOff,
  reopenItem,
  resumeRecalls,
  stopRecalls,
} from '../contract.ts'
import { sayAgain, sayResult } from './say-row.ts'
import { takeBackConfirmation } from './take-back.ts'

const about = (row: ListRow) => ({ list: row.list, item: row.item, seen: row.version })
const who = (row: ListRow) => row.patient.name

/** Does something and says what went wrong; true if it was done. */
async function carryOut(run: () => Promise<void>): Promise<boolean> {
  try {
    await run()
    return true
  } catch (error) {
    toast(sayError(error), { look: 'bad' })
    return false
  }
}

/** A follow-up that is off the list for good is closed where the provider asked for it as well; true if there was one. */
export async function closeAsked(row: ListRow, reason: string): Promise<boolean> {
  if (!row.why.some(why => why.code === 'followUp')) return false
  await act(closeFollowUp, { followUp: row.item as string as Id<'follow-up'>, reason })
  return true
}

/** Notes what came of an attempt; what follows from it is done by the server in the same step. */
export const attempt = (row: ListRow, result: AttemptResult, channel: 'phone' | 'letter' = 'phone') =>
  carryOut(async () => {
    const noted = await act(noteAttempt, { ...about(row), result, channel })
    if (result === 'declines') await closeAsked(row, sayResult(result))
    if (result === 'confirmed') {
      toast(t('worklists.done.confirmed', { who: who(row) }), { undo: () => void takeBackConfirmation(row) })
    } else if (result === 'cancels') toast(t('worklists.done.cancelled', { who: who(row) }))
    else {
      const what = sayResult(result)
      const today = dayOf(new Date(), row.zone)
      toast(
        noted.nextAt && result !== 'wants-to-move'
          ? t('worklists.done.notedAgain', { who: who(row), what, when: sayAgain(noted.nextAt, row.zone, today) })
          : t('worklists.done.noted', { who: who(row), what }),
      )
    }
  })

/** Takes a row off the list as unanswered; it comes back to be looked at. */
export const closeUnanswered = (row: ListRow) =>
  carryOut(async () => {
    await act(closeItem, { ...about(row), reason: 'no-answer' })
    toast(t('worklists.done.closed', { who: who(row) }), { undo: () => void openAgain(row.list, row.item, who(row)) })
  })

/** Puts a closed row back. */
export const openAgain = (list: ListRow['list'], item: ListRow['item'], name: string, asked = false) =>
  carryOut(async () => {
    await act(reopenItem, { list, item })
    if (asked) await act(reopenFollowUp, { followUp: item as string as Id<'follow-up'> })
    toast(t('worklists.done.reopened', { who: name }), { look: 'info' })
  })

/** Lets a row wait until nine tomorrow morning by this desk's clock. */
export const waitTillTomorrow = (row: ListRow) =>
  carryOut(async () => {
    const at = new Date()
    at.setDate(at.getDate() + 1)
    at.setHours(9, 0, 0, 0)
    const until = at.toISOString()
    await act(putOff, { ...about(row), until })
    const when = sayAgain(until, row.zone, dayOf(new Date(), row.zone))
    toast(t('worklists.done.notedAgain', { who: who(row), what: sayResult('put-off'), when }))
  })

/** The patient wants no recalls. */
export const stop = (row: ListRow) =>
  carryOut(async () => {
    const patient = row.patient.id
    await act(stopRecalls, { patient })
    toast(t('worklists.done.stopped', { who: who(row) }), {
      undo: () =>
        void carryOut(async () => {
          await act(resumeRecalls, { patient })
          toast(t('worklists.done.resumed', { who: who(row) }), { look: 'info' })
        }),
    })
  })
