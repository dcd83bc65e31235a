import type { RefObject } from 'react'
import { addDays, addMonths } from '../../../core/calendar-day.ts'
import { type KeyMap, useKeys } from '../../../web/kit/keys.ts'
import { t } from '../../../web/words/say.ts'
import { type Board, rulerFor } from './board-blocks.ts'
import { type BoardPlace, type BoardView, goOnBoard } from './board-place.ts'
import { type Direction, type Walked, walk } from './board-walk.ts'
import { inAir, setInAir } from './in-air.ts'
import { at, beside, type Moving, step, until } from './move-plan.ts'
import { focusOnBoard } from './use-roving-focus.ts'

type Given = {
  place: BoardPlace
  today: string
  board: Board | undefined
  box: RefObject<HTMLDivElement | null>
  items: readonly Walked[]
  /** A visit is being carried. */
  carried: boolean
  putDown: (moving: Moving) => void
  onBook: (from: string | null) => boolean
  leave: () => boolean
  /** A booking is in hand. */
  booking: boolean
}

/** The views in the order of their keys. */
export const boardViews: readonly BoardView[] = ['day', 'week', 'month', 'rooms', 'flow']

/** The day one step of `[` and `]` away: a day, a week or a month. */
export const stepped = (date: string, view: BoardView, step: 1 | -1): string =>
  view === 'month' ? addMonths(date, step) : addDays(date, view === 'week' ? 7 * step : step)

/** Which block or opening has the focus. */
function focusedKey(box: HTMLElement | null): string | null {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || !box?.contains(element)) return null
  return element.dataset.block ?? element.dataset.opening ?? null
}

/** The board's own keys: days, walking, and carrying a visit. */
export function useBoardKeys(given: Given): void {
  const { place, today, board, box, items, carried } = given
  const date = place.date ?? today
  const onGrid = place.view === 'day' || place.view === 'week' || place.view === 'rooms'
  const goTo = (next: string | null) => goOnBoard({ date: next === today ? null : next })

  const stepTo = (direction: Direction) => () => {
    const key = focusedKey(box.current)
    // Arrows belong to whatever else has the focus; from nowhere they lead onto the board.
    if (key === null && document.activeElement !== document.body && document.activeElement?.id !== 'work') return false
    const start = box.current?.querySelector<HTMLElement>('[data-block][tabindex="0"], [data-opening][tabindex="0"]')
    if (key === null) {
      start?.focus()
      return start !== null
    }
    const next = walk(items, key, direction)
    if (next) focusOnBoard(box.current, next.key)
    return true
  }
  const days: KeyMap = {
    '[': { does: t('schedule.key.before'), run: () => goTo(stepped(date, place.view, -1)) },
    ']': { does: t('schedule.key.after'), run: () => goTo(stepped(date, place.view, 1)) },
    t: { does: t('schedule.key.today'), run: () => goTo(null) },
    b: { does: t('schedule.key.book'), run: () => given.onBook(date > today ? date : null) },
    n: { does: t('schedule.key.next'), run: () => given.onBook(null) },
    F: {
      hidden: true,
      does: t('schedule.key.dayView'),
      run: () => goOnBoard({ view: place.view === 'day' ? 'flow' : 'day' }),
    },
    Esc: { does: t('schedule.key.back'), run: given.leave, hidden: true },
  }
  useKeys(t('schedule.key.scope'), days)

  // The numbers belong to the openings while something is being booked.
  const views: KeyMap = Object.fromEntries(
    boardViews.map((view, n) => [
      String(n + 1),
      { does: t(`schedule.views.view.${view}`), run: () => goOnBoard({ view }) },
    ]),
  )
  useKeys(t('schedule.views.scope'), views, { enabled: !carried && !given.booking })

  const walking: KeyMap = {
    '↓': { does: t('schedule.key.walk'), run: stepTo('down') },
    '↑': { does: t('schedule.key.walk'), run: stepTo('up'), hidden: true },
    '→': { does: t('schedule.key.walk'), run: stepTo('right'), hidden: true },
    '←': { does: t('schedule.key.walk'), run: stepTo('left'), hidden: true },
  }
  useKeys(t('schedule.key.scope'), walking, { enabled: !carried && onGrid })

  const carry = (change: (held: Moving) => Moving) => () => {
    const held = inAir()
    if (held) setInAir({ ...change(held), how: 'keys' })
  }
  const putDown = () => {
    const held = inAir()
    if (held) given.putDown(held)
  }
  const lengthOf = (held: Moving) => (board ? rulerFor(board, held.over).length : 1440)
  const carrying: KeyMap = {
    '↑': { does: t('schedule.key.earlier'), run: carry(held => at(held, held.start - step, lengthOf(held))) },
    '↓': { does: t('schedule.key.later'), run: carry(held => at(held, held.start + step, lengthOf(held))) },
    '←': { does: t('schedule.key.left'), run: carry(held => beside(held, board?.columns ?? [], -1)) },
    '→': { does: t('schedule.key.right'), run: carry(held => beside(held, board?.columns ?? [], 1)) },
    'Shift ↑': { does: t('schedule.key.shorter'), run: carry(held => until(held, held.end - step, lengthOf(held))) },
    'Shift ↓': { does: t('schedule.key.longer'), run: carry(held => until(held, held.end + step, lengthOf(held))) },
    Enter: { does: t('schedule.key.putDown'), run: putDown },
  }
  useKeys(t('schedule.key.move'), carrying, { enabled: carried })
}
