import { useEffect, useRef } from 'react'
import type { OutputOf } from '../../../core/contract.ts'
import { useMay, useSession } from '../../../web/app/session.ts'
import { act, useAsk } from '../../../web/kit/api.ts'
import * as contract from '../contract.ts'
import { type BoardPlace, goOnBoard, standsHere } from './board-place.ts'

/** Milliseconds a choice must stand before it is kept: walking through the views is not worth a write each. */
const settled_ms = 800

/** What of a place is kept for the next sign-in. */
export const filterOf = (place: BoardPlace): contract.BoardFilter => ({
  view: place.view,
  location: place.location as contract.BoardFilter['location'],
  providers: place.providers as contract.BoardFilter['providers'],
  provider: place.provider as contract.BoardFilter['provider'],
  density: place.density,
})

/** Begins where this person last stood, and keeps where they go. A tab that has its own place already stays there. */
export function useKeptView(place: BoardPlace): OutputOf<typeof contract.viewFilters> | undefined {
  const { staff: person } = useSession()
  const may = useMay()
  const arrived = useRef(false)
  const answer = useAsk(contract.viewFilters, {}, { fresh_ms: 5 * 60_000, enabled: may(contract.viewFilters) })
  const data = answer.data
  const known = useRef<string | null>(null)
  useEffect(() => {
    if (!data || arrived.current) return
    arrived.current = true
    if (standsHere(person) && data.last) goOnBoard(data.last)
    known.current = JSON.stringify(data.last)
  }, [data, person])
  const now = JSON.stringify(filterOf(place))
  useEffect(() => {
    if (!arrived.current || known.current === now || !may(contract.keepViewFilter)) return
    const timer = setTimeout(() => {
      known.current = now
      // Only a convenience: when it cannot be kept, nobody need hear of it.
      void act(contract.keepViewFilter, { filter: JSON.parse(now) as contract.BoardFilter }).catch(() => {})
    }, settled_ms)
    return () => clearTimeout(timer)
  }, [now, may])
  return data
}
