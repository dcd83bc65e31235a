import { useEffect, useState } from 'react'
import { draftKeys, useDraft } from '../../../web/kit/drafts.ts'
import { useOnline } from '../../../web/kit/live.ts'
import { isUnsent, type KeptNote, sendNote, together } from './send-note.ts'

const start = 'calls.note.'
const again_ms = 10_000

/** Notes of calls that are no longer on the screen, typed while the server was away or the browser fell over: brought to it now. */
export function UnsentNotes({ shown }: { shown: readonly string[] }) {
  const [calls, setCalls] = useState<string[]>([])
  const online = useOnline()
  const known = shown.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked up again when the server is back and when a call leaves the screen
  useEffect(() => {
    setCalls(draftKeys(start).map(key => key.slice(start.length)))
  }, [online, known])
  return calls.filter(call => !shown.includes(call)).map(call => <UnsentNote key={call} call={call} />)
}

function UnsentNote({ call }: { call: string }) {
  const draft = useDraft<KeptNote | null>(`${start}${call}`, null)
  const [attempt, setAttempt] = useState(0)
  const kept = draft.value
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt that failed starts the next wait
  useEffect(() => {
    if (!kept) return
    if (!isUnsent(kept)) return draft.clear()
    const wait = setTimeout(
      async () => {
        try {
          const sent = await sendNote(call, kept)
          // Nobody is there to choose: both texts are kept, one after the other.
          if (sent.at === 'clash') {
            draft.set({ ...kept, text: together(sent.clash.note, kept.text), base: sent.clash.revision })
          } else draft.clear()
        } catch {
          setAttempt(n => n + 1)
        }
      },
      attempt === 0 ? 0 : again_ms,
    )
    return () => clearTimeout(wait)
  }, [kept, attempt, call])
  return null
}
