import { useCallback, useEffect, useRef, useState } from 'react'
import { OfflineError } from '../../../web/kit/api.ts'
import { useDraft } from '../../../web/kit/drafts.ts'
import { useOnline } from '../../../web/kit/live.ts'
import type { CallLine } from './call-words.ts'
import { type Also, type Clash, isUnsent, type KeptNote, type Outcome, sendNote, together } from './send-note.ts'

const quiet_ms = 500
// Whoever types without a pause is sent all the same: a computer that dies takes its own copy with it.
const longest_ms = 600
const again_ms = 5_000

export type CallNote = {
  text: string
  type: (text: string) => void
  /** Why they call; kept and sent with the note. */
  reasons: readonly string[]
  toggleReason: (reason: string) => void
  /** saved: the server has it; saving: on its way; kept: only here, because the server is away or refuses. */
  state: 'saved' | 'saving' | 'kept'
  /** How the call will be closed once the server is back. */
  ending: Outcome | null
  clash: Clash | null
  settle: (how: 'both' | 'mine' | 'theirs') => void
  /** Closes the call. Rejects with what the server refused; kept and repeated while it is away. */
  end: (outcome: Outcome, also?: readonly Also[]) => Promise<'ended' | 'kept'>
  restoredAt: Date | null
}

/** The note of a call under one's hands: written here at every keystroke, at the server half a second after the last one. */
export function useCallNote(call: CallLine): CallNote {
  const draft = useDraft<KeptNote | null>(`calls.note.${call.call}`, null)
  const online = useOnline()
  const [state, setState] = useState<'saved' | 'saving' | 'kept'>('saved')
  const [clash, setClash] = useState<Clash | null>(null)
  const [round, setRound] = useState(0)
  const busy = useRef(false)
  const kept = draft.value
  const dirty = kept !== null && isUnsent(kept)
  const since = useRef<number | null>(null)
  // A colleague's newer text is shown as soon as nothing of one's own waits.
  const text = kept !== null && (dirty || kept.base >= call.revision) ? kept.text : call.note
  const reasons = (kept !== null && (dirty || kept.base >= call.revision) ? kept.reasons : undefined) ?? call.reasons

  const send = useCallback(
    async (note: KeptNote) => {
      busy.current = true
      setState('saving')
      try {
        const sent = await sendNote(call.call, note)
        if (sent.at === 'clash') {
          setClash(sent.clash)
          setState('kept')
        } else if (sent.at === 'ended') {
          draft.clear()
          setState('saved')
        } else {
          draft.set(now => ({
            ...(now ?? note),
            base: sent.revision,
            saved: note.text,
            ...(note.reasons ? { savedReasons: note.reasons } : {}),
          }))
          setState('saved')
        }
        return sent
      } catch (error) {
        setState('kept')
        throw error
      } finally {
        busy.current = false
        setRound(n => n + 1)
      }
    },
    [call.call, draft.set, draft.clear],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` restarts the wait after an attempt, `online` when the server is back
  useEffect(() => {
    if (!dirty) since.current = null
    if (!dirty || clash || busy.current || !kept) return
    since.current ??= Date.now()
    const quiet = Math.max(0, Math.min(quiet_ms, since.current + longest_ms - Date.now()))
    const wait = setTimeout(
      () => {
        since.current = null
        void send(kept).catch(() => {})
      },
      state === 'kept' ? (online ? quiet_ms : again_ms) : quiet,
    )
    return () => clearTimeout(wait)
  }, [kept, dirty, clash, online, round, send])

  const change = (to: (now: KeptNote) => KeptNote) =>
    draft.set(now => {
      const own = now && (dirty || now.base >= call.revision) ? now : null
      return to(own ?? { text: call.note, base: call.revision, saved: call.note, outcome: null })
    })

  return {
    text,
    type: next => change(now => ({ ...now, text: next })),
    reasons,
    toggleReason: reason =>
      change(now => {
        const before = now.reasons ?? call.reasons
        const after = before.includes(reason) ? before.filter(one => one !== reason) : [...before, reason]
        return { ...now, reasons: after, savedReasons: now.savedReasons ?? call.reasons }
      }),
    state: dirty && state === 'saved' ? 'saving' : state,
    ending: kept?.outcome ?? null,
    clash,
    settle: how => {
      if (!clash) return
      const mine = kept?.text ?? ''
      const words = how === 'both' ? together(clash.note, mine) : how === 'mine' ? mine : clash.note
      draft.set(now => ({
        ...now,
        text: words,
        base: clash.revision,
        saved: clash.note,
        outcome: now?.outcome ?? null,
      }))
      setClash(null)
    },
    end: async (outcome, also = []) => {
      const note: KeptNote = {
        ...kept,
        text,
        base: kept?.base ?? call.revision,
        saved: kept?.saved ?? call.note,
        outcome,
        also: [...also],
      }
      try {
        const sent = await send(note)
        if (sent.at === 'clash') draft.set({ ...note, outcome })
        return sent.at === 'clash' ? 'kept' : 'ended'
      } catch (error) {
        if (!(error instanceof OfflineError)) throw error
        draft.set(note)
        return 'kept'
      }
    },
    restoredAt: draft.restored && dirty ? draft.keptAt : null,
  }
}
