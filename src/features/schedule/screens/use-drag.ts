import { type PointerEvent as ReactPointerEvent, type RefObject, useCallback, useEffect, useRef } from 'react'
import { type Board, rulerFor, visitOfKey } from './board-blocks.ts'
import type { Measure } from './board-measure.ts'
import { at, type Moving, takeUp, unmoved, until } from './move-plan.ts'

type Given = {
  board: Board
  canvas: RefObject<HTMLElement | null>
  box: RefObject<HTMLElement | null>
  measure: Measure
  from: number
  moving: Moving | null
  onMoving: (moving: Moving | null) => void
  onPutDown: (moving: Moving) => void
}

/** A press becomes a drag from here on. Pixels. */
const slack = 4
/** Within this of an edge the board scrolls along. Pixels. */
const edge = 36

type Held = { key: string; x: number; y: number; grip: boolean; offset: number; moving: Moving | null }

/** Dragging with the pointer: the block moves a visit, its lower edge stretches it, Esc leaves it. */
export function useDrag(given: Given) {
  const latest = useRef(given)
  latest.current = given
  const held = useRef<Held | null>(null)
  const droppedAt = useRef(0)

  const placeOf = useCallback((x: number, y: number) => {
    const { canvas, measure, from, board } = latest.current
    const area = canvas.current!.getBoundingClientRect()
    const column = Math.floor((x - area.left - measure.gutter) / measure.columnWidth)
    return {
      column: board.columns[Math.min(Math.max(column, 0), board.columns.length - 1)],
      minute: from + (y - area.top) / measure.perMinute,
    }
  }, [])

  const follow = useCallback(
    (x: number, y: number) => {
      const hold = held.current
      const { board, box, measure } = latest.current
      if (!hold) return
      if (!hold.moving) {
        if (Math.hypot(x - hold.x, y - hold.y) < slack) return
        const visit = board.visits.find(each => each.id === visitOfKey(hold.key))
        const column = placeOf(hold.x, hold.y).column
        if (!visit || !column) return
        hold.moving = takeUp(visit, column, rulerFor(board, column), hold.grip ? 'stretch' : 'drag')
      }
      const { column, minute } = placeOf(x, y)
      const { length } = rulerFor(board, column)
      if (hold.grip) hold.moving = until(hold.moving, minute, length)
      else {
        hold.moving = at(hold.moving, minute - hold.offset, length)
        if (column) hold.moving = { ...hold.moving, over: { kind: column.kind, id: column.id, date: column.date } }
      }
      // A hand moves by the pixel, a visit by five minutes: only a step is worth drawing.
      const shown = latest.current.moving
      const { over, start, end } = hold.moving
      const still =
        shown?.start === start && shown.end === end && shown.over.id === over.id && shown.over.date === over.date
      if (!still) latest.current.onMoving(hold.moving)
      const view = box.current!.getBoundingClientRect()
      if (y > view.bottom - edge) box.current!.scrollTop += 8
      if (y < view.top + measure.head + edge) box.current!.scrollTop -= 8
      if (x > view.right - edge) box.current!.scrollLeft += 8
      if (x < view.left + measure.gutter + edge) box.current!.scrollLeft -= 8
    },
    [placeOf],
  )

  useEffect(() => {
    const move = (event: PointerEvent) => follow(event.clientX, event.clientY)
    const up = () => {
      const hold = held.current
      held.current = null
      if (!hold?.moving) return
      droppedAt.current = performance.now()
      const { board, onPutDown, onMoving, moving } = latest.current
      // Esc in the middle of a drag has laid it down already.
      if (!moving || unmoved(hold.moving, rulerFor(board, hold.moving.over))) onMoving(null)
      else onPutDown(hold.moving)
    }
    const away = () => {
      if (held.current?.moving) latest.current.onMoving(null)
      held.current = null
    }
    // Esc lays the visit down at once (the board's key map does); the pointer must not take it up again.
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') held.current = null
    }
    window.addEventListener('keydown', leave, true)
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', up)
    window.addEventListener('pointercancel', away)
    return () => {
      window.removeEventListener('keydown', leave, true)
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', up)
      window.removeEventListener('pointercancel', away)
    }
  }, [follow])

  const onPointerDown = useCallback(
    (event: ReactPointerEvent<HTMLButtonElement>) => {
      const key = event.currentTarget.dataset.block
      if (event.button !== 0 || !key || latest.current.moving) return
      const state = event.currentTarget.dataset.state
      // What is left of last night's visit is moved where it begins.
      if (state === 'checked-out' || state === 'no-show' || key.endsWith('@tail')) return
      const { minute } = placeOf(event.clientX, event.clientY)
      const top = placeOf(event.clientX, event.currentTarget.getBoundingClientRect().top).minute
      const grip = (event.target as Element).hasAttribute('data-grip')
      held.current = { key, x: event.clientX, y: event.clientY, grip, offset: minute - top, moving: null }
    },
    [placeOf],
  )

  return {
    onPointerDown,
    /** The click that ends a drag is none. */
    justDropped: () => performance.now() - droppedAt.current < 80,
  }
}
