import { useCallback, useEffect, useRef, useState } from 'react'
import { OfflineError, useAskAgain } from '../../../../web/kit/api.ts'
import { useDraft } from '../../../../web/kit/drafts.ts'
import { useOnline } from '../../../../web/kit/live.ts'
import { toast } from '../../../../web/kit/toast.ts'
import { sayError } from '../../../../web/words/refusal-words.ts'
import { callGuidance } from '../../contract.ts'
import { type FlagDeed, sendFlagDeed } from './flag-deeds.ts'

export const flagDraft = 'calls.flags.'
const again_ms = 5_000

/** What was done about red flags on a call and has not reached the server: kept on this computer, sent in order, repeated while the server is away. */
export function useFlagDeeds(call: string): {
  waiting: readonly FlagDeed[]
  away: boolean
  add: (deeds: readonly FlagDeed[]) => void
} {
  const draft = useDraft<readonly FlagDeed[]>(`${flagDraft}${call}`, [])
  const [round, setRound] = useState(0)
  const [away, setAway] = useState(false)
  const busy = useRef(false)
  const online = useOnline()
  const again = useAskAgain()
  const first = draft.value[0]
  const { set } = draft

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` begins the next attempt, `online` when the server is back
  useEffect(() => {
    if (!first || busy.current) return
    const wait = setTimeout(
      async () => {
        busy.current = true
        try {
          await sendFlagDeed(call, first).catch(error => {
            if (error instanceof OfflineError) throw error
            toast(sayError(error), { look: 'bad' })
          })
          setAway(false)
          // Only when the server's own answer shows it, so that nothing flickers.
          await again(callGuidance)
          set(deeds => deeds.filter(one => one.key !== first.key))
        } catch {
          setAway(true)
        } finally {
          busy.current = false
          setRound(n => n + 1)
        }
      },
      away && !online ? again_ms : 0,
    )
    return () => clearTimeout(wait)
  }, [first, round, online, call])

  const add = useCallback((deeds: readonly FlagDeed[]) => set(now => [...now, ...deeds]), [set])
  return { waiting: draft.value, away, add }
}
