import { useCallback, useEffect, useRef, useState } from 'react'
import { OfflineError } from '../../../web/kit/api.ts'
import { useDraft } from '../../../web/kit/drafts.ts'
import { useOnline } from '../../../web/kit/live.ts'
import type { CallLine } from './call-words.ts'
import { type Clash, type KeptNote, type Outcome, sendNote, together } from './send-note.ts'

const quiet_ms = 500
const again_ms = 5_000

export type CallNote = {
  text: string
  type: (text: string) => void
  /** saved: the server has it; saving: on its way; kept: only here, because the server is away or refuses. */
  state: 'saved' | 'saving' | 'kept'
  /** How the call will be closed once the server is back. */
  ending: Outcome | null
  clash: Clash | null
  settle: (how: 'both' | 'mine' | 'theirs') => void
  /** Closes the call. Rejects with what the server refused; kept and repeated while it is away. */
  end: (outcome: Outcome) => Promise<'ended' | 'kept'>
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
  const dirty = kept !== null && (kept.text !== kept.saved || kept.outcome !== null)
  // A colleague's newer text is shown as soon as nothing of one's own waits.
  const text = kept !== null && (dirty || kept.base >= call.revision) ? kept.text : call.note

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
          draft.set(now => ({ ...(now ?? note), base: sent.revision, saved: note.text }))
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
    if (!dirty || clash || busy.current || !kept) return
    const wait = setTimeout(() => void send(kept).catch(() => {}), state === 'kept' && !online ? again_ms : quiet_ms)
    return () => clearTimeout(wait)
  }, [kept, dirty, clash, online, round, send])

  return {
    text,
    type: next =>
      draft.set(now => {
        const base = now && (dirty || now.base >= call.revision) ? now : null
        return {
          text: next,
          base: base?.base ?? call.revision,
          saved: base ? base.saved : call.note,
          outcome: base?.outcome ?? null,
        }
      }),
    state: dirty && state === 'saved' ? 'saving' : state,
    ending: kept?.outcome ?? null,
    clash,
    settle: how => {
      if (!clash) return
      const mine = kept?.text ?? ''
      const words = how === 'both' ? together(clash.note, mine) : how === 'mine' ? mine : clash.note
      draft.set(now => ({ text: words, base: clash.revision, saved: clash.note, outcome: now?.outcome ?? null }))
      setClash(null)
    },
    end: async outcome => {
      const note: KeptNote = { text, base: kept?.base ?? call.revision, saved: kept?.saved ?? call.note, outcome }
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
