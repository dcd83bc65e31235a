import type { InputOf } from '../../../core/contract.ts'
import { toast } from '../../../web/kit/toast.ts'
import { act, RefusedError } from '../../../web/kit/wire.ts'
import { t } from '../../../web/words/say.ts'
import { type CancelReason, cancelBundle, moveSeries, undoConflict, undoTogether, type Visit } from '../contract.ts'
import { askScheduleAgain } from './board-answers.ts'
import { askDeed, type InTheWay } from './deed-asked.ts'
import { sayNo } from './say-schedule.ts'
import { tookPlace } from './visit-deeds.ts'

/** What stands in one visit's way, in words. */
export const sayInTheWay = (conflict: Pick<InTheWay, 'code' | 'facts'>): string => sayNo(asError(conflict))

/** The refusal a conflict would be if the visit went alone. */
export const asError = ({ code, facts }: Pick<InTheWay, 'code' | 'facts'>): RefusedError =>
  new RefusedError({ code, kind: 'conflict', facts: facts as never, status: 409 })

/** Takes one deed of many visits back as one step. What cannot go back is named, and the others are offered to go without it. */
export async function undoSeveral(visits: readonly Visit[], who: string): Promise<void> {
  try {
    const { undone } = await act(undoTogether, {
      visits: visits.map(visit => ({ appointment: visit.id, version: visit.version })),
    })
    tookPlace(undone)
    toast(t('schedule.deeds.several.undone', { who, n: undone.length }), { look: 'info' })
  } catch (error) {
    if (error instanceof RefusedError && error.code === undoConflict.code) {
      askDeed({ kind: 'undo', visits, who, conflicts: error.facts.conflicts as unknown as InTheWay[] })
    } else toast(sayNo(error), { look: 'bad' })
  } finally {
    askScheduleAgain()
  }
}

/** Cancels one of those that belong together and all later ones, or all to come; undo takes them back as one. */
export async function cancelSeveral(
  visit: Visit & { patientName: string },
  bundle: NonNullable<Visit['bundle']>,
  reach: 'following' | 'all',
  reason: Pick<CancelReason, 'by' | 'text'> | null,
): Promise<void> {
  try {
    const { cancelled } = await act(cancelBundle, {
      bundle,
      reach,
      appointment: visit.id,
      ...(reason ? { by: reason.by, reason: reason.text } : {}),
    })
    tookPlace(cancelled)
    toast(t('schedule.deeds.cancel.several', { who: visit.patientName, n: cancelled.length }), {
      undo: () => void undoSeveral(cancelled, visit.patientName),
    })
  } catch (error) {
    toast(sayNo(error), { look: 'bad' })
  } finally {
    askScheduleAgain()
  }
}

/** Moves several by one shift; undo takes them back as one. Throws what the server refused. */
export async function moveSeveral(who: string, input: InputOf<typeof moveSeries>): Promise<void> {
  try {
    const { moved } = await act(moveSeries, input)
    tookPlace(moved)
    toast(t('schedule.deeds.series.done', { who, n: moved.length }), { undo: () => void undoSeveral(moved, who) })
  } finally {
    askScheduleAgain()
  }
}
