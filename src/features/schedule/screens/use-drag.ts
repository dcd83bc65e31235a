import { type PointerEvent as ReactPointerEvent, type RefObject, useCallback, useEffect, useRef } from 'react'
import { type Board, rulerFor, visitOfKey } from './board-blocks.ts'
import type { Measure } from './board-measure.ts'
import { inAir, setInAir } from './in-air.ts'
import { at, type Moving, takeUp, unmoved, until } from './move-plan.ts'

type Given = {
  board: Board
  canvas: RefObject<HTMLElement | null>
  box: RefObject<HTMLElement | null>
  measure: Measure
  from: number
  onPutDown: (moving: Moving) => void
}

/** A press becomes a drag from here on. Pixels. */
const slack = 4
/** Within this of an edge the board scrolls along, so far in each frame. Pixels. */
const edge = 36
const pace = 8
/** The lower edge by which a visit is stretched. Pixels. */
const grip = 6

/** Where the board lies in the window, read once when a visit is pressed: asked for in every frame it would have the page laid out in between. */
type Ground = { view: DOMRect; left: number; top: number; scrollLeft: number; scrollTop: number }

type Held = {
  key: string
  x: number
  y: number
  stretches: boolean
  offset: number
  moving: Moving | null
  ground: Ground
}

function groundOf(box: HTMLElement, canvas: HTMLElement): Ground {
  const { scrollLeft, scrollTop } = box
  const area = canvas.getBoundingClientRect()
  return {
    view: box.getBoundingClientRect(),
    left: area.left + scrollLeft,
    top: area.top + scrollTop,
    scrollLeft,
    scrollTop,
  }
}

/** Dragging with the pointer: the block moves a visit, its lower edge stretches it, Esc leaves it. */
export function useDrag(given: Given) {
  const latest = useRef(given)
  latest.current = given
  const held = useRef<Held | null>(null)
  const pointer = useRef({ x: 0, y: 0 })
  const frame = useRef(0)
  const droppedAt = useRef(0)

  const placeOf = useCallback((ground: Ground, x: number, y: number) => {
    const { measure, from, board } = latest.current
    const column = Math.floor((x - ground.left + ground.scrollLeft - measure.gutter) / measure.columnWidth)
    return {
      column: board.columns[Math.min(Math.max(column, 0), board.columns.length - 1)],
      minute: from + (y - ground.top + ground.scrollTop) / measure.perMinute,
    }
  }, [])

  const follow = useCallback(
    (x: number, y: number) => {
      const hold = held.current
      if (!hold) return
      const { board } = latest.current
      if (!hold.moving) {
        if (Math.hypot(x - hold.x, y - hold.y) < slack) return
        const visit = board.visits.find(each => each.id === visitOfKey(hold.key))
        const column = placeOf(hold.ground, hold.x, hold.y).column
        if (!visit || !column) return
        hold.moving = takeUp(visit, column, rulerFor(board, column), hold.stretches ? 'stretch' : 'drag')
      }
      const { column, minute } = placeOf(hold.ground, x, y)
      const { length } = rulerFor(board, column)
      if (hold.stretches) hold.moving = until(hold.moving, minute, length)
      else {
        hold.moving = at(hold.moving, minute - hold.offset, length)
        if (column) hold.moving = { ...hold.moving, over: { kind: column.kind, id: column.id, date: column.date } }
      }
      // A hand moves by the pixel, a visit by five minutes: only a step is worth drawing.
      const shown = inAir()
      const { over, start, end } = hold.moving
      const still =
        shown?.start === start && shown.end === end && shown.over.id === over.id && shown.over.date === over.date
      if (!still) setInAir(hold.moving)
    },
    [placeOf],
  )

  /** Scrolls while the pointer rests at an edge; true if it did. */
  const scrollAlong = useCallback(({ ground }: Held): boolean => {
    const { box, measure } = latest.current
    const { x, y } = pointer.current
    const { view } = ground
    const towards = (at: number, least: number, most: number) => (at > most ? pace : at < least ? -pace : 0)
    const down = towards(y, view.top + measure.head + edge, view.bottom - edge)
    const right = towards(x, view.left + measure.gutter + edge, view.right - edge)
    if ((down === 0 && right === 0) || !box.current) return false
    box.current.scrollBy(right, down)
    return true
  }, [])

  // However often the pointer tells of itself, a frame is worked out once.
  const step = useCallback(() => {
    frame.current = 0
    const hold = held.current
    if (!hold) return
    follow(pointer.current.x, pointer.current.y)
    if (hold.moving && inAir() && scrollAlong(hold)) frame.current = requestAnimationFrame(step)
  }, [follow, scrollAlong])

  useEffect(() => {
    const move = (event: PointerEvent) => {
      if (!held.current) return
      pointer.current = { x: event.clientX, y: event.clientY }
      if (frame.current === 0) frame.current = requestAnimationFrame(step)
    }
    const rest = () => {
      cancelAnimationFrame(frame.current)
      frame.current = 0
      held.current = null
    }
    const up = (event: PointerEvent) => {
      follow(event.clientX, event.clientY)
      const hold = held.current
      rest()
      if (!hold?.moving) return
      droppedAt.current = performance.now()
      const { board, onPutDown } = latest.current
      // Esc in the middle of a drag has laid it down already.
      if (!inAir() || unmoved(hold.moving, rulerFor(board, hold.moving.over))) setInAir(null)
      else onPutDown(hold.moving)
    }
    const away = () => {
      if (held.current?.moving) setInAir(null)
      rest()
    }
    // Esc lays the visit down at once (the board's key map does); the pointer must not take it up again.
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') rest()
    }
    const scrolled = (event: Event) => {
      const box = latest.current.box.current
      if (!held.current || event.target !== box || !box) return
      Object.assign(held.current.ground, { scrollLeft: box.scrollLeft, scrollTop: box.scrollTop })
    }
    const resized = () => {
      const { box, canvas } = latest.current
      if (held.current && box.current && canvas.current) held.current.ground = groundOf(box.current, canvas.current)
    }
    window.addEventListener('keydown', leave, true)
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', up)
    window.addEventListener('pointercancel', away)
    window.addEventListener('scroll', scrolled, { capture: true, passive: true })
    window.addEventListener('resize', resized)
    return () => {
      rest()
      window.removeEventListener('keydown', leave, true)
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', up)
      window.removeEventListener('pointercancel', away)
      window.removeEventListener('scroll', scrolled, { capture: true })
      window.removeEventListener('resize', resized)
    }
  }, [follow, step])

  const onPointerDown = useCallback((event: ReactPointerEvent<HTMLButtonElement>) => {
    const { box, canvas } = latest.current
    const { block: key, state } = event.currentTarget.dataset
    if (event.button !== 0 || !key || inAir() || !box.current || !canvas.current) return
    // What is left of last night's visit is moved where it begins.
    if (state === 'checked-out' || state === 'no-show' || key.endsWith('@tail')) return
    const ground = groundOf(box.current, canvas.current)
    const { top, bottom } = event.currentTarget.getBoundingClientRect()
    const { clientX: x, clientY: y } = event
    const offset = (y - top) / latest.current.measure.perMinute
    held.current = { key, x, y, stretches: y > bottom - grip, offset, moving: null, ground }
  }, [])

  return {
    onPointerDown,
    /** The click that ends a drag is none. */
    justDropped: () => performance.now() - droppedAt.current < 80,
  }
}
