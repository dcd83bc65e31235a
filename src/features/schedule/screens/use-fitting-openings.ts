import { useMemo } from 'react'
import { useAsk } from '../../../web/kit/api.ts'
import { dayOpenings } from '../contract.ts'
import { type Board, rulerFor, withoutOverlap } from './board-blocks.ts'
import type { FittingOpening } from './board-grid.tsx'
import type { Booking } from './booking-in-hand.ts'

/** The times of the shown day that fit what is in hand, as blocks on the board; null while nothing is in hand. */
export function useFittingOpenings(
  board: Board | undefined,
  booking: Booking | null,
  visitType: string | null,
  location: string | null,
): FittingOpening[] | null {
  const asked = booking !== null && visitType !== null && board !== undefined
  const answer = useAsk(
    dayOpenings,
    {
      date: board?.date ?? '',
      visitType: visitType as never,
      ...(booking?.provider ? { providers: [booking.provider as never] } : {}),
      ...(booking?.pool ? { pools: [booking.pool as never] } : {}),
      ...(booking?.urgent ? { urgent: true } : {}),
      ...(booking?.pin ? { minutes: booking.pin.minutes } : {}),
      ...(location ? { location: location as never } : {}),
    },
    { enabled: asked, keepPrevious: true, fresh_ms: 0 },
  )
  const openings = answer.data?.openings
  return useMemo(() => {
    if (!asked || !board) return null
    const placed = (openings ?? []).flatMap(opening => {
      const column = board.columns.findIndex(each => each.kind === 'provider' && each.id === opening.provider)
      if (column < 0) return []
      const start = rulerFor(board).of(opening.startsAt)
      const minutes = (Date.parse(opening.endsAt) - Date.parse(opening.startsAt)) / 60_000
      return [
        {
          key: `${opening.provider}@${opening.startsAt}`,
          opening,
          column,
          start,
          end: start + minutes,
          lane: 0,
          lanes: 1,
        },
      ]
    })
    return withoutOverlap(placed)
  }, [asked, board, openings])
}
