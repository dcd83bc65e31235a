import { useCallback } from 'react'
import { answers } from '../../../web/kit/api.ts'
import { type LiveEvent, useLive } from '../../../web/kit/live.ts'
import { ask } from '../../../web/kit/wire.ts'
import { callCard } from '../contract.ts'

/** Asks for the card of a call the moment it rings, beside the rail's own question and not after it: who it is stands there with the ring. */
export function useCardAhead(enabled: boolean): void {
  const fetchCard = useCallback(
    (event: LiveEvent) => {
      if (!enabled || typeof event.call !== 'string') return
      const input = { call: event.call }
      void answers.prefetchQuery({
        queryKey: [callCard.name, input],
        queryFn: ({ signal }) => ask(callCard, input, { signal }),
        meta: { refreshedBy: callCard.refreshedBy ?? [] },
      })
    },
    [enabled],
  )
  useLive('calls.call-ringing', fetchCard)
}
