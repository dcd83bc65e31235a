import type { InputOf } from '../../../core/contract.ts'
import { act, RefusedError } from '../../../web/kit/api.ts'
import { t } from '../../../web/words/say.ts'
import { addAddendum, endCall, noteCall } from '../contract.ts'

export type Outcome = InputOf<typeof endCall>['outcome']

export type Also = NonNullable<InputOf<typeof endCall>['also']>[number]

/** A note as this computer keeps it until the server has it: what is typed, on which revision, what is known to be safe, how it ended; and why they
 *  called, once that was touched here. */
export type KeptNote = {
  text: string
  base: number
  saved: string | null
  outcome: Outcome | null
  also?: Also[]
  reasons?: string[]
  savedReasons?: string[]
}

/** True while the server does not have all of it. */
export const isUnsent = (kept: KeptNote): boolean =>
  kept.text !== kept.saved ||
  kept.outcome !== null ||
  (kept.reasons !== undefined && kept.reasons.join('\n') !== (kept.savedReasons ?? []).join('\n'))

/** The newer text of somebody else, which the server keeps. */
export type Clash = { revision: number; note: string; by: string }

export type Sent = { at: 'saved'; revision: number } | { at: 'ended'; outcome: Outcome } | { at: 'clash'; clash: Clash }

const clashOf = (error: unknown): Clash | null => {
  if (!(error instanceof RefusedError) || error.code !== 'calls.changed-meanwhile') return null
  const { revision, note, by } = error.facts
  return { revision: Number(revision), note: String(note ?? ''), by: String(by ?? '') }
}

/** Brings a kept note to the server, and the end of the call with it. Throws OfflineError while the server is away. */
export async function sendNote(call: string, kept: KeptNote): Promise<Sent> {
  const reasons = kept.reasons ? { reasons: kept.reasons } : {}
  try {
    if (kept.outcome === null) {
      const answer = await act(noteCall, { call, note: kept.text, revision: kept.base, ...reasons })
      return { at: 'saved', revision: answer.revision }
    }
    await act(endCall, {
      call,
      outcome: kept.outcome,
      also: kept.also ?? [],
      note: kept.text,
      revision: kept.base,
      ...reasons,
    })
    return { at: 'ended', outcome: kept.outcome }
  } catch (error) {
    const clash = clashOf(error)
    if (clash) return { at: 'clash', clash }
    // Closed meanwhile, by the phone system or a colleague: the words still belong to the call.
    if (kept.outcome !== null && error instanceof RefusedError && error.code === 'calls.call-over') {
      return sendNote(call, { ...kept, outcome: null })
    }
    // Kept here so long that the call is settled: the words are added to it and not lost.
    if (error instanceof RefusedError && error.code === 'calls.call-settled') {
      await act(addAddendum, { call, text: kept.text.slice(0, 5_000), why: t('calls.pop.record.keptHere') })
      return { at: 'saved', revision: kept.base }
    }
    throw error
  }
}

/** Both texts, the other one first, without doubling what is already in it. */
export function together(theirs: string, mine: string): string {
  if (mine.includes(theirs)) return mine
  if (theirs.includes(mine)) return theirs
  return `${theirs.trimEnd()}\n${mine}`
}
