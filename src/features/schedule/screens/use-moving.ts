import { useCallback, useEffect, useState } from 'react'
import { useMay } from '../../../web/app/session.ts'
import { t } from '../../../web/words/say.ts'
import { type Warning as Asked, moveSeries, overbookAppointment } from '../contract.ts'
import { type Board, type BoardVisit, columnOf, type Over, rulerFor } from './board-blocks.ts'
import { askDeed } from './deed-asked.ts'
import { setInAir, useVisitInAir } from './in-air.ts'
import { type Moving, moveInput, takeUp, unmoved } from './move-plan.ts'
import { mayBookOver, mayDespite, sayNo } from './say-schedule.ts'
import { hasOthers } from './series-reach.ts'
import { move } from './visit-deeds.ts'

/** What the server warned of, and the way to do it all the same. */
export type Warning = { text: string; anyway: () => void }

/** How the board shows a moved visit until the server has answered. */
function shown(moving: Moving, board: Board): Partial<BoardVisit> {
  const { over } = moving
  const starts_ms = Date.parse(rulerFor(board, over).at(moving.start))
  const column = board.columns[columnOf(board, over)]
  return {
    startsAt: new Date(starts_ms).toISOString(),
    endsAt: new Date(starts_ms + (moving.end - moving.start) * 60_000).toISOString(),
    minutes: moving.end - moving.start,
    ...(column && over.kind === 'provider' ? { provider: over.id as never, providerName: column.name } : {}),
    ...(column && over.kind === 'room' ? { room: over.id as never, roomName: column.name } : {}),
  }
}

/** A visit taken up where it stands on this board: in its provider's column, or, where there are only rooms, in its room's. */
export function takenUp(board: Board, visit: BoardVisit, how: Moving['how']): Moving | null {
  const rulers = board.columns.map(column => rulerFor(board, column))
  const standsIn = (kind: 'provider' | 'room', id: string | null) =>
    board.columns.find((column, n) => {
      const start = rulers[n]!.of(visit.startsAt)
      return column.kind === kind && column.id === id && (board.span === 'day' || (start >= 0 && start < 1440))
    })
  const column = standsIn('provider', visit.provider) ?? standsIn('room', visit.room)
  if (!column) return null
  const over: Over = { kind: column.kind, id: column.id, date: column.date }
  return takeUp(visit, over, rulerFor(board, column), how)
}

/** The visit in the air: taken up, carried over columns and days, put down or left. */
export function useMoving(board: Board | undefined) {
  const carried = useVisitInAir()
  const [warning, setWarning] = useState<Warning | null>(null)
  const may = useMay()
  const mayOver = may(overbookAppointment)
  const maySeries = may(moveSeries)

  // Nothing stays in the air over another screen.
  useEffect(() => () => setInAir(null), [])

  const take = useCallback(
    (visit: BoardVisit) => {
      if (!board || !visit.provider) return
      setWarning(null)
      setInAir(takenUp(board, visit, 'keys'))
    },
    [board],
  )

  const putDown = useCallback(
    (held: Moving) => {
      setInAir(null)
      setWarning(null)
      if (!board) return
      const ruler = rulerFor(board, held.over)
      if (unmoved(held, ruler)) return
      const input = moveInput(held, ruler)
      const send = async (despite: Asked[], overbookWhy?: string) => {
        const outcome = await move(
          held.visit,
          { ...input, ...(despite.length > 0 ? { despite } : {}), ...(overbookWhy ? { overbookWhy } : {}) },
          shown(held, board),
          mayOver,
        )
        if (outcome.ok) return
        const warns = mayDespite(outcome.error)
        const over = mayBookOver(outcome.error) && mayOver
        if (!warns && !over) return
        const text = `${t('schedule.move.stays', { who: held.visit.patientName })} ${sayNo(outcome.error, { date: board.date })}`
        setWarning({
          text,
          anyway: () => {
            setWarning(null)
            if (warns) void send([...despite, warns], overbookWhy)
            else askDeed({ kind: 'over', text, go: why => void send([...despite, 'overbook'], why) })
          },
        })
      }
      // One of several that is carried elsewhere: how many of them are meant?
      const { visit } = held
      const elsewhere = ruler.at(held.start) !== new Date(visit.startsAt).toISOString() || input.provider !== undefined
      if (!visit.bundle || !maySeries || !elsewhere || input.minutes !== undefined) return void send([])
      const to = { startsAt: ruler.at(held.start), ...(input.provider ? { provider: input.provider as string } : {}) }
      void hasOthers(visit).then(others =>
        others ? askDeed({ kind: 'series', visit, to, alone: () => void send([]) }) : send([]),
      )
    },
    [board, mayOver, maySeries],
  )

  return { carried, take, putDown, warning, dropWarning: () => setWarning(null) }
}
