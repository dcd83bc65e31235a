import { useCallback, useState } from 'react'
import { t } from '../../../web/words/say.ts'
import type { Board, BoardVisit } from './board-blocks.ts'
import { type Moving, moveInput, takeUp, unmoved } from './move-plan.ts'
import { mayDespite, sayNo } from './say-schedule.ts'
import { move } from './visit-deeds.ts'
import { minuteOf } from './wall-clock.ts'

/** What the server warned of, and the way to do it all the same. */
export type Warning = { text: string; anyway: () => void }
type Despite = ('outside-hours' | 'patient-already-booked' | 'in-the-past')[]

/** How the board shows a moved visit until the server has answered. */
function shown(moving: Moving, board: Board): Partial<BoardVisit> {
  const { visit, over } = moving
  // Exact but for a move over a clock change, where the answer follows at once.
  const shift = (minute: number) =>
    new Date(
      Date.parse(visit.startsAt) + (minute - minuteOf(visit.startsAt, visit.zone, board.date)) * 60_000,
    ).toISOString()
  const column = board.columns.find(each => each.kind === over.kind && each.id === over.id)
  return {
    startsAt: shift(moving.start),
    endsAt: shift(moving.end),
    minutes: moving.end - moving.start,
    ...(column && over.kind === 'provider' ? { provider: over.id as never, providerName: column.name } : {}),
    ...(column && over.kind === 'room' ? { room: over.id as never, roomName: column.name } : {}),
  }
}

/** The visit in the air: taken up, carried over columns and days, put down or left. */
export function useMoving(board: Board | undefined) {
  const [moving, setMoving] = useState<Moving | null>(null)
  const [warning, setWarning] = useState<Warning | null>(null)

  const take = useCallback(
    (visit: BoardVisit) => {
      if (!board || !visit.provider) return
      setWarning(null)
      setMoving(takeUp(visit, { kind: 'provider', id: visit.provider }, board.date, 'keys'))
    },
    [board],
  )

  const putDown = useCallback(
    (held: Moving) => {
      setMoving(null)
      setWarning(null)
      if (!board || unmoved(held, board.date)) return
      const input = moveInput(held, board.date)
      const send = async (despite: Despite) => {
        const outcome = await move(
          held.visit,
          { ...input, ...(despite.length > 0 ? { despite } : {}) },
          shown(held, board),
        )
        if (outcome.ok) return
        const warns = mayDespite(outcome.error)
        if (!warns) return
        setWarning({
          text: `${t('schedule.move.stays', { who: held.visit.patientName })} ${sayNo(outcome.error, { date: board.date })}`,
          anyway: () => {
            setWarning(null)
            void send([...despite, warns])
          },
        })
      }
      void send([])
    },
    [board],
  )

  return { moving, setMoving, take, putDown, warning, dropWarning: () => setWarning(null) }
}
